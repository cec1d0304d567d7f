"""The running sum of money over the months: the middle as a line of dots, eight in ten futures as a band."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from fortnight.tui.charts.spans import Line, Span, labels_below, merged

BAND, ZERO = "░", "─"
_BLANK = 0x2800
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Bits of a braille letter: two columns of four dots."""


@dataclass(frozen=True, slots=True)
class Month:
    """The running sum at the end of one month."""

    month: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    rows: int

    def row(self, value: float, dots: int = 1) -> int:
        """Return the row of a value, from the top, in steps of 1/dots of a line."""
        steps = self.rows * dots
        return min(steps - 1, max(0, int((self.high - value) / (self.high - self.low) * steps)))


def curve(months: Sequence[Month], width: int, height: int, say: Callable[[float], str], *,
          mark: tuple[float, str] | None = None) -> tuple[Line, ...]:
    """Return `height` lines of curve and one of months; `mark` is a month and the word for it.

    Without months nothing is drawn.
    """
    if not months:
        return ()
    points = (Month(0, 0.0, 0.0, 0.0), *months)
    top, bottom = max(point.high for point in points), min(point.low for point in points)
    scale = _Scale(bottom, top if top > bottom else bottom + 1.0, height)
    ticks = {scale.row(top): say(top), scale.row(bottom): say(bottom), scale.row(0.0): "0"}
    margin = max(map(cell_len, ticks.values())) + 1
    plot = max(8, width - margin)
    dots = _line(points, scale, plot)
    lines = []
    for row in range(height):
        tick = ticks.get(row, "")
        label: Span = (" " * (margin - 1 - cell_len(tick)) + tick + " ", "$quiet")
        lines.append(merged((label, *(_cell(x, row, points, scale, plot, dots) for x in range(plot)))))
    return (*lines, _months(points, margin, plot, mark))


def _cell(x: int, row: int, points: Sequence[Month], scale: _Scale, plot: int,
          dots: dict[tuple[int, int], int]) -> Span:
    bits = dots.get((x, row))
    if bits is not None:
        return chr(_BLANK + bits), "bold $lead"
    here = _at((x + 0.5) / plot, points)
    if row == scale.row(0.0):
        return ZERO, "$foreground"
    inside = scale.row(here.high) <= row <= scale.row(here.low) and here.high > here.low
    return (BAND, "$quiet") if inside else (" ", "")


def _line(points: Sequence[Month], scale: _Scale, plot: int) -> dict[tuple[int, int], int]:
    """Return the dots of the middle line by cell."""
    found: dict[tuple[int, int], int] = {}
    before: int | None = None
    for x in range(plot * 2):
        y = scale.row(_at((x + 0.5) / (plot * 2), points).middle, dots=4)
        # Steep stretches are drawn through, so that the line has no gaps.
        start = y if before is None or abs(y - before) < 2 else before + (1 if y > before else -1)
        for each in range(min(start, y), max(start, y) + 1):
            cell = (x // 2, each // 4)
            found[cell] = found.get(cell, 0) | _DOTS[x % 2][each % 4]
        before = y
    return found


def _at(share: float, points: Sequence[Month]) -> Month:
    """Return the running sum at a share of the horizon, straight between two months."""
    position = share * (len(points) - 1)
    left = min(int(position), len(points) - 2)
    rest = position - left
    one, two = points[left], points[left + 1]

    def between(first: float, second: float) -> float:
        return first + (second - first) * rest

    return Month(one.month, between(one.low, two.low), between(one.middle, two.middle),
                 between(one.high, two.high))


def _months(points: Sequence[Month], margin: int, plot: int, mark: tuple[float, str] | None) -> Line:
    last = points[-1].month
    labels = [(0, "0", "$quiet"), (plot - 1, f"month {last}", "$quiet")]
    if mark is not None and 0 < mark[0] <= last:
        labels.insert(0, (round(mark[0] / last * (plot - 1)), f"▲ {mark[1]}", "$lead"))
    labels += [(round(month / last * (plot - 1)), str(month), "$quiet") for month in range(12, last, 12)]
    return merged(((" " * margin, ""), *labels_below(labels, plot)))

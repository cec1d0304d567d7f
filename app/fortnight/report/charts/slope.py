"""The slope chart: each dimension as a line from where it stood to where it stands, named at both ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fortnight.report.charts.measure import fit
from fortnight.report.charts.scale import Scale
from fortnight.report.charts.svg import PAGE_WIDTH, SMALL, Drawing
from fortnight.report.theme import Theme

_TOP, _BOTTOM, _ROW, _LEAST = 17.0, 4.0, 8.8, 54.0
_THEN, _NOW = 172.0, 310.0
"""Where the two axes stand; names and values are beside them, joined to their points."""
_GAP, _VALUE = 14.0, 22.0
"""From an axis to the value beside it, and the room that a value takes."""


@dataclass(frozen=True, slots=True)
class SlopeLine:
    """One dimension on the questions that compare."""

    title: str
    before: float
    now: float
    before_text: str
    now_text: str
    change_text: str
    """The change with its sign; empty when both values print the same."""


def slope_chart(
    lines: Sequence[SlopeLine], then: str, now: str, theme: Theme, description: str
) -> Markup:
    """Return the lines between two axes named `then` and `now`, which reach from one whole level to another.

    What rose is a full line, what fell a dashed one, what stayed a thin one, so that no colour is needed.
    """
    values = [value for line in lines for value in (line.before, line.now)]
    low, high = math.floor(min(values)), math.ceil(max(values))
    height = max(_LEAST, _ROW * (len(lines) - 1))
    scale = Scale(low, max(high, low + 1), _TOP + height, _TOP)
    drawing = Drawing(PAGE_WIDTH, _TOP + height + _BOTTOM, description, theme)
    for x, name, anchor in ((_THEN, then, "end"), (_NOW, now, "start")):
        drawing.line(x, _TOP - 4, x, _TOP + height + 4, stroke=theme.middle, width=0.75)
        drawing.text(x, 9, fit(name, _THEN, SMALL, bold=True), bold=True, anchor=anchor)
    for line in lines:
        _draw_line(drawing, scale, line)
    _label_ends(drawing, scale, lines, is_now=False)
    _label_ends(drawing, scale, lines, is_now=True)
    return drawing.markup()


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Return positions in the order of `wanted`, at least `apart` from each other, between `low` and `high`.

    Each is as near to what was wanted as the ones before it allow. `wanted` must be sorted; where there is no room
    for all, they reach beyond `low`.
    """
    placed: list[float] = []
    for position in wanted:
        placed.append(max(position, placed[-1] + apart if placed else low))
    limit = high
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - apart
    return placed


def _draw_line(drawing: Drawing, scale: Scale, line: SlopeLine) -> None:
    theme, ends = drawing.theme, ((_THEN, scale.at(line.before)), (_NOW, scale.at(line.now)))
    if not line.change_text:
        drawing.polyline(ends, stroke=theme.grey, width=0.75)
    elif line.now > line.before:
        drawing.polyline(ends, stroke=theme.primary, width=1.5)
    else:
        drawing.polyline(ends, stroke=theme.accent, width=1.5, dash="4 2.5")
    drawing.circle(*ends[0], 2.6, fill="#FFFFFF", stroke=theme.primary, stroke_width=1.1)
    drawing.circle(*ends[1], 3, fill=theme.primary)


def _label_ends(drawing: Drawing, scale: Scale, lines: Sequence[SlopeLine], *, is_now: bool) -> None:
    """Write value and name beside one end of each line, apart from each other and joined to it."""
    theme = drawing.theme
    axis, side = (_NOW, 1) if is_now else (_THEN, -1)
    # Lines that meet in a point are named in the order in which they come from the other side.
    ranked = sorted(lines, key=lambda line: (-(line.now if is_now else line.before),
                                             -(line.before if is_now else line.now)))
    points = [scale.at(line.now if is_now else line.before) for line in ranked]
    for line, point, y in zip(ranked, points, spread(points, _ROW, scale.end, scale.start), strict=True):
        drawing.line(axis + side * 4, point, axis + side * (_GAP - 3), y, stroke=theme.middle, width=0.5)
        x, anchor, baseline = axis + side * _GAP, "start" if is_now else "end", y + 2.6
        texts = (line.now_text, line.change_text) if is_now else (line.before_text,)
        for text in texts:
            drawing.text(x, baseline, text, bold=text is line.now_text, anchor=anchor)
            x += side * _VALUE
        room = PAGE_WIDTH - x if is_now else x
        drawing.text(x, baseline, fit(line.title, room, SMALL), anchor=anchor)

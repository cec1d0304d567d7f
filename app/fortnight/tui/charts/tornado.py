"""What moves the result: one bar for each input, from its low end to its high end, the others at their medians."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fortnight.tui.charts.spans import Line, Span, column, fitted, merged

LOW_END, HIGH_END, CENTRE, ZERO = "▒", "█", "│", "┊"
"""The ends differ by their texture, so that the direction can be read without colour."""
_GAP = 2
"""Cells between the ends of the scale where it is narrow."""
KEY = f"{LOW_END} low end (P10)  {HIGH_END} high end (P90)  {CENTRE} all at medians"


@dataclass(frozen=True, slots=True)
class Swing:
    """One input and what it does to the result."""

    title: str
    low: str
    """Its low end, as people read it."""
    high: str
    at_low: float
    """The result with the input at its low end."""
    at_high: float


def tornado(swings: Sequence[Swing], centre: float, width: int, say: Callable[[float], str]) -> tuple[Line, ...]:
    """Return a line for each swing, one with the ends of the scale, and the key."""
    if not swings:
        return ()
    low = min(centre, *(min(swing.at_low, swing.at_high) for swing in swings))
    high = max(centre, *(max(swing.at_low, swing.at_high) for swing in swings))
    title_width = min(max(len(swing.title) for swing in swings), max(16, width * 9 // 20))
    ends_width = max(len(_ends(swing)) for swing in swings)
    plot = width - title_width - ends_width - 4
    if plot < 12:
        ends_width, plot = 0, width - title_width - 2
    at_centre = column(centre, low, high, plot)
    at_zero = column(0.0, low, high, plot) if low < 0.0 < high else None
    lines = []
    for swing in swings:
        bar = merged(_bar(swing, low, high, at_centre, at_zero, plot))
        line: list[Span] = [(fitted(swing.title, title_width), "$foreground"), ("  ", ""), *bar]
        if ends_width:
            line += [("  ", ""), (_ends(swing), "$quiet")]
        lines.append(merged(line))
    return (*lines, _scale(low, high, at_zero, title_width, plot, width, say))


def _ends(swing: Swing) -> str:
    return f"{swing.low} … {swing.high}"


def _bar(swing: Swing, low: float, high: float, at_centre: int, at_zero: int | None, plot: int) -> list[Span]:
    at_low, at_high = column(swing.at_low, low, high, plot), column(swing.at_high, low, high, plot)
    cells: list[Span] = []
    for index in range(plot):
        if index == at_centre:
            cells.append((CENTRE, "bold $foreground"))
        elif min(at_low, at_centre) <= index <= max(at_low, at_centre):
            cells.append((LOW_END, "$warn"))
        elif min(at_high, at_centre) <= index <= max(at_high, at_centre):
            cells.append((HIGH_END, "$lead"))
        elif index == at_zero:
            cells.append((ZERO, "$quiet"))
        else:
            cells.append((" ", ""))
    return cells


def _scale(low: float, high: float, at_zero: int | None, title_width: int, plot: int, width: int,
           say: Callable[[float], str]) -> Line:
    left, right = say(low), say(high)
    said = len(left) + len(right)
    # Ends that are longer than the bars go on below what the bars have at their right.
    middle = [" "] * max(0, plot - said, min(_GAP, width - title_width - 2 - said))
    if at_zero is not None and len(left) < at_zero < plot - len(right) - 1:
        middle[at_zero - len(left)] = "0"
    return ((" " * (title_width + 2) + left + "".join(middle) + right, "$quiet"),)

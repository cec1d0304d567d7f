"""A range as a bar against zero: from P10 to P90, with the middle marked."""

from __future__ import annotations

from collections.abc import Callable

from fortnight.tui.charts.spans import Line, Span, column, labels_below, merged

GAIN, LOSS, MIDDLE, ZERO, AXIS = "█", "▒", "◆", "┃", "─"
"""What is above zero is solid, what is below it is grey, whatever the colours."""


def range_bar(low: float, middle: float, high: float, width: int, say: Callable[[float], str], *,
              rows: int = 1) -> tuple[Line, ...]:
    """Return `rows` lines of bar and one of labels, `width` cells each; zero is always on the scale."""
    left, right = min(low, 0.0), max(high, 0.0)
    air = (right - left) * 0.04 or 1.0
    left, right = left - air, right + air
    at_low, at_middle, at_high, at_zero = (column(value, left, right, width) for value in (low, middle, high, 0.0))

    def cell(index: int) -> Span:
        if index == at_middle:
            return MIDDLE, "bold $foreground"
        if index == at_zero:
            return ZERO, "bold $foreground"
        if at_low <= index <= at_high:
            return (LOSS, "$bad") if index < at_zero else (GAIN, "$good")
        return AXIS, "$rule"

    bar = merged(cell(index) for index in range(width))
    labels = labels_below((
        (at_middle, f"P50 {say(middle)}", "bold $foreground"),
        (at_low, f"P10 {say(low)}", "$foreground"),
        (at_high, f"P90 {say(high)}", "$foreground"),
        (at_zero, "0", "$quiet"),
    ), width)
    return (*(bar,) * rows, labels)

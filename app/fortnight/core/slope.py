"""A slope chart in text: one line for each dimension, from where it stood to where it stands; no colour needed."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH = 25
"""Columns from the lowest to the highest value."""
BEFORE = "○"
NOW = "●"
_ALONG = {1: ("─", "▶"), -1: ("─", "◀")}


def slope(before: float | None, now: float | None, low: float, high: float, width: int = WIDTH) -> str:
    """Return one line: `○` where it stood, `●` where it stands, an arrow between them; dots elsewhere.

    A value that is None has no mark; equal ones show `●` alone. The line is always `width` columns.
    """
    cells = ["·"] * width
    places = [None if value is None else _column(value, low, high, width) for value in (before, now)]
    then, today = places
    if then is not None and today is not None and then != today:
        step = 1 if today > then else -1
        line, head = _ALONG[step]
        for column in range(then + step, today, step):
            cells[column] = line
        if abs(today - then) > 1:
            cells[today - step] = head
    if then is not None:
        cells[then] = BEFORE
    if today is not None:
        cells[today] = NOW
    return "".join(cells)


def sparkline(values: Sequence[float | None], low: float, high: float) -> str:
    """Return one block for each value, eight heights from `low` to `high`; a gap for None."""
    return "".join(
        " " if value is None else _BLOCKS[_column(value, low, high, len(_BLOCKS))] for value in values
    )


_BLOCKS = "▁▂▃▄▅▆▇█"


def _column(value: float, low: float, high: float, width: int) -> int:
    share = 0.0 if high == low else (value - low) / (high - low)
    return max(0, min(width - 1, round(share * (width - 1))))

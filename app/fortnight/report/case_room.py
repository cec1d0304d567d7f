"""How much text fits on the page of a use case, so that it is one page whatever people wrote.

The sizes are those of `report.css`, in points. A template that sets larger type may run to a second page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from fortnight.report.charts.measure import width_of
from fortnight.report.views import Figure, Group, Table

PAGE = 728.0
"""Height of the text column of an A4 page with the margins of the report, less what is kept to be safe."""
WIDE, COLUMN, CELL, LABEL, OWNER = 470.0, 224.0, 318.0, 350.0, 106.0
"""Widths: the page, one of two columns, the last column of the gate table, metric and owner among the facts."""
TEXT, LEADING = 8.5, 11.8

_GAP = 0.6
_HEAD, _FACTS, _BLOCK, _CAPTION, _TABLE_HEAD, _ROW, _DRILL = 18.0, 59.0, 21.0, 24.6, 15.5, 4.0, 93.0
_LONG_TITLE = 52
_NOT_DRAWN = ((0x0530, 0x1DFF), (0x2E00, 0x10FFFF))
"""Letters that the bundled font lacks: all but Latin, Greek, Cyrillic and common signs."""
_BOX = 3.2
"""Width of the box of a letter that cannot be drawn, in sizes."""


def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes; a word that is wider than a line is broken, as on the page."""
    lines, used, space = 1, 0.0, width_of(" ", size)
    for word in text.split():
        wide = _width_of(word, size, bold=bold)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (space if used else 0.0)
        if used > width:
            # Less than a letter is left at the end of each line.
            full = width - size
            lines, used = lines + int(used // full), used % full
    return lines


def _width_of(word: str, size: float, *, bold: bool) -> float:
    """Return the width of a word, a letter that the bundled font lacks as wide as its box."""
    if word.isascii():
        return width_of(word, size, bold=bold)
    drawn = [letter for letter in word if not any(low <= ord(letter) <= high for low, high in _NOT_DRAWN)]
    return width_of("".join(drawn), size, bold=bold) + (len(word) - len(drawn)) * _BOX * size


def height_of_lines(texts: Sequence[str]) -> float:
    """Return the height of a heading with texts below it; nothing where there are none."""
    return _BLOCK + sum(_GAP + LEADING * lines_of(text, WIDE, TEXT) for text in texts) if texts else 0.0


def room_for_lines(
    *, title: str, headline: str, summary: str, owner: str, metric: str, gates: Table, drill: Figure, pieces: str,
    no_money: str, charts: tuple[Figure, ...], break_even: Group | None
) -> float:
    """Return the height that is left for reasons and the like, beside what stands on the page in any case."""
    size, leading = (15.5, 19.0) if len(title) <= _LONG_TITLE else (12.5, 15.5)
    used = _HEAD + leading * lines_of(title, 410, size, bold=True) + 14 * lines_of(headline, 470, 10, bold=True)
    if summary:
        used += 2.5 + 12.5 * lines_of(summary, 470, 9)
    used += _FACTS + 11.5 * max(lines_of(metric, LABEL, TEXT), lines_of(owner, OWNER, TEXT))
    used += _CAPTION + 13 * (lines_of(gates.title, WIDE - 50, 9.5, bold=True) - 1) + _TABLE_HEAD
    used += sum(_ROW + 10.8 * max(lines_of(row[-1], CELL, 8), lines_of(row[0], 88, 8)) for row in gates.rows)
    used += _CAPTION + 13 * (lines_of(drill.title, WIDE - 50, 9.5, bold=True) - 1) + _DRILL
    if pieces:
        used += 5 + 10.5 * lines_of(pieces, WIDE, 7.5)
    if no_money:
        used += 24 + 13.5 * lines_of(no_money, WIDE, 9.5)
    if charts:
        used += 11.5 + 13 * max(lines_of(chart.title, COLUMN - 50, 9.5, bold=True) for chart in charts) + 90.5
    if break_even is not None:
        lines = [lines_of(line, COLUMN, 7.3) for line in break_even.lines]
        used += 22 + 11.1 * math.ceil(sum(lines) / 2)
    return PAGE - used

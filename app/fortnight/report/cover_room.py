"""Whether page one holds what is to stand on it. The sizes are those of `report.css`, in points.

A template that sets larger type may run over to a second page.
"""

from __future__ import annotations

from dataclasses import dataclass

from fortnight.report.case_room import lines_of
from fortnight.report.views import Brand, Cover, Table

_PAGE = 725.0
"""Height of the text column of page one with the margins of the report, less what is kept to be safe."""
_WIDE, _TITLE_WIDE, _HALF, _SENTENCE = 480.0, 444.0, 238.0, 388.0
"""Widths: the page, the headline, one side of the masthead, a sentence beside its label."""
_LINE, _MASTHEAD, _LOGO = 13.5, 11.5, 37.0
_LONG_TITLE = 70
_TABLE_HEAD, _CELL_GAP = 31.0, 6.0


@dataclass(frozen=True, slots=True)
class _Sizes:
    """What differs between the usual and the smaller setting of page one."""

    around_title: float
    above_sentences: float
    sentence: tuple[float, float]
    """Size and line."""
    around_sentence: float
    cover_text: tuple[float, float]
    """Space above, and width."""
    above_table: float
    cell: tuple[float, float]
    around_row: float


_USUAL = _Sizes(37.0, 23.5, (10.0, 14.0), 13.7, (7.1, 366.0), 20.0, (8.5, 11.5), 7.4)
_DENSE = _Sizes(28.5, 16.0, (9.0, 12.0), 9.5, (4.3, _WIDE), 8.6, (7.7, 10.2), 3.7)


def is_one_page(cover: Cover) -> bool:
    """Return whether everything on page one fits one page."""
    return height_of(cover) <= _PAGE


def height_of(cover: Cover) -> float:
    """Return how high page one is, in points, rather too much than too little."""
    head, sizes = cover.head, _DENSE if cover.head.is_dense else _USUAL
    size, leading = (25.0, 29.0) if len(head.title) <= _LONG_TITLE and not head.is_dense else (19.0, 23.0)
    used = _masthead(cover.brand)
    used += sizes.around_title + leading * lines_of(head.title, _TITLE_WIDE, size, bold=True)
    used += _LINE * (lines_of(head.subject, _WIDE, 9.5, bold=True) + lines_of(head.date, _WIDE, 9.5))
    used += _LINE * sum(lines_of(mark, _WIDE, 9.5) for mark in head.marks)
    if cover.brand.cover_text:
        above, width = sizes.cover_text
        used += above + _LINE * lines_of(cover.brand.cover_text, width, 9.5)
    size, leading = sizes.sentence
    used += sizes.above_sentences + sum(
        sizes.around_sentence + leading * lines_of(sentence.text, _SENTENCE, size, bold=place == 0)
        for place, sentence in enumerate(cover.summary))
    if cover.verdicts is not None:
        used += _table(cover.verdicts, sizes)
    if head.decision and not head.is_dense:
        # The label is as wide as some twenty letters.
        used += 11.4 + 12 * lines_of(f"{'n' * 20} {head.decision}", _WIDE, 8.5)
    return used


def _masthead(brand: Brand) -> float:
    left = max(_LOGO, _LINE * lines_of(brand.name, _HALF, 11, bold=True))
    right = _LINE * (1 + sum((
        lines_of(brand.confidentiality, _HALF, 9.5, bold=True) if brand.confidentiality else 0,
        lines_of(f"{'n' * 5} {brand.recipient}", _HALF, 9.5) if brand.recipient else 0)))
    return _MASTHEAD + max(left, right)


def _table(table: Table, sizes: _Sizes) -> float:
    """Return the height of the verdicts; numbers do not wrap."""
    size, leading = sizes.cell
    shares = [float(column.width.rstrip("%") or 0) / 100 for column in table.columns]
    widths = [(share or 1 - sum(shares)) * _WIDE - _CELL_GAP for share in shares]
    heads = max(lines_of(column.title, width, size) for column, width in zip(table.columns, widths, strict=True))
    used = sizes.above_table + _TABLE_HEAD + leading * heads
    for row in table.rows:
        used += sizes.around_row + leading * max(
            lines_of(cell, width, size, bold=True)
            for cell, width, column in zip(row, widths, table.columns, strict=True) if not column.numeric)
    return used + (16.0 if table.note else 0.0)

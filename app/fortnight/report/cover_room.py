"""Whether page one has to be set smaller, so that it is one page whatever people wrote.

The sizes are those of `report.css`, in points. A template that sets larger type may run to a second page.
"""

from __future__ import annotations

from fortnight.report.case_room import lines_of
from fortnight.report.views import ReportContext, Table

_PAGE = 735.0
"""Height of the text column of page one with the margins of the report, less what is kept to be safe."""
_WIDE, _TITLE_WIDE, _COVER_TEXT, _SENTENCE, _ASKED = 480.0, 440.0, 366.0, 388.0, 74.0
"""Widths: the page, the headline, the cover text, a sentence beside its label, the label of what is asked for."""
_MASTHEAD, _AROUND_TITLE, _AROUND_SENTENCES, _LINE = 50.0, 37.0, 24.0, 13.5
_LONG_TITLE = 70
_TABLE_HEAD, _ROW, _CELL_GAP = 72.0, 7.4, 6.0


def is_dense(report: ReportContext) -> bool:
    """Return whether the texts of page one need more than a page at their usual size."""
    head, cover_text = report.head, report.brand.cover_text
    size, leading = (25.0, 29.0) if len(head.title) <= _LONG_TITLE else (19.0, 23.0)
    used = _MASTHEAD + _AROUND_TITLE + leading * lines_of(head.title, _TITLE_WIDE, size, bold=True)
    used += _LINE * (lines_of(head.subject, _WIDE, 9.5, bold=True) + 1 + len(head.marks))
    if cover_text:
        used += 7 + _LINE * lines_of(cover_text, _COVER_TEXT, 9.5)
    used += _AROUND_SENTENCES + sum(
        13.6 + 14 * lines_of(sentence.text, _SENTENCE, 10, bold=place == 0)
        for place, sentence in enumerate(report.summary))
    if report.verdicts is not None:
        used += _TABLE_HEAD + sum(_row_height(report.verdicts, row) for row in report.verdicts.rows)
    if head.decision:
        used += 12 + 12 * lines_of(head.decision, _WIDE - _ASKED, 8.5)
    return used > _PAGE


def _row_height(table: Table, row: tuple[str, ...]) -> float:
    """Return the height of a row; numbers do not wrap."""
    shares = [float(column.width.rstrip("%") or 0) / 100 for column in table.columns]
    rest = 1 - sum(shares)
    return _ROW + 11.5 * max(
        lines_of(cell, (share or rest) * _WIDE - _CELL_GAP, 8.5)
        for cell, share, column in zip(row, shares, table.columns, strict=True) if not column.numeric)

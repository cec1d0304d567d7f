"""Maturity by dimension: now, last time, target, and the range that the unknowns leave open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from fortnight.core.compare import Comparison
from fortnight.core.scoring import DimensionScore, Score
from fortnight.report.catalogue import Words
from fortnight.report.charts.measure import fit
from fortnight.report.charts.scale import Scale, round_steps
from fortnight.report.charts.svg import PAGE_WIDTH, SMALL, Drawing
from fortnight.report.theme import Theme

_TOP, _ROW, _LABELS = 29.0, 14.5, 118.0
_NUMBERS = (373.0, 407.0, 441.0, PAGE_WIDTH)
"""Right edges of the columns of numbers."""


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    now: float | None
    last: float | None
    target: float | None
    low: float | None
    high: float | None
    answered: str
    bold: bool = False


def maturity_chart(
    score: Score, compared: Comparison | None, ends: tuple[float, float], words: Words, theme: Theme,
    description: str
) -> Markup:
    """Return one row for each dimension and one for the whole; `ends` are the lowest and highest score.

    Last time stands on the questions that compare.
    """
    last = {part.dimension_id: part.before for part in compared.dimensions} if compared else {}
    rows = [_row(part, last) for part in score.dimensions]
    whole = _Row(words.say("maturity.overall"), score.overall, compared.overall_before if compared else None, None,
                 score.low, score.high, f"{score.answered}/{score.asked}", bold=True)
    drawing = Drawing(PAGE_WIDTH, _TOP + _ROW * (len(rows) + 1) + 4, description, theme)
    reached = [value for row in [*rows, whole] for value in (row.high, row.target, row.now) if value is not None]
    scale = Scale(ends[0], max([ends[1], *reached]), _LABELS + 6, 338)
    _head(drawing, scale, words, len(rows))
    for index, row in enumerate(rows):
        _draw(drawing, scale, row, _TOP + _ROW * (index + 0.5), words)
    bottom = _TOP + _ROW * len(rows) + 3
    drawing.line(0, bottom, PAGE_WIDTH, bottom, width=0.75)
    _draw(drawing, scale, whole, bottom + _ROW * 0.5, words)
    return drawing.markup()


def _row(part: DimensionScore, last: Mapping[str, float | None]) -> _Row:
    return _Row(part.title, part.score, last.get(part.dimension_id), part.target, part.low, part.high,
                f"{part.answered}/{part.asked}")


def _head(drawing: Drawing, scale: Scale, words: Words, rows: int) -> None:
    grey, bottom = drawing.theme.grey, _TOP + _ROW * rows + 3
    levels = range(round(scale.low), round(scale.high) + 1)
    for level in levels if len(levels) <= 10 else round_steps(scale.low, scale.high):
        x = scale.clamp(level)
        drawing.text(x, _TOP - 7, words.form.exact(level), anchor="middle", fill=grey)
        drawing.line(x, _TOP - 3, x, bottom, stroke=drawing.theme.rule, width=0.5)
    for key, x in zip(("now", "last", "target", "answered"), _NUMBERS, strict=True):
        drawing.text(x, _TOP - 7, words.say(f"maturity.{key}"), anchor="end", fill=grey)
    x = scale.start
    for mark, key in (("now", "key_now"), ("last", "key_last"), ("target", "key_target"), ("range", "key_range")):
        _mark(drawing, mark, x + 4, 7)
        label = words.say(f"maturity.{key}")
        drawing.text(x + 12, 9.5, label, fill=grey)
        x += 22 + len(label) * 3.75


def _mark(drawing: Drawing, mark: str, x: float, y: float) -> None:
    theme = drawing.theme
    if mark == "now":
        drawing.circle(x, y, 4, fill=theme.primary)
    elif mark == "last":
        drawing.circle(x, y, 3.2, fill="#FFFFFF", stroke=theme.primary, stroke_width=1.1)
    elif mark == "target":
        drawing.diamond(x, y, 4, fill=theme.accent)
    else:
        drawing.line(x - 5, y, x + 5, y, stroke=theme.middle, width=3)


def _draw(drawing: Drawing, scale: Scale, row: _Row, y: float, words: Words) -> None:
    theme, baseline = drawing.theme, y + 2.7
    drawing.text(0, baseline, fit(row.title, _LABELS, 8.5, bold=row.bold), size=8.5, bold=row.bold)
    if row.low is not None and row.high is not None and row.high > row.low:
        drawing.line(scale.at(row.low), y, scale.at(row.high), y, stroke=theme.middle, width=3)
    if row.target is not None:
        _mark(drawing, "target", scale.clamp(row.target), y)
    if row.last is not None:
        _mark(drawing, "last", scale.clamp(row.last), y)
    if row.now is not None:
        _mark(drawing, "now", scale.clamp(row.now), y)
    else:
        drawing.text(scale.start, baseline, words.say("maturity.not_assessed"), fill=theme.grey)
    cells = [words.form.fixed(value, 1) if value is not None else "–" for value in (row.now, row.last, row.target)]
    for index, (x, cell) in enumerate(zip(_NUMBERS, [*cells, row.answered], strict=True)):
        drawing.text(x, baseline, cell, size=8.5 if index == 0 else SMALL, bold=index == 0, anchor="end")

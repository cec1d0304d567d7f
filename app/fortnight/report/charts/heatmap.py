"""Every answer in one picture: a cell for each question, its level printed in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from fortnight.core.questionnaire import Questionnaire
from fortnight.core.scoring import QuestionScore, Score
from fortnight.report.catalogue import Words
from fortnight.report.charts.measure import wrap
from fortnight.report.charts.svg import PAGE_WIDTH, Drawing
from fortnight.report.theme import Theme, text_on

_LABELS, _GAP, _BAND_GAP = 92.0, 2.0, 1.5
_LEVEL_WIDTH, _TITLE_SIZE = 19.0, 7.0
_TALLEST = 560.0
"""Points: beyond it the cells are drawn small, so that the picture stays on one page."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """How cells stand: in how many columns, how high, and whether each has the title of its question."""

    columns: int
    cell_height: float
    has_titles: bool

    @property
    def cell_width(self) -> float:
        return (PAGE_WIDTH - _LABELS - _GAP * (self.columns - 1)) / self.columns


_LARGE, _SMALL = _Grid(5, 21.0, True), _Grid(16, 15.0, False)


@dataclass(frozen=True, slots=True)
class _Band:
    """One dimension: its title, its score and its questions, in file order."""

    title: str
    score: str
    questions: tuple[tuple[str, QuestionScore], ...]

    def height(self, grid: _Grid) -> float:
        return -(-len(self.questions) // grid.columns) * (grid.cell_height + _GAP) + _BAND_GAP


def has_titles(score: Score, questionnaire: Questionnaire, words: Words) -> bool:
    """Return whether the heatmap has room for the title of every question."""
    return _grid(_bands(score, questionnaire, words)).has_titles


def heatmap_chart(
    score: Score, questionnaire: Questionnaire, aimed: frozenset[str], words: Words, theme: Theme, description: str
) -> Markup:
    """Return a row for each dimension; darker is higher, and the level stands in each cell.

    `aimed` are the questions whose target is worth an arrow: typed, or asked for by a gate.
    """
    bands = _bands(score, questionnaire, words)
    grid = _grid(bands)
    drawing = Drawing(PAGE_WIDTH, max(sum(band.height(grid) for band in bands), 1), description, theme)
    tones = theme.heat(questionnaire.top)
    y = 0.0
    for band in bands:
        lines = wrap(band.title, _LABELS - 30, 8.5, 2 if grid.has_titles else 1, bold=True)
        drawing.lines(0, y + (9 if len(lines) > 1 else grid.cell_height / 2 + 2.5), lines, size=8.5, bold=True,
                      leading=9.5)
        drawing.text(_LABELS - 9, y + grid.cell_height / 2 + 2.5, band.score, anchor="end", fill=theme.grey)
        for index, (title, answer) in enumerate(band.questions):
            x = _LABELS + (index % grid.columns) * (grid.cell_width + _GAP)
            top = y + (index // grid.columns) * (grid.cell_height + _GAP)
            shown = answer if answer.question_id in aimed else replace(answer, target=0)
            _cell(drawing, x, top, grid, title, shown, tones, words)
        y += band.height(grid)
    return drawing.markup()


def _grid(bands: list[_Band]) -> _Grid:
    grid = _LARGE if sum(band.height(_LARGE) for band in bands) <= _TALLEST else _SMALL
    return replace(grid, columns=min(grid.columns, max((len(band.questions) for band in bands), default=1)))


def _bands(score: Score, questionnaire: Questionnaire, words: Words) -> list[_Band]:
    bands = []
    for dimension in score.dimensions:
        asked = tuple(
            (question.title, score.questions[question_id])
            for question_id, question in questionnaire.questions.items()
            if question.dimension == dimension.dimension_id and question_id in score.questions
        )
        if asked:
            text = words.form.fixed(dimension.score, 1) if dimension.score is not None else "–"
            bands.append(_Band(dimension.title, text, asked))
    return bands


def _cell(drawing: Drawing, x: float, y: float, grid: _Grid, title: str, answer: QuestionScore,
          tones: tuple[str, ...], words: Words) -> None:
    ground = tones[answer.level - 1] if answer.level is not None else "#FFFFFF"
    ink = text_on(ground)
    drawing.rect(x, y, grid.cell_width, grid.cell_height, fill=ground,
                 stroke="none" if answer.level else drawing.theme.rule,
                 dash="2 2" if answer.state == "unknown" else "")
    mark = _mark(answer, words)
    arrow = f"→{answer.target}" if answer.level is not None and answer.target > answer.level else ""
    if not grid.has_titles:
        drawing.text(x + grid.cell_width / 2, y + 10, f"{mark}{arrow}", size=7, bold=True, anchor="middle",
                     fill=ink)
        return
    drawing.text(x + 4, y + (9.5 if arrow else 13.8), mark, size=10 if len(mark) < 3 else 7, bold=True, fill=ink)
    if arrow:
        drawing.text(x + 3, y + 18, arrow, size=7, fill=ink)
    lines = wrap(title, grid.cell_width - _LEVEL_WIDTH - 4, _TITLE_SIZE, 2)
    drawing.lines(x + _LEVEL_WIDTH + 1, y + (13 if len(lines) == 1 else 9), lines, size=_TITLE_SIZE, fill=ink,
                  leading=8)


def _mark(answer: QuestionScore, words: Words) -> str:
    if answer.level is None:
        return words.say(f"heatmap.{answer.state}")
    return f"{answer.level}*" if answer.lacks_evidence else str(answer.level)

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

_LABELS, _MOST_COLUMNS, _GAP = 92.0, 5, 2.0
_CELL_HEIGHT, _LEVEL_WIDTH = 21.0, 19.0
_TITLE_SIZE = 7.0


@dataclass(frozen=True, slots=True)
class _Band:
    """One dimension: its title, its score and its questions, in file order."""

    title: str
    score: str
    questions: tuple[tuple[str, QuestionScore], ...]

    def rows(self, columns: int) -> int:
        return -(-len(self.questions) // columns)


def heatmap_chart(
    score: Score, questionnaire: Questionnaire, aimed: frozenset[str], words: Words, theme: Theme, description: str
) -> Markup:
    """Return a row for each dimension; darker is higher, and the level stands in each cell.

    `aimed` are the questions whose target is worth an arrow: typed, or asked for by a gate.
    """
    bands = _bands(score, questionnaire, words)
    columns = min(_MOST_COLUMNS, max((len(band.questions) for band in bands), default=1))
    height = sum(band.rows(columns) * (_CELL_HEIGHT + _GAP) + 1.5 for band in bands)
    drawing = Drawing(PAGE_WIDTH, max(height, 1), description, theme)
    tones = theme.heat(questionnaire.top)
    cell_width = (PAGE_WIDTH - _LABELS - _GAP * (columns - 1)) / columns
    y = 0.0
    for band in bands:
        lines = wrap(band.title, _LABELS - 30, 8.5, 2, bold=True)
        drawing.lines(0, y + (13 if len(lines) == 1 else 9), lines, size=8.5, bold=True, leading=9.5)
        drawing.text(_LABELS - 9, y + 13, band.score, anchor="end", fill=theme.grey)
        for index, (title, answer) in enumerate(band.questions):
            x = _LABELS + (index % columns) * (cell_width + _GAP)
            top = y + (index // columns) * (_CELL_HEIGHT + _GAP)
            shown = answer if answer.question_id in aimed else replace(answer, target=0)
            _cell(drawing, x, top, cell_width, title, shown, tones, words)
        y += band.rows(columns) * (_CELL_HEIGHT + _GAP) + 1.5
    return drawing.markup()


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


def _cell(drawing: Drawing, x: float, y: float, width: float, title: str, answer: QuestionScore,
          tones: tuple[str, ...], words: Words) -> None:
    ground = tones[answer.level - 1] if answer.level is not None else "#FFFFFF"
    ink = text_on(ground)
    drawing.rect(x, y, width, _CELL_HEIGHT, fill=ground, stroke="none" if answer.level else drawing.theme.rule,
                 dash="2 2" if answer.state == "unknown" else "")
    mark = _mark(answer, words)
    has_arrow = answer.level is not None and answer.target > answer.level
    size = 10 if len(mark) < 3 else 7
    drawing.text(x + 4, y + (9.5 if has_arrow else 13.8), mark, size=size, bold=True, fill=ink)
    if has_arrow:
        drawing.text(x + 3, y + 18, f"→{answer.target}", size=7, fill=ink)
    lines = wrap(title, width - _LEVEL_WIDTH - 4, _TITLE_SIZE, 2)
    drawing.lines(x + _LEVEL_WIDTH + 1, y + (13 if len(lines) == 1 else 9), lines, size=_TITLE_SIZE, fill=ink,
                  leading=8)


def _mark(answer: QuestionScore, words: Words) -> str:
    if answer.level is None:
        return words.say(f"heatmap.{answer.state}")
    return f"{answer.level}*" if answer.lacks_evidence else str(answer.level)

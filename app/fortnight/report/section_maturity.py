"""Maturity: scores by dimension against target and last time, what moved, and every answer in one picture."""

from __future__ import annotations

from fortnight.report.basis import Basis, shorten
from fortnight.report.charts.heatmap import heatmap_chart
from fortnight.report.charts.maturity import maturity_chart
from fortnight.report.findings import dimensions_finding, heatmap_finding, maturity_finding
from fortnight.report.views import Figure, MaturitySection

_MOST_MOVES = 6


def maturity_section(basis: Basis) -> MaturitySection:
    """Return the section on maturity."""
    return MaturitySection(
        title=maturity_finding(basis), lead=_lead(basis), figure=_scores(basis),
        moved_title=basis.words.say("maturity.moved"), moved=_moved(basis), heatmap=_heatmap(basis),
    )


def _lead(basis: Basis) -> str:
    words, form, score = basis.words, basis.words.form, basis.evaluation.score
    if score.low is None or score.high is None or score.low == score.high:
        spread = words.say("maturity.range_none")
    else:
        spread = words.say("maturity.range", low=form.fixed(score.low, 1), high=form.fixed(score.high, 1))
    lead = words.say("maturity.lead", answered=score.answered, asked=score.asked, range=spread,
                     unknown=words.say("maturity.lead_unknown", n=score.unknown,
                                       count=form.numeral(score.unknown)))
    if basis.previous is None:
        return f"{lead} {words.say('maturity.no_previous')}"
    day = basis.previous.assessment.date
    key = "compared" if day else "compared_undated"
    return f"{lead} {words.say(f'maturity.{key}', date=form.date(day) if day else '')}"


def _scores(basis: Basis) -> Figure:
    words, form, score = basis.words, basis.words.form, basis.evaluation.score
    title = dimensions_finding(basis)
    rows = "; ".join(
        words.say("maturity.alt_row", title=part.title, now=form.fixed(part.score, 1)) if part.score is not None
        else words.say("maturity.alt_row_none", title=part.title)
        for part in score.dimensions
    )
    description = words.say("maturity.alt", title=title, rows=rows)
    values = basis.questionnaire.scale.values
    previous = basis.previous_evaluation.score if basis.previous_evaluation else None
    svg = maturity_chart(score, previous, (values[0], values[-1]), words, basis.theme, description)
    return Figure("maturity", title, svg, description)


def _heatmap(basis: Basis) -> Figure:
    words, score = basis.words, basis.evaluation.score
    title = heatmap_finding(basis)
    rows = []
    for dimension in score.dimensions:
        levels = ", ".join(
            f"{question.title} {words.say(f'level.{each.state}', level=each.level)}"
            for key, question in basis.questionnaire.questions.items()
            if question.dimension == dimension.dimension_id and (each := score.questions.get(key)) is not None
        )
        rows.append(words.say("heatmap.alt_row", title=dimension.title, levels=levels))
    description = words.say("heatmap.alt", title=title, rows="; ".join(rows))
    answers = basis.assessment.answers
    aimed = frozenset(
        key for key, question in basis.questionnaire.questions.items()
        if question.gate_level is not None or (key in answers and answers[key].target is not None))
    svg = heatmap_chart(score, basis.questionnaire, aimed, words, basis.theme, description)
    return Figure("heatmap", title, svg, description, words.say("heatmap.legend"))


def _moved(basis: Basis) -> tuple[str, ...]:
    """Return the answers that moved most since last time, largest first."""
    if basis.previous_evaluation is None:
        return ()
    words, before, now = basis.words, basis.previous_evaluation.score.questions, basis.evaluation.score.questions
    moves = []
    for key, each in now.items():
        last = before.get(key)
        if last is not None and last.level is not None and each.level is not None and last.level != each.level:
            moves.append((each.level - last.level, key))
    moves.sort(key=lambda move: (-abs(move[0]), -move[0]))
    if not moves:
        return (words.say("maturity.moved_none"),)
    return tuple(
        words.say("maturity.movement", title=shorten(basis.questionnaire.questions[key].title, 60),
                  before=before[key].level, now=now[key].level)
        for _, key in moves[:_MOST_MOVES]
    )

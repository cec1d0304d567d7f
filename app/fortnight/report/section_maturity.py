"""Maturity: scores by dimension against target and last time, what moved, and every answer in one picture."""

from __future__ import annotations

from fortnight.report.basis import Basis
from fortnight.report.charts.heatmap import has_titles, heatmap_chart
from fortnight.report.charts.maturity import maturity_chart
from fortnight.report.findings import dimensions_finding, heatmap_finding, maturity_finding
from fortnight.report.views import Figure, MaturitySection


def maturity_section(basis: Basis) -> MaturitySection:
    """Return the section on maturity."""
    return MaturitySection(
        title=maturity_finding(basis), lead=_lead(basis), figure=_scores(basis),
        heatmap=_heatmap(basis),
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
    if basis.comparison is None:
        return f"{lead} {words.say('maturity.no_previous')}"
    day = basis.comparison.before.date
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
    svg = maturity_chart(score, basis.comparison, (values[0], values[-1]), words, basis.theme, description)
    return Figure("maturity", title, svg, description, _compared_on(basis))


def _compared_on(basis: Basis) -> str:
    """Return on which questions last time is shown, where those are not all that were answered now."""
    compared = basis.comparison
    if compared is None or not compared.only_now:
        return ""
    return basis.words.say("maturity.compared_on", n=compared.questions,
                           count=basis.words.form.numeral(compared.questions))


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
    note = words.say("heatmap.legend")
    if not has_titles(score, basis.questionnaire, words):
        note = f"{words.say('heatmap.order')} {note}"
    return Figure("heatmap", title, svg, description, note)

"""What the report will say, page one and the findings behind it, for the screen. No screen in here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fortnight.core.assessment import Assessment
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import Evaluation
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.wording import Wording, inside_a_sentence
from fortnight.report.basis import Basis, basis_of, basis_of_last
from fortnight.report.catalogue import Words
from fortnight.report.decision import headline
from fortnight.report.findings import (
    cases_finding,
    gates_finding,
    heatmap_finding,
    maturity_finding,
    money_finding,
    naive_finding,
)
from fortnight.report.findings_roadmap import roadmap_finding
from fortnight.report.not_judged import not_judged_title, sentences_of_last_time
from fortnight.report.options import ReportOptions
from fortnight.report.summary import five_sentences
from fortnight.report.templates import words_for
from fortnight.report.theme import theme_for


@dataclass(frozen=True, slots=True)
class PageOne:
    """The sentences of a report, in its language."""

    title: str
    sentences: tuple[tuple[str, str], ...]
    """Label and text of each of the five."""
    findings: tuple[str, ...]
    """The titles of the pages behind page one, which state what they find; none where nothing is judged yet."""


def page_one(assessment: Assessment, questionnaire: Questionnaire, evaluation: Evaluation,
             last: EvaluatedRun | None, beside: Path) -> PageOne:
    """Return what page one says, and what the pages behind it find.

    `last` is the last run where this one has no answer yet: page one then tells that one.
    Reads the words of the report's language; raises UserError when they cannot be read.
    """
    header = assessment.assessment
    entries, language = words_for(header.language, beside)
    words = Words(entries, Wording(header.language, header.currency), language)
    theme = theme_for(assessment.brand.primary_colour, assessment.brand.accent_colour, "")
    basis = basis_of(assessment, questionnaire, evaluation, None, ReportOptions(), words, theme)
    title, sentences = (headline(basis), five_sentences(basis)) if last is None else (
        not_judged_title(basis), sentences_of_last_time(basis, basis_of_last(basis, last)))
    return PageOne(title, tuple((sentence.label, sentence.text) for sentence in sentences),
                   _findings(basis) if last is None else ())


def _findings(basis: Basis) -> tuple[str, ...]:
    whole = (maturity_finding(basis), heatmap_finding(basis), cases_finding(basis), roadmap_finding(basis),
             money_finding(basis), naive_finding(basis))
    return (*whole, *(f"{case.name}: {inside_a_sentence(gates_finding(case, basis))}" for case in basis.cases))

"""What page one of the report will say, for the screen. No screen in here."""

from __future__ import annotations

from pathlib import Path

from fortnight.core.assessment import Assessment
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import Evaluation
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.wording import Wording
from fortnight.report.basis import basis_of, basis_of_last
from fortnight.report.catalogue import Words
from fortnight.report.decision import headline
from fortnight.report.not_judged import not_judged_title, sentences_of_last_time
from fortnight.report.options import ReportOptions
from fortnight.report.summary import five_sentences
from fortnight.report.templates import words_for
from fortnight.report.theme import theme_for


def page_one(assessment: Assessment, questionnaire: Questionnaire, evaluation: Evaluation,
             last: EvaluatedRun | None, beside: Path) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the headline of page one and its five sentences: label and text.

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
    return title, tuple((sentence.label, sentence.text) for sentence in sentences)

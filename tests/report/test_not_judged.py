"""The report of a run in which nothing is answered yet."""

from __future__ import annotations

from dataclasses import replace

from fortnight.core.compare import compare
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.migration import migration
from fortnight.report.context import build_context
from fortnight.report.markdown import markdown_text
from fortnight.report.options import ReportOptions
from fortnight.report.views import ReportContext
from tests.report.example import Example, example
from tests.report.making import context_of, entries, words_of

LAST = example(2, with_previous=False)
GAPS = 1_234_567


def unanswered() -> tuple[Example, EvaluatedRun]:
    """Return the next quarter of an example, without answers and with a value of its own, and the last run."""
    header = LAST.assessment.assessment.model_copy(update={"period": "2027-Q1"})
    now = LAST.assessment.model_copy(update={"answers": {}, "assessment": header})
    cases = {key: replace(case, roi=replace(case.roi, npv=replace(case.roi.npv, p50=GAPS)))
             for key, case in LAST.evaluation.cases.items() if case.roi.npv is not None}
    found = {"last": LAST.evaluation, "now": replace(LAST.evaluation, cases=cases)}
    runs = [EvaluatedRun(answers, migration(answers, LAST.questionnaire), found[name])
            for name, answers in (("last", LAST.assessment), ("now", now))]
    compared = compare(*runs, LAST.questionnaire, numbers=(2, 3))
    return Example(now, LAST.questionnaire, runs[1].evaluation, compared), runs[0]


def context_without_answers() -> ReportContext:
    """Return what a template is given for it."""
    made, last = unanswered()
    return build_context(made.assessment, made.questionnaire, made.evaluation, comparison=made.comparison,
                         options=ReportOptions(), words=entries(), last=last)


def test_page_one_says_that_nothing_is_judged_and_tells_last_time() -> None:
    """Every sentence says of itself that it is of the last run, and the table is that of the last run."""
    context = context_without_answers()
    assert "Not judged yet: nothing is answered for 2027-Q1" == context.head.title
    last = context_of(LAST)
    for now, then in zip(context.summary, last.summary, strict=True):
        start = "Not judged yet: nothing is answered for this quarter. " if now.key == "decision" else ""
        assert f"{start}Last time (2026-Q4): {then.text}" == now.text
    assert context.verdicts is not None and last.verdicts is not None
    assert last.verdicts.rows == context.verdicts.rows and "last time (2026-Q4)" in context.verdicts.title


def test_no_figure_that_rests_on_gaps_is_printed() -> None:
    """Neither money nor plan nor verdict of the new run is on any page."""
    made, _last = unanswered()
    context = context_without_answers()
    assert ((), None, None, None) == (
        context.case_pages, context.cases.table, context.money.npv, context.roadmap.figure)
    printed, taken_for_findings = (markdown_text(each, words_of(made)) for each in (context, context_of(made)))
    assert (False, True) == ("€1.2M" in printed, "€1.2M" in taken_for_findings)
    assert all(item.title not in printed for item in made.evaluation.roadmap.items)


def test_the_third_assessment_is_called_the_third() -> None:
    """On page one with the day of the last one, and in what is told since."""
    context = context_without_answers()
    assert "the third assessment; the last one was on 20\u00a0November 2026" in context.head.date
    assert context.since is not None
    assert context.since.lead.startswith("This is the third assessment, compared with the second.")


def test_a_run_that_is_half_answered_says_what_is_missing() -> None:
    """Missing answers count as gaps, so the decision is provisional until they are there."""
    made = example(1)
    assert made.comparison is not None
    half = replace(made, comparison=replace(made.comparison, only_before=("a", "b")))
    assert "Two questions that were answered last time have no answer yet, so this is provisional." in (
        context_of(half).summary[0].text)
    assert "provisional" not in context_of(made).summary[0].text


def test_a_last_run_without_a_common_answer_is_no_quarter_in_which_nothing_moved() -> None:
    """The title says that nothing compares, and no slope is drawn."""
    made = example(1)
    assert made.comparison is not None
    nothing = replace(made.comparison, questions=0, moves=(), promises=(), dimensions=())
    since = context_of(replace(made, comparison=nothing)).since
    assert since is not None
    assert ("No question was answered both times, so nothing compares", None) == (since.title, since.figure)

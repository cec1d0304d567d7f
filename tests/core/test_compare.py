"""Compare and trend: the public three-run sample, the invented two-quarter one, and the text charts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest

from fortnight.core.base import Stage
from fortnight.core.compare import Comparison, DimensionMove, MoveKind, compare
from fortnight.core.compare_text import comparison_lines, slope_lines, trend_lines
from fortnight.core.decision import VerdictKind
from fortnight.core.evaluated_run import EvaluatedRun, evaluated_runs
from fortnight.core.promises import PromiseState
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.slope import slope, sparkline
from fortnight.core.trend import trend
from fortnight.core.wording import Wording
from fortnight.storage.library import data_folder, load_questionnaire
from fortnight.storage.past import load_answers
from tests.core.cases import GONE, complete, small_questionnaire, spoiled


@cache
def _questionnaire() -> Questionnaire:
    return load_questionnaire("poc-to-production")


@cache
def _runs(*names: str) -> tuple[EvaluatedRun, ...]:
    runs = [load_answers(data_folder("samples") / f"{name}.toml") for name in names]
    return evaluated_runs(runs, _questionnaire(), draws=2_000)


def _harbour() -> Comparison:
    return compare(*_runs("harbour-mutual-2026-q3", "harbour-mutual-2026-q4"), _questionnaire())


GOVUK = ("govuk-chat-2024-01", "govuk-chat-2024-11", "govuk-chat-2026-03")


def test_the_invented_quarter_tells_what_moved() -> None:
    """Between the two quarters most levels rise, one falls, and what nobody knew became known."""
    found = _harbour()
    assert ["evaluation.on-change"] == [move.question_id for move in found.moved(MoveKind.FELL)]
    assert {(None, 3)} == {(move.before, move.now) for move in found.moved(MoveKind.CLEARED)}
    assert all(move.now is not None and move.before is not None and move.now > move.before
               for move in found.moved(MoveKind.ROSE))


def test_promises_are_told_with_what_came_of_them() -> None:
    """Nine of eleven were done, one moved to a new date, one not done."""
    states = [promise.state for promise in _harbour().promises]
    assert (9, 1, 1) == tuple(states.count(state) for state in (PromiseState.DONE, PromiseState.MOVED,
                                                                PromiseState.OPEN))


def test_a_changed_verdict_says_why() -> None:
    """Invoice reading went from MEASURE to NARROW because the doubt in its money was cleared."""
    case = next(each for each in _harbour().cases if each.use_case_id == "invoice-reading")
    assert (VerdictKind.MEASURE, VerdictKind.NARROW) == (case.verdict.before, case.verdict.now)
    assert any("money" in sentence for sentence in case.verdict.why)
    assert ("G0 Framed", "G1 Real and lawful") == case.gates_closed


def test_the_pilot_is_measured_against_its_promise() -> None:
    """The period recorded in the second quarter is set beside the ranges of the first, and the return rerun."""
    case = next(each for each in _harbour().cases if each.use_case_id == "claims-triage")
    places = {reading.figure: reading.place for period in case.periods for reading in period.readings}
    assert {"adoption_share": "inside", "success_share": "inside", "minutes_per_task": "below",
            "cost_per_request": "inside"} == places
    assert case.money.measured is not None


def test_the_public_case_tells_its_story_from_facts_alone() -> None:
    """26 months of GOV.UK Chat: the same decision each time, no gate ever held, 90% accuracy measured once.

    Accuracy of 90% and 0 of 508 jailbreaks: Inside GOV.UK blog, 16 March 2026; 70% useful: same, 18 January 2024.
    """
    found = trend(_runs(*GOVUK), _questionnaire())
    case = found.cases[0]
    assert (VerdictKind.DECIDE,) * 3 == case.verdicts
    assert ((), (), ()) == case.gates_held
    measured = {each.title: each for each in case.measurements}
    assert [("90%", "all topics")] == [point[1:] for point in measured["Answers that are accurate"].points]
    assert ["70%", "73%"] == [point[1] for point in measured["Users who find it useful"].points]
    assert "do not compare" in measured["Users who find it useful"].sentence
    assert found.unknown[-1] < found.unknown[0]


def test_a_run_compared_with_itself_stands_still() -> None:
    """Nothing rose, nothing fell, no gate moved, every verdict stands."""
    run = _runs("harbour-mutual-2026-q4")[0]
    found = compare(run, run, _questionnaire())
    assert ((), found.overall_now) == (found.moves, found.overall_before)
    assert not any(case.verdict.changed or case.clauses_closed or case.clauses_opened for case in found.cases)


def test_what_is_not_answered_yet_is_named() -> None:
    """Questions of last time that nobody has answered yet are counted apart, not compared."""
    before = _runs("harbour-mutual-2026-q4")[0]
    answers = dict(before.assessment.answers)
    del answers["data.real"], answers["success.metric"]
    begun = before.assessment.model_copy(update={"answers": answers})
    found = compare(before, evaluated_runs([begun], _questionnaire(), draws=200)[0], _questionnaire())
    assert {"success.metric", "data.real"} == set(found.only_before)
    assert any("of last time have no answer yet" in sentence for sentence in found.sentences)


def test_a_trend_needs_two_runs() -> None:
    """One run has no trend."""
    with pytest.raises(ValueError, match="at least two"):
        trend(_runs("harbour-mutual-2026-q4"), _questionnaire())


def test_a_trend_counts_the_open_clauses_of_the_verdict() -> None:
    """Clauses above the aim hold nothing up yet, so they are not counted; the line names the stage."""
    runs = _runs("harbour-mutual-2026-q3", "harbour-mutual-2026-q4")
    found = trend(runs, _questionnaire())
    claims = next(case for case in found.cases if case.use_case_id == "claims-triage")
    judged = [run.evaluation.cases["claims-triage"] for run in runs]
    assert claims.open_clauses == tuple(len(case.gates.open_for(case.verdict.stage)) for case in judged) == (6, 4)
    told = "\n".join(trend_lines(found, Wording()))
    assert "6 clauses of Pilot open" in told and "4 clauses of Production open" in told
    moved = compare(*runs, _questionnaire())
    assert "4\u00a0clauses of Production are open; last time 19, and 6 of Pilot, its aim then." in next(
        case for case in moved.cases if case.use_case_id == "claims-triage").verdict.why
    invoice = next(case for case in moved.cases if case.use_case_id == "invoice-reading")
    assert {"g0", "g1"} == {clause.gate.lower() for clause in invoice.clauses_closed if clause.is_below_aim}
    told = "\n".join(comparison_lines(moved, Wording()))
    assert "Clauses closed since, of gates beyond its aim: 8." in told


def test_a_test_that_broke_at_once_survived_nothing() -> None:
    """A break on the first day is told as that, not as days survived."""
    found = trend(_runs("harbour-mutual-2026-q3", "harbour-mutual-2026-q4"), _questionnaire())
    told = "\n".join(trend_lines(found, Wording()))
    assert "two-week test broke on day 1." in told
    assert "day 0" not in told


def test_a_test_that_is_half_played_is_not_told_as_survived() -> None:
    """Without a break so far, the cards that are left are counted instead of days; so is a test that broke."""
    case = complete(Stage.PRODUCTION)
    half = spoiled(case, {"drill/outage": GONE})
    broken = spoiled(half, {"drill/spike/outcome": "breaks"})
    runs = evaluated_runs([case, half, broken], small_questionnaire(), draws=100)
    (found,) = trend(runs, small_questionnaire()).cases
    assert (14, None, 7) == found.survived_to
    assert ("two-week test survived all 14 days, 2 limping",
            "two-week test without a break so far (3 of 4 cards played)",
            "two-week test broke on day 8 (3 of 4 cards played)") == found.two_week_tests
    moved = compare(runs[0], runs[1], small_questionnaire()).cases[0].drill
    assert (14, None) == (moved.survived_to_before, moved.survived_to_now)


def test_what_was_measured_stands_beside_the_forecast_that_promised_it_whichever_runs_are_compared() -> None:
    """Also where a run in between promised it; and the calibration counts what earlier runs had measured."""
    case, low = complete(Stage.SCALE), {"p5": 0.1, "p95": 0.2, "evidence": "logged"}
    first = spoiled(case, {"actuals": GONE, "roi/adoption_share": low})
    runs = evaluated_runs([first, spoiled(case, {"actuals": GONE}), case, case], small_questionnaire(), draws=100)
    (period,) = compare(runs[0], runs[2], small_questionnaire()).cases[0].periods
    adoption = next(each for each in period.readings if each.figure == "adoption_share")
    assert "inside" == adoption.place
    quiet = compare(runs[2], runs[3], small_questionnaire())
    assert () == quiet.cases[0].periods
    assert compare(runs[1], runs[2], small_questionnaire()).calibration == quiet.calibration
    assert quiet.calibration.ranges > 0


def test_the_same_answers_under_another_name_are_said_to_be_the_same() -> None:
    """A copy with a new date is no quarter in which everything stood still by itself."""
    (run,) = evaluated_runs([complete(Stage.PRODUCTION)], small_questionnaire(), draws=100)
    later = run.assessment.model_copy(update={
        "assessment": run.assessment.assessment.model_copy(update={"date": dt.date(2027, 3, 1)})})
    found = compare(run, replace(run, assessment=later), small_questionnaire())
    assert "Both hold the same answers, use cases and decisions, so nothing has moved." == found.sentences[0]
    backwards = compare(replace(run, assessment=later), run, small_questionnaire())
    assert backwards.sentences[0].endswith("what follows runs backwards.")


@pytest.mark.parametrize(("expected", "before", "now"), [
    ("○──▶●····", 1, 3), ("····●◀──○", 5, 3), ("●········", 1, 1), ("○●·······", 1, 1.5), ("········●", None, 5),
    ("·········", None, None)])
def test_a_slope_reads_without_colour(expected: str, before: float | None, now: float | None) -> None:
    """A ring where it stood, a dot where it stands, an arrow towards it."""
    assert expected == slope(before, now, 1, 5, width=9)


@pytest.mark.parametrize(("expected", "before", "now"), [
    (0.2, 1.14, 1.25), (0.0, 1.26, 1.34), (-0.1, 1.25, 1.24), (None, None, 2.0)])
def test_a_change_is_that_of_the_printed_values(
    expected: float | None, before: float | None, now: float | None
) -> None:
    """Whoever subtracts one printed score from the other gets the printed change."""
    assert expected == DimensionMove("data", "Data", before, now, 3).change


def test_the_slope_chart_fits_the_smallest_terminal() -> None:
    """A frame of four columns included, no line of the longest dimension wraps at 80."""
    lines = slope_lines(compare(*_runs(*GOVUK[1:]), _questionnaire()), Wording())
    assert max(len(line) for line in lines) <= 76
    assert any(line.endswith("1.0 → 1.0  same") for line in lines)


def test_a_sparkline_has_a_block_for_each_run() -> None:
    """The lowest value is the lowest block, the highest the full one, a gap where nothing compares."""
    assert "▁ █" == sparkline((1, None, 5), 1, 5)

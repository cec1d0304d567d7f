"""The whole: plan, money and verdict agree with one another, for one use case and several."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.evaluation import Evaluation, evaluate
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roi.steady import steady_monthly_benefit
from fortnight.core.verdict import VerdictKind
from fortnight.core.wording import Wording
from fortnight.storage.library import load_questionnaire
from tests.core.cases import CASE, DRAWS, GONE, TODAY, Spoils, complete, small_questionnaire, spoiled

SELF_REPORTED: Spoils = {"baseline/evidence": "self-reported"}
TWO_GAPS: Spoils = {"/answers/all.fallback/level": 1, "/answers/all.monitoring/level": 1}
BEFORE: Spoils = {"/assessment/date": dt.date(2026, 8, 20)}
"""Of a last assessment: an earlier day."""
FROM_THE_PLAN: Spoils = {"roi/hardening_days": GONE, "roi/hardening_months": GONE}


def evaluated(spoils: Spoils, aim: Stage = Stage.PRODUCTION, previous: Assessment | None = None) -> Evaluation:
    """Return the evaluation of the complete case with some facts spoiled."""
    earlier = () if previous is None else (previous,)
    return evaluate(spoiled(complete(aim), spoils), small_questionnaire(), earlier=earlier, draws=DRAWS)


def beside(**spoils: Any) -> Spoils:
    """Return a second use case beside the first, with some of its facts changed; names join keys with `__`."""
    other = complete(Stage.PRODUCTION).use_cases[CASE].table() | {"name": "Invoices"}
    changed: Spoils = {f"/use_cases/invoices/{key.replace('__', '/')}": value for key, value in spoils.items()}
    return {"/use_cases/invoices": other, **changed}


@pytest.mark.parametrize("aim", [Stage.PILOT, Stage.PRODUCTION, Stage.SCALE])
def test_the_complete_case_goes_to_its_aim(aim: Stage) -> None:
    """Nothing is left to do, and the plan is empty."""
    found = evaluated({}, aim)
    assert (VerdictKind.GO, aim) == (found.cases[CASE].verdict.kind, found.cases[CASE].verdict.stage)
    assert () == found.cases[CASE].closing.action_ids


@pytest.fixture(scope="module")
def flagship() -> Questionnaire:
    """The questionnaire that Fortnight ships."""
    return load_questionnaire("poc-to-production", Path(__file__).parent)


@pytest.mark.parametrize("aim", [Stage.PILOT, Stage.PRODUCTION, Stage.SCALE])
def test_the_complete_case_goes_to_its_aim_by_the_shipped_questionnaire(
    aim: Stage, flagship: Questionnaire
) -> None:
    """Every clause that production and scale need is asked there and can be closed."""
    proven = {"outcome": "runs", "notices": "Service desk", "acts": "Service desk", "tested_on": TODAY}
    answered = spoiled(
        complete(aim),
        {
            "/answers": {question_id: {"level": 5, "evidence": "seen"} for question_id in flagship.questions},
            "drill": dict.fromkeys(flagship.cards, proven),
        },
    )
    found = evaluate(answered, flagship, draws=DRAWS).cases[CASE]
    assert (VerdictKind.GO, ()) == (found.verdict.kind, found.gates.open_for(aim))


def test_the_money_pays_for_the_plan() -> None:
    """Days and months to the aim come from the plan where they are not typed, and the verdict names its date."""
    found = evaluated({**TWO_GAPS, **FROM_THE_PLAN})
    case = found.cases[CASE]
    used = {each.input_name: each.median for each in case.roi.inputs}
    assert 4 == len(case.closing.action_ids)
    assert used["hardening_months"] == pytest.approx(case.closing.months)
    assert VerdictKind.HARDEN is case.verdict.kind
    assert found.roadmap.closings[CASE] == case.closing
    assert case.closing.go_live is not None and case.verdict.limits.until == case.closing.go_live


def test_a_stopped_case_leaves_the_plan_and_the_portfolio() -> None:
    """Its own actions are not done, the other case has the capacity to itself."""
    gaps = {**TWO_GAPS, **FROM_THE_PLAN}
    stop = {"law__ai_act_class": "prohibited"}
    both = evaluated({**gaps, **beside(**stop)})
    alone = evaluated(gaps)
    assert VerdictKind.STOP is both.cases["invoices"].verdict.kind
    assert alone.cases[CASE].closing == both.cases[CASE].closing
    assert alone.cases[CASE].roi.mean_npv == both.cases[CASE].roi.mean_npv
    assert both.portfolio is not None
    assert ((CASE,), True) == (both.portfolio.use_case_ids, "invoices" not in both.portfolio.use_case_ids)


def test_a_case_that_loses_money_is_taken_out_of_the_plan_in_the_end() -> None:
    """Its verdict rests on the plan with it, the plan that is shown does without it."""
    losing = {"value": 30, "evidence": "logged"}
    found = evaluated(
        {
            **TWO_GAPS,
            **FROM_THE_PLAN,
            **beside(roi__run_days_per_month=losing, measures={"adoption_share": {"cash": 2_000_000}}),
        }
    )
    assert (VerdictKind.HARDEN, VerdictKind.STOP) == tuple(case.verdict.kind for case in found.cases.values())
    assert all("invoices" not in item.use_cases for item in found.roadmap.items)
    assert found.cases["invoices"].roi.mean_npv is not None


def test_a_stopped_case_has_no_go_live() -> None:
    """Stopped by the facts or by the money: date, week and chain go; what the figures rest on stays."""
    losing: dict[str, Any] = {"roi__run_days_per_month": {"value": 30, "evidence": "logged"}}
    priced = {"measures": {"adoption_share": {"cash": 2_000_000}}}
    for stop in ({"law__ai_act_class": "prohibited"}, losing | priced):
        found = evaluated({**TWO_GAPS, **FROM_THE_PLAN, **beside(roi__hardening_days=GONE, **stop)})
        stopped = found.cases["invoices"]
        assert VerdictKind.STOP is stopped.verdict.kind
        closing = stopped.closing
        assert (None, None, ()) == (closing.go_live_week, closing.go_live, closing.chain)
        used = {each.input_name: each for each in stopped.roi.inputs}
        assert closing.effort_days.max > 0 and "roadmap" == used["hardening_days"].origin
        assert (None, True) == (stopped.counted, found.cases[CASE].counted is not None)


NARROWED: Spoils = {
    "roi/cost_per_error": {"value": 80, "evidence": "logged"},
    "segments": {
        "simple": {
            "name": "Simple letters",
            "share": {"value": 0.6, "evidence": "logged"},
            "success_share": {"value": 0.99, "evidence": "logged"},
        }
    },
}


def test_a_narrowed_case_counts_as_its_segment() -> None:
    """In the portfolio, in what the plan counts of it, and in the value that waits for its work."""
    found = evaluated({**TWO_GAPS, **NARROWED})
    case = found.cases[CASE]
    assert (VerdictKind.NARROW, "simple") == (case.verdict.kind, case.verdict.segment)
    assert case.counted is not None and found.portfolio is not None
    assert case.roi.segments[0].mean_npv == case.counted.mean_npv == pytest.approx(found.portfolio.mean_npv)
    assert {CASE: "simple"} == found.portfolio.segments
    waiting = steady_monthly_benefit(spoiled(complete(Stage.PRODUCTION), NARROWED), CASE, "simple")
    assert waiting is not None
    assert any(f"{Wording().money(waiting)} a month waits" in item.why_now for item in found.roadmap.items)


def test_archived_cases_are_left_out() -> None:
    """Neither gates nor money nor a verdict."""
    assert {} == evaluated({"archived": True}).cases


def test_an_empty_assessment_has_a_score_and_a_plan_and_no_verdict() -> None:
    """Before the first use case is scoped the rest still computes."""
    found = evaluate(Assessment(), small_questionnaire(), draws=DRAWS)
    assert ({}, None, None) == (found.cases, found.portfolio, found.score.overall)


def test_the_same_file_gives_the_same_evaluation() -> None:
    """Draws follow the seed of the settings, and a seed may be given."""
    assert evaluated(TWO_GAPS) == evaluated(TWO_GAPS)
    other = evaluate(spoiled(complete(Stage.PRODUCTION), TWO_GAPS), small_questionnaire(), draws=DRAWS, seed=99)
    assert other.cases[CASE].roi.mean_npv != evaluated(TWO_GAPS).cases[CASE].roi.mean_npv


def test_the_same_measure_untouched_in_two_runs_is_a_stop() -> None:
    """Whatever else was edited since; the first of the two is a MEASURE."""
    before = spoiled(complete(Stage.PRODUCTION), SELF_REPORTED | BEFORE)
    now = {
        **SELF_REPORTED,
        "summary": "Reworded.",
        "roi/adoption_share": {"p5": 0.5, "p95": 0.7, "evidence": "logged"},
    }
    assert VerdictKind.MEASURE is evaluated(SELF_REPORTED).cases[CASE].verdict.kind
    found = evaluated(now, previous=before).cases[CASE].verdict
    assert (VerdictKind.STOP, 2) == (found.kind, found.rule)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param({}, SELF_REPORTED, id="the last verdict was another"),
        pytest.param(
            {"baseline/evidence": "guessed"},
            SELF_REPORTED,
            id="somebody asked, and has better evidence than before",
        ),
        pytest.param(
            SELF_REPORTED,
            {**SELF_REPORTED, "baseline/minutes_per_task": {"p5": 8, "p95": 10, "evidence": "self-reported"}},
            id="the figure changed",
        ),
        pytest.param({**SELF_REPORTED, "archived": True}, SELF_REPORTED, id="it was archived then"),
        pytest.param({"roi/day_rate": GONE}, {"roi/labour_cost_per_hour": GONE}, id="other figures are missing"),
    ],
)
def test_a_measure_that_somebody_worked_on_may_stand(before: Spoils, now: Spoils) -> None:
    """Untouched means the same values and the same evidence for what was to be measured."""
    previous = spoiled(complete(Stage.PRODUCTION), before | BEFORE)
    assert VerdictKind.MEASURE is evaluated(now, previous=previous).cases[CASE].verdict.kind


def test_missing_figures_untouched_in_two_runs_are_a_stop() -> None:
    """Missing both times is untouched."""
    missing: Spoils = {"roi/day_rate": GONE}
    found = evaluated(missing, previous=spoiled(complete(Stage.PRODUCTION), missing | BEFORE)).cases[CASE].verdict
    assert (VerdictKind.STOP, 2) == (found.kind, found.rule)


@pytest.mark.parametrize("day", [TODAY, dt.date(2027, 2, 20), GONE], ids=["same day", "later day", "undated"])
def test_only_an_assessment_of_an_earlier_day_can_have_asked_for_the_measure(day: dt.date | str) -> None:
    """A file beside itself, or beside a copy, is no second assessment, so its MEASURE stands."""
    before = spoiled(complete(Stage.PRODUCTION), {**SELF_REPORTED, "/assessment/date": day})
    assert VerdictKind.MEASURE is evaluated(SELF_REPORTED, previous=before).cases[CASE].verdict.kind

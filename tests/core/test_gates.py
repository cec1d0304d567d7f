"""Every clause of the gates: yes, no, unknown or waived, and what the stages rest on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.core.base import Stage
from fortnight.core.drill import drill_result
from fortnight.core.gates import CLAUSES, Clause, ClauseState, gate_report
from fortnight.core.questionnaire import Questionnaire
from tests.core.cases import CASE, GONE, Spoils, complete, gates_of, question_of, small_questionnaire, spoiled

YES, NO, UNKNOWN, WAIVED = ClauseState.YES, ClauseState.NO, ClauseState.UNKNOWN, ClauseState.WAIVED
VENDOR = {"value": 99, "data": "vendor"}


def clause(
    clause_id: str, spoils: Spoils, questionnaire: Questionnaire | None = None, *, last: Spoils | None = None
) -> Clause:
    """Return one clause of the complete case with some facts spoiled, and with others spoiled in the last run."""
    earlier = () if last is None else (spoiled(complete(Stage.SCALE), last),)
    report = gates_of(spoiled(complete(Stage.SCALE), spoils), questionnaire, earlier=earlier)
    return next(each for gate in report.gates for each in gate.clauses if each.id == clause_id)


def test_the_complete_case_holds_every_gate() -> None:
    """Agents' clauses are waived for a case that is none; all others are yes."""
    report = gates_of(complete(Stage.SCALE))
    states = {each.id: each.state for gate in report.gates for each in gate.clauses}
    assert {spec.id: WAIVED if spec.when == "agentic" else YES for spec in CLAUSES.values()} == states
    assert Stage.SCALE is report.earned


ROWS: list[tuple[str, Spoils, ClauseState]] = [
    ("g0.metric", {"metric/name": GONE}, UNKNOWN),
    ("g0.metric", {"metric/unit": "  "}, UNKNOWN),
    ("g0.metric", {"metric/threshold": 0}, YES),
    ("g0.guardrail", {"metric/guardrails/other": {"name": "Other"}}, YES),
    ("g0.guardrail", {"metric/guardrails/complaints/limit": 0}, YES),
    ("g0.business-owner", {"owners/business": " "}, UNKNOWN),
    ("g0.decider", {"/assessment/decide_by": GONE}, UNKNOWN),
    ("g0.baseline", {"baseline/evidence": "logged"}, YES),
    ("g0.baseline", {"baseline/evidence": "contract"}, YES),
    ("g0.baseline", {"baseline/evidence": "estimated"}, NO),
    ("g0.baseline", {"baseline/evidence": GONE}, YES),
    ("g0.baseline", {"baseline/evidence": GONE, "baseline/minutes_per_task": 10}, NO),
    ("g0.baseline", {"baseline/minutes_per_task": {"value": 10, "evidence": "self-reported"}}, NO),
    ("g0.baseline", {"baseline": GONE}, UNKNOWN),
    ("g0.baseline", {"baseline": {"not_done_today": True}}, YES),
    ("g0.baseline", {"baseline": GONE, "roi/baseline_minutes": {"value": 10, "evidence": "timed"}}, YES),
    ("g1.data-real", {"data/policies/sample": "demo"}, NO),
    ("g1.data-real", {"data/policies/sample": GONE}, UNKNOWN),
    ("g1.data-real", {"data": GONE}, UNKNOWN),
    ("g1.data-access", {"data/policies/access": "refused"}, NO),
    ("g1.data-access", {"data/policies/access": "requested"}, NO),
    ("g1.data-access", {"data/policies/access": "unknown"}, UNKNOWN),
    ("g1.ai-act", {"law/ai_act_role": "none", "law/ai_act_class": GONE}, YES),
    ("g1.ai-act", {"law/ai_act_role": "none", "law/ai_act_class": GONE, "law/class_decided_by": GONE}, UNKNOWN),
    ("g1.ai-act", {"law/ai_act_class": GONE}, UNKNOWN),
    ("g1.legal-basis", {"data/policies/legal_basis": GONE}, UNKNOWN),
    ("g1.legal-basis", {"data/templates/personal": GONE}, UNKNOWN),
    ("g1.legal-basis", {"data/policies/personal": "none"}, WAIVED),
    ("g1.dpia", {"law/dpia": "not-needed"}, YES),
    ("g1.dpia", {"law/dpia": "started"}, NO),
    ("g1.dpia", {"law/dpia": GONE}, UNKNOWN),
    ("g1.dpia", {"law/dpia": "not-started", "data/policies/personal": "none"}, WAIVED),
    ("g1.processor-contract", {"law/processor_contract": GONE}, YES),
    ("g1.processor-contract", {"law/processor_contract": "missing"}, NO),
    ("g1.processor-contract", {"data/policies/third_party_contract": "missing"}, NO),
    ("g1.processor-contract", {"data/policies/third_party_contract": GONE}, YES),
    (
        "g1.processor-contract",
        {"law/processor_contract": GONE, "data/policies/third_party_contract": GONE},
        UNKNOWN,
    ),
    (
        "g1.processor-contract",
        {"law/processor_contract": GONE, "data/policies/third_party_contract": "not-needed"},
        WAIVED,
    ),
    (
        "g1.processor-contract",
        {"law/processor_contract": "missing", "data/policies/third_party_contract": "not-needed"},
        NO,
    ),
    ("g1.processor-contract", {"law/processor_contract": "not-needed"}, WAIVED),
    ("g1.processor-contract", {"law/processor_contract": "missing", "data/policies/personal": "none"}, WAIVED),
    ("g1.ai-act", {"law/ai_act_role": GONE}, UNKNOWN),
    ("g1.ai-act", {"law/ai_act_class": GONE}, UNKNOWN),
    ("g1.ai-act", {"law/class_decided_by": GONE}, UNKNOWN),
    ("g1.works-council", {"law/works_council": "agreed"}, YES),
    ("g1.works-council", {"law/works_council": "not-affected"}, WAIVED),
    ("g1.works-council", {"law/works_council": "not-heard"}, NO),
    ("g1.works-council", {"law/works_council": GONE}, UNKNOWN),
    ("g2.measured", {"metric/measurements": GONE}, UNKNOWN),
    ("g2.measured", {"metric/measurements": {"2026-10-30": VENDOR}}, NO),
    ("g2.measured", {"metric/measurements/2026-11-01": VENDOR}, YES),
    ("g2.measured", {"metric/measurements/2026-10-30/value": 85}, YES),
    ("g2.measured", {"metric/measurements/2026-10-30/value": 84.9}, NO),
    ("g2.measured", {"metric/measurements/2026-12-01": {"value": 10, "data": "own"}}, YES),
    ("g2.measured", {"metric/measurements/2026-10-30": {"low": 86, "high": 90, "data": "own"}}, YES),
    ("g2.measured", {"metric/measurements/2026-10-30": {"low": 80, "high": 90, "data": "own"}}, UNKNOWN),
    ("g2.measured", {"metric/measurements/2026-10-30": {"low": 80, "high": 84, "data": "own"}}, NO),
    ("g2.measured", {"metric/measurements/2026-10-30/data": GONE}, UNKNOWN),
    ("g2.measured", {"metric/threshold": GONE}, UNKNOWN),
    ("g2.measured", {"metric/direction": "down", "metric/threshold": 95, "metric/stop_below": GONE}, YES),
    ("g2.measured", {"metric/guardrails/complaints/measurements/2026-10-30/value": 4}, YES),
    ("g2.measured", {"metric/guardrails/complaints/measurements/2026-10-30/value": 4.1}, NO),
    ("g2.measured", {"metric/guardrails/other": {"name": "Other"}}, UNKNOWN),
    ("g2.accepted-error", {"metric/accepted_error": GONE}, YES),
    ("g2.accepted-error", {"decisions": GONE}, UNKNOWN),
    ("g2.notices", {"law/transparency_notice": "not-needed"}, WAIVED),
    ("g2.notices", {"law/transparency_notice": "planned"}, NO),
    ("g2.notices", {"law/transparency_notice": GONE}, UNKNOWN),
    ("g3.drill", {"drill": GONE}, UNKNOWN),
    ("g3.drill", {"drill/outage/outcome": "breaks"}, NO),
    ("g3.names", {"owners/outside_team": ["Platform team", "Service desk"]}, YES),
    ("g3.names", {"owners/outside_team": GONE}, NO),
    ("g3.names", {"owners/technical": GONE}, UNKNOWN),
    ("g4.actuals", {"actuals/2026-Q3/until": GONE}, UNKNOWN),
    ("g4.actuals", {"actuals/2026-Q3/until": "2026-11-21"}, UNKNOWN),
    ("g4.actuals", {"actuals/2026-Q3/months": 2}, UNKNOWN),
    ("g4.actuals", {"actuals/2026-Q3/tasks_per_month": 5_000}, NO),
    ("g4.actuals", {"actuals/2026-Q3/minutes_per_task": 9}, NO),
    ("g4.actuals", {"actuals/2026-Q3/metric_value": 70}, NO),
    ("g4.actuals", {"actuals/2026-Q3/net_benefit": -5, "worth": "mission"}, YES),
    ("g4.actuals", {"actuals/2026-Q3/adoption_share": 0.99, "actuals/2026-Q3/minutes_per_task": 1}, YES),
    ("g4.actuals", {"roi": GONE, "baseline/tasks_per_month": GONE, "baseline/minutes_per_task": GONE}, UNKNOWN),
]


@pytest.mark.parametrize(
    ("clause_id", "spoils", "state"), ROWS, ids=[f"{row[0]}-{number}" for number, row in enumerate(ROWS)]
)
def test_what_the_record_says(clause_id: str, spoils: Spoils, state: ClauseState) -> None:
    """NO when the record says so, UNKNOWN when it is silent, WAIVED when it does not concern the case."""
    found = clause(clause_id, spoils)
    assert state is found.state
    assert found.because.endswith(".") and not found.because[0].islower()


LOW_ADOPTION = {"p5": 0.1, "p95": 0.2, "evidence": "logged"}
MISSED: Spoils = {"actuals/2026-Q3/adoption_share": 0.15}


@pytest.mark.parametrize(
    ("state", "now", "last"),
    [
        (YES, {**MISSED, "roi/adoption_share": LOW_ADOPTION}, None),
        (NO, {**MISSED, "roi/adoption_share": LOW_ADOPTION}, {}),
        (YES, MISSED, {"roi/adoption_share": LOW_ADOPTION}),
        (NO, MISSED, {"roi/adoption_share": GONE}),
        (NO, MISSED, {"/use_cases/letters": GONE}),
        (NO, {"metric/threshold": 60, "metric/stop_below": GONE, "actuals/2026-Q3/metric_value": 70}, {}),
        (NO, {"metric/guardrails/complaints/limit": 9, "actuals/2026-Q3/guardrails/complaints": 8}, {}),
        (YES, {"metric/unit": "days", "metric/direction": "down", "metric/threshold": 95}, {}),
    ],
    ids=["no last run", "inputs retyped", "promised low", "input not promised", "case is new", "threshold retyped",
         "limit retyped", "another metric"],
)
def test_actuals_are_held_against_what_the_last_run_promised(
    state: ClauseState, now: Spoils, last: Spoils | None
) -> None:
    """Retyping a forecast, threshold or limit after measuring proves nothing; what is new counts as it is."""
    assert state is clause("g4.actuals", now, last=last).state


@pytest.mark.parametrize(
    ("state", "runs"),
    [
        (YES, [{"actuals": GONE, "roi/adoption_share": LOW_ADOPTION}, {}, {}]),
        (NO, [{"actuals": GONE, "roi/adoption_share": LOW_ADOPTION}, {"actuals": GONE}, {}]),
        (YES, [{"roi/adoption_share": LOW_ADOPTION}, {}, {}]),
        (YES, [{"/use_cases/letters": GONE}, {"actuals": GONE, "roi/adoption_share": LOW_ADOPTION}, {}]),
    ],
    ids=["recorded two runs ago", "revised before it was measured", "recorded in every run", "not always there"],
)
def test_actuals_are_held_against_the_run_that_promised_them_however_far_back(
    state: ClauseState, runs: list[Spoils]
) -> None:
    """The forecast that counts is the last one made before the quarter was recorded, not that of the last file."""
    earlier = [spoiled(complete(Stage.SCALE), spoils) for spoils in runs]
    report = gates_of(spoiled(complete(Stage.SCALE), MISSED), earlier=earlier)
    found = next(each for gate in report.gates for each in gate.clauses if each.id == "g4.actuals")
    assert state is found.state


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"level": 3, "evidence": "log"}, YES),
        ({"level": 5, "evidence": "log"}, YES),
        ({"level": 2, "evidence": "log"}, NO),
        ({"level": 3}, UNKNOWN),
        ({"level": 3, "evidence": " "}, UNKNOWN),
        ({"state": "unknown"}, UNKNOWN),
        (GONE, UNKNOWN),
        ({"note": "later"}, UNKNOWN),
        ({"state": "not-applicable", "reason": "no process"}, UNKNOWN),
        ({"state": "not-applicable", "reason": "no process", "decided_by": "Owner"}, WAIVED),
    ],
)
@pytest.mark.parametrize(
    "clause_id", [spec.id for spec in CLAUSES.values() if spec.finding is None and not spec.when]
)
def test_what_an_answer_says(clause_id: str, answer: object, state: ClauseState) -> None:
    """A level counts with evidence; not applicable counts with a reason and somebody who decided it."""
    found = clause(clause_id, {f"/answers/{question_of(clause_id)}": answer})
    assert state is found.state
    assert found.because.endswith(".")
    assert (f'answers."{question_of(clause_id)}"',) == found.refs


@pytest.mark.parametrize("agentic", [True, GONE])
@pytest.mark.parametrize("clause_id", [spec.id for spec in CLAUSES.values() if spec.when == "agentic"])
def test_agents_clauses_are_waived_only_when_it_is_known_to_be_none(clause_id: str, agentic: object) -> None:
    """Not said counts as may be; answered with evidence counts either way."""
    assert UNKNOWN is clause(clause_id, {"agentic": agentic}).state
    answered = {"agentic": agentic, f"/answers/{question_of(clause_id)}": {"level": 3, "evidence": "log"}}
    assert YES is clause(clause_id, answered).state


def test_a_clause_that_the_questionnaire_does_not_ask_is_unknown() -> None:
    """Nobody can tell, so production stays closed; the pilot needs none of them."""
    bare = small_questionnaire().model_copy(update={"questions": {}})
    assert UNKNOWN is clause("g2.fallback", {}, bare).state
    assert "does not ask" in clause("g2.fallback", {}, bare).because
    assert Stage.PILOT is gates_of(complete(Stage.SCALE), bare).earned


def with_question(**own: Any) -> Questionnaire:
    """Return the small questionnaire with one more question."""
    asked = small_questionnaire()
    extra = {
        "dimension": "all",
        "title": "Extra",
        "ask": "?",
        "levels": [f"extra {level}" for level in range(5)],
        **own,
    }
    return Questionnaire.model_validate(
        asked.model_dump() | {"questions": {**asked.model_dump()["questions"], "all.extra": extra}}
    )


@pytest.mark.parametrize(
    ("gone", "lacks"),
    [
        (["threshold"], "threshold"),
        (["direction"], "direction"),
        (["threshold", "direction"], "threshold or direction"),
    ],
)
def test_what_a_measurement_lacks_to_be_judged_is_said_exactly(gone: list[str], lacks: str) -> None:
    """Only what is missing is named, and a metric typed in lower case begins its sentence in upper case."""
    spoils = {f"metric/{key}": GONE for key in gone} | {"metric/name": "letters usable"}
    found = clause("g2.measured", spoils)
    assert f"Letters usable has no {lacks} yet, so no measurement can reach it." == found.because


def test_a_question_with_a_gate_level_of_its_own_adds_a_clause() -> None:
    """Its id is the clause's, and it holds the gate like any other."""
    asked = with_question(gate="G2", gate_level=3)
    assert UNKNOWN is clause("all.extra", {}, asked).state
    assert Stage.PILOT is gates_of(complete(Stage.SCALE), asked).earned
    answered = spoiled(complete(Stage.SCALE), {"/answers/all.extra": {"level": 3, "evidence": "log"}})
    assert Stage.SCALE is gates_of(answered, asked).earned


def test_two_questions_for_one_clause_must_both_hold() -> None:
    """The first that does not hold is told."""
    asked = with_question(gate="G2", gate_level=3, clause="g2.fallback")
    assert UNKNOWN is clause("g2.fallback", {}, asked).state
    low = {"/answers/all.extra": {"level": 1, "evidence": "log"}}
    assert (NO, True) == (
        clause("g2.fallback", low, asked).state,
        "Extra" in clause("g2.fallback", low, asked).because,
    )


@pytest.mark.parametrize(
    ("lower_gate", "spoils", "earned"),
    [
        ("G0", {"owners/business": GONE}, Stage.DEMO),
        ("G1", {"law/works_council": "not-heard"}, Stage.DEMO),
        ("G2", {"/answers/all.fallback/level": 1}, Stage.PILOT),
        ("G3", {"drill": GONE}, Stage.PILOT),
        ("G4", {"actuals": GONE}, Stage.PRODUCTION),
    ],
)
def test_a_single_open_lower_gate_holds_the_stage_down(lower_gate: str, spoils: Spoils, earned: Stage) -> None:
    """Stage n needs every gate of 1..n, whatever the average (staged model, CMMI-DEV 1.3)."""
    report = gates_of(spoiled(complete(Stage.SCALE), spoils))
    assert [lower_gate] == [gate.id for gate in report.gates if not gate.holds]
    assert earned is report.earned


answers = st.dictionaries(
    st.sampled_from(sorted(small_questionnaire().questions)),
    st.one_of(
        st.fixed_dictionaries({"level": st.integers(1, 5)}, optional={"evidence": st.just("log")}),
        st.just({"state": "unknown"}),
        st.just({"state": "not-applicable", "reason": "none", "decided_by": "Owner"}),
    ),
)


@settings(max_examples=60)
@given(answers, st.sampled_from([True, False, GONE]), st.data())
def test_evidence_and_levels_only_ever_help(
    given_answers: dict[str, dict[str, Any]], agentic: object, data: st.DataObject
) -> None:
    """Evidence added never opens a gate that held, and a level raised with evidence never lowers the stage."""
    places = {"agentic": agentic, **{f"/answers/{key}": answer for key, answer in given_answers.items()}}
    before = spoiled(complete(Stage.SCALE), places)
    levelled = sorted(key for key, answer in before.answers.items() if answer.level is not None)
    if not levelled:
        return
    question = data.draw(st.sampled_from(levelled))
    with_evidence = spoiled(before, {f"/answers/{question}/evidence": "seen"})
    level = before.answers[question].level or 1
    raised = spoiled(with_evidence, {f"/answers/{question}/level": data.draw(st.integers(level, 5))})
    held = [{gate.id for gate in gates_of(each).gates if gate.holds} for each in (before, with_evidence, raised)]
    assert held[0] <= held[1] <= held[2]
    earned = [gates_of(each).earned.order for each in (before, with_evidence, raised)]
    assert earned == sorted(earned)


def test_the_report_of_an_empty_case_is_all_open() -> None:
    """Nothing said earns Demo; no clause is yes."""
    empty = spoiled(
        complete(Stage.SCALE), {"/use_cases/letters": GONE, "/answers": GONE, "/assessment/decider": GONE}
    )
    empty = spoiled(empty, {"/use_cases/letters/name": "Letters"})
    report = gate_report(empty, small_questionnaire(), CASE, drill_result(empty, small_questionnaire(), CASE))
    assert Stage.DEMO is report.earned
    assert {UNKNOWN} == {each.state for gate in report.gates for each in gate.clauses}

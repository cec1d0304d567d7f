"""What can still change: sound for every way in which the rest may fall, and silent where nothing can."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.base import Stage
from fortnight.core.drill import drill_result
from fortnight.core.gates import gate_report
from fortnight.core.impact import Impact, Impacts, impacts
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.use_case import DrillPlay
from tests.core.cases import CASE, GONE, complete, small_questionnaire, spoiled

FALLBACK, ESCALATION, REHEARSAL = "all.fallback", "all.escalation-rule", "all.rehearsal"


def without(assessment: Assessment, *question_ids: str) -> Assessment:
    """Return the assessment with these questions unanswered."""
    return spoiled(assessment, {f"/answers/{question_id}": GONE for question_id in question_ids})


def of_question(found: Impacts, question_id: str) -> Impact:
    """Return the one impact of a question."""
    (impact,) = found.questions[question_id]
    return impact


def test_a_question_that_alone_holds_a_gate_open_can_decide_the_verdict() -> None:
    """With everything else settled, one open gate question is the difference between two verdicts."""
    impact = of_question(impacts(without(complete(Stage.PRODUCTION), FALLBACK), small_questionnaire()), FALLBACK)
    assert (True, ("g2.fallback",), True) == (impact.verdict, impact.clauses, impact.stage)


def test_two_questions_that_count_only_together_both_count() -> None:
    """Neither of two open gate questions can close the gates alone; each decides once the other has gone well."""
    found = impacts(without(complete(Stage.PRODUCTION), FALLBACK, ESCALATION), small_questionnaire())
    assert [True, True] == [of_question(found, each).verdict for each in (FALLBACK, ESCALATION)]


def test_a_gate_above_the_aim_cannot_change_the_verdict() -> None:
    """A question of G4 can raise the earned stage of a case that aims for Production, and nothing else."""
    impact = of_question(impacts(without(complete(Stage.PRODUCTION), REHEARSAL), small_questionnaire()), REHEARSAL)
    assert Impact(CASE, verdict=False, clauses=(), stage=True, work=False) == impact


def test_what_an_earlier_run_promised_holds_a_gate_here_as_it_does_in_the_verdict() -> None:
    """A rehearsal cannot earn Scale while the actuals are behind what the last run forecast."""
    open_case = spoiled(without(complete(Stage.SCALE), REHEARSAL), {"actuals/2026-Q3/adoption_share": 0.15})
    low = {"p5": 0.1, "p95": 0.2, "evidence": "logged"}
    promised = spoiled(complete(Stage.SCALE), {"actuals": GONE, "roi/adoption_share": low})
    behind = of_question(impacts(open_case, small_questionnaire()), REHEARSAL)
    within = of_question(impacts(open_case, small_questionnaire(), earlier=[promised]), REHEARSAL)
    assert (False, True) == (behind.stage, within.stage)


@pytest.mark.parametrize("state", ["unknown", "unproven", "nobody decided"])
def test_what_holds_a_clause_unknown_is_open(state: str) -> None:
    """Unknown, a level without evidence and a waiver without a name are open, as an unanswered question is."""
    answer = {
        "unknown": Answer(state="unknown"),
        "unproven": Answer(level=4),
        "nobody decided": Answer(state="not-applicable", reason="no queue"),
    }[state]
    assessment = complete(Stage.PRODUCTION)
    changed = assessment.model_copy(update={"answers": {**assessment.answers, FALLBACK: answer}})
    assert of_question(impacts(changed, small_questionnaire()), FALLBACK).verdict


def test_nothing_matters_once_the_facts_have_failed() -> None:
    """A case that is past its stop value stays a STOP whatever is answered and played."""
    failed = spoiled(
        without(complete(Stage.PRODUCTION), FALLBACK),
        {"metric/measurements/2026-10-30/value": 50, "drill/outage": GONE},
    )
    found = impacts(failed, small_questionnaire())
    assert ((), ()) == (found.questions[FALLBACK], found.cards[CASE]["outage"])


def test_nothing_matters_without_a_use_case() -> None:
    """Every question is open, and none of them can decide about nothing."""
    found = impacts(Assessment(), small_questionnaire())
    assert set(small_questionnaire().questions) == set(found.questions)
    assert {()} == set(found.questions.values())


def test_no_card_can_undo_a_break() -> None:
    """Once a card broke, the test has failed; the other cards can only add work."""
    broken = spoiled(complete(Stage.PRODUCTION), {"drill/retired/outcome": "breaks", "drill/outage": GONE})
    (impact,) = impacts(broken, small_questionnaire()).cards[CASE]["outage"]
    assert Impact(CASE, verdict=False, clauses=(), stage=False, work=True) == impact


def test_a_question_whose_action_is_needed_on_the_way_moves_the_work() -> None:
    """A question without a gate counts when an action that closes a gate needs the action that lifts it."""
    table = small_questionnaire().model_dump()
    step = {**table["actions"]["name-a-keeper"], "question": "all.habit", "level": 3}
    closing = {**table["actions"]["all.fallback.3"], "needs": ["form-a-habit"]}
    habit = {**table["questions"][FALLBACK], "gate": None, "gate_level": None, "clause": None}
    questionnaire = Questionnaire.model_validate(
        {
            **table,
            "questions": {**table["questions"], "all.habit": habit, "all.idle": habit},
            "actions": {**table["actions"], "all.fallback.3": closing, "form-a-habit": step},
        }
    )
    found = impacts(without(complete(Stage.PRODUCTION), FALLBACK), questionnaire)
    assert Impact(CASE, verdict=False, clauses=(), stage=False, work=True) == of_question(found, "all.habit")
    assert () == found.questions["all.idle"]


def test_levels_in_between_count_where_a_condition_compares_them() -> None:
    """A card that is only played at exactly level 3 of a question makes that question matter."""
    table = small_questionnaire().model_dump()
    card = {**table["cards"]["outage"], "when": 'answer("all.habit") == 3'}
    habit = {**table["questions"][FALLBACK], "gate": None, "gate_level": None, "clause": None}
    questionnaire = Questionnaire.model_validate(
        {
            **table,
            "questions": {**table["questions"], "all.habit": habit},
            "cards": {**table["cards"], "outage": card},
        }
    )
    broken = spoiled(complete(Stage.PRODUCTION), {"drill/outage/outcome": "breaks"})
    assert ("g3.drill",) == of_question(impacts(broken, questionnaire), "all.habit").clauses


@cache
def gate_questions() -> tuple[str, ...]:
    """Return the questions of the small questionnaire, in order."""
    return tuple(small_questionnaire().questions)


@settings(max_examples=40)
@given(
    open_questions=st.sets(st.sampled_from(sorted(gate_questions())), min_size=1, max_size=6),
    open_cards=st.sets(st.sampled_from(["outage", "retired", "spike", "wrong"]), max_size=3),
    aim=st.sampled_from([Stage.PILOT, Stage.PRODUCTION, Stage.SCALE]),
    broken=st.booleans(),
    data=st.data(),
)
def test_what_cannot_matter_never_does(
    open_questions: set[str], open_cards: set[str], aim: Stage, broken: bool, data: st.DataObject
) -> None:
    """However the rest falls, an answer or card said to change nothing leaves open clauses and stage alone."""
    questionnaire = small_questionnaire()
    start = complete(aim)
    case = start.use_cases[CASE]
    drill = {key: play for key, play in case.drill.items() if key not in open_cards}
    if broken and drill:
        drill[next(iter(drill))] = DrillPlay(outcome="breaks")
    answers = {key: answer for key, answer in start.answers.items() if key not in open_questions}
    record = start.model_copy(
        update={"answers": answers, "use_cases": {CASE: case.model_copy(update={"drill": drill})}}
    )
    found = impacts(record, questionnaire)
    idle_questions = [key for key, impact in found.questions.items() if not impact]
    idle_cards = [key for key, impact in found.cards[CASE].items() if not impact]
    others = {
        key: Answer(level=data.draw(st.integers(1, 5), label=key), evidence="seen")
        for key in found.questions
        if key not in idle_questions
    }
    outcomes = st.sampled_from(["runs", "limps", "breaks"])
    plays = {
        key: DrillPlay(outcome=data.draw(outcomes, label=key), written_where="log")
        for key in found.cards[CASE]
        if key not in idle_cards
    }

    def outlook(level: int, outcome: str) -> tuple[object, ...]:
        idle = {key: Answer(level=level, evidence="seen") for key in idle_questions}
        idle_plays = {key: DrillPlay.model_validate({"outcome": outcome}) for key in idle_cards}
        played = case.model_copy(update={"drill": {**drill, **plays, **idle_plays}})
        world = record.model_copy(
            update={"answers": {**answers, **others, **idle}, "use_cases": {CASE: played}}
        )
        report = gate_report(world, questionnaire, CASE, drill_result(world, questionnaire, CASE))
        return report.earned, tuple(clause.id for clause in report.open_for(aim))

    assert outlook(1, "breaks") == outlook(5, "runs") == outlook(3, "limps")

"""The agenda: what belongs in the room, in which order, in ninety minutes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fortnight.core.agenda import agenda
from fortnight.core.agenda_plan import Agenda
from fortnight.core.assessment import Answer, Assessment
from fortnight.core.base import Stage
from fortnight.core.decision import VerdictKind
from fortnight.core.edit import set_at
from fortnight.core.evaluation import evaluate
from fortnight.core.questionnaire import Questionnaire
from fortnight.storage.library import load_questionnaire
from tests.core.cases import CASE, GONE, complete, small_questionnaire, spoiled

FALLBACK, ESCALATION, REHEARSAL = "all.fallback", "all.escalation-rule", "all.rehearsal"


def with_answers(assessment: Assessment, **answers: Answer) -> Assessment:
    """Return the assessment with these answers; __ in a name stands for a dot, _ for a dash."""
    named = {key.replace("__", ".").replace("_", "-"): answer for key, answer in answers.items()}
    return assessment.model_copy(update={"answers": {**assessment.answers, **named}})


def with_room_questions(questionnaire: Questionnaire, *question_ids: str) -> Questionnaire:
    """Return the questionnaire with only these questions for the room; the others are for after."""
    table = questionnaire.model_dump()
    for key, question in table["questions"].items():
        question["where"] = "room" if key in question_ids else "after"
    return Questionnaire.model_validate(table)


def asked_in_room(plan: Agenda) -> list[str]:
    """Return the questions of the room, in order."""
    return [question.question_id for question in plan.room.item("questions").questions]


def test_what_can_change_the_verdict_comes_first_and_then_the_widest_votes() -> None:
    """The order is: decides the verdict, then what only the stage hangs on, each with the widest votes first."""
    assessment = with_answers(
        complete(Stage.PRODUCTION),
        all__rehearsal=Answer(votes=(1, 5)),
        all__fallback=Answer(votes=(2, 3)),
        all__escalation_rule=Answer(votes=(1, 4)),
    )
    plan = agenda(assessment, small_questionnaire())
    assert [ESCALATION, FALLBACK, REHEARSAL] == [question.question_id for question in plan.questions]
    assert [3, 1, 4] == [question.spread for question in plan.questions]


def test_a_level_that_waits_for_evidence_says_so_before_there_is_a_use_case() -> None:
    """Whoever wonders why an answered question is listed reads what it lacks."""
    seen = Answer(level=5, evidence="the rule of May", parked=True)
    claimed = with_answers(Assessment(), all__fallback=Answer(level=5), all__escalation_rule=seen)
    why = {question.question_id: question.why for question in agenda(claimed, small_questionnaire()).questions}
    assert "level 5 is claimed without anything seen" in why[FALLBACK]
    assert "claimed" not in why[ESCALATION]


def test_votes_that_differ_bring_a_question_into_the_room() -> None:
    """A question that changes nothing is asked in the room when votes differ, and after it when they agree."""
    questionnaire = with_room_questions(small_questionnaire())
    pilot = with_answers(
        complete(Stage.PILOT), all__fallback=Answer(votes=(2, 4)), all__escalation_rule=Answer(votes=(3, 3))
    )
    pilot = spoiled(pilot, {"data/policies/sample": "demo"})
    plan = agenda(pilot, questionnaire)
    assert [FALLBACK] == asked_in_room(plan)
    assert [ESCALATION] == [question.question_id for question in plan.after.item("questions").questions]


def test_a_question_on_which_everybody_agrees_takes_half_a_minute() -> None:
    """Equal votes are read out and taken, so they cost less than a discussion."""
    agreed = with_answers(complete(Stage.PRODUCTION), all__fallback=Answer(votes=(3, 3, 3)))
    assert 0.5 == agenda(agreed, small_questionnaire()).questions[0].minutes


def test_one_answer_is_enough_where_one_role_was_asked() -> None:
    """What one role answered at its desk is read out and taken; a single vote on a question for all is not."""
    table = small_questionnaire().model_dump()
    table["questions"][FALLBACK]["where"] = "before"
    assessment = with_answers(
        complete(Stage.PRODUCTION), all__fallback=Answer(votes=(3,)), all__escalation_rule=Answer(votes=(3,))
    )
    minutes = {each.question_id: each.minutes for each in
               agenda(assessment, Questionnaire.model_validate(table)).questions}
    assert {FALLBACK: 0.5, ESCALATION: 1} == minutes


def test_the_rooms_own_questions_come_first_among_equals() -> None:
    """Of two that hang on the same, the one that the questionnaire wants in the room is asked first."""
    assessment = with_answers(complete(Stage.PRODUCTION), all__fallback=Answer(), all__escalation_rule=Answer())
    order = [question.question_id for question in
             agenda(assessment, with_room_questions(small_questionnaire(), FALLBACK)).questions]
    swapped = [question.question_id for question in
               agenda(assessment, with_room_questions(small_questionnaire(), ESCALATION)).questions]
    assert ([FALLBACK, ESCALATION], [ESCALATION, FALLBACK]) == (order, swapped)


def test_a_parked_question_waits_for_after() -> None:
    """Parked means: not now. It is on the list for after, with its title."""
    parked = with_answers(complete(Stage.PRODUCTION), all__fallback=Answer(parked=True))
    plan = agenda(parked, small_questionnaire())
    assert ((FALLBACK,), []) == (plan.parked, asked_in_room(plan))
    assert ("There is a fallback",) == plan.after.item("parked").notes


@pytest.mark.parametrize("spoils", [{}, {"metric/threshold": GONE, "drill": GONE, "roi/cash_share": GONE}])
def test_the_room_takes_ninety_minutes(spoils: dict[str, object]) -> None:
    """With everything settled or with much of it open, the items of the room add up to ninety minutes."""
    assert 90 == agenda(spoiled(complete(Stage.PRODUCTION), spoils), small_questionnaire()).room.minutes


def test_questions_that_do_not_fit_wait_for_after() -> None:
    """The room takes as many questions as the time allows, and not one is lost."""
    table = small_questionnaire().model_dump()
    for question in table["questions"].values():
        question["minutes"] = 9
    questionnaire = Questionnaire.model_validate(table)
    assessment = complete(Stage.PRODUCTION).model_copy(update={"answers": {}})
    plan = agenda(assessment, questionnaire)
    later = [question.question_id for question in plan.after.item("questions").questions]
    assert 90 >= plan.room.minutes
    assert set(questionnaire.questions) == {*asked_in_room(plan), *later} | {
        key for key, question in questionnaire.questions.items() if question.when
    }
    assert [] == [key for key in asked_in_room(plan) if key in later]


def test_only_the_money_is_left_when_figures_are_missing() -> None:
    """With every gate settled and a figure missing, no question matters, and the headline names the money."""
    plan = agenda(spoiled(complete(Stage.PRODUCTION), {"roi/cash_share": GONE}), small_questionnaire())
    assert (True, ("cash_share",)) == (plan.nothing_more_can_change, plan.missing_inputs)
    assert "Only the money can still change the verdict on Letters: 1\u00a0figure is missing." == plan.headline
    assert ("cash_share",) == plan.room.item("money").inputs


def test_the_days_and_months_to_the_aim_are_asked_of_nobody() -> None:
    """The roadmap gives them, so they are no missing figures."""
    plan = agenda(
        spoiled(complete(Stage.PRODUCTION), {"roi/hardening_days": GONE, "roi/hardening_months": GONE}),
        small_questionnaire(),
    )
    assert () == plan.missing_inputs


def test_a_failed_case_needs_no_more_questions() -> None:
    """When the facts have given the answer, the headline says so and nothing more can change it."""
    failed = spoiled(
        complete(Stage.PRODUCTION), {f"/answers/{FALLBACK}": GONE, "metric/measurements/2026-10-30/value": 50}
    )
    plan = agenda(failed, small_questionnaire())
    assert plan.nothing_more_can_change
    assert plan.headline.startswith("The facts have given the answer on Letters already")


def test_an_empty_assessment_asks_for_a_use_case_first() -> None:
    """Nothing can be said to matter or not before a use case is named."""
    plan = agenda(Assessment(), small_questionnaire())
    assert ("", False, "scope") == (plan.use_case_id, plan.nothing_more_can_change, plan.before.items[0].id)


def test_an_unknown_use_case_is_refused() -> None:
    """The agenda is of a use case that is there."""
    with pytest.raises(KeyError, match="nowhere"):
        agenda(complete(Stage.PILOT), small_questionnaire(), "nowhere")


def test_owners_and_dates_come_from_the_roadmap() -> None:
    """The actions of the next weeks without an owner or a date are listed by title."""
    assessment = spoiled(complete(Stage.PRODUCTION), {f"/answers/{FALLBACK}/level": 1})
    evaluation = evaluate(assessment, small_questionnaire(), draws=300)
    plan = agenda(assessment, small_questionnaire(), roadmap=evaluation.roadmap)
    assert "There is a fallback: to level 2: no owner and no date (1 to 3 person-days, engineering)" in (
        plan.room.item("owners").notes
    )
    owned = evaluate(
        set_at(
            set_at(assessment, ("roadmap", "all.fallback.2", "owner"), "R. Okafor"),
            ("roadmap", "all.fallback.2", "due"),
            complete(Stage.PILOT).assessment.decide_by,
        ),
        small_questionnaire(),
        draws=300,
    )
    plan = agenda(assessment, small_questionnaire(), roadmap=owned.roadmap)
    assert not [note for note in plan.room.item("owners").notes if "to level 2" in note]


def test_the_verdict_is_printed_with_its_reasons() -> None:
    """The provisional verdict stands at the end of the room with kind, headline and reasons."""
    assessment = complete(Stage.PRODUCTION)
    verdict = evaluate(assessment, small_questionnaire(), draws=300).cases[CASE].verdict
    notes = agenda(assessment, small_questionnaire(), verdict=verdict).room.item("verdict").notes
    assert f"{verdict.kind.value}: {verdict.headline}" == notes[0]
    assert set(verdict.reasons) <= set(notes)


@pytest.mark.parametrize("level", [1, 3, 5])
def test_leaving_out_what_cannot_matter_does_not_change_the_verdict(level: int) -> None:
    """On the full questionnaire: however the irrelevant questions are answered, or not, the verdict is the same.

    The days and months to go-live come from the roadmap here, so that the money could move.
    """
    questionnaire = load_questionnaire("poc-to-production")
    record = spoiled(complete(Stage.PRODUCTION), {"roi/hardening_days": GONE, "roi/hardening_months": GONE})
    assessment = record.model_copy(
        update={"answers": {}, "use_cases": {CASE: record.use_cases[CASE].model_copy(update={"drill": {}})}}
    )
    plan = agenda(assessment, questionnaire)
    mattering = [question.question_id for question in plan.questions if question.can_change_verdict]
    idle = [question.question_id for question in plan.questions if not question.can_change_verdict]
    assert mattering and idle
    answered = {key: Answer(level=4, evidence="seen on screen") for key in mattering}
    skipped = assessment.model_copy(update={"answers": answered})
    full = assessment.model_copy(update={"answers": {**answered, **{key: Answer(level=level) for key in idle}}})
    verdicts = [evaluate(each, questionnaire, draws=300).cases[CASE].verdict for each in (skipped, full)]
    assert [VerdictKind.HARDEN] * 2 == [each.kind for each in verdicts]
    assert verdicts[0].rule == verdicts[1].rule


def test_planning_a_workshop_needs_neither_numpy_nor_a_screen() -> None:
    """The agenda follows from the rules: in a fresh interpreter nothing heavy is loaded for it."""
    statement = (
        "import sys; from fortnight.core.agenda import agenda; from fortnight.core.assessment import Assessment; "
        "from fortnight.storage.library import load_questionnaire; "
        "agenda(Assessment(), load_questionnaire('poc-to-production')); "
        "print([name for name in ('numpy', 'textual', 'rich', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", statement], check=True, capture_output=True, text=True)
    assert "[]\n" == done.stdout

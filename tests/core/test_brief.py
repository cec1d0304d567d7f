"""Who prepares what: roles as people write them, questions by role, figures that nobody has measured."""

from __future__ import annotations

from typing import Any

import pytest

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.base import Stage
from fortnight.core.brief import Pack, briefing, roles_in
from fortnight.core.questionnaire import Questionnaire
from tests.core.cases import CASE, GONE, complete, small_questionnaire, spoiled

ROLES = ("business", "data", "engineering", "it-operations", "security", "legal", "finance", "users", "product")


def questionnaire() -> Questionnaire:
    """Return the small questionnaire with a role for each question: rooms for business, the rest for security."""
    table = small_questionnaire().model_dump()
    for number, question in enumerate(table["questions"].values()):
        question["role"], question["where"] = ("business", "room") if number < 3 else ("security", "before")
    table["questions"]["all.support"]["where"] = "after"
    return Questionnaire.model_validate(table)


def team(**people: str) -> Assessment:
    """Return an unanswered assessment of the complete case with these participants and their roles."""
    record = complete(Stage.PRODUCTION)
    participants = {name: {"name": name.title(), "role": role} for name, role in people.items()}
    header = record.assessment.model_validate({**record.assessment.model_dump(), "participants": participants})
    return record.model_copy(update={"answers": {}, "assessment": header})


def pack_of(name: str, **people: str) -> Pack:
    """Return the pack of one of these participants."""
    return next(pack for pack in briefing(team(**people), questionnaire()).packs if pack.file_name == name)


@pytest.mark.parametrize(
    ("typed", "roles"),
    [
        ("business", ("business",)),
        ("IT operations lead", ("it-operations",)),
        ("Data protection officer", ("legal",)),
        ("Data engineer", ("data", "engineering")),
        ("Head of claims", ("business",)),
        ("Head of data", ("data",)),
        ("product, security", ("security", "product")),
        ("Claims clerks", ("users",)),
        ("Application support", ("it-operations",)),
        ("Team lead, motor claims", ("business",)),
        ("gardener", ()),
        ("", ()),
    ],
)
def test_a_role_is_understood_as_people_write_it(typed: str, roles: tuple[str, ...]) -> None:
    """The questionnaire's word or a usual name for it is found; a leader of anything else leads the business."""
    assert roles == roles_in(typed, ROLES)


def test_everybody_votes_and_a_role_answers_its_own_questions() -> None:
    """Room questions go to all, the others to who knows them, and what is meant for after to nobody yet."""
    people = {"ann": "business", "bob": "security"}
    room = tuple(list(questionnaire().questions)[:3])
    assert (room, ()) == (pack_of("ann", **people).votes, pack_of("ann", **people).own)
    bob = pack_of("bob", **people)
    assert room == bob.votes
    assert {key for key, each in questionnaire().questions.items() if each.where == "before"} - {
        key for key, each in questionnaire().questions.items() if each.when
    } == set(bob.own)


def test_an_answered_question_is_not_asked_again() -> None:
    """What has a level needs no pre-vote."""
    first = next(iter(questionnaire().questions))
    answered = team(ann="business").model_copy(update={"answers": {first: Answer(level=3)}})
    assert first not in briefing(answered, questionnaire()).packs[0].votes


def test_whoever_has_nothing_to_fill_in_has_an_empty_pack() -> None:
    """Once everything is answered, somebody without a figure or a map to draw is left in peace."""
    answered = complete(Stage.PRODUCTION)
    header = team(fay="finance", sam="security").assessment
    packs = briefing(answered.model_copy(update={"assessment": header}), questionnaire()).packs
    assert {"fay": False, "sam": True} == {pack.file_name: pack.is_empty for pack in packs}


def test_figures_that_are_measured_are_not_asked_for() -> None:
    """Finance is asked for the figure that was made a guess, and not for those under contract."""
    guessed = spoiled(team(fay="finance"), {"roi/day_rate": 650})
    (case,) = briefing(guessed, questionnaire()).packs[0].cases
    assert (CASE, "day_rate") == (case.use_case_id, case.inputs[0])
    assert "labour_cost_per_hour" not in case.inputs


def test_tasks_are_timed_only_where_the_baseline_is_open() -> None:
    """Users time tasks while the minutes of today are a guess, and no longer once they were timed."""
    timed = team(uma="users")
    guessed = spoiled(timed, {"baseline/evidence": GONE, "baseline/minutes_per_task/evidence": GONE})
    packs = [briefing(each, questionnaire()).packs[0] for each in (timed, guessed)]
    assert [False, True] == [any(case.times_tasks for case in pack.cases) for pack in packs]


def test_one_role_draws_the_data_map() -> None:
    """The map goes to data where somebody holds it, else to engineering."""

    def drawers(**people: str) -> list[str]:
        packs = briefing(team(**people), questionnaire()).packs
        return [pack.file_name for pack in packs if any(case.draws_map for case in pack.cases)]

    assert ["dan"] == drawers(eve="engineering", dan="data")
    assert ["eve"] == drawers(eve="engineering", fay="finance")


def test_what_no_pack_covers_is_said() -> None:
    """Questions of a role that nobody holds, participants without a known role, and a map without a drawer."""
    plan = briefing(team(ann="business", gus="gardener"), questionnaire())
    assert ({"security"}, ("Gus",), True) == (set(plan.uncovered), plan.without_role, plan.nobody_draws_map)


def test_without_participants_there_is_a_pack_for_each_role() -> None:
    """An assessment that lists nobody still gives something to hand out."""
    packs = briefing(team(), questionnaire()).packs
    assert [("business", ""), ("security", "")] == [(pack.file_name, pack.name) for pack in packs]


def test_packs_are_told_apart_and_stay_the_same() -> None:
    """Each participant has an id of their own that does not show the name and does not change from run to run."""
    people: dict[str, Any] = {"ann": "business", "bob": "business"}
    ids = [pack.id for pack in briefing(team(**people), questionnaire()).packs]
    assert 2 == len(set(ids))
    assert ids == [pack.id for pack in briefing(team(**people), questionnaire()).packs]
    assert not any("ann" in each or "bob" in each for each in ids)

"""What contradicts itself in a questionnaire."""

from __future__ import annotations

from typing import Any

import pytest

from fortnight.core.checks_conditions import can_hold
from fortnight.core.checks_questionnaire import check_questionnaire
from fortnight.core.conditions import parse
from fortnight.core.questionnaire import Questionnaire
from tests.core.cases import small_questionnaire

QUESTION = "all.fallback"
ACTION = "all.fallback.2"


def spoiled(place: str, value: Any) -> Questionnaire:
    """Return the small questionnaire with the table entry at `place`, keys joined by slashes, set to `value`."""
    table = small_questionnaire().model_dump()
    *above, last = place.split("/")
    node = table
    for key in above:
        node = node[key]
    node[last] = value
    return Questionnaire.model_validate(table)


def test_the_small_questionnaire_is_in_order() -> None:
    """Nothing to correct."""
    assert () == check_questionnaire(small_questionnaire())


@pytest.mark.parametrize(
    ("place", "value", "key", "says"),
    [
        (f"questions/{QUESTION}/dimension", "al", f'questions."{QUESTION}".dimension', 'did you mean "all"?'),
        (
            f"questions/{QUESTION}/levels",
            ["a", "b", "c", "d"],
            f'questions."{QUESTION}".levels',
            "describes 4 levels",
        ),
        (
            f"questions/{QUESTION}/levels",
            ["a", "b", "c", "d", " "],
            f'questions."{QUESTION}".levels',
            "leaves a level empty",
        ),
        (
            f"questions/{QUESTION}/levels",
            ["a", "b", "c", "d", "A "],
            f'questions."{QUESTION}".levels',
            "at level 1 what another",
        ),
        (f"questions/{QUESTION}/references", ["law"], f'questions."{QUESTION}".references', "is not a reference"),
        (f"questions/{QUESTION}/gate_level", 6, f'questions."{QUESTION}".gate_level', "choose 2 to 5"),
        (f"questions/{QUESTION}/gate_level", 1, f'questions."{QUESTION}".gate_level', "guards nothing"),
        (
            f"questions/{QUESTION}/gate_level",
            None,
            f'questions."{QUESTION}".gate_level',
            "is missing beside gate G2",
        ),
        (f"questions/{QUESTION}/gate", None, f'questions."{QUESTION}".gate', "name the gate"),
        (f"questions/{QUESTION}/gate", "G3", f'questions."{QUESTION}".clause', "belongs to gate G2, not G3"),
        (
            f"questions/{QUESTION}/clause",
            "g2.falback",
            f'questions."{QUESTION}".clause',
            'did you mean "g2.fallback"?',
        ),
        (
            f"questions/{QUESTION}/clause",
            "g2.measured",
            f'questions."{QUESTION}".clause',
            "answered by the record",
        ),
        (f"questions/{QUESTION}/minutes", 30, "questions", "more than the 30"),
        (f"questions/{QUESTION}/when", "agentc", f'questions."{QUESTION}".when', 'did you mean "agentic"?'),
        (
            f"questions/{QUESTION}/when",
            'answer("all.x") >= 3',
            f'questions."{QUESTION}".when',
            "is not a question",
        ),
        (f"questions/{QUESTION}/when", f'answer("{QUESTION}") >= 3', f'questions."{QUESTION}".when', "own answer"),
        (
            f"questions/{QUESTION}/when",
            'answer("all.audit-trail") >= 3',
            f'questions."{QUESTION}".when',
            "use facts",
        ),
        (
            f"questions/{QUESTION}/when",
            "agentic and not agentic",
            f'questions."{QUESTION}".when',
            "can never hold",
        ),
        (
            f"actions/{ACTION}/when",
            "special_data and not personal_data",
            f'actions."{ACTION}".when',
            "can never hold",
        ),
        ("cards/outage/when", 'answer("all.audit-trail") > 5', "cards.outage.when", "can never hold"),
        (
            f"actions/{ACTION}/question",
            "all.fallbak",
            f'actions."{ACTION}".question',
            'did you mean "all.fallback"?',
        ),
        (f"actions/{ACTION}/question", None, f'actions."{ACTION}".question', "name both or neither"),
        (f"actions/{ACTION}/level", None, f'actions."{ACTION}".level', "name both or neither"),
        (f"actions/{ACTION}/level", 6, f'actions."{ACTION}".level', "choose 2 to 5"),
        (f"actions/{ACTION}/clauses", ["g1.dpa"], f'actions."{ACTION}".clauses', 'did you mean "g1.dpia"?'),
        (f"actions/{ACTION}/needs", ["nobody"], f'actions."{ACTION}".needs', "is not an action"),
        (f"actions/{ACTION}/needs", [ACTION], f'actions."{ACTION}".needs', "goes round in a circle"),
        (f"actions/{ACTION}/lever", "sucess_share", f'actions."{ACTION}".lever', 'did you mean "success_share"?'),
        ("cards/outage/actions", [], "cards.outage.actions", "mends nothing"),
        ("cards/outage/actions", ["name-a-kepper"], "cards.outage.actions", 'did you mean "name-a-keeper"?'),
        (f"actions/{ACTION}/level", 3, f'questions."{QUESTION}"', "no action lifts it to level 2"),
        ("dimensions/empty", {"title": "Empty"}, "dimensions.empty", "has no question"),
        ("renamed", {QUESTION: {"to": ["all.audit-trail"]}}, f'renamed."{QUESTION}"', "still asked"),
        ("renamed", {"all.old": {"to": ["all.fallbak"]}}, 'renamed."all.old".to', 'did you mean "all.fallback"?'),
        ("renamed", {"all.old": {"to": [QUESTION], "levels": [1, 6]}}, 'renamed."all.old".levels', "has level 6"),
        ("retired", {QUESTION: "gone"}, f'retired."{QUESTION}"', "still asked"),
    ],
)
def test_contradictions_are_named_with_their_place(place: str, value: Any, key: str, says: str) -> None:
    """What is wrong and what to do."""
    found = [problem.message for problem in check_questionnaire(spoiled(place, value)) if problem.key == key]
    assert [says in message for message in found].count(True) == 1


def test_an_action_that_nothing_triggers_is_named() -> None:
    """No question, clause, lever, card or need leads to it."""
    idle = small_questionnaire().model_dump()["actions"]["name-a-keeper"]
    found = check_questionnaire(spoiled("actions/idle", idle))
    assert ["actions.idle"] == [problem.key for problem in found]
    assert "triggered by nothing" in found[0].message


def test_a_circle_of_needs_is_told_from_start_to_start() -> None:
    """Each action needs the next."""
    table = small_questionnaire().model_dump()
    table["actions"]["all.fallback.2"]["needs"] = ["all.fallback.3"]
    table["actions"]["all.fallback.3"]["needs"] = ["all.fallback.2"]
    (problem,) = check_questionnaire(Questionnaire.model_validate(table))
    assert "all.fallback.2 needs all.fallback.3" in problem.message
    assert "all.fallback.3 needs all.fallback.2" in problem.message


def test_a_scale_of_other_than_five_levels_may_repeat_its_words() -> None:
    """Such as: not done, by hand, automated."""
    levels = ["not done", "by hand", "automated"]
    table = small_questionnaire().model_dump() | {"scale": {"names": levels, "values": [0, 0.5, 1]}}
    for question in table["questions"].values():
        question["levels"] = levels
    assert () == check_questionnaire(Questionnaire.model_validate(table))


def test_a_questionnaire_without_questions_is_no_use() -> None:
    """Said once, beside the dimensions that are left without."""
    empty = Questionnaire.model_validate({"id": "q", "version": "1", "title": "Q"})
    assert ["questions"] == [problem.key for problem in check_questionnaire(empty)]


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("agentic", True),
        ("not agentic", True),
        ("agentic and not agentic", False),
        ("aim_scale and not aim_production", False),
        ("high_risk and prohibited", False),
        ('answer("a") > 4 and answer("a") < 5', False),
        ('answer("a") >= 5 and answer("b") != 5', True),
        (" and ".join(f'answer("q{number}") == 3' for number in range(30)), True),
    ],
)
def test_whether_a_condition_can_hold(text: str, possible: bool) -> None:
    """Some use case and some levels make it true; also for many questions, without trying them all."""
    assert possible is can_hold(parse(text), 5)

"""Whether each `when` of a questionnaire can be read, names what exists, and can ever hold."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.conditions import Condition, ConditionError, parse
from fortnight.core.explain import did_you_mean, shown
from fortnight.core.place import dotted
from fortnight.core.questionnaire import Questionnaire
from fortnight.errors import Problem

_IMPOSSIBLE = (
    {"special_data": True, "personal_data": False},
    {"aim_scale": True, "aim_production": False},
    {"high_risk": True, "prohibited": True},
)
"""Facts that no use case has together."""


def condition_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield what is wrong with the conditions of questions, actions and cards."""
    for table, entry_id, when in _conditions(questionnaire):
        for sentence in _sentences(questionnaire, table, entry_id, when):
            yield Problem(dotted((table, entry_id, "when")), sentence)


def _conditions(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """Yield table, id and text of every condition."""
    yield from (
        ("questions", key, question.when) for key, question in questionnaire.questions.items() if question.when
    )
    yield from (("actions", key, action.when) for key, action in questionnaire.actions.items() if action.when)
    yield from (("cards", key, card.when) for key, card in questionnaire.cards.items() if card.when)


def _sentences(questionnaire: Questionnaire, table: str, entry_id: str, when: str) -> Iterator[str]:
    try:
        condition = parse(when)
    except ConditionError as error:
        yield str(error)
        return
    for question_id in sorted(condition.question_ids):
        if question_id not in questionnaire.questions:
            hint = did_you_mean(question_id, questionnaire.questions) or "; correct the id"
            yield f"{shown(question_id)} is not a question{hint}"
    if table == "questions" and entry_id in condition.question_ids:
        yield "depends on the question's own answer; name another question"
    if (
        table == "questions"
        and condition.question_ids
        and questionnaire.questions[entry_id].gate_level is not None
    ):
        yield "depends on an answer, but a better answer must never hold a gate open; use facts"
    if not can_hold(condition, questionnaire.top):
        yield "can never hold, so this is never asked; correct it or remove it"


def can_hold(condition: Condition, top: int) -> bool:
    """Return whether some use case and some levels from 1 to `top` make the condition true."""
    return _search(condition, top, [*sorted(condition.fact_names), *sorted(condition.question_ids)], {}, {})


def _search(
    condition: Condition, top: int, names: list[str], facts: dict[str, bool | None], levels: dict[str, int]
) -> bool:
    """Try every value of the next name, as far as the condition is not decided yet."""
    if any(all(facts.get(name) is value for name, value in together.items()) for together in _IMPOSSIBLE):
        return False
    held = condition.holds(facts, levels)
    if held is not None:
        return held
    name, rest = names[0], names[1:]
    if name in condition.fact_names:
        return any(_search(condition, top, rest, {**facts, name: value}, levels) for value in (True, False))
    return any(_search(condition, top, rest, facts, {**levels, name: level}) for level in range(1, top + 1))

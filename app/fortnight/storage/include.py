"""Drawing questions of one questionnaire into another, with everything that they need to work there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from fortnight.core.explain import did_you_mean
from fortnight.core.gates import CLAUSES
from fortnight.core.place import dotted
from fortnight.core.questionnaire import Action, Include, Questionnaire
from fortnight.errors import Problem

Thing = TypeVar("Thing")


def with_includes(
    own: Questionnaire, sources: Mapping[str, Questionnaire]
) -> tuple[Questionnaire, tuple[Problem, ...]]:
    """Return `own` with what its `include` names drawn in from `sources`, and what speaks against it.

    With a question come its dimension (unless `own` defines it), its actions, what those need, and the references
    it cites; with a card come the actions that mend it. With any of them come the actions that close what a gate
    reads from the record rather than from a question, such as naming the decider, unless `own` closes that itself.
    A needed action whose own question stays behind is work without a level to lift. Problems are ids that do not
    exist, ids used twice with different content, and scales of different length.
    """
    if not own.include:
        return own, ()
    problems: list[Problem] = []
    parts: dict[str, dict[str, Any]] = {name: {} for name in _PARTS}
    for source_id, include in own.include.items():
        source = sources[source_id]
        problems += _unusable(own, source_id, include, source)
        drawn = _drawn(own, include, source)
        for name, things in drawn.items():
            problems += _clashes(name, source_id, things, getattr(own, name), parts[name])
            parts[name].update(things)
    merged = {name: {**getattr(own, name), **_missing_in(getattr(own, name), parts[name])} for name in _PARTS}
    return own.model_copy(update={**merged, "include": {}}), tuple(problems)


_PARTS = ("dimensions", "questions", "actions", "cards", "references", "renamed")
"""The tables of a questionnaire that an include draws from."""

_OWN_WINS = ("dimensions", "references", "renamed")
"""Where the including file may define the same id, to say it its own way."""


def _drawn(own: Questionnaire, include: Include, source: Questionnaire) -> dict[str, dict[str, Any]]:
    questions = _picked(source.questions, include.questions)
    cards = _picked(source.cards, include.cards)
    clauses = {question.clause for question in questions.values() if question.clause}
    wanted = [
        action_id
        for action_id, action in source.actions.items()
        if action.question in questions or (action.question is None and clauses.intersection(action.clauses))
    ]
    wanted += [action_id for card in cards.values() for action_id in card.actions]
    wanted += _closing_the_record(own, source)
    needed = _with_needs(wanted, source.actions)
    return {
        "dimensions": _picked(source.dimensions, (question.dimension for question in questions.values())),
        "questions": questions,
        "actions": {
            action_id: _detached(action, questions)
            for action_id, action in source.actions.items()
            if action_id in needed
        },
        "cards": cards,
        "references": _picked(
            source.references, (each for question in questions.values() for each in question.references)
        ),
        "renamed": {
            old: rename for old, rename in source.renamed.items() if all(new in questions for new in rename.to)
        },
    }


def _closing_the_record(own: Questionnaire, source: Questionnaire) -> list[str]:
    """Return the actions without a question that close what the record answers and `own` does not close."""
    from_the_record = {spec.id for spec in CLAUSES.values() if spec.finding is not None}
    closed = {clause for action in own.actions.values() for clause in action.clauses}
    missing = from_the_record - closed
    return [
        action_id
        for action_id, action in source.actions.items()
        if action.question is None and missing.intersection(action.clauses) and action_id not in own.actions
    ]


def _detached(action: Action, questions: Mapping[str, Any]) -> Action:
    """Return the action without a question that is not asked, for the sake of which nothing can be lifted."""
    if action.question is None or action.question in questions:
        return action
    return action.model_copy(update={"question": None, "level": None})


def _with_needs(wanted: Iterable[str], actions: Mapping[str, Action]) -> set[str]:
    needed: set[str] = set()
    waiting = list(wanted)
    while waiting:
        action_id = waiting.pop()
        if action_id in actions and action_id not in needed:
            needed.add(action_id)
            waiting.extend(actions[action_id].needs)
    return needed


def _unusable(own: Questionnaire, source_id: str, include: Include, source: Questionnaire) -> list[Problem]:
    place = ("include", source_id)
    problems = []
    if source.top != own.top:
        message = f"its levels go from 1 to {source.top}, those of this file to {own.top}; give both one scale"
        problems.append(Problem(dotted(place), message))
    asked = (("questions", include.questions, source.questions), ("cards", include.cards, source.cards))
    for name, ids, known in asked:
        problems += [
            Problem(dotted((*place, name)), f'"{each}" is not in {source_id}{did_you_mean(each, known)}')
            for each in ids
            if each not in known
        ]
    return problems


def _clashes(
    name: str, source_id: str, drawn: Mapping[str, Any], own: Mapping[str, Any], others: Mapping[str, Any]
) -> list[Problem]:
    message = f"{source_id}, which is included, has this id too; rename it or do not include it"
    twice = [
        each
        for each, thing in drawn.items()
        if (name not in _OWN_WINS if each in own else each in others and others[each] != thing)
    ]
    return [Problem(dotted((name, each)), message) for each in twice]


def _picked(things: Mapping[str, Thing], ids: Iterable[str]) -> dict[str, Thing]:
    """Return those of `things` that `ids` name, in the order of `ids`."""
    return {each: things[each] for each in ids if each in things}


def _missing_in(own: Mapping[str, Any], drawn: Mapping[str, Thing]) -> dict[str, Thing]:
    return {each: thing for each, thing in drawn.items() if each not in own}

"""Whether the actions and cards of a questionnaire close what the questions and the drill can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from fortnight.core.explain import did_you_mean, shown
from fortnight.core.gates import CLAUSES
from fortnight.core.place import dotted
from fortnight.core.questionnaire import Action, Questionnaire
from fortnight.core.roi.inputs import INPUTS
from fortnight.errors import Problem


def action_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield what is wrong with actions and cards, and which gate questions lack an action."""
    needed = {need for action in questionnaire.actions.values() for need in action.needs}
    mending = {action_id for card in questionnaire.cards.values() for action_id in card.actions}
    for action_id, action in questionnaire.actions.items():
        for key, sentence in _about(action, questionnaire):
            yield Problem(dotted(("actions", action_id, key)), sentence)
        triggered = action.question or action.clauses or action.lever
        if not triggered and action_id not in needed | mending:
            yield Problem(
                dotted(("actions", action_id)),
                "is triggered by nothing; name a question and level, a clause, a lever, or a card that it mends",
            )
    yield from _circles(questionnaire.actions)
    for card_id, card in questionnaire.cards.items():
        if not card.actions:
            yield Problem(
                dotted(("cards", card_id, "actions")), "names no action, so a bad outcome mends nothing; add one"
            )
        for action_id in card.actions:
            if action_id not in questionnaire.actions:
                hint = did_you_mean(action_id, questionnaire.actions) or "; add it or correct the id"
                yield Problem(dotted(("cards", card_id, "actions")), f"{shown(action_id)} is not an action{hint}")
    yield from _gaps_without_action(questionnaire)


def _about(action: Action, questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    if action.question is not None and action.question not in questionnaire.questions:
        hint = did_you_mean(action.question, questionnaire.questions) or "; correct the id"
        yield "question", f"{shown(action.question)} is not a question{hint}"
    if (action.question is None) is not (action.level is None):
        lacking = "level" if action.level is None else "question"
        yield lacking, "is missing; an action lifts a question to a level, so name both or neither"
    if action.level is not None and action.level > questionnaire.top:
        yield (
            "level",
            f"is {action.level}, but the scale ends at {questionnaire.top}; choose 2 to {questionnaire.top}",
        )
    for clause in action.clauses:
        if clause not in CLAUSES:
            hint = did_you_mean(clause, CLAUSES) or "; correct the id"
            yield "clauses", f"{shown(clause)} is not a built-in clause{hint}"
    for need in action.needs:
        if need not in questionnaire.actions:
            hint = did_you_mean(need, questionnaire.actions) or "; add it or correct the id"
            yield "needs", f"{shown(need)} is not an action{hint}"
    if action.lever is not None and action.lever not in INPUTS:
        hint = did_you_mean(action.lever, INPUTS) or "; correct the name"
        yield "lever", f"{shown(action.lever)} is not an input of the money model{hint}"


def _circles(actions: Mapping[str, Action]) -> Iterator[Problem]:
    """Yield the first circle of needs: none of its actions could ever start."""
    try:
        TopologicalSorter({action_id: action.needs for action_id, action in actions.items()}).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        yield Problem(
            dotted(("actions", circle[0], "needs")),
            f"goes round in a circle, so nothing can start: {' needs '.join(circle)}; remove one need",
        )


def _gaps_without_action(questionnaire: Questionnaire) -> Iterator[Problem]:
    lifted = {(action.question, action.level) for action in questionnaire.actions.values()}
    for question_id, question in questionnaire.questions.items():
        steps = range(2, min(question.gate_level or 1, questionnaire.top) + 1)
        lacking = [str(level) for level in steps if (question_id, level) not in lifted]
        if lacking:
            yield Problem(
                dotted(("questions", question_id)),
                f"guards {question.gate or 'a gate'}, but no action lifts it to level {' or '.join(lacking)}",
            )

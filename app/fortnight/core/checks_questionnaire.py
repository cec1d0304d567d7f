"""What is wrong in a questionnaire that no single table can see: ids, levels, conditions, gates and minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fortnight.core.checks_actions import action_problems
from fortnight.core.checks_conditions import condition_problems
from fortnight.core.explain import did_you_mean, shown
from fortnight.core.gates import CLAUSES
from fortnight.core.place import dotted
from fortnight.core.questionnaire import Question, Questionnaire
from fortnight.errors import Problem

MOST_ROOM_MINUTES = 30
"""Answering takes a third of the 90 minutes in the room; the rest is for the metric, the drill and the money."""


def check_questionnaire(questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Return every contradiction inside a questionnaire, after its includes are drawn in."""
    return (
        *_dimension_problems(questionnaire),
        *(
            Problem(dotted(("questions", question_id, *keys)), sentence)
            for question_id, question in questionnaire.questions.items()
            for keys, sentence in _question_problems(questionnaire, question)
        ),
        *_repeated_levels(questionnaire),
        *_too_long_for_the_room(questionnaire),
        *_history_problems(questionnaire),
        *condition_problems(questionnaire),
        *action_problems(questionnaire),
    )


def _dimension_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    used = {question.dimension for question in questionnaire.questions.values()}
    for dimension_id in questionnaire.dimensions:
        if dimension_id not in used:
            yield Problem(dotted(("dimensions", dimension_id)), "has no question; add one or remove the dimension")
    if not questionnaire.questions:
        yield Problem("questions", "has no question; add one")


def _question_problems(questionnaire: Questionnaire, question: Question) -> Iterator[tuple[tuple[str, ...], str]]:
    top = questionnaire.top
    if question.dimension not in questionnaire.dimensions:
        hint = did_you_mean(question.dimension, questionnaire.dimensions) or "; add it or correct the id"
        yield ("dimension",), f"{shown(question.dimension)} is not a dimension of this questionnaire{hint}"
    if len(question.levels) != top:
        yield ("levels",), f"describes {len(question.levels)} levels, but the scale has {top}; describe each once"
    if any(not level.strip() for level in question.levels):
        yield ("levels",), "leaves a level empty; describe a behaviour that a stranger could observe"
    for reference in question.references:
        if reference not in questionnaire.references:
            hint = did_you_mean(reference, questionnaire.references) or "; add it or correct the id"
            yield ("references",), f"{shown(reference)} is not a reference of this questionnaire{hint}"
    yield from _gate_problems(question, top)


def _gate_problems(question: Question, top: int) -> Iterator[tuple[tuple[str, ...], str]]:
    if question.gate_level is not None and question.gate_level > top:
        yield ("gate_level",), f"is {question.gate_level}, but the scale ends at {top}; choose 2 to {top}"
    if question.gate_level == 1:
        yield ("gate_level",), f"is 1, which everybody reaches, so it guards nothing; choose 2 to {top}"
    if question.gate is not None and question.gate_level is None:
        yield (
            ("gate_level",),
            f"is missing beside gate {question.gate}; say which level it needs, or remove the gate",
        )
    if question.gate is None and (question.gate_level is not None or question.clause is not None):
        yield ("gate",), "is missing beside gate_level or clause; name the gate, or remove them"
    if question.clause is None:
        return
    spec = CLAUSES.get(question.clause)
    if spec is None:
        hint = (
            did_you_mean(question.clause, CLAUSES) or "; remove it, and the question becomes a clause of its own"
        )
        yield ("clause",), f"{shown(question.clause)} is not a built-in clause{hint}"
    elif spec.finding is not None:
        yield ("clause",), f"{spec.id} is answered by the record of the use case; remove it here"
    elif question.gate is not None and spec.gate != question.gate:
        yield ("clause",), f"{spec.id} belongs to gate {spec.gate}, not {question.gate}; correct one of the two"


def _repeated_levels(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield level texts that stand twice; a scale of other than five levels may share its words over questions."""
    if questionnaire.top != 5:
        return
    counts = Counter(
        level.strip().casefold() for question in questionnaire.questions.values() for level in question.levels
    )
    for question_id, question in questionnaire.questions.items():
        for position, level in enumerate(question.levels, start=1):
            if level.strip() and counts[level.strip().casefold()] > 1:
                yield Problem(
                    dotted(("questions", question_id, "levels")),
                    f"says at level {position} what another level says too; describe how this one differs",
                )


def _too_long_for_the_room(questionnaire: Questionnaire) -> Iterator[Problem]:
    minutes = sum(question.minutes for question in questionnaire.questions.values() if question.where == "room")
    if minutes > MOST_ROOM_MINUTES:
        yield Problem(
            "questions",
            f"the questions for the room take {minutes:g} minutes, more than the {MOST_ROOM_MINUTES} there are; "
            "move some to before or after",
        )


def _history_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    for old, rename in questionnaire.renamed.items():
        keys = ("renamed", old)
        same = questionnaire.questions.get(old)
        if same is not None and rename.to == (old,) and rename.levels:
            if not same.changed_in:
                message = "is missing; name the version from which the new levels hold"
                yield Problem(dotted(("questions", old, "changed_in")), message)
        elif same is not None:
            yield Problem(dotted(keys), "is still asked under this id; remove one of the two")
        for new in rename.to:
            if new not in questionnaire.questions:
                hint = did_you_mean(new, questionnaire.questions) or "; correct the id"
                yield Problem(dotted((*keys, "to")), f"{shown(new)} is not a question{hint}")
        high = [level for level in rename.levels if level > questionnaire.top]
        if high:
            yield Problem(
                dotted((*keys, "levels")), f"has level {max(high)}, but the scale ends at {questionnaire.top}"
            )
    for old in questionnaire.retired:
        if old in questionnaire.questions:
            yield Problem(dotted(("retired", old)), "is still asked; remove one of the two")

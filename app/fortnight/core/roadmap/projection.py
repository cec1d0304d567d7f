"""What the score and the stages will be once parts of the plan are done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.base import Stage
from fortnight.core.gates import GateReport, earned_stage
from fortnight.core.questionnaire import Action, Questionnaire
from fortnight.core.roadmap.closers import Closers
from fortnight.core.scoring import score


def scores_along(
    assessment: Assessment, questionnaire: Questionnaire, start: float | None, actions: Sequence[Action]
) -> list[float | None]:
    """Return the overall score after each of `actions`, done one after another and each adding to those before.

    `start` is the score before the first. A level is only ever lifted; an action without a question changes
    nothing.
    """
    answers = dict(assessment.answers)
    overall, along = start, []
    for action in actions:
        question_id, to = action.question, action.level
        if question_id is not None and question_id in questionnaire.questions and to is not None:
            given = answers.get(question_id)
            if given is None or given.level is None or given.level < to:
                answers[question_id] = Answer(level=min(to, questionnaire.top))
                overall = score(assessment.model_copy(update={"answers": answers}), questionnaire).overall
        along.append(overall)
    return along


def stage_after(
    report: GateReport, closers: Iterable[Closers], done: Set[str], left_out: Set[str]
) -> Stage:
    """Return the stage that a use case has earned once the actions of `done` are carried out.

    A clause closes when everything that works towards it is done, except what people decided to leave out.
    """
    closed = set()
    for closer in closers:
        waiting = set(closer.actions) - done
        if waiting <= left_out and closer.can_close_without(waiting):
            closed.add(closer.clause.id)
    return earned_stage(
        (gate.opens, all(clause.id in closed for clause in gate.open_clauses)) for gate in report.gates
    )


def change(before: float | None, after: float | None) -> float:
    """Return the change of the overall score; 0 where there is no score to compare."""
    return 0.0 if before is None or after is None else after - before

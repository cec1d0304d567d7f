"""What decides the order: the value that waits for each go-live, and the tie-break where no value waits."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from fortnight.core.questionnaire import Action
from fortnight.core.roadmap.instance import Milestone
from fortnight.core.roadmap.setting import Setting

_LEAST_EFFORT = 0.01
"""Person-days; keeps the ratio finite for an action without effort."""
_GATES = ("G0", "G1", "G2", "G3", "G4", "")


def milestones(
    closing: Mapping[str, tuple[str, ...]], benefits: Mapping[str, float | None]
) -> tuple[Milestone, ...]:
    """Return the go-lives that value waits for, each with the actions it needs.

    The weight is the expected net benefit of a month at the steady state, in hundredths of the currency. A use
    case without a benefit, with a negative one or with nothing left to do is no milestone.
    """
    weights = {case_id: _hundredths(benefits.get(case_id)) for case_id in closing}
    return tuple(
        Milestone(case_id, weights[case_id], needs)
        for case_id, needs in closing.items()
        if needs and weights[case_id] > 0
    )


def tie_break(setting: Setting, action: Action, gate: str) -> tuple[int, float]:
    """Return the place of an action among those that no value waits for, lowest first.

    The lowest gate first, then the largest weight times gap for its effort: what lifts the score most per day.
    """
    question = setting.questionnaire.questions.get(action.question or "")
    lift = 0.0
    if question is not None and action.question is not None and action.level is not None:
        dimension = setting.questionnaire.dimensions.get(question.dimension)
        gap = max(0, action.level - setting.level(action.question))
        lift = question.weight * (1 if dimension is None else dimension.weight) * gap
    return _GATES.index(gate), -lift / max(action.effort_days.mean, _LEAST_EFFORT)


def _hundredths(benefit: float | None) -> int:
    return 0 if benefit is None or not isfinite(benefit) else max(0, round(benefit * 100))

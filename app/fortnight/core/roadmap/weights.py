"""What decides the order: the value that waits for each go-live, and the tie-break where no value waits."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from fortnight.core.questionnaire import Action
from fortnight.core.roadmap.instance import Milestone
from fortnight.core.roadmap.setting import Setting

_LEAST_EFFORT = 0.01
"""Person-days; keeps the ratio finite for an action without effort."""
_MOST = 1e15
"""A month; beyond that no currency goes, and the arithmetic of the search stays finite."""
_GATES = ("G0", "G1", "G2", "G3", "G4", "")


def known_benefits(benefits: Mapping[str, float | None]) -> Mapping[str, float]:
    """Return the benefits for which something waits: numbers above 0."""
    return {
        case_id: min(benefit, _MOST)
        for case_id, benefit in benefits.items()
        if benefit is not None and isfinite(benefit) and benefit > 0
    }


def milestones(
    closing: Mapping[str, tuple[str, ...]], benefits: Mapping[str, float]
) -> tuple[Milestone, ...]:
    """Return the go-lives that value waits for, each with the actions it needs.

    The weight is the expected net benefit of a month at the steady state, in hundredths of the currency. A use
    case without a known benefit or with nothing left to do is no milestone.
    """
    return tuple(
        Milestone(case_id, max(1, round(benefits[case_id] * 100)), needs)
        for case_id, needs in closing.items()
        if needs and case_id in benefits
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

"""Roadmaps of a use case that holds every gate, with single things taken away, made as the product makes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.drill import drill_result
from fortnight.core.edit import set_at
from fortnight.core.gates import gate_report
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roadmap.build import build_roadmap
from fortnight.core.roadmap.plan import Closing, Roadmap, RoadmapItem
from fortnight.core.scoring import score
from tests.core.cases import CASE, complete, small_questionnaire

ENGINEERING = 3.5
"""Person-days a week that the base assessment's engineers have: 5 at a focus of 0.7."""


def action(title: str, **changes: Any) -> dict[str, Any]:
    """Return an action of two to four days for engineering, changed as given."""
    return {
        "title": title,
        "first_step": "Ask who has done it before.",
        "effort_days": {"min": 1, "likely": 2, "max": 3},
        "role": "engineering",
        "done_when": "Somebody outside the team has seen it.",
        **changes,
    }


def question(title: str, **changes: Any) -> dict[str, Any]:
    """Return a question without a gate, changed as given."""
    levels = [f"{title} {level}" for level in range(1, 6)]
    return {"dimension": "all", "title": title, "ask": f"{title}?", "levels": levels, **changes}


def asked(
    actions: Mapping[str, Mapping[str, Any]],
    questions: Mapping[str, Mapping[str, Any]] | None = None,
    cards: Mapping[str, tuple[str, ...]] | None = None,
) -> Questionnaire:
    """Return the small questionnaire with these actions and no others, further questions, and who mends a card."""
    table = small_questionnaire().table()
    for card_id, card in table["cards"].items():
        card["actions"] = list((cards or {}).get(card_id, ()))
    table["actions"] = actions
    table["questions"] = {**table["questions"], **(questions or {})}
    return Questionnaire.model_validate(table)


def base(aim: Stage = Stage.PRODUCTION) -> Assessment:
    """Return an assessment whose one use case, `letters`, holds every gate."""
    return complete(aim)


def changed(assessment: Assessment, changes: Mapping[tuple[str, ...], Any]) -> Assessment:
    """Return the assessment with places of the file set to other values."""
    for place, value in changes.items():
        assessment = set_at(assessment, place, value)
    return assessment


def answered(assessment: Assessment, **levels: int | str) -> Assessment:
    """Return the assessment with answers by question (`__` for a dot, `_` for a dash): a level or a state."""
    answers = dict(assessment.answers)
    for name, given in levels.items():
        key = name.replace("__", ".").replace("_", "-")
        answers[key] = answers.get(key, type(next(iter(answers.values())))()).model_copy(
            update={"level": given, "state": None} if isinstance(given, int) else {"level": None, "state": given}
        )
    return assessment.model_copy(update={"answers": answers})


def second_case(assessment: Assessment, case_id: str = "mails", **changes: Any) -> Assessment:
    """Return the assessment with a copy of its use case under another id and name."""
    copy = assessment.use_cases[CASE].model_copy(update={"name": case_id.capitalize(), **changes})
    return assessment.model_copy(update={"use_cases": {**assessment.use_cases, case_id: copy}})


def roadmap(
    assessment: Assessment,
    questionnaire: Questionnaire,
    weights: Mapping[str, float | None] | None = None,
    **more: Any,
) -> Roadmap:
    """Return the roadmap, each active use case worth 1,000 a month unless said otherwise."""
    drills = {case_id: drill_result(assessment, questionnaire, case_id) for case_id in assessment.active_cases}
    gates = {
        case_id: gate_report(assessment, questionnaire, case_id, drills[case_id])
        for case_id in assessment.active_cases
    }
    worth = dict.fromkeys(assessment.active_cases, 1_000.0) if weights is None else weights
    scored = score(assessment, questionnaire)
    return build_roadmap(assessment, questionnaire, scored, gates, drills, weights=worth, **more)


def order(plan: Roadmap) -> list[str]:
    """Return the ids of the items in order."""
    return [item.action_id for item in plan.items]


def item(plan: Roadmap, action_id: str) -> RoadmapItem:
    """Return one item."""
    return next(item for item in plan.items if item.action_id == action_id)


def closing(plan: Roadmap, case_id: str = CASE) -> Closing:
    """Return the closing of a use case."""
    return plan.closings[case_id]


def left_out(plan: Roadmap) -> dict[str, str]:
    """Return the reasons of what is not done, by action."""
    return {each.action_id: each.reason for each in plan.not_doing}

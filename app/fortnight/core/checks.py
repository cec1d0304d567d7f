"""What is wrong in an assessment that no single table can see, and what deserves attention though it loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fortnight.core.assessment import Assessment
from fortnight.core.checks_attention import attention
from fortnight.core.explain import did_you_mean
from fortnight.core.measurement import amount
from fortnight.core.metric import Metric
from fortnight.core.place import dotted
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roadmap.own_actions import is_own_action
from fortnight.core.roi.checks import input_problems
from fortnight.core.use_case import OWNER_ROLES, UseCase
from fortnight.core.wording import Wording
from fortnight.errors import Problem


def check_assessment(assessment: Assessment, questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Return every contradiction inside the file and with its questionnaire; with any of them nothing is computed.

    Archived use cases are left alone.
    """
    return (
        *_answer_problems(assessment, questionnaire),
        *_roadmap_problems(assessment, questionnaire),
        *_shared_cost_problems(assessment),
        *(
            problem
            for case_id, case in assessment.active_cases.items()
            for problem in _case_problems(assessment, questionnaire, case_id, case)
        ),
        *(
            Problem(
                dotted(("conflicts", place)),
                "two people changed this place differently; choose one value, then remove this entry",
            )
            for place in assessment.conflicts
        ),
    )


def warnings(assessment: Assessment, questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Return what deserves attention and stops nothing."""
    return tuple(attention(assessment, questionnaire))


def _answer_problems(assessment: Assessment, questionnaire: Questionnaire) -> Iterator[Problem]:
    top = questionnaire.top
    for question_id, answer in assessment.answers.items():
        keys = ("answers", question_id)
        if question_id not in questionnaire.questions:
            if question_id not in questionnaire.retired:
                yield Problem(dotted(keys), _unknown_question(question_id, questionnaire))
            continue
        for key, level in (("level", answer.level), ("target", answer.target)):
            if level is not None and level > top:
                yield Problem(dotted((*keys, key)), f"is {level}, but the scale ends at {top}; choose 1 to {top}")
        high = [vote for vote in answer.votes if vote > top]
        if high:
            yield Problem(
                dotted((*keys, "votes")), f"has a vote of {max(high)}, but the scale ends at {top}; correct it"
            )


def _unknown_question(question_id: str, questionnaire: Questionnaire) -> str:
    renamed = questionnaire.renamed.get(question_id)
    if renamed is not None:
        now = " and ".join(renamed.to) if len(renamed.to) != 1 else renamed.to[0]
        return f"is now asked as {now}; move the answer there"
    hint = did_you_mean(question_id, questionnaire.questions)
    return f"is not a question of {questionnaire.id}{hint or '; correct the id or remove the answer'}"


def _roadmap_problems(assessment: Assessment, questionnaire: Questionnaire) -> Iterator[Problem]:
    for action_id, decision in assessment.roadmap.items():
        keys = ("roadmap", action_id)
        if action_id not in questionnaire.actions and not is_own_action(action_id, assessment):
            hint = did_you_mean(action_id, questionnaire.actions) or "; correct the id or remove it"
            yield Problem(dotted(keys), f"is not an action of {questionnaire.id}{hint}")
        if decision.status == "dropped" and not decision.rejected_because.strip():
            yield Problem(
                dotted((*keys, "rejected_because")),
                "is empty for an action that was dropped; say why in a sentence",
            )


def _shared_cost_problems(assessment: Assessment) -> Iterator[Problem]:
    for cost_id, cost in assessment.shared_costs.items():
        for case_id in cost.use_cases:
            if case_id not in assessment.use_cases:
                hint = did_you_mean(case_id, assessment.use_cases) or "; correct the id or take it out"
                yield Problem(
                    dotted(("shared_costs", cost_id, "use_cases")),
                    f'"{case_id}" is not a use case of this file{hint}',
                )


def _case_problems(
    assessment: Assessment, questionnaire: Questionnaire, case_id: str, case: UseCase
) -> Iterator[Problem]:
    place = dotted(("use_cases", case_id))
    for card_id in case.drill:
        if card_id not in questionnaire.cards:
            hint = did_you_mean(card_id, questionnaire.cards) or "; correct the id or remove it"
            yield Problem(
                dotted(("use_cases", case_id, "drill", card_id)), f"is not a card of {questionnaire.id}{hint}"
            )
    wording = Wording(assessment.assessment.language, assessment.assessment.currency)
    for key, sentence in (
        *_metric_problems(case.metric, case.baseline.metric_value, wording),
        *_owner_problems(case),
        *_actuals_problems(case),
        *input_problems(case, wording),
    ):
        yield Problem(f"{place}.{key}", sentence)


def _metric_problems(metric: Metric, baseline: float | None, wording: Wording) -> Iterable[tuple[str, str]]:
    if metric.threshold is None or metric.direction is None:
        return
    sign = 1 if metric.direction == "up" else -1
    threshold = amount(wording, metric.threshold, metric.unit)
    better = "above" if metric.direction == "up" else "below"
    if baseline is not None and sign * (metric.threshold - baseline) < 0:
        yield (
            "metric.threshold",
            f"{threshold} is worse than the {amount(wording, baseline, metric.unit)} of today's work "
            f"(baseline.metric_value); aim {better} it, or correct the direction",
        )
    if metric.stop_below is not None and sign * (metric.threshold - metric.stop_below) <= 0:
        worse = "below" if metric.direction == "up" else "above"
        yield (
            "metric.stop_below",
            f"{amount(wording, metric.stop_below, metric.unit)} would stop a case that reaches its threshold of "
            f"{threshold}; set it {worse} the threshold",
        )


def _owner_problems(case: UseCase) -> Iterable[tuple[str, str]]:
    for role in case.owners.outside_team:
        key = role.strip().casefold()
        if key in OWNER_ROLES and not str(getattr(case.owners, key)).strip():
            yield "owners.outside_team", f'"{role}" stays, but nobody holds that role; fill in owners.{key}'


def _actuals_problems(case: UseCase) -> Iterable[tuple[str, str]]:
    for period, actual in case.actuals.items():
        for rail_id in actual.guardrails:
            if rail_id not in case.metric.guardrails:
                hint = did_you_mean(rail_id, case.metric.guardrails) or "; correct the id or remove it"
                yield (
                    dotted(("actuals", period, "guardrails", rail_id)),
                    f"is not a guardrail of this use case{hint}",
                )

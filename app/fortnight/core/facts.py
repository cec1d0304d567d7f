"""What is known about a use case as `when` sees it, and whether a question, card or action applies."""

from __future__ import annotations

from collections.abc import Iterable

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.conditions import Facts, Levels, parse
from fortnight.core.use_case import UseCase


def facts_of(use_case: UseCase) -> Facts:
    """Return every fact of `conditions.FACTS`; None where the record is silent.

    One row of the data map that says yes is enough for yes; no needs every row to say no, and at least one row.
    """
    rows = tuple(use_case.data.values())
    ai_act_class = use_case.law.ai_act_class
    return {
        "agentic": use_case.agentic,
        "language_model": use_case.language_model,
        "bought": use_case.bought,
        "affects_people": use_case.affects_people,
        "personal_data": _any_row(None if row.personal is None else row.personal != "none" for row in rows),
        "special_data": _any_row(None if row.personal is None else row.personal == "special" for row in rows),
        "third_party": _any_row(
            None if row.third_party_contract is None else row.third_party_contract != "not-needed" for row in rows
        ),
        "high_risk": None if ai_act_class is None else ai_act_class == "high",
        "prohibited": None if ai_act_class is None else ai_act_class == "prohibited",
        "not_done_today": use_case.baseline.not_done_today,
        "live": use_case.live_at is not Stage.DEMO,
        "aim_production": use_case.aim.order >= Stage.PRODUCTION.order,
        "aim_scale": use_case.aim is Stage.SCALE,
    }


def levels_of(assessment: Assessment) -> Levels:
    """Return the level of every question that has one; unknown and not applicable are no levels."""
    return {
        question_id: answer.level for question_id, answer in assessment.answers.items() if answer.level is not None
    }


def applies(when: str, assessment: Assessment, case_id: str | None) -> bool | None:
    """Return whether what carries `when` applies to a use case, or to the assessment as a whole (`None`).

    An empty `when` always applies. To the whole assessment it applies as soon as it does for one active use case,
    and it is False only when it is False for every one of them; without a use case nothing is ruled out.
    Raises ConditionError when `when` cannot be read, KeyError for an unknown use case.
    """
    cases = assessment.active_cases.values() if case_id is None else (assessment.use_cases[case_id],)
    return holds_for(when, [facts_of(case) for case in cases], levels_of(assessment))


def holds_for(when: str, facts_of_cases: Iterable[Facts], levels: Levels) -> bool | None:
    """Return what `applies` returns, from facts and levels gathered once for many conditions."""
    if not when.strip():
        return True
    condition = parse(when)
    found = [condition.holds(facts, levels) for facts in facts_of_cases]
    if True in found:
        return True
    return None if None in found or not found else False


def facts_of_active_cases(assessment: Assessment) -> tuple[Facts, ...]:
    """Return the facts of each active use case, in file order."""
    return tuple(facts_of(case) for case in assessment.active_cases.values())


def _any_row(said: Iterable[bool | None]) -> bool | None:
    rows = tuple(said)
    if True in rows:
        return True
    return None if None in rows or not rows else False

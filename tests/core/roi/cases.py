"""Use cases for the tests of the money model: everything logged and plain unless a test says otherwise."""

from __future__ import annotations

from typing import Any

from fortnight.core.assessment import Assessment
from fortnight.core.roi.results import RoiResult
from fortnight.core.roi.simulate import roi_result

PLAIN: dict[str, float] = {
    "tasks_per_month": 1000,
    "baseline_minutes": 10,
    "labour_cost_per_hour": 60,
    "eligible_share": 1,
    "adoption_share": 1,
    "operate_minutes": 2,
    "cash_share": 1,
    "success_share": 1,
    "review_share": 0,
    "cost_per_error": 0,
    "cost_per_call": 0,
    "run_days_per_month": 0,
    "day_rate": 0,
    "hardening_days": 0,
    "hardening_months": 0,
}
"""1,000 tasks a month save 8 minutes at 1 a minute, from month 1, at no cost: 8,000 a month."""


def logged(value: float) -> dict[str, Any]:
    """Return a number that counts as certain."""
    return {"value": value, "evidence": "logged"}


def between(p5: float, p95: float, evidence: str = "logged") -> dict[str, Any]:
    """Return a 90% range."""
    return {"p5": p5, "p95": p95, "evidence": evidence}


def as_inputs(given: dict[str, Any]) -> dict[str, Any]:
    """Return a table of inputs in which a bare number counts as logged."""
    return {name: logged(part) if isinstance(part, (int, float)) else part for name, part in given.items()}


def assessment(
    inputs: dict[str, Any] | None = None,
    *,
    without: tuple[str, ...] = (),
    settings: dict[str, Any] | None = None,
    shared_costs: dict[str, Any] | None = None,
    correlations: dict[str, Any] | None = None,
    **case: Any,
) -> Assessment:
    """Return an assessment with one use case, `case`: the plain one with `inputs` on top."""
    table = as_inputs({name: part for name, part in {**PLAIN, **(inputs or {})}.items() if name not in without})
    if correlations:
        table["correlations"] = correlations
    record = {"name": "Case", "aim": "production", "owners": {"redeployment": "Operations"}, "roi": table, **case}
    return Assessment.model_validate(
        {"settings": settings or {}, "use_cases": {"case": record}, "shared_costs": shared_costs or {}}
    )


def result(
    inputs: dict[str, Any] | None = None, *, draws: int = 1, detail: bool = True, **given: Any
) -> RoiResult:
    """Return the product's figures for that use case; nothing is uncertain unless the test makes it so."""
    return roi_result(assessment(inputs, **given), "case", closing=None, draws=draws, detail=detail)

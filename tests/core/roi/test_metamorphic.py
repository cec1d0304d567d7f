"""How the figures must move when one thing in the file moves, whatever the figures are."""

from __future__ import annotations

from typing import Any

import pytest

from fortnight.core.roi.results import RoiResult

from .cases import PLAIN, as_inputs, between, result

DRAWS = 500
UNCERTAIN: dict[str, Any] = {
    "tasks_per_month": between(800, 1_200),
    "success_share": between(0.6, 0.9),
    "review_share": 0.5,
    "review_minutes": 1,
    "rework_minutes": 2,
    "caught_in_review_share": between(0.5, 0.9),
    "cost_per_error": between(5, 20),
    "other_value_per_task": between(-0.1, 0.5),
    "calls_per_task": 2,
    "retry_share": 0.05,
    "cost_per_call": between(0.01, 0.05),
    "run_days_per_month": between(2, 4),
    "day_rate": 500,
    "platform_cost_per_month": 300,
    "licence_cost_per_user_month": 20,
    "users": 10,
    "hardening_days": between(20, 40),
    "hardening_months": 2,
    "effort_overrun": 1.2,
    "change_cost": 5_000,
    "one_off_cost": 4_000,
}
MONEY = ("labour_cost_per_hour", "cost_per_error", "other_value_per_task", "cost_per_call", "day_rate",
         "platform_cost_per_month", "licence_cost_per_user_month", "change_cost", "one_off_cost")
COSTS = ("operate_minutes", "review_minutes", "rework_minutes", "calls_per_task", "retry_share", "cost_per_call",
         "cost_per_error", "run_days_per_month", "day_rate", "platform_cost_per_month",
         "licence_cost_per_user_month", "users", "hardening_days", "effort_overrun", "change_cost",
         "one_off_cost")


def times(factor: float, *names: str) -> dict[str, Any]:
    """Return the uncertain case with these inputs multiplied."""
    table = as_inputs({**PLAIN, **UNCERTAIN})
    return table | {
        name: {key: part * factor if isinstance(part, (int, float)) else part for key, part in table[name].items()}
        for name in names
    }


def figures(inputs: dict[str, Any]) -> RoiResult:
    """Return the figures on few draws, the same ranks for every reading of the case."""
    return result(inputs, draws=DRAWS, detail=False)


@pytest.mark.parametrize("name", COSTS)
def test_a_higher_cost_never_raises_the_value(name: str) -> None:
    """On the same draws every cost lowers the mean and each percentile of NPV, and no chance of a loss falls."""
    before, after = figures(times(1)), figures(times(1.2, name))
    assert before.npv and after.npv and before.mean_npv and after.mean_npv
    assert after.mean_npv < before.mean_npv
    for point in ("p10", "p50", "p90"):
        assert getattr(after.npv, point) < getattr(before.npv, point), point
    assert (after.probability_of_loss or 0) >= (before.probability_of_loss or 0)


def test_another_currency_changes_the_money_and_nothing_else() -> None:
    """All money seven times as much: so is each amount; chances, months and break-evens stay."""
    before, after = figures(times(1)), figures(times(7, *MONEY))
    for amount in ("mean_npv", "npv_at_medians", "evpi", "peak_cash_at_risk", "cost_per_request",
                   "steady_monthly_benefit"):
        assert 7 * getattr(before, amount) == pytest.approx(getattr(after, amount), rel=1e-9), amount
    for same in ("probability_of_loss", "probability_never_pays_back", "probability_margin_not_positive"):
        assert getattr(before, same) == getattr(after, same), same
    assert before.payback_months and after.payback_months
    assert before.payback_months.p50 == pytest.approx(after.payback_months.p50)
    for point, again in zip(before.break_even, after.break_even, strict=True):
        assert point.value == pytest.approx(again.value), point.input_name


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_seed_moves_the_middle_only_within_its_error(seed: int) -> None:
    """The medians of two seeds at 20,000 draws differ by less than a fiftieth of the spread from P10 to P90."""
    here, there = (result(times(1), draws=20_000, detail=False, settings={"seed": each}) for each in (0, seed))
    assert here.npv and there.npv and here.npv.p50 and there.npv.p50 and here.npv.p10 and here.npv.p90
    assert abs(here.npv.p50 - there.npv.p50) < 0.02 * (here.npv.p90 - here.npv.p10)

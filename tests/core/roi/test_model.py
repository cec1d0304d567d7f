"""The months: the product's vectorised model against a plain loop, and the rules that months follow."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fortnight.core.roi.model import Frame
from fortnight.core.roi.prepare import prepare
from fortnight.core.roi.results import Percentiles
from fortnight.core.roi.runs import Readings, run
from fortnight.core.roi.sampling import chunks

from .cases import assessment, between, result
from .plain_loop import loop

SHARE = st.floats(0, 1)
MANY = settings(max_examples=300)

inputs = st.fixed_dictionaries(
    {
        "tasks_per_month": st.floats(1, 10_000),
        "monthly_growth": st.sampled_from([0.0, 0.01, -0.02]),
        "eligible_share": SHARE,
        "adoption_share": SHARE,
        "ramp_months": st.one_of(st.just(0.0), st.floats(0.01, 12)),
        "baseline_minutes": st.floats(0, 60),
        "operate_minutes": st.floats(0, 20),
        "review_minutes": st.floats(0.1, 10),
        "rework_minutes": st.floats(0, 10),
        "success_share": SHARE,
        "review_share": SHARE,
        "caught_in_review_share": SHARE,
        "caught_automatically_share": SHARE,
        "baseline_error_share": SHARE,
        "cost_per_error": st.floats(0, 100),
        "labour_cost_per_hour": st.floats(0, 100),
        "cash_share": st.floats(0, 0.5),
        "redeployed_share": st.floats(0, 0.5),
        "other_value_per_task": st.floats(-5, 5),
        "calls_per_task": st.floats(0, 10),
        "retry_share": SHARE,
        "input_tokens": st.floats(0, 10_000),
        "output_tokens": st.floats(0, 2_000),
        "input_price_per_million": st.floats(0, 10),
        "output_price_per_million": st.floats(0, 30),
        "cached_share": SHARE,
        "cached_price_ratio": SHARE,
        "batch_share": SHARE,
        "batch_price_ratio": SHARE,
        "exchange_rate": st.floats(0.5, 2),
        "run_days_per_month": st.floats(0, 20),
        "day_rate": st.floats(0, 1_000),
        "platform_cost_per_month": st.floats(0, 5_000),
        "licence_cost_per_user_month": st.floats(0, 50),
        "users": st.floats(0, 200),
        "hardening_days": st.floats(0, 200),
        "effort_overrun": st.floats(0.5, 3),
        "hardening_months": st.one_of(st.just(0.0), st.integers(0, 40).map(float), st.floats(0, 45)),
        "slip_months": st.one_of(st.just(0.0), st.floats(0, 6)),
        "standing_days_per_month": st.floats(0, 20),
        "change_cost": st.floats(0, 20_000),
        "one_off_cost": st.floats(0, 50_000),
    }
)


def agrees(expected: float, found: float | None, scale: float) -> bool:
    """Whether two amounts are equal to 1e-9 of the size of the money that made them."""
    return found is not None and abs(expected - found) <= 1e-9 * scale


@given(inputs, st.integers(1, 60), st.sampled_from([0.0, 0.1]))
@MANY
def test_the_product_says_what_a_plain_loop_says(values: dict[str, float], horizon: int, rate: float) -> None:
    """NPV, ROI, both paybacks, peak cash, margin and the cash line of random fixed inputs equal the loop's."""
    expected = loop(values, horizon, rate)
    found = result(values, without=("cost_per_call",), settings={"horizon_months": horizon, "discount_rate": rate})
    assert () == found.problems
    scale = sum(abs(flow) for flow in expected.flows) + 1e-3
    sums = [sum(expected.flows[: month + 1]) for month in range(horizon)]
    assert agrees(expected.npv, found.mean_npv, scale)
    assert agrees(expected.peak, found.peak_cash_at_risk, scale)
    assert agrees(expected.cash_npv, found.cash and found.cash.mean_npv, scale)
    assert found.margin_per_task is not None
    assert agrees(expected.margin, found.margin_per_task.p50, abs(expected.margin) + 100)
    assert (expected.roi is None) == (found.roi is None)
    if expected.roi is not None and found.roi is not None:
        assert math.isclose(
            expected.roi, found.roi.p50 or 0.0, rel_tol=1e-9, abs_tol=1e-9 * (1 + abs(expected.roi))
        )
    assume(all(abs(total) > 1e-6 * scale for total in sums))
    assert found.payback_months is not None
    assert found.discounted_payback_months is not None
    for wanted, months in (
        (expected.payback, found.payback_months.p50),
        (expected.discounted_payback, found.discounted_payback_months.p50),
    ):
        if math.isinf(wanted):
            assert months is None
        else:
            assert wanted == pytest.approx(months, rel=1e-6, abs=1e-6)


UNCERTAIN: dict[str, Any] = {
    "tasks_per_month": between(500, 900),
    "monthly_growth": between(-0.01, 0.02),
    "ramp_months": between(1, 6),
    "adoption_share": between(0.4, 0.8),
    "baseline_minutes": between(8, 14),
    "success_share": between(0.7, 0.9),
    "cash_share": between(0.1, 0.3),
    "other_value_per_task": between(-1, 2),
    "hardening_months": between(2, 40),
    "review_share": 1,
    "review_minutes": between(1, 3),
    "caught_in_review_share": between(0.5, 0.9),
    "slip_months": {"min": 0, "likely": 1, "max": 6, "evidence": "logged"},
    "hardening_days": between(30, 90),
    "day_rate": 600,
    "run_days_per_month": between(1, 4),
    "change_cost": between(5_000, 9_000),
    "cost_per_error": 20,
}


def test_every_draw_is_what_a_plain_loop_makes_of_it() -> None:
    """With 14 uncertain inputs, some going live past the horizon, each draw equals the loop to 1e-9."""
    prepared = prepare(assessment(UNCERTAIN).use_cases["case"], None)
    frame, draws = Frame(36, (1.1) ** (1 / 12) - 1), 2000
    drawn = list(chunks(prepared.case.uncertain, draws, seed=3, case_id="case", correlation=None))
    columns = run(prepared.case, Readings(), frame, drawn, draws).columns
    values = drawn[0].values(prepared.case.distributions)
    past = 0
    for draw in range(draws):
        given_values = {name: float(each[draw if len(each) > 1 else 0]) for name, each in values.items()}
        expected = loop(given_values, 36, 0.1)
        scale = sum(abs(flow) for flow in expected.flows)
        past += given_values["hardening_months"] + given_values["slip_months"] > 36
        assert agrees(expected.npv, float(columns.npv[draw]), scale)
        assert agrees(expected.peak, float(columns.peak[draw]), scale)
        assert agrees(expected.payback, float(columns.payback[draw]), 100) or math.isinf(expected.payback)
        assert math.isinf(expected.payback) == math.isinf(columns.payback[draw])
        assert agrees(expected.cash_npv, float(columns.cash_npv[draw]), scale)
    assert past > 20


def npv(**values: float) -> float:
    """Return the undiscounted value of the plain case with these inputs."""
    found = result(values, settings={"discount_rate": 0, "horizon_months": 12})
    assert found.mean_npv is not None
    return found.mean_npv


def test_a_plain_case_earns_its_margin_from_the_first_month() -> None:
    """1,000 tasks a month at 8 each over 12 months."""
    assert 96_000 == pytest.approx(npv())


def test_go_live_may_fall_inside_a_month() -> None:
    """With go-live at 2.25 months, 9.75 months are left."""
    assert 9.75 * 8_000 == pytest.approx(npv(hardening_months=2.25))


def test_a_build_is_paid_in_full_even_when_it_is_never_finished() -> None:
    """Go-live past the horizon pays the whole build and earns nothing; the change in work never happens."""
    assert -50_000 == pytest.approx(npv(hardening_months=30, hardening_days=100, day_rate=500, change_cost=9_000))


def test_slip_burns_the_standing_team() -> None:
    """Two months of slip with five standing days a month at 100 cost 1,000 and two months of benefit."""
    assert 8_000 * 10 - 1_000 == pytest.approx(npv(slip_months=2, standing_days_per_month=5, day_rate=100))


def test_lost_minutes_count_in_full_and_gained_ones_as_realised() -> None:
    """Ten minutes gained at a cash share of 0.2 are worth 2; ten minutes lost cost 10."""
    assert 12 * 2_000 == pytest.approx(npv(operate_minutes=0, cash_share=0.2))
    assert 12 * -10_000 == pytest.approx(npv(operate_minutes=20, cash_share=0.2))


def test_ramp_delays_and_growth_compounds() -> None:
    """Adoption rises by a quarter a month over four months; 1% growth applies from month 1."""
    assert 8_000 * (0.25 + 0.5 + 0.75 + 9) == pytest.approx(npv(ramp_months=4))
    assert 8_000 * sum(1.01**month for month in range(1, 13)) == pytest.approx(npv(monthly_growth=0.01))


def test_return_on_cost_sets_net_benefit_against_every_cost() -> None:
    """Benefit 96,000 against a build of 10,000 and 12 months at 500: (96,000 - 16,000)/16,000 = 5."""
    found = result(
        {"one_off_cost": 10_000, "platform_cost_per_month": 500},
        settings={"discount_rate": 0, "horizon_months": 12},
    )
    assert Percentiles(*[pytest.approx(5.0)] * 3) == found.roi


def test_a_case_without_any_cost_has_no_return_on_cost() -> None:
    """Nothing divided by nothing is not a figure."""
    assert None is result().roi

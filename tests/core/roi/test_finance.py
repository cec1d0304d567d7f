"""Present value, payback and internal rate against published figures."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.core.roi.finance import internal_rate, payback, present_value, running_sum
from fortnight.core.roi.results import RoiResult
from fortnight.core.roi.simulate import roi_result

from .cases import assessment, between, result


def column(*flows: float) -> np.ndarray:
    """Return one draw's flows by period."""
    return np.array(flows, dtype=float)[:, np.newaxis]


def test_npv_of_numpy_financial() -> None:
    """-40,000 today, then 5,000, 8,000, 12,000 and 30,000 at 8%: 3,065.22 (numpy-financial, docstring of npv)."""
    assert 3_065.22267 == pytest.approx(-40_000 + present_value(column(5_000, 8_000, 12_000, 30_000), 0.08)[0])


def test_npv_with_the_first_flow_a_period_away() -> None:
    """-10,000, 3,000, 3,400 and 7,700 at 6.5%, from period 1: 2,055.38 (Mescius Spread, NPV)."""
    assert 2_055.38 == pytest.approx(present_value(column(-10_000, 3_000, 3_400, 7_700), 0.065)[0], abs=0.005)


def test_npv_and_payback_of_a_worked_example() -> None:
    """-200, then 50, 60, 70 and 200: back after 3.10 periods; 84.23 at 10% (transtutors 1309389).

    Here the first flow falls at the end of period 1, there today: one period more.
    """
    flows = column(-200, 50, 60, 70, 200)
    assert 84.23 == pytest.approx(-200 + present_value(flows[1:], 0.10)[0], abs=0.01)
    assert 3.10 + 1 == pytest.approx(payback(running_sum(flows))[0])


@pytest.mark.parametrize(
    ("flows", "rate"),
    [((-100, 39, 59, 55, 20), 0.28095), ((-100, 0, 0, 74), -0.0955)],
)
def test_internal_rate_of_numpy_financial(flows: tuple[float, ...], rate: float) -> None:
    """The rates in the tests of numpy-financial."""
    assert rate == pytest.approx(internal_rate(np.array(flows, dtype=float)).rate, abs=5e-5)


def test_two_rates_are_no_rate() -> None:
    """-100, 230, -132 is worth nothing at 10% and at 20%: neither is reported."""
    found = internal_rate(np.array([-100.0, 230.0, -132.0]))
    assert None is found.rate
    assert "no single rate" in found.why_not


def test_without_a_change_of_sign_there_is_no_rate() -> None:
    """A flow that only costs, or only earns, has no rate."""
    assert None is internal_rate(np.array([-1.0, -2.0])).rate
    assert None is internal_rate(np.array([0.0, 0.0, 3.0])).rate


def with_rate(**inputs: float) -> RoiResult:
    """Return the figures of the case with the internal rate asked for."""
    return roi_result(assessment(inputs), "case", closing=None, draws=1, with_internal_rate=True)


def test_the_rate_is_computed_only_on_request() -> None:
    """20,000 spent in month 1, then 1,000 a month: at the yearly rate found, the flow is worth nothing."""
    inputs = {"one_off_cost": 20_000, "hardening_months": 1, "tasks_per_month": 125}
    assert None is result(inputs).internal_rate
    rate = with_rate(**inputs).internal_rate
    assert rate is not None
    assert 0 == pytest.approx(result(inputs, settings={"discount_rate": rate}).mean_npv, abs=0.01)


def test_a_case_that_turns_twice_says_that_there_is_no_single_rate() -> None:
    """It costs to build, earns, and loses once the shrinking volume no longer carries the platform."""
    found = with_rate(one_off_cost=12_000, hardening_months=1, monthly_growth=-0.2, platform_cost_per_month=1_000)
    assert None is found.internal_rate
    assert "no single rate: the flow changes sign 2 times" == found.internal_rate_note


def test_payback_that_never_comes_is_none() -> None:
    """Percentiles treat never as later than everything; a mean would mean nothing."""
    found = result({"platform_cost_per_month": between(6_000, 12_000), "one_off_cost": 30_000}, draws=2_000)
    assert found.payback_months is not None
    assert found.probability_never_pays_back is not None
    assert 0.2 < found.probability_never_pays_back < 0.9
    assert found.payback_months.p10 is not None
    assert None is found.payback_months.p90


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=24))
def test_payback_is_where_the_running_sum_crosses_zero_for_good(flows: list[int]) -> None:
    """From there on the sum stays at or above zero; just before, it lay below; without such a place: never."""
    sums = np.concatenate([[0.0], running_sum(column(*flows))[:, 0]])
    month = payback(running_sum(column(*flows)))[0]
    if math.isinf(month):
        assert sums[-1] < 0
        return
    assert (sums[math.ceil(month) :] >= 0).all()
    if month > 0:
        last_below = math.ceil(month) - 1
        assert sums[last_below] < 0
        assert 0 == pytest.approx(np.interp(month, np.arange(len(sums)), sums), abs=1e-9)

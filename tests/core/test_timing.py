"""Timed tasks become a mean with a range that says how well it is known."""

from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from fortnight.core.quantity import Evidence
from fortnight.core.timing import timed_quantity


def test_five_tasks_are_a_measurement() -> None:
    """Five tasks give the mean's 90% range by Student's t: 12 to 16 minutes have 14 +- 2.132 * sqrt(2.5 / 5)."""
    timed = timed_quantity([12, 13, 14, 15, 16])
    assert (12.49, 15.51, Evidence.TIMED) == (timed.p5, timed.p95, timed.evidence)
    assert "5 tasks timed: 12, 13, 14, 15, 16 minutes" == timed.source


def test_fewer_than_five_tasks_are_an_estimate() -> None:
    """Four tasks are an impression, however exactly they were timed."""
    assert Evidence.ESTIMATED is timed_quantity([12, 13, 14, 15]).evidence


def test_one_task_is_a_number_without_a_range() -> None:
    """One task says nothing about its range."""
    assert (7, "1 task timed: 7 minutes") == (timed_quantity([7]).value, timed_quantity([7]).source)


def test_a_range_that_would_reach_zero_is_given_as_bounds() -> None:
    """Two tasks far apart leave a mean that could be anything between them."""
    timed = timed_quantity([2, 40])
    assert (2, 21, 40) == (timed.min, timed.likely, timed.max)


@pytest.mark.parametrize(("minutes", "said"), [([], "at least one task"), ([3, 0], "more than 0 minutes")])
def test_what_was_not_timed_is_refused(minutes: list[float], said: str) -> None:
    """No task, or one of no minutes, is refused with a sentence."""
    with pytest.raises(ValueError, match=said):
        timed_quantity(minutes)


@given(st.lists(st.floats(5, 50), min_size=5, max_size=60))
def test_the_range_holds_the_mean_and_agrees_with_scipy(minutes: list[float]) -> None:
    """The ends lie as far from the mean as SciPy's quantile says, to two decimals of rounding."""
    timed = timed_quantity(minutes)
    assert timed.low <= round(fmean(minutes), 2) <= timed.high
    if timed.kind == "range90":
        count, mean = len(minutes), fmean(minutes)
        error = (sum((each - mean) ** 2 for each in minutes) / (count - 1) / count) ** 0.5
        assert t.ppf(0.95, count - 1) * error == pytest.approx((timed.high - timed.low) / 2, abs=0.02, rel=0.002)

"""What knowing more is worth, against closed forms and a published table."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.stats

from fortnight.core.quantity import Evidence
from fortnight.core.roi.information import value_of_information
from fortnight.core.roi.results import RoiResult

from .cases import between, result

MILLION = 1_000_000
SEEDS = (1, 2, 3)
Z95 = scipy.stats.norm.ppf(0.95)
ONE_TASK = {"tasks_per_month": 1, "labour_cost_per_hour": 0}
ONE_MONTH = {"horizon_months": 1, "discount_rate": 0}


def normal(mean: float, spread: float) -> dict[str, object]:
    """Return a range whose distribution is normal with that mean and standard deviation."""
    return between(mean - Z95 * spread, mean + Z95 * spread)


def closed_form(mean: float, spread: float) -> float:
    """The value of knowing a normal NPV when the options are to go or to stop: s (phi(z) - z (1 - Phi(z)))."""
    z = abs(mean) / spread
    return spread * float(scipy.stats.norm.pdf(z) - z * scipy.stats.norm.sf(z))


def one_bet(seed: int, **inputs: object) -> RoiResult:
    """Return the figures of one task in one month: NPV is its other value less what is spent."""
    return result({**ONE_TASK, **inputs}, draws=MILLION, settings={**ONE_MONTH, "seed": seed})


def test_the_table_of_three_investments() -> None:
    """Best expected value 680, with perfect information 1030: worth 350.

    Wikipedia, Expected value of perfect information: payoffs of stock, fund and deposit in three markets.
    """
    payoffs = np.array([[1500.0, 300.0, -800.0], [900.0, 600.0, -200.0], [500.0, 500.0, 500.0]])
    weights = np.array([0.5, 0.3, 0.2])
    assert 680 == pytest.approx((payoffs @ weights).max())
    assert 350 == pytest.approx(value_of_information(payoffs, weights))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("mean", "published"), [(0.0, 0.3989), (1.0, 0.0833)])
def test_evpi_of_a_normal_value(mean: float, published: float, seed: int) -> None:
    """NPV ~ Normal(0, 1): 0.3989; Normal(1, 1): 0.0833 (closed form), within 1% at a million draws."""
    found = one_bet(seed, other_value_per_task=normal(mean, 1))
    assert published == pytest.approx(closed_form(mean, 1), abs=5e-5)
    assert published == pytest.approx(found.evpi, rel=0.01)
    assert published == pytest.approx(found.value_of_information[0].worth, rel=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_value_of_knowing_one_of_two_inputs(seed: int) -> None:
    """With NPV = a - b, knowing a leaves E[b]; knowing b leaves E[a]: both have closed forms, within 1%."""
    p5, p95 = 2.0, 8.0
    found = one_bet(seed, other_value_per_task=normal(4.0, 3.0), one_off_cost=between(p5, p95))
    worth = {each.input_name: each.worth for each in found.value_of_information}
    spread = math.log(p95 / p5) / (2 * Z95)
    cost = scipy.stats.lognorm(spread, scale=math.sqrt(p5 * p95))
    assert closed_form(4.0 - cost.mean(), 3.0) == pytest.approx(worth["other_value_per_task"], rel=0.01)
    gain = cost.expect(lambda b: np.maximum(4.0 - b, 0)) - max(4.0 - cost.mean(), 0)
    assert gain == pytest.approx(worth["one_off_cost"], rel=0.01)


def test_an_input_that_decides_nothing_is_worth_nothing() -> None:
    """Knowing an input that moves NPV by a thousandth of its spread does not clear the noise floor."""
    found = result(
        {**ONE_TASK, "other_value_per_task": normal(0, 1_000), "one_off_cost": between(1, 2)},
        draws=10_000,
        settings=ONE_MONTH,
    )
    worth = {each.input_name: each for each in found.value_of_information}
    assert 0 == worth["one_off_cost"].worth
    assert 0 < worth["one_off_cost"].noise_floor < worth["other_value_per_task"].worth


def test_what_is_surely_good_is_not_worth_measuring() -> None:
    """When no draw loses money, no knowledge changes the decision."""
    found = result({"tasks_per_month": between(900, 1_100)}, draws=4_000)
    assert 0 == found.evpi
    assert [0.0] == [each.worth for each in found.value_of_information]


def test_variance_is_shared_out_by_grade() -> None:
    """NPV = a - b with standard deviations 3 and 1: nine tenths and one tenth of the variance, by grade."""
    found = result(
        {
            **ONE_TASK,
            "other_value_per_task": {**normal(10, 3), "evidence": "guessed"},
            "monthly_growth": 0,
            "one_off_cost": {"p5": 10 - Z95 * 0.1, "p95": 10 + Z95 * 0.1, "evidence": "timed"},
            "change_cost": {"p5": 99, "p95": 101, "evidence": "logged"},
        },
        draws=50_000,
        settings=ONE_MONTH,
    )
    assert found.variance_by_evidence is not None
    logged = (2 / (2 * Z95)) ** 2
    total = 9 + 0.1**2 + logged
    expected = {Evidence.LOGGED: logged / total, Evidence.TIMED: 0.01 / total, Evidence.GUESSED: 9 / total}
    for grade, share in expected.items():
        assert share == pytest.approx(found.variance_by_evidence.get(grade, 0), abs=0.005)
    assert 1 == pytest.approx(sum(found.variance_by_evidence.values()))
    assert (logged + 0.01) / total == pytest.approx(found.measured_share, abs=0.005)


def test_idle_guesses_take_no_share_of_the_variance() -> None:
    """Chance alone puts differences between bins; what moves nothing must not add up to doubt."""
    idle = ("rework_minutes", "cost_per_error", "standing_days_per_month", "hardening_days", "effort_overrun",
            "caught_in_review_share", "caught_automatically_share", "calls_per_task", "retry_share")
    guesses = {name: {"value": 0.5} for name in idle}
    found = result({**guesses, "tasks_per_month": between(800, 1_200)}, draws=2_000)
    assert found.measured_share == pytest.approx(1.0, abs=0.01)


def test_where_nothing_is_uncertain_everything_is_measured() -> None:
    """A case of fixed numbers has no variance to blame on a guess."""
    found = result(draws=100)
    assert {} == found.variance_by_evidence
    assert 1.0 == found.measured_share
    assert () == found.value_of_information

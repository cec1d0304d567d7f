"""Draws follow the distributions that the typed ranges stand for, and nothing is clipped."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from numpy.typing import NDArray

from fortnight.core.quantity import Quantity
from fortnight.core.roi.correlation import correlation_of
from fortnight.core.roi.distributions import Distribution, distribution_of
from fortnight.core.roi.inputs import Domain
from fortnight.core.roi.sampling import chunks

MILLION = 1_000_000
SEEDS = (1, 2, 3)
Z95 = scipy.stats.norm.ppf(0.95)


def drawn(
    distributions: dict[str, Distribution], seed: int, draws: int = MILLION
) -> dict[str, NDArray[np.float64]]:
    """Return the product's draws of independent inputs."""
    parts = list(chunks(list(distributions), draws, seed=seed, case_id="case", correlation=None))
    return {name: np.concatenate([part.of(name, each) for part in parts]) for name, each in distributions.items()}


def scipy_lognormal(p5: float, p95: float) -> object:
    spread = np.log(p95 / p5) / (2 * Z95)
    return scipy.stats.lognorm(spread, scale=np.sqrt(p5 * p95))


class ScipyLogitNormal:
    """A logit-normal distribution by its P5 and P95."""

    def __init__(self, p5: float, p95: float) -> None:
        ends = scipy.special.logit([p5, p95])
        self.on_logits = scipy.stats.norm(ends.mean(), (ends[1] - ends[0]) / (2 * Z95))

    def ppf(self, q: NDArray[np.float64]) -> NDArray[np.float64]:
        return scipy.special.expit(self.on_logits.ppf(q))


def scipy_pert(low: float, likely: float, high: float) -> object:
    width = high - low
    return scipy.stats.beta(1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width, low, width)


CASES = {
    "positive": (Quantity(p5=10, p95=20), "positive", scipy_lognormal(10, 20)),
    "positive, wide": (Quantity(p5=1, p95=100), "positive", scipy_lognormal(1, 100)),
    "share": (Quantity(p5=0.1, p95=0.3), "share", ScipyLogitNormal(0.1, 0.3)),
    "share, near 1": (Quantity(p5=0.6, p95=0.99), "share", ScipyLogitNormal(0.6, 0.99)),
    "signed": (Quantity(p5=-2, p95=8), "signed", scipy.stats.norm(3, 10 / (2 * Z95))),
    "bounds": (Quantity(min=3, likely=6, max=12), "positive", scipy_pert(3, 6, 12)),
    "bounds, falling": (Quantity(min=0, likely=0, max=10), "positive", scipy_pert(0, 0, 10)),
    "bounds, rising": (Quantity(min=-5, likely=5, max=5), "signed", scipy_pert(-5, 5, 5)),
    "bounds of a share": (Quantity(min=0.1, likely=0.2, max=0.9), "share", scipy_pert(0.1, 0.2, 0.9)),
}
PROBABILITIES = np.arange(1, 100) / 100


@pytest.mark.parametrize("seed", SEEDS)
def test_a_million_draws_have_the_quantiles_of_scipy(seed: int) -> None:
    """Quantiles 1 to 99% lie within 0.2% of the P5 to P95 width of SciPy's, for every kind of range and seed."""
    values = drawn(
        {name: distribution_of(typed, domain) for name, (typed, domain, _oracle) in CASES.items()}, seed
    )
    for name, (_typed, _domain, oracle) in CASES.items():
        width = np.diff(oracle.ppf([0.05, 0.95]))[0]
        error = np.abs(np.quantile(values[name], PROBABILITIES) - oracle.ppf(PROBABILITIES)).max() / width
        assert error < 0.002, name


@pytest.mark.parametrize("name", CASES)
def test_the_quantiles_told_to_people_are_those_of_scipy(name: str) -> None:
    """Median, P5, P95 and the ends of the tornado come without drawing; they are SciPy's to 0.01% of the width."""
    typed, domain, oracle = CASES[name]
    width = np.diff(oracle.ppf([0.05, 0.95]))[0]
    for probability in (0.05, 0.1, 0.5, 0.9, 0.95):
        expected = oracle.ppf(probability)
        assert expected == pytest.approx(distribution_of(typed, domain).quantile(probability), abs=1e-4 * width)


@pytest.mark.parametrize("seed", SEEDS)
def test_pert_has_the_published_mean_and_the_variance_of_its_beta(seed: int) -> None:
    """PERT 5/8/14: mean 8.5, variance (mean - a)(b - mean)/7, not ((b - a)/6)^2 (schematex.js.org)."""
    pert = drawn({"x": distribution_of(Quantity(min=5, likely=8, max=14), "positive")}, seed)["x"]
    assert 8.5 == pytest.approx(pert.mean(), rel=0.01)
    assert (8.5 - 5) * (14 - 8.5) / 7 == pytest.approx(pert.var(), rel=0.01)
    assert 1.5**2 != pytest.approx(pert.var(), rel=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_three_normal_ranges_lose_as_often_as_in_the_book(seed: int) -> None:
    """Savings 10..20, -2..8 and 3..9 a unit, times 15,000..35,000 units, against 400,000: a loss in 14%.

    Hubbard, How to Measure Anything, chapter 6, with his normal ranges.
    """
    ranges = {"maintenance": (10, 20), "labour": (-2, 8), "materials": (3, 9), "units": (15_000, 35_000)}
    x = drawn(
        {name: distribution_of(Quantity(p5=p5, p95=p95), "signed") for name, (p5, p95) in ranges.items()}, seed
    )
    savings = (x["maintenance"] + x["labour"] + x["materials"]) * x["units"]
    assert 0.1409 == pytest.approx((savings < 400_000).mean(), rel=0.01)


def test_every_draw_lies_inside_its_domain_without_being_clipped() -> None:
    """Shares lie strictly between 0 and 1, quantities above 0, bounds inside; no value occurs in heaps."""
    values = drawn(
        {name: distribution_of(typed, domain) for name, (typed, domain, _) in CASES.items()}, 5, 100_000
    )
    for name, (typed, domain, _oracle) in CASES.items():
        x = values[name]
        assert 99_000 < len(np.unique(x)), name
        if domain == "share":
            assert 0 < x.min() < x.max() < 1
        if domain == "positive":
            assert 0 < x.min()
        if typed.kind == "bounds":
            assert typed.low <= x.min() < x.max() <= typed.high


def test_adding_an_input_leaves_the_draws_of_the_others_as_they_were() -> None:
    """A stream is grown from the seed, the use case and the input's name."""
    typed = distribution_of(Quantity(p5=10, p95=20), "positive")
    alone = drawn({"baseline_minutes": typed}, 7, 4_000)["baseline_minutes"]
    among = drawn({"users": typed, "baseline_minutes": typed, "slip_months": typed}, 7, 4_000)
    assert (alone == among["baseline_minutes"]).all()
    assert (alone != among["users"]).all()


def test_more_draws_begin_with_the_same_draws() -> None:
    """A preview's draws are the first of the report's."""
    typed = distribution_of(Quantity(p5=10, p95=20), "positive")
    assert (drawn({"x": typed}, 7, 2_000)["x"] == drawn({"x": typed}, 7, 10_000)["x"][:2_000]).all()


def test_no_draws_are_refused() -> None:
    """There is no result without a draw."""
    with pytest.raises(ValueError, match="at least 1"):
        drawn({}, 1, 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_rank_correlations_are_reached_and_marginals_stay(seed: int) -> None:
    """Targets 0.5, -0.3 and 0.6, and a certain 1, are met within 0.01; each input's draws are only reordered."""
    names: dict[str, tuple[Quantity, Domain]] = {
        "adoption_share": (Quantity(p5=0.3, p95=0.8), "share"),
        "success_share": (Quantity(p5=0.6, p95=0.9), "share"),
        "cost_per_error": (Quantity(p5=10, p95=90), "positive"),
        "users": (Quantity(min=0, likely=1, max=9), "positive"),
    }
    targets = {
        ("adoption_share", "success_share"): 0.5,
        ("adoption_share", "cost_per_error"): -0.3,
        ("cost_per_error", "users"): 1.0,
    }
    targets |= {("adoption_share", "users"): -0.3}
    distributions = {name: distribution_of(typed, domain) for name, (typed, domain) in names.items()}
    correlation = correlation_of(targets, list(names))
    assert correlation is not None
    parts = list(chunks(list(names), MILLION, seed=seed, case_id="case", correlation=correlation))
    moved = {name: np.concatenate([part.of(name, each) for part in parts]) for name, each in distributions.items()}
    free = drawn(distributions, seed)
    found = scipy.stats.spearmanr(np.column_stack(list(moved.values()))).statistic
    order = list(names)
    for first in order:
        assert (np.sort(moved[first]) == np.sort(free[first])).all()
        for second in order[order.index(first) + 1 :]:
            target = targets.get((min(first, second), max(first, second)), 0.0)
            assert target == pytest.approx(found[order.index(first), order.index(second)], abs=0.01)


def test_correlations_that_contradict_one_another_have_no_root() -> None:
    """A with B and B with C at 0.9 leave no room for A against C at -0.9; a matrix on the edge is accepted."""
    names = ["adoption_share", "success_share", "users"]
    pairs = {("adoption_share", "success_share"): 0.9, ("success_share", "users"): 0.9}
    assert None is correlation_of({**pairs, ("adoption_share", "users"): -0.9}, names)
    assert None is not correlation_of({**pairs, ("adoption_share", "users"): 0.9}, names)
    assert None is not correlation_of(dict.fromkeys([*pairs, ("adoption_share", "users")], 1.0), names)

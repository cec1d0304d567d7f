"""The result as a whole: what a preview leaves out, what a mission costs, and that it can be repeated."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import time
import tracemalloc

import numpy as np
import pytest

from fortnight.core.roi.simulate import roi_result
from fortnight.core.roi.steady import steady_monthly_benefit

from .cases import assessment, between, result

WIDE = {
    "tasks_per_month": between(500, 1_500),
    "platform_cost_per_month": between(2_000, 12_000),
    "one_off_cost": between(5_000, 50_000),
    "baseline_minutes": {"min": 6, "likely": 10, "max": 16},
}


def test_the_same_seed_gives_the_same_figures() -> None:
    """Everything in the result repeats; another seed gives other draws; the settings' seed is the default."""
    assert result(WIDE, draws=4_000) == result(WIDE, draws=4_000)
    case = assessment(WIDE, settings={"seed": 8})
    seeded = roi_result(case, "case", closing=None, draws=4_000)
    assert 8 == seeded.seed
    assert seeded == roi_result(case, "case", closing=None, draws=4_000, seed=8)
    assert seeded.npv != roi_result(case, "case", closing=None, draws=4_000, seed=9).npv


def test_a_preview_leaves_out_only_what_it_says() -> None:
    """Without detail: no segments, alternatives, levers and value of information; all else is equal."""
    more = {"segments": {"easy": {"share": 0.5}}, "alternatives": {"no": {"kind": "nothing"}}}
    full, preview = result(WIDE, draws=2_000, **more), result(WIDE, draws=2_000, detail=False, **more)
    left_out = {"segments", "alternatives", "levers", "value_of_information", "widened"}
    for field in dataclasses.fields(full):
        if field.name not in left_out:
            assert getattr(full, field.name) == getattr(preview, field.name), field.name
    assert () == preview.segments == preview.alternatives == preview.levers == preview.value_of_information
    assert preview.evpi is not None


def test_any_number_of_draws_will_do() -> None:
    """One draw, a few, a chunk and a bit: the figures are there and the draws are counted."""
    for draws in (1, 3, 50, 2_000, 2_001, 4_500):
        found = result(WIDE, draws=draws)
        assert draws == found.draws
        assert found.has_figures
        assert found.evpi is not None
        assert np.isfinite(found.evpi)


def test_probabilities_and_percentiles_belong_together() -> None:
    """P10 <= P50 <= P90; the chance of loss lies where zero lies among them; the bands end where they should."""
    found = result(WIDE, draws=20_000, settings={"discount_rate": 0})
    assert found.npv is not None
    assert found.npv.p10 is not None
    assert found.npv.p50 is not None
    assert found.npv.p90 is not None
    assert found.npv.p10 < found.npv.p50 < found.npv.p90
    assert found.probability_of_loss is not None
    assert (found.npv.p10 < 0) == (found.probability_of_loss > 0.1)
    last = found.cumulative[-1]
    width = found.npv.p90 - found.npv.p10
    assert 36 == last.month
    assert found.npv.p50 == pytest.approx(last.p50, abs=0.02 * width)
    assert found.npv.p90 == pytest.approx(last.p90, abs=0.03 * width)


def test_nothing_gained_is_nothing_lost() -> None:
    """An NPV of exactly 0 is no loss, and paid back from the start."""
    found = result({"operate_minutes": 10})
    assert (0, 0) == (found.mean_npv, found.probability_of_loss)
    assert found.payback_months is not None
    assert 0 == found.payback_months.p50


def test_a_minute_is_freed_once_in_every_draw() -> None:
    """Cash and redeployed shares, each 0.5 at the median, exceed 1 together in some draws; time counts once."""
    shares = {"cash_share": between(0.2, 0.8), "redeployed_share": between(0.2, 0.8)}
    found = result(shares, draws=4_000, settings={"discount_rate": 0, "horizon_months": 1})
    assert found.npv is not None
    assert 8_000 == pytest.approx(found.npv.p90)


def test_a_correlation_with_a_certain_input_is_told() -> None:
    """It cannot do anything, and does not do so in silence."""
    told = result(WIDE, draws=10, correlations={"tasks_per_month": {"success_share": 0.5}}).assumptions
    assert ("The correlation of success_share and tasks_per_month has no effect: success_share does not vary here."
            in told)


def test_preparing_needs_no_numpy() -> None:
    """Checks, evidence and sentences may be asked for at every key, without loading what draws."""
    code = "import sys, fortnight.core.roi.prepare; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "False" == done.stdout.strip()


def test_the_payback_asked_for_by_the_settings() -> None:
    """At the 80th percentile by default, at any other when the settings say so."""
    later = result(WIDE, draws=4_000, settings={"pays_payback_percentile": 0.5})
    assert later.payback_months is not None
    assert later.payback_months.p50 == later.payback_limit_percentile


def test_correlated_inputs_widen_or_narrow_the_spread() -> None:
    """Volume that rises with minutes spreads the result; cost that rises with volume narrows it."""

    def spread(**correlations: dict[str, float]) -> float:
        found = result(WIDE, draws=10_000, correlations=correlations)
        assert found.npv is not None
        return (found.npv.p90 or 0) - (found.npv.p10 or 0)

    free = spread()
    assert free * 1.05 < spread(tasks_per_month={"baseline_minutes": 0.9})
    assert spread(tasks_per_month={"platform_cost_per_month": 0.9}) < free / 1.05


def test_a_mission_is_judged_by_the_cost_of_an_outcome() -> None:
    """Costs of 1,000 a month and 2 a task against 800 good outputs a month: 3.75 each, whatever the discount."""
    inputs = {"success_share": 0.8, "platform_cost_per_month": 1_000, "cost_per_call": 2, "cash_share": 0}
    found = result(inputs, worth="mission", mission={"ceiling": 4})
    assert found.cost_per_outcome is not None
    assert 3.75 == pytest.approx(found.cost_per_outcome.p50)
    assert 1.0 == found.probability_under_ceiling
    assert 0.0 == result(inputs, worth="mission", mission={"ceiling": 3.5}).probability_under_ceiling
    assert None is result(inputs, worth="mission").probability_under_ceiling
    assert None is result(inputs).cost_per_outcome


def test_a_mission_that_never_goes_live_has_no_cost_per_outcome() -> None:
    """Money spent on no outcome at all is never under any ceiling."""
    found = result({"hardening_months": 40, "one_off_cost": 1}, worth="mission", mission={"ceiling": 1_000_000})
    assert found.cost_per_outcome is not None
    assert None is found.cost_per_outcome.p50
    assert 0.0 == found.probability_under_ceiling


def test_margin_that_loses_on_every_task_is_seen() -> None:
    """The share of draws in which a task costs more than it brings."""
    found = result({"operate_minutes": between(8, 12.5)}, draws=10_000)
    assert found.probability_margin_not_positive == pytest.approx(0.5, abs=0.02)


def test_a_shared_cost_is_said_to_be_elsewhere() -> None:
    """The case leaves it to the portfolio, and says so."""
    told = result(shared_costs={"hub": {"title": "Search hub", "cost_per_month": 900, "use_cases": ["case"]}})
    assert "The shared cost Search hub is not in these figures; the portfolio counts it once." in told.assumptions


def test_the_steady_month_needs_no_way_there() -> None:
    """What a month of waiting costs: margin times volume less running cost, growth and ramp left out."""
    inputs = {"ramp_months": 6, "monthly_growth": 0.02, "platform_cost_per_month": 500}
    case = assessment(inputs, without=("hardening_days", "hardening_months"))
    assert 7_500 == pytest.approx(steady_monthly_benefit(case, "case"))
    assert 7_500 == pytest.approx(result(inputs).steady_monthly_benefit)
    assert None is steady_monthly_benefit(assessment(without=("success_share",)), "case")
    assert None is steady_monthly_benefit(assessment({"cash_share": 0.8, "redeployed_share": 0.5}), "case")


def test_the_steady_month_is_the_mean_over_the_draws() -> None:
    """On uncertain inputs it agrees with the result's own."""
    full = result(WIDE, draws=50_000)
    assert full.steady_monthly_benefit == pytest.approx(steady_monthly_benefit(assessment(WIDE), "case"), rel=0.02)


def test_an_unknown_use_case_is_an_error_of_the_caller() -> None:
    """There is nothing to compute."""
    with pytest.raises(KeyError):
        roi_result(assessment(), "other", closing=None, draws=10)


def peak_memory(draws: int) -> int:
    """Return the most bytes that a full result holds at once."""
    case = assessment(WIDE)
    tracemalloc.start()
    try:
        roi_result(case, "case", closing=None, draws=draws)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_grows_by_results_not_by_months() -> None:
    """Ten times the draws add a few numbers a draw, far less than the 36 months of each of them."""
    small, large = peak_memory(20_000), peak_memory(200_000)
    assert (large - small) / 180_000 < 36 * 8


def test_the_running_sum_ends_where_the_value_lies() -> None:
    """At a rate of 0 the last band is the NPV: both are read off the same draws, as many as a report has."""
    found = roi_result(assessment(WIDE, settings={"discount_rate": 0}), "case", closing=None, draws=50_000,
                       detail=False)
    assert found.npv
    assert (found.npv.p10, found.npv.p50, found.npv.p90) == pytest.approx(
        (found.cumulative[-1].p10, found.cumulative[-1].p50, found.cumulative[-1].p90))


def test_a_preview_is_fast_enough_for_every_key() -> None:
    """2,000 draws without detail take well under the 50 ms between a key and its repaint (best of five)."""
    case = assessment(WIDE)

    def seconds() -> float:
        start = time.perf_counter()
        roi_result(case, "case", closing=None, draws=2_000, detail=False)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.05

"""Break-evens and the tornado, in the median case."""

from __future__ import annotations

import pytest

from fortnight.core.roi.results import BreakEven

from .cases import between, result

YEAR = {"discount_rate": 0, "horizon_months": 12}


def even(name: str, draws: int = 1, **inputs: object) -> BreakEven:
    """Return the break-even of one lever."""
    return next(each for each in result(inputs, draws=draws, settings=YEAR).break_even if each.input_name == name)


def test_each_lever_breaks_even_where_arithmetic_says() -> None:
    """8 a task on 1,000 tasks against 2,000 a month: a quarter of each share and volume; 4 minutes today."""
    cost = {"platform_cost_per_month": 2_000}
    assert 0.25 == pytest.approx(even("adoption_share", **cost).value)
    assert 250 == pytest.approx(even("tasks_per_month", **cost).value)
    assert 0.25 == pytest.approx(even("cash_and_redeployed_share", **cost).value)
    assert 4 == pytest.approx(even("baseline_minutes", **cost).value)
    assert 2 == pytest.approx(even("minutes_saved_per_task", **cost).value)
    redone = {"caught_automatically_share": 1, "platform_cost_per_month": 2_000}
    assert 0.4 == pytest.approx(even("success_share", **redone).value)


def test_thirteen_minutes_a_week_repay_a_licence() -> None:
    """With a licence of A$602.50 a year and A$53.50 an hour, all of it realised: 13 minutes a week.

    Australian Treasury, trial of an assistant, 2024, with the middle of the ranges of wage and licence.
    """
    found = even(
        "minutes_saved_per_task",
        tasks_per_month=218 * 52 / 12,
        baseline_minutes=60,
        operate_minutes=40,
        labour_cost_per_hour=53.5,
        licence_cost_per_user_month=602.5 / 12,
        users=218,
    )
    assert 13 == pytest.approx(found.value, abs=0.05)


def test_what_cannot_be_reached_is_said_so() -> None:
    """No adoption carries 11,000 a month when all of it brings 8,000; today's minutes are the limit."""
    costly = {"platform_cost_per_month": 11_000}
    assert None is even("adoption_share", **costly).value
    assert None is even("minutes_saved_per_task", **costly).value
    assert not even("adoption_share", **costly).inside_range
    assert 1_375 == pytest.approx(even("tasks_per_month", **costly).value)


def test_what_pays_at_any_value_is_not_called_out_of_reach() -> None:
    """A good output worth 5 carries the case without freed time; no adoption carries 11,000 a month."""
    assert even("cash_and_redeployed_share", other_value_per_task=5).pays_at_any_value
    assert not even("adoption_share", platform_cost_per_month=11_000).pays_at_any_value
    assert not even("adoption_share", platform_cost_per_month=2_000).pays_at_any_value


def test_inside_the_range_means_reachable_or_already_cleared() -> None:
    """A break-even of 0.5 lies inside 0.3 to 0.6; a median that already pays counts as inside."""
    assert even("adoption_share", adoption_share=between(0.3, 0.6), platform_cost_per_month=4_000).inside_range
    assert not even("adoption_share", adoption_share=between(0.3, 0.6), platform_cost_per_month=6_000).inside_range
    assert even("adoption_share", adoption_share=between(0.6, 0.7), platform_cost_per_month=100).inside_range


def test_a_lever_says_whether_it_is_uncertain_and_where_it_lies() -> None:
    """Minutes saved inherit the range of what they are made of."""
    saved = even("minutes_saved_per_task", draws=20_000, operate_minutes=between(1, 3))
    assert saved.uncertain
    assert (7, 9) == (pytest.approx(saved.p5, abs=0.02), pytest.approx(saved.p95, abs=0.02))
    assert not even("adoption_share", operate_minutes=between(1, 3)).uncertain


def test_the_tornado_moves_one_input_at_a_time() -> None:
    """NPV at P10 and P90 of volume, the rest at their medians; the widest bar is first."""
    found = result(
        {"tasks_per_month": between(800, 1_250), "baseline_minutes": between(9.9, 10.1)}, draws=100, settings=YEAR
    )
    first, second = found.tornado
    assert ("tasks_per_month", "baseline_minutes") == (first.input_name, second.input_name)
    assert 12 * 8 * first.input_low == pytest.approx(first.npv_low, rel=1e-3)
    assert 12 * 8 * first.input_high == pytest.approx(first.npv_high, rel=1e-3)
    assert 800 < first.input_low < 1_000 < first.input_high < 1_250

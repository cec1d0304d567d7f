"""Readiness: facts that say a case has failed, noise that says nothing, and the public cases."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.measurement import interval, moved_away
from fortnight.core.metric import Measurement
from fortnight.core.readiness import Readiness, readiness
from fortnight.core.verdict import VerdictKind
from tests.core.cases import CASE, GONE, Spoils, complete, judge, spoiled


def ready(spoils: Spoils) -> Readiness:
    """Return the readiness of the complete case with some facts spoiled."""
    return readiness(spoiled(complete(Stage.PRODUCTION), spoils), CASE)


def measured(**by_date: Any) -> Spoils:
    """Return measurements of the metric, dates written as d2026_10_30."""
    return {"metric/measurements": {day[1:].replace("_", "-"): value for day, value in by_date.items()}}


@pytest.mark.parametrize(
    ("spoils", "failed"),
    [
        ({}, False),
        ({"law/ai_act_class": "prohibited"}, True),
        ({"law/ai_act_class": "high"}, False),
        ({"data/templates/access": "refused"}, True),
        ({"data/templates/access": "refused", "data/templates/legal_basis": "statute"}, False),
        (measured(d2026_10_30={"value": 60, "data": "own"}), True),
        (measured(d2026_10_30={"value": 60.1, "data": "own"}), False),
        (measured(d2026_10_30={"low": 55, "high": 60, "data": "own"}), True),
        (measured(d2026_10_30={"low": 55, "high": 61, "data": "own"}), False),
        (measured(d2026_10_30={"value": 10, "data": "vendor"}), False),
        (measured(d2026_12_24={"value": 10, "data": "own"}), False),
        (measured(d2026_01_01={"value": 10, "data": "own"}, d2026_10_30={"value": 88, "data": "own"}), False),
    ],
)
def test_facts_that_fail(spoils: Spoils, failed: bool) -> None:
    """Prohibited, refused, or at or past the stop limit by the latest measurement that counts."""
    found = ready(spoils)
    assert failed is found.failed is bool(found.reasons)


@pytest.mark.parametrize(
    ("value", "by", "failed"),
    [
        ({"value": 80}, "2026-11-19", True),
        ({"value": 80}, "2026-11-20", False),
        ({"value": 80, "n": 20}, "2026-11-19", False),
        ({"value": 80, "n": 2_000}, "2026-11-19", True),
        ({"value": 80, "low": 78, "high": 86}, "2026-11-19", False),
        ({"value": 80, "low": 78, "high": 82}, "2026-11-19", True),
        ({"low": 80, "high": 83}, "2026-11-19", True),
        ({"value": 85}, "2026-11-19", False),
    ],
)
def test_a_passed_date_fails_a_case_that_misses_with_its_whole_interval(
    value: dict[str, float], by: str, failed: bool
) -> None:
    """Where `n` of a share is known its interval is; the day itself has not passed."""
    assert failed is ready({**measured(d2026_10_30={"data": "own", **value}), "metric/by": by}).failed


@pytest.mark.parametrize(
    ("earlier", "later", "failed"),
    [
        ({"value": 84, "n": 400}, {"value": 78, "n": 400}, True),
        ({"value": 84, "n": 400}, {"value": 83, "n": 400}, False),
        ({"value": 84}, {"value": 70}, False),
        ({"value": 95, "n": 400}, {"value": 86, "n": 400}, False),
        ({"value": 84, "n": 400, "scope": "all"}, {"value": 78, "n": 400, "scope": "simple"}, False),
        ({"value": 70, "n": 400}, {"value": 78, "n": 400}, False),
    ],
)
def test_moving_away_by_more_than_the_noise_fails(
    earlier: dict[str, Any], later: dict[str, Any], failed: bool
) -> None:
    """Only comparable measurements, only the shortfall, and never without knowing the noise."""
    spoils = measured(d2026_04_01={"data": "own", **earlier}, d2026_10_30={"data": "own", **later})
    assert failed is ready(spoils).failed


def test_two_measurements_within_half_a_year_show_no_trend() -> None:
    """179 days are too few, 180 are enough."""
    later = {"value": 78, "n": 400, "data": "own"}
    by_days = {
        days: measured(d2026_10_30=later)
        | {
            "metric/measurements/" + str(dt.date(2026, 10, 30) - dt.timedelta(days=days)): {
                "value": 84,
                "n": 400,
                "data": "own",
            }
        }
        for days in (179, 180)
    }
    assert {179: False, 180: True} == {days: ready(spoils).failed for days, spoils in by_days.items()}


RAIL = "metric/guardrails/complaints/measurements"


@pytest.mark.parametrize(
    ("values", "by", "failed"),
    [
        ((5, 5), None, True),
        ((5, 3), None, False),
        ((5, 5, 3), None, False),
        ((3, 5), None, False),
        ((3, 5), "2026-10-01", True),
        ((3, 5), "2026-11-20", False),
        ((4, 4), "2026-01-01", False),
    ],
)
def test_guardrails(values: tuple[float, ...], by: str | None, failed: bool) -> None:
    """Breached twice in a row up to the latest, or in the latest once its date has passed."""
    days = [f"2026-{month:02}-15" for month in range(8, 8 + len(values))]
    spoils: dict[str, Any] = {
        RAIL: {day: {"value": value, "data": "own"} for day, value in zip(days, values, strict=True)},
    }
    if by:
        spoils["metric/guardrails/complaints/by"] = by
    assert failed is ready(spoils).failed


def test_a_guardrail_without_a_date_takes_that_of_the_metric() -> None:
    """What must hold by the date includes what must not get worse."""
    breach = {f"{RAIL}/2026-10-30": {"value": 5, "data": "own"}}
    assert (False, True) == (ready(breach).failed, ready({**breach, "metric/by": "2026-11-01"}).failed)


@pytest.mark.parametrize("spoils", [{"metric/by": "2026-11-19"}, {"metric/by": "2020-01-01"}])
def test_without_a_date_of_the_assessment_nothing_has_passed(spoils: Spoils) -> None:
    """Today is the date of the assessment, never a clock."""
    late = {**measured(d2026_10_30={"value": 80, "data": "own"}), **spoils}
    assert (True, False) == (ready(late).failed, ready({**late, "/assessment/date": GONE}).failed)


shares = st.integers(0, 100)


@given(shares, st.integers(1, 5_000))
def test_the_interval_of_a_share_holds_it_and_stays_on_the_scale(value: int, n: int) -> None:
    """Wilson's interval: inside 0 to 100 and around the value."""
    found = interval(Measurement(value=value, n=n), "%")
    assert found is not None
    assert -1e-9 <= found[0] <= value + 1e-9 and value - 1e-9 <= found[1] <= 100 + 1e-9


def test_the_interval_of_a_share_is_wilsons() -> None:
    """81 of 263 at 90%: 0.2631 to 0.3569 by z = 1.6449 in Wilson's formula, computed by hand."""
    found = interval(Measurement(value=0.308, n=263), "share")
    assert found is not None
    assert (0.263, 0.357) == (round(found[0], 3), round(found[1], 3))
    assert interval(Measurement(value=0.308, n=263), "minutes") is None


@given(st.integers(50, 100), st.integers(50, 100), st.integers(1, 500))
def test_nothing_moves_away_from_a_threshold_that_both_reach(first: int, second: int, n: int) -> None:
    """The shortfall of both is 0."""
    assert not moved_away(Measurement(value=first, n=n), Measurement(value=second, n=n), 50, "up", "%")


def ordering(**metric: Any) -> Assessment:
    """Return the public record of McDonald's drive-through ordering in 2022 (The Spoon 2021, QSR 2022)."""
    record = {
        "name": "Share of orders right",
        "unit": "%",
        "direction": "up",
        "threshold": 95,
        "measurements": {
            dt.date(2021, 6, 1): {"value": 85, "data": "own"},
            dt.date(2022, 6, 1): {"low": 80, "high": 83, "data": "own"},
        },
    }
    return Assessment.model_validate(
        {
            "assessment": {"date": dt.date(2022, 7, 1)},
            "use_cases": {CASE: {"name": "Ordering", "aim": "production", "metric": {**record, **metric}}},
        }
    )


def test_a_year_below_the_threshold_without_rising_is_said_and_is_no_go() -> None:
    """The record gives no sample sizes and no date, so it says so and stops nothing by itself."""
    found = judge(ordering())
    assert VerdictKind.DECIDE is found.kind
    assert (
        "Share of orders right was 80% to 83% on 1\u00a0June 2022, short of 95%, "
        "and has not risen since 1\u00a0June 2021 (85%)."
    ) in found.reasons


def test_with_a_date_that_has_passed_it_is_a_stop() -> None:
    """The whole range lies below the threshold."""
    found = judge(ordering(by=dt.date(2022, 6, 30)))
    assert (VerdictKind.STOP, 2) == (found.kind, found.rule)
    assert found.learned


def test_self_reported_minutes_without_a_threshold_are_never_a_go() -> None:
    """The cross-government Copilot trial: 26 minutes a day by survey; once a threshold is set, measure first."""
    facts: dict[str, Any] = {
        "name": "Copilot",
        "aim": "production",
        "language_model": True,
        "bought": True,
        "metric": {
            "name": "Minutes saved a day",
            "unit": "minutes",
            "direction": "up",
            "measurements": {dt.date(2024, 12, 31): {"value": 26, "n": 7_115, "data": "own"}},
            "guardrails": {"daily": {"name": "Used more than once a day", "direction": "up", "limit": 0.3}},
        },
        "baseline": {"evidence": "self-reported", "minutes_per_task": 60, "comparison": "none"},
        "owners": {"business": "Digital service"},
    }
    header = {"date": dt.date(2025, 6, 2), "decider": "Each agency", "decide_by": dt.date(2025, 9, 1)}
    trial = Assessment.model_validate({"assessment": header, "use_cases": {CASE: facts}})
    assert VerdictKind.DECIDE is judge(trial).kind
    settled = spoiled(trial, {"metric/threshold": 13, "metric/by": dt.date(2025, 12, 31)})
    assert VerdictKind.MEASURE is judge(settled).kind

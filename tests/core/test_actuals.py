"""Promised and measured: figures against forecast ranges, the return run again, and calibration."""

from __future__ import annotations

import math
from typing import Any

import pytest

from fortnight.core.actuals import (
    PeriodReading,
    Place,
    Reading,
    forecast_ranges,
    measured_case,
    new_periods,
    period_reading,
)
from fortnight.core.base import Stage
from fortnight.core.calibration import calibration
from fortnight.core.edit import set_at
from fortnight.core.roi.prepare import prepare
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording
from tests.core.cases import CASE, complete

WORDS = Wording("en", "EUR")


def _case(live_at: Stage = Stage.PRODUCTION, **roi: Any) -> UseCase:
    run = complete(Stage.PRODUCTION, live_at)
    run = set_at(run, ("use_cases", CASE, "actuals"), {})
    for name, value in roi.items():
        run = set_at(run, ("use_cases", CASE, "roi", name), value)
    return run.use_cases[CASE]


def _with_actuals(case: UseCase, **figures: Any) -> UseCase:
    return UseCase.model_validate({**case.table(), "actuals": {"2027-Q1": {"until": "2027-02-20", **figures}}})


RANGE = {"p5": 0.6, "p95": 0.8, "evidence": "logged"}


@pytest.mark.parametrize(("place", "better", "measured"), [
    ("inside", None, 0.7), ("above", True, 0.9), ("below", False, 0.5)])
def test_a_figure_is_inside_above_or_below(place: str, better: bool | None, measured: float) -> None:
    """Against the 90% range that was promised; more adoption is better, less is worse."""
    promised = _case(adoption_share=RANGE)
    found = period_reading(CASE, promised, _with_actuals(promised, adoption_share=measured), "2027-Q1", WORDS)
    reading = next(each for each in found.readings if each.figure == "adoption_share")
    assert (place, better) == (reading.place, reading.is_better)
    assert (0.6, 0.8) == pytest.approx((reading.low, reading.high))


def test_fewer_minutes_than_promised_are_better() -> None:
    """Hands-on minutes are good below their range."""
    promised = _case(operate_minutes={"p5": 4, "p95": 6, "evidence": "timed"})
    found = period_reading(CASE, promised, _with_actuals(promised, minutes_per_task=0.1), "2027-Q1", WORDS)
    assert [("minutes_per_task", "below", True)] == [(each.figure, each.place, each.is_better)
                                                     for each in found.readings]


def test_forecast_minutes_are_those_of_the_model() -> None:
    """With every input fixed, the forecast is operate + review share x review + redone x (today + rework)."""
    case = _case()
    medians = prepare(case, None).case.medians
    caught = (medians["review_share"] * medians["caught_in_review_share"]
              + (1 - medians["review_share"]) * medians["caught_automatically_share"])
    redone = (1 - medians["success_share"]) * caught
    expected = (medians["operate_minutes"] + medians["review_share"] * medians["review_minutes"]
                + redone * (medians["baseline_minutes"] + medians["rework_minutes"]))
    forecast = forecast_ranges(case, CASE)["minutes_per_task"]
    assert expected == pytest.approx((forecast.low + forecast.high) / 2, rel=0.05)


def test_the_volume_of_a_pilot_is_no_forecast_missed() -> None:
    """A pilot's limits decide its volume, so it is named and not compared."""
    promised = _case(Stage.PILOT)
    found = period_reading(CASE, promised, _with_actuals(promised, tasks_per_month=12), "2027-Q1", WORDS)
    assert ((), 1) == (found.readings, len(found.notes))


def test_limits_are_read_on_their_good_side() -> None:
    """The metric is set beside its threshold."""
    promised = _case()
    threshold = promised.metric.threshold
    assert threshold is not None
    worse = threshold - 1 if promised.metric.direction == "up" else threshold + 1
    for value, holds in ((threshold, True), (worse, False)):
        found = period_reading(CASE, promised, _with_actuals(promised, metric_value=value), "2027-Q1", WORDS)
        assert [holds] == [limit.holds for limit in found.limits]


def test_only_periods_since_the_last_run_are_new() -> None:
    """A period that the last file already had was compared last time."""
    before = _with_actuals(_case(), adoption_share=0.7)
    now = UseCase.model_validate({**before.table(), "actuals": {
        **before.table()["actuals"], "2027-Q2": {"until": "2027-05-20", "adoption_share": 0.8}}})
    assert (("2027-Q2",), ("2027-Q1", "2027-Q2")) == (new_periods(before, now), new_periods(None, now))


def test_the_rerun_takes_what_was_measured() -> None:
    """The model then has the measured adoption, success, volume, minutes and cost, as logged."""
    case = _with_actuals(_case(), adoption_share=0.5, success_share=0.9, tasks_per_month=900, minutes_per_task=7.0,
                         cost_per_request=0.08)
    rerun = measured_case(case, case.actuals["2027-Q1"])
    used = forecast_ranges(rerun, CASE)
    for name, value in {"adoption_share": 0.5, "success_share": 0.9, "tasks_per_month": 900,
                        "minutes_per_task": 7.0, "cost_per_request": 0.08}.items():
        middle = math.sqrt(used[name].low * used[name].high)
        assert value == pytest.approx(middle, rel=0.1), name


def _period(places: list[Place]) -> PeriodReading:
    readings = tuple(Reading("adoption_share", "Adoption", 0.5, 0.4, 0.6, place, None, "") for place in places)
    return PeriodReading(CASE, "2027-Q1", None, readings, (), None, ())


@pytest.mark.parametrize(("expected", "places"), [
    ((0, 0, "No 90% range"), ["no range"]),
    ((3, 3, "too few"), ["inside", "inside", "inside", "no range"]),
    ((3, 1, "wider"), ["inside", "above", "below"]),
    ((10, 9, "what 90% ranges promise"), ["inside"] * 9 + ["below"]),
])
def test_calibration_counts_what_held(expected: tuple[int, int, str], places: list[Place]) -> None:
    """Only ranges count; a score that good ranges reach once in twenty asks for wider ones; few prove nothing."""
    found = calibration([_period(places)], WORDS)
    assert expected[:2] == (found.ranges, found.held)
    assert expected[2] in found.sentence

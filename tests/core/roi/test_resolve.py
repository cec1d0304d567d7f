"""Which value each input takes: typed, measured, baseline, roadmap, default or absent; and what is missing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fortnight.core.phrase import in_language
from fortnight.core.quantity import Evidence
from fortnight.core.questionnaire import Effort
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.roi.results import InputUsed, RoiResult
from fortnight.core.roi.simulate import roi_result

from .cases import assessment, logged, result

CLOSING = Closing(
    use_case_id="case",
    action_ids=("a",),
    effort_days=Effort(min=20, likely=30, max=50),
    go_live_week=13,
    go_live=dt.date(2027, 1, 29),
    months=3.2,
    chain=("a",),
    unclosable=(),
)
WITHOUT_THE_WAY = ("hardening_days", "hardening_months")


def of(found: RoiResult, name: str) -> InputUsed:
    return next(each for each in found.inputs if each.input_name == name)


def with_closing(
    inputs: dict[str, Any] | None = None, closing: Closing | None = CLOSING, **given: Any
) -> RoiResult:
    return roi_result(assessment(inputs, **given), "case", closing=closing, draws=2_000)


@pytest.mark.parametrize("name", [name for name, spec in INPUTS.items() if spec.required])
def test_a_missing_input_gives_no_figure(name: str) -> None:
    """What is required and not given is named, and nothing is computed."""
    found = result(without=(name,))
    assert (name,) == found.missing
    assert not found.has_figures
    assert None is found.mean_npv


def test_every_missing_input_is_named_in_the_order_of_the_form() -> None:
    """All at once, so that they can be fetched in one go."""
    assert ("baseline_minutes", "success_share", "day_rate") == result(
        without=("success_share", "day_rate", "baseline_minutes")
    ).missing


def test_a_price_of_calls_is_asked_for_once() -> None:
    """Without any price the invoice is asked for; with some tokens typed, the rest of them."""
    assert ("cost_per_call",) == result(without=("cost_per_call",)).missing
    assert ("output_tokens", "output_price_per_million") == result(
        {"input_tokens": 100, "input_price_per_million": 3}, without=("cost_per_call",)
    ).missing


def test_the_baseline_station_stands_in_for_volume_minutes_and_errors() -> None:
    """What station 2 says need not be typed twice; the grade of the station counts where the number names none."""
    baseline = {
        "tasks_per_month": logged(2_000),
        "minutes_per_task": 12,
        "error_share": 0.02,
        "evidence": "timed",
        "people_doing_it": 5,
    }
    found = result(without=("tasks_per_month", "baseline_minutes"), baseline=baseline)
    assert ("baseline", 12, Evidence.TIMED) == (
        of(found, "baseline_minutes").origin,
        of(found, "baseline_minutes").median,
        of(found, "baseline_minutes").evidence,
    )
    assert Evidence.LOGGED == of(found, "tasks_per_month").evidence
    assert 0.02 == of(found, "baseline_error_share").median


def test_a_typed_input_wins_over_the_station() -> None:
    """The station's range contains it, so there is no contradiction."""
    found = result(baseline={"minutes_per_task": {"p5": 8, "p95": 14, "evidence": "timed"}})
    assert ("typed", 10) == (of(found, "baseline_minutes").origin, of(found, "baseline_minutes").median)


def test_success_and_adoption_come_from_the_latest_actuals() -> None:
    """What was measured in the last period is logged; an older period does not count."""
    actuals = {
        "2026-Q2": {"until": dt.date(2026, 6, 30), "success_share": 0.7},
        "2026-Q3": {"until": dt.date(2026, 9, 30), "success_share": 0.8, "adoption_share": 0.5},
    }
    found = result(without=("success_share", "adoption_share"), actuals=actuals)
    assert ("measured", 0.8, Evidence.LOGGED) == (
        of(found, "success_share").origin,
        of(found, "success_share").median,
        of(found, "success_share").evidence,
    )
    assert 0.5 == of(found, "adoption_share").median


def test_the_roadmap_supplies_the_way_to_the_aim() -> None:
    """Days as its bounds, months as an estimate; neither claims to be measured."""
    found = with_closing(without=WITHOUT_THE_WAY)
    days, months = of(found, "hardening_days"), of(found, "hardening_months")
    assert ("roadmap", None) == (days.origin, days.evidence)
    assert 20 < days.p5 < 31 < days.p95 < 50
    assert 3.2 == pytest.approx(months.median)
    assert 1.5 == pytest.approx(months.p95 / months.p5)
    assert {Evidence.ESTIMATED} == set(found.variance_by_evidence or {})


def test_figures_of_a_pilot_say_that_the_way_to_production_is_not_in_them() -> None:
    """The work ends at the pilot, live or not, while tasks count in full; a further aim needs no such word."""
    said = "what Production still asks for comes on top."
    for aim, live_at, told in (("pilot", "demo", 1), ("pilot", "pilot", 1), ("production", "pilot", 0)):
        found = with_closing(without=WITHOUT_THE_WAY, aim=aim, live_at=live_at)
        assert told == sum(sentence.endswith(said) for sentence in found.assumptions)


def test_without_a_way_there_the_way_is_missing() -> None:
    """No roadmap, or one that never reaches go-live, is not taken for a short one."""
    assert WITHOUT_THE_WAY == with_closing(without=WITHOUT_THE_WAY, closing=None).missing
    never = Closing(**{**{name: getattr(CLOSING, name) for name in CLOSING.__slots__}, "months": None})
    assert ("hardening_months",) == with_closing(without=WITHOUT_THE_WAY, closing=never).missing


def test_typed_days_win_and_the_difference_is_told() -> None:
    """60 days typed against 20 to 50 of the roadmap, 4 months against 3.2."""
    found = with_closing({"hardening_days": 60, "hardening_months": 4})
    assert 60 == of(found, "hardening_days").median
    assert "Person-days to the aim are typed (60); the roadmap's actions come to 20 to 50." in found.assumptions
    assert "Months until go-live are typed (4); the roadmap comes to 3.2." in found.assumptions


def test_what_is_told_follows_the_language_of_the_assessment() -> None:
    """Numbers are written as in French; in a language without a word no sentence is left."""
    given = assessment({"hardening_days": 60, "hardening_months": 4}, baseline={"comparison": "none"})
    french = given.model_copy(update={"assessment": given.assessment.model_copy(update={"language": "fr"})})
    told = roi_result(french, "case", closing=CLOSING, draws=1).assumptions
    assert "Months until go-live are typed (4); the roadmap comes to 3,2." in told
    assert {""} == set(in_language(told, lambda _english: ""))


def test_a_live_case_has_nothing_left_to_harden_and_no_ramp() -> None:
    """In Production already: benefits from month 1, whatever ramp, slip or months were typed; that is told."""
    inputs = {"ramp_months": 6, "slip_months": 2, "hardening_months": 5}
    live = with_closing(inputs, without=("hardening_days",), live_at="production", aim="scale")
    assert 8_000 * 36 == pytest.approx(last_sum(live))
    assert any(sentence.startswith("Not used, because it is live already") for sentence in live.assumptions)


def last_sum(found: RoiResult) -> float | None:
    """Return the last running sum: the undiscounted value of the case."""
    return found.cumulative[-1].p50


def test_days_typed_for_a_live_case_are_still_to_be_spent() -> None:
    """20 days at 500 before month 1's benefit."""
    live = with_closing({"hardening_days": 20, "day_rate": 500}, live_at="production")
    assert 8_000 * 36 - 10_000 == pytest.approx(last_sum(live))


def test_a_pilot_on_its_way_to_production_still_pays_for_it() -> None:
    """Live as a pilot is not live at the aim: the roadmap's days and months count."""
    found = with_closing({"day_rate": 500}, without=WITHOUT_THE_WAY, live_at="pilot", aim="production")
    assert "roadmap" == of(found, "hardening_days").origin
    assert found.build_cost is not None
    assert 10_000 < (found.build_cost.p10 or 0)
    at_its_aim = with_closing({"day_rate": 500}, without=WITHOUT_THE_WAY, live_at="pilot", aim="pilot")
    assert at_its_aim.build_cost is not None
    assert 0 == at_its_aim.build_cost.p90


def test_redeployed_time_counts_only_with_an_owner() -> None:
    """Without a name it is worth nothing, and that is said."""
    inputs = {"cash_share": 0.2, "redeployed_share": 0.4}
    named, nobody = result(inputs), result(inputs, owners={"redeployment": " "})
    assert named.mean_npv == pytest.approx(3 * (nobody.mean_npv or 0))
    assert any("nobody is named" in sentence for sentence in nobody.assumptions)
    assert not any("nobody is named" in sentence for sentence in named.assumptions)


def test_work_that_nobody_does_today_frees_no_time() -> None:
    """Neither minutes nor shares of freed time are asked for; its value is what the output brings."""
    found = result(
        {"other_value_per_task": 5},
        without=("baseline_minutes", "cash_share"),
        baseline={"not_done_today": True},
        settings={"discount_rate": 0},
    )
    assert (5 - 2) * 1_000 * 36 == pytest.approx(found.mean_npv)


def test_every_value_nobody_gave_is_told() -> None:
    """One sentence for each absent value that matters, none for one that is typed."""
    told = result({"monthly_growth": 0.01}).assumptions
    assert "Overrun of that effort: not given, so it counts as 1." in told
    assert not any(sentence.startswith("Growth a month") for sentence in told)
    assert not any(sentence.startswith("Standing team") for sentence in told)

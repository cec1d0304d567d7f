"""Inputs that contradict one another, and ranges that mean nothing, are caught in a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from fortnight.core.phrase import in_language
from fortnight.core.quantity import Quantity
from fortnight.core.roi.checks import input_problems
from fortnight.core.roi.inputs import problem_with

from .cases import assessment, between, logged, result


def problems(inputs: dict[str, Any] | None = None, **given: Any) -> dict[str, str]:
    """Return what contradicts itself, by key; the product gives no figure exactly then, in any language."""
    whole = assessment(inputs, **given)
    found = input_problems(whole.use_cases["case"])
    figures = result(inputs, **given)
    assert bool(found) != figures.has_figures
    assert [f"{key}: {sentence}" for key, sentence in found] == list(figures.problems)
    assert {""} >= {in_language(sentence, lambda _english: "") for _key, sentence in found}
    return dict(found)


def test_a_sound_case_has_no_problem() -> None:
    """Nothing is said where nothing is wrong."""
    assert {} == problems()


def test_a_freed_minute_counts_once() -> None:
    """Cash 0.7 and redeployed 0.5 are 1.2 minutes for one."""
    assert "1.2 together" in problems({"cash_share": 0.7, "redeployed_share": 0.5})["roi.redeployed_share"]
    assert {} == problems({"cash_share": 0.5, "redeployed_share": 0.5})


def test_a_review_takes_time() -> None:
    """Reviewing without review minutes would be free."""
    for typed in ({"review_share": 0.3}, {"review_share": 0.3, "review_minutes": 0}):
        assert "give “Minutes to review one output”" in problems(typed)["roi.review_minutes"]
    assert {} == problems({"review_share": 0.3, "review_minutes": 1})


def test_a_licence_needs_users() -> None:
    """A price for each user and no users would be free."""
    assert "number of users" in problems({"licence_cost_per_user_month": 28})["roi.users"]
    assert {} == problems({"licence_cost_per_user_month": 28, "users": 0})


def test_elapsed_time_is_not_work() -> None:
    """1,000 tasks of 60 minutes are 1,000 hours a month; six people have 960, seven have 1,120."""
    found = problems({"baseline_minutes": 60}, baseline={"people_doing_it": 6})
    assert "elapsed time" in found["roi.baseline_minutes"]
    assert {} == problems({"baseline_minutes": 60}, baseline={"people_doing_it": 7})
    station = {"people_doing_it": 1, "minutes_per_task": logged(60)}
    assert ["baseline.minutes_per_task"] == list(problems(without=("baseline_minutes",), baseline=station))


def test_work_is_done_today_or_it_is_not() -> None:
    """Minutes today and `not_done_today` exclude each other."""
    assert ["baseline.not_done_today"] == list(problems(baseline={"not_done_today": True}))


def test_two_baselines_must_overlap() -> None:
    """10 minutes typed and 20 to 30 at the station cannot both hold."""
    found = problems(baseline={"minutes_per_task": between(20, 30)})
    assert (
        "“Hands-on minutes today” says 10, but the baseline station (baseline.minutes_per_task) says 20 to 30"
        in found["roi.baseline_minutes"]
    )


def test_correlations_must_hold_together() -> None:
    """What follows a third follows each other; and a pair is given once."""
    impossible = {
        "success_share": {"adoption_share": 0.9, "tasks_per_month": 0.9},
        "adoption_share": {"tasks_per_month": -0.9},
    }
    assert "cannot hold together" in problems(correlations=impossible)["roi.correlations"]
    twice = {"success_share": {"adoption_share": 0.9}, "adoption_share": {"success_share": 0.9}}
    assert ["roi.correlations.success_share.adoption_share"] == list(problems(correlations=twice))


def test_segments_are_parts_of_one_volume() -> None:
    """At most three, at most everything, and each sound in itself."""
    half = {"share": logged(0.5)}
    assert {} == problems(segments={"a": half, "b": half})
    assert "1.5 together" in problems(segments={"a": half, "b": half, "c": half})["segments"]
    tenth = {"share": logged(0.1)}
    assert "at most 3" in problems(segments=dict.fromkeys("abcd", tenth))["segments"]


def test_an_alternative_is_held_to_the_same_rules() -> None:
    """An alternative that reviews for free is caught under its own name; one that does nothing has no inputs."""
    found = problems(alternatives={"buy": {"kind": "buy", "inputs": {"review_share": logged(1)}}})
    assert ["alternatives.buy.review_minutes"] == list(found)
    assert {} == problems(alternatives={"no": {"kind": "nothing"}})
    idle = {"kind": "nothing", "inputs": {"one_off_cost": logged(1)}}
    assert ["alternatives.no.inputs"] == list(problems(alternatives={"no": idle}))


@pytest.mark.parametrize(
    ("name", "typed", "advice"),
    [
        ("success_share", {"value": 85}, "is a share"),
        ("success_share", {"p5": 0.5, "p95": 1.2}, "is a share"),
        ("baseline_minutes", {"p5": 0, "p95": 5}, "give bounds instead"),
        ("success_share", {"p5": 0, "p95": 0.5}, "give bounds instead"),
        ("success_share", {"p5": 0.5, "p95": 1}, "give bounds instead"),
        ("baseline_minutes", {"value": -1}, "cannot be negative"),
        ("monthly_growth", {"value": 0.3}, "growth in one month"),
        ("one_off_cost", {"value": 1e15}, "check the unit"),
        ("one_off_cost", {"p5": 1, "p95": 5_000}, "says nothing"),
        ("success_share", {"p5": 0.0001, "p95": 0.999}, "says nothing"),
        ("sucess_share", {"value": 0.5}, "is not an input"),
    ],
)
def test_a_range_that_means_nothing_is_caught_where_it_is_typed(
    name: str, typed: dict[str, float], advice: str
) -> None:
    """The sentence says what is wrong, or what to give instead; the model of the file refuses it too."""
    assert advice in problem_with(name, Quantity.model_validate(typed))
    with pytest.raises(ValidationError, match=advice):
        assessment({name: typed})


@pytest.mark.parametrize("typed", [{"p5": 9, "p95": 3}, {"min": 5, "likely": 3, "max": 9}, {"p5": 3}, {}])
def test_ends_must_rise(typed: dict[str, float]) -> None:
    """P5 above P95, and half a range, are refused."""
    with pytest.raises(ValidationError):
        Quantity.model_validate(typed)


@pytest.mark.parametrize(
    "given",
    [
        {"baseline": {"error_share": {"value": 3}}},
        {"baseline": {"tasks_per_month": {"p5": 0, "p95": 9}}},
        {"segments": {"easy": {"share": {"value": 60}}}},
        {"segments": {"easy": {"share": {"value": 0.6}, "success_share": {"value": 97}}}},
        {"shared_costs": {"hub": {"cost_per_month": {"p5": 0, "p95": 900}}}},
    ],
)
def test_the_same_holds_outside_the_table_of_inputs(given: dict[str, Any]) -> None:
    """The baseline station, segments and shared costs refuse what the inputs would."""
    with pytest.raises(ValidationError):
        assessment(**given)

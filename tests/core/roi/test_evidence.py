"""Evidence limits confidence: how narrow a range its grade allows, and that the product says so."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.core.quantity import Evidence
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.roi.results import InputUsed, RoiResult

from .cases import between, result

RATIOS = {"estimated": 1.5, "self-reported": 2.0, "guessed": 3.0}
MEASURED = ("contract", "logged", "timed")


def used(name: str, typed: dict[str, Any], **case: Any) -> InputUsed:
    """Return how the model uses one input."""
    found = result({name: typed}, **case)
    return next(each for each in found.inputs if each.input_name == name)


def odds(share: float) -> float:
    return share / (1 - share)


@pytest.mark.parametrize(("grade", "ratio"), RATIOS.items())
def test_a_single_number_becomes_the_range_of_its_grade(grade: str, ratio: float) -> None:
    """Round the same median, P95 is `ratio` times P5; for shares, the odds are."""
    minutes = used("baseline_minutes", {"value": 14, "evidence": grade})
    assert 14 == pytest.approx(minutes.median)
    assert ratio == pytest.approx(minutes.p95 / minutes.p5)
    share = used("adoption_share", {"value": 0.6, "evidence": grade})
    assert 0.6 == pytest.approx(share.median)
    assert ratio == pytest.approx(odds(share.p95) / odds(share.p5))
    signed = used("other_value_per_task", {"value": -4, "evidence": grade})
    assert -4 == pytest.approx(signed.median)
    assert ratio == pytest.approx(signed.p5 / signed.p95)


@pytest.mark.parametrize("grade", MEASURED)
def test_a_measured_number_is_certain(grade: str) -> None:
    """Contract, log and stopwatch fix a single number, and leave any range as it is."""
    assert (14, 14) == (
        used("baseline_minutes", {"value": 14, "evidence": grade}).p5,
        used("baseline_minutes", {"value": 14, "evidence": grade}).p95,
    )
    assert 14.1 == pytest.approx(used("baseline_minutes", between(14, 14.1, grade)).p95)


def test_a_choice_is_certain_whoever_made_it() -> None:
    """How much is reviewed, batched and licensed is decided, not found out."""
    for name in ("review_share", "batch_share", "users"):
        case = result(
            {
                name: {"value": 0.5},
                "review_minutes": 1,
                "input_tokens": 1,
                "output_tokens": 1,
                "input_price_per_million": 1,
                "output_price_per_million": 1,
            },
            without=("cost_per_call",),
        )
        assert [] == [each for each in case.widened if each.input_name == name]


def test_zero_stays_zero_and_all_stays_all_but_is_told() -> None:
    """Nothing, and everything, have no spread; that nobody measured an outcome of exactly 1 is said."""
    found = result({"cost_per_error": {"value": 0}, "success_share": {"value": 1}})
    assert () == found.widened
    assert any("exactly 1 leaves no room for doubt" in sentence for sentence in found.assumptions)


def test_a_range_wide_enough_for_its_grade_is_left_alone() -> None:
    """A guess of 5 to 20 spans a factor of 4."""
    assert () == result({"baseline_minutes": between(5, 20, "guessed")}).widened


def test_what_was_widened_is_said_with_its_reason() -> None:
    """Given, used and why, in a sentence with the input's name in words."""
    (widened,) = result({"baseline_minutes": between(13, 15, "guessed")}).widened
    assert ("baseline_minutes", (13, 15)) == (widened.input_name, widened.given)
    assert widened.used[1] == pytest.approx(3 * widened.used[0])
    assert (
        "Hands-on minutes today: 13 to 15 is a guess, and that allows no range narrower than a factor of 3 from "
        "P5 to P95; the model uses 8.1 to 24."
    ) == widened.why


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(between(0.66, 0.74, "estimated"),
                     "0.66 to 0.74 is an estimate, and that allows no range narrower than a factor of 1.5 from P5 "
                     "to P95; the model uses 0.657 to 0.742.", id="two digits would print the same range twice"),
        pytest.param({"value": 2.529774127310062, "evidence": "estimated"},
                     "2.53 is an estimate, so it cannot count as certain; the model uses 2.1 to 3.1.",
                     id="nobody types sixteen digits"),
    ],
)  # fmt: skip
def test_a_widened_range_is_told_in_digits_that_show_it(given: dict[str, Any], said: str) -> None:
    """As few digits as tell the range that is used from the one that was given."""
    name = "success_share" if "p5" in given else "operate_minutes"
    (widened,) = result({name: given}).widened
    assert widened.why.endswith(f": {said}")


def test_bounds_are_held_to_the_same_rule() -> None:
    """Bounds of 13/14/15 put nine in ten between 13.3 and 14.7, too narrow for an estimate."""
    minutes = used("baseline_minutes", {"min": 13, "likely": 14, "max": 15, "evidence": "estimated"})
    assert 14 == pytest.approx(minutes.median, rel=1e-4)
    assert 1.5 == pytest.approx(minutes.p95 / minutes.p5)


@pytest.mark.parametrize("grade", RATIOS)
@pytest.mark.parametrize(("least", "likely", "most"), [(1.0, 1.2, 1.9), (1.0, 1.0, 1.9), (1.0, 1.9, 1.9)])
def test_widening_cuts_no_side_of_a_lopsided_range(grade: str, least: float, likely: float, most: float) -> None:
    """What a measured range of the same bounds holds, nine times in ten, the widened one holds too."""
    bounds = {"min": least, "likely": likely, "max": most}
    typed = used("effort_overrun", {**bounds, "evidence": "logged"})
    believed = used("effort_overrun", {**bounds, "evidence": grade})
    assert typed.median == pytest.approx(believed.median)
    assert believed.p5 <= typed.p5 * (1 + 1e-9)
    assert typed.p95 <= believed.p95 * (1 + 1e-9)


def figures(found: RoiResult) -> dict[str, Any]:
    """Return everything in a result except what quotes the typed range."""
    return {
        field.name: getattr(found, field.name) for field in dataclasses.fields(found) if field.name != "widened"
    }


def about(expected: Any, found: Any) -> bool:
    """Whether two results are equal but for the rounding of a median."""
    if isinstance(expected, float) and isinstance(found, float):
        return math.isclose(expected, found, rel_tol=1e-6, abs_tol=1e-6)
    if dataclasses.is_dataclass(expected):
        return type(expected) is type(found) and all(
            about(getattr(expected, each.name), getattr(found, each.name)) for each in dataclasses.fields(expected)
        )
    if isinstance(expected, dict):
        return expected.keys() == found.keys() and all(about(expected[key], found[key]) for key in expected)
    if isinstance(expected, tuple):
        return len(expected) == len(found) and all(map(about, expected, found))
    return bool(expected == found)


NARROW = st.fixed_dictionaries(
    {
        "name": st.sampled_from(
            [
                "baseline_minutes",
                "tasks_per_month",
                "adoption_share",
                "success_share",
                "cash_share",
                "labour_cost_per_hour",
                "operate_minutes",
                "one_off_cost",
            ]
        ),
        "grade": st.sampled_from(list(RATIOS)),
        "shrink": st.floats(0.0, 0.98),
        "place": st.floats(0.2, 0.8),
    }
)


def narrowed(name: str, place: float, log_width: float, grade: str) -> dict[str, Any]:
    """Return a range of that width on the input's own scale, or a single number for no width."""
    if INPUTS[name].domain == "share":
        middle = math.log(odds(place))
        ends = [1 / (1 + math.exp(-(middle + side * log_width / 2))) for side in (-1, 1)]
        median = place
    else:
        median = 20 * place
        ends = [median * math.exp(side * log_width / 2) for side in (-1, 1)]
    return {"value": median, "evidence": grade} if log_width < 1e-6 else between(ends[0], ends[1], grade)


@given(NARROW)
@settings(max_examples=40)
def test_narrowing_below_what_the_grade_allows_changes_no_result(drawn: dict[str, Any]) -> None:
    """Claiming more precision than the evidence carries moves no figure; better evidence for the claim does."""
    name, place, allowed = drawn["name"], drawn["place"], math.log(RATIOS[drawn["grade"]])
    claim = narrowed(name, place, drawn["shrink"] * allowed, drawn["grade"])
    honest = narrowed(name, place, allowed, drawn["grade"])
    settled = {
        "one_off_cost": 20_000,
        "platform_cost_per_month": 3_000,
        "caught_automatically_share": 0.5,
        "cost_per_error": 5,
    }
    claimed, plain = (result({**settled, name: typed}, draws=400) for typed in (claim, honest))
    assert about(figures(claimed), figures(plain))
    better = result({**settled, name: {**claim, "evidence": "logged"}}, draws=400)
    assert claimed.npv != better.npv


def test_an_effect_without_a_fair_comparison_is_estimated_at_best() -> None:
    """Timed with AI but compared only before and after: widened like an estimate, said once, not `measured`."""
    timed = {"value": 2, "evidence": "timed"}
    for comparison in ("before-after", "none"):
        minutes = used("operate_minutes", timed, baseline={"comparison": comparison})
        assert Evidence.ESTIMATED == minutes.evidence
        assert 1.5 == pytest.approx(minutes.p95 / minutes.p5)
        told = result({"operate_minutes": timed}, baseline={"comparison": comparison}).assumptions
        assert 1 == sum("count as estimated at best" in sentence for sentence in told)
    for comparison in ("control", "parallel", "demand-adjusted"):
        assert Evidence.TIMED == used("operate_minutes", timed, baseline={"comparison": comparison}).evidence


def test_a_comparison_does_not_touch_what_it_is_not_about() -> None:
    """Volume, prices and today's minutes are known without comparing anything."""
    found = result({}, baseline={"comparison": "none"})
    assert {"operate_minutes"} == {each.input_name for each in found.widened}


def test_a_comparison_nobody_named_is_said() -> None:
    """Leaving the field empty keeps the typed grade, but not in silence."""
    assert any("Nobody said how the effect was compared" in sentence for sentence in result().assumptions)

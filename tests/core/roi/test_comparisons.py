"""Segments, alternatives, and the cash and naive lines: other readings of a case on the same draws."""

from __future__ import annotations

from typing import Any

import pytest

from fortnight.core.roi.results import AlternativeResult, RoiResult, SegmentResult

from .cases import as_inputs, between, logged, result

YEAR = {"discount_rate": 0, "horizon_months": 12}


def segment(found: RoiResult, name: str) -> SegmentResult:
    return next(each for each in found.segments if each.id == name)


def alternative(
    inputs: dict[str, Any] | None = None,
    *,
    draws: int = 1,
    base: dict[str, Any] | None = None,
    kind: str = "buy",
    **case: Any,
) -> AlternativeResult:
    """Return the one alternative of a case."""
    given = {"other": {"title": "Other", "kind": kind, "inputs": as_inputs(inputs or {})}}
    (found,) = result(base, draws=draws, settings=YEAR, alternatives=given, **case).alternatives
    return found


def test_a_segment_carries_the_whole_fixed_cost() -> None:
    """A quarter of the tasks, each worth a minute more, against the full platform and the full build."""
    found = result(
        {"platform_cost_per_month": 500, "one_off_cost": 3_000},
        settings=YEAR,
        segments={"easy": {"name": "Easy", "share": logged(0.25), "operate_minutes": logged(1)}},
    )
    assert 12 * (250 * 9 - 500) - 3_000 == pytest.approx(segment(found, "easy").mean_npv)
    assert "Easy" == segment(found, "easy").name


def test_a_segment_runs_on_the_draws_of_its_case() -> None:
    """A segment that is the whole volume and changes nothing has the case's own figures."""
    inputs = {"tasks_per_month": between(500, 1_500), "platform_cost_per_month": between(4_000, 12_000)}
    found = result(inputs, draws=4_000, segments={"all": {"share": logged(1)}})
    same = segment(found, "all")
    assert (found.npv, found.probability_of_loss) == (same.npv, same.probability_of_loss)
    assert found.payback_limit_percentile == same.payback_p80
    assert found.measured_share == pytest.approx(same.measured_share)


def test_the_share_of_a_segment_is_as_uncertain_as_its_evidence() -> None:
    """A guessed share is widened, told, and counts as a guess in the segment's variance."""
    found = result(draws=4_000, segments={"easy": {"name": "Easy", "share": {"value": 0.5}}})
    assert [
        "Segment Easy. Share of the tasks: 0.5 is a guess, so it cannot count as certain; "
        "the model uses 0.37 to 0.63."
    ] == [each.why for each in found.widened]
    assert 0 == segment(found, "easy").measured_share
    assert 1 == found.measured_share


def test_an_alternative_keeps_what_it_does_not_replace() -> None:
    """Another tool with a licence and half a minute more to operate."""
    found = alternative(
        {"operate_minutes": 2.5, "licence_cost_per_user_month": 10, "users": 40}, base={"one_off_cost": 2_000}
    )
    assert 12 * (7_500 - 400) - 2_000 == pytest.approx(found.mean_npv)


def test_an_alternative_runs_on_the_same_draws() -> None:
    """A tool that is the same but for one unit of cost loses in every draw, however wide the draws are."""
    wide = {"tasks_per_month": between(10, 5_000), "platform_cost_per_month": between(100, 50_000)}
    found = alternative({"one_off_cost": 1}, base=wide, draws=4_000)
    assert 1.0 == found.share_beaten


def test_a_draw_is_no_win() -> None:
    """An alternative that replaces nothing is beaten in no draw."""
    assert 0 == alternative(base={"tasks_per_month": between(500, 1_500)}, draws=2_000).share_beaten


def test_doing_nothing_is_worth_nothing() -> None:
    """It is beaten in exactly the draws with a gain."""
    base = {"platform_cost_per_month": between(5_000, 12_000)}
    found = alternative(kind="nothing", base=base, draws=4_000)
    assert 0 == found.mean_npv
    loss = result(base, draws=4_000, settings=YEAR).probability_of_loss
    assert loss is not None
    assert 1 - loss == pytest.approx(found.share_beaten)


def test_rules_and_more_hands_call_no_model() -> None:
    """They save the cost of calls; a bought tool pays it unless it says otherwise."""
    base = {"cost_per_call": 2}
    assert 12 * 6_000 == pytest.approx(alternative(kind="buy", base=base).mean_npv)
    assert 12 * 8_000 == pytest.approx(alternative(kind="rules", base=base).mean_npv)
    assert 12 * 8_000 == pytest.approx(alternative(kind="more-hands", base=base).mean_npv)


def test_an_alternative_may_price_its_calls_the_other_way() -> None:
    """An invoice replaces the case's tokens, tokens its invoice; half a price list has no figure and says so."""
    tokens = {"input_tokens": 1e6, "output_tokens": 0, "input_price_per_million": 3, "output_price_per_million": 0}
    assert 12 * 5_000 == pytest.approx(alternative(tokens, base={"cost_per_call": 1}).mean_npv)
    by_tokens = {**tokens, "input_price_per_million": 1}
    assert 12 * 6_000 == pytest.approx(
        alternative({"cost_per_call": 2}, base=by_tokens, without=("cost_per_call",)).mean_npv
    )
    half = result(alternatives={"other": {"title": "Other", "kind": "buy", "inputs": {"input_tokens": logged(1)}}})
    assert () == half.alternatives
    assert any("Alternative Other has no figure" in sentence for sentence in half.assumptions)


def test_an_alternative_to_a_live_case_is_still_to_be_introduced() -> None:
    """The live case earns from month 1; the other one only after its own two months, at its own cost."""
    found = alternative({"hardening_months": 2, "one_off_cost": 1_000}, live_at="production")
    assert 10 * 8_000 - 1_000 == pytest.approx(found.mean_npv)


def test_alternatives_are_sorted_by_what_they_bring() -> None:
    """The next-best one comes first."""
    kinds = {
        "dear": {"kind": "buy", "inputs": {"one_off_cost": logged(5_000)}},
        "same": {"kind": "buy", "inputs": {}},
        "no": {"kind": "nothing"},
    }
    assert ["same", "dear", "no"] == [each.id for each in result(settings=YEAR, alternatives=kinds).alternatives]


def test_the_cash_line_leaves_redeployed_time_out() -> None:
    """Of eight minutes a fifth leaves the budget and two fifths go to a named use."""
    found = result({"cash_share": 0.2, "redeployed_share": 0.4}, settings=YEAR)
    assert found.cash is not None
    assert found.economic is not None
    assert 12 * 1_600 == pytest.approx(found.cash.mean_npv)
    assert 12 * 4_800 == pytest.approx(found.economic.mean_npv)
    assert found.economic.mean_npv == found.mean_npv


def test_the_naive_line_is_what_a_simple_calculator_would_say() -> None:
    """All time is money, everybody uses it, nothing fails, is reviewed, costs an error, overruns or slips."""
    found = result(
        {
            "cash_share": 0.2,
            "adoption_share": 0.5,
            "success_share": 0.8,
            "review_share": 1,
            "review_minutes": 2,
            "caught_in_review_share": 0.5,
            "cost_per_error": 50,
            "effort_overrun": 2,
            "slip_months": 3,
            "standing_days_per_month": 10,
            "hardening_days": 10,
            "day_rate": 100,
            "hardening_months": 2,
        },
        settings=YEAR,
    )
    assert found.naive is not None
    assert 10 * 8_000 - 1_000 == pytest.approx(found.naive.mean_npv)
    assert (found.mean_npv or 0) < found.naive.mean_npv / 2

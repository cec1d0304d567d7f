"""What a request costs, against published examples, and what the levers on it bring."""

from __future__ import annotations

import pytest

from fortnight.core.roi.cost import cost_curve

from .cases import between, result

TOKENS = {
    "input_tokens": 2_000,
    "output_tokens": 500,
    "input_price_per_million": 3,
    "output_price_per_million": 15,
}
LONG = {
    "input_tokens": 50_000,
    "output_tokens": 15_000,
    "input_price_per_million": 5,
    "output_price_per_million": 25,
}


def cost(**inputs: object) -> float:
    """Return what one request costs."""
    found = result(inputs, without=("cost_per_call",)).cost_per_request
    assert found is not None
    return found


def test_a_thousand_tickets() -> None:
    """1,000 tickets of 2,000 tokens in and 500 out at 3 and 15 per million: 13.50 (vibereference.com)."""
    assert 13.50 == pytest.approx(1_000 * cost(**TOKENS))


def test_reading_most_of_the_input_from_cache() -> None:
    """50,000 in, 15,000 out at 5 and 25: 0.625; with 40,000 read from cache at a tenth, 0.445.

    Anthropic's price list, less the fixed 0.08 of its example.
    """
    assert 0.625 == pytest.approx(cost(**LONG))
    assert 0.445 == pytest.approx(cost(**LONG, cached_share=0.8))


def test_batches_retries_calls_and_currency_multiply() -> None:
    """Half the calls batched at half price, 10% retried, three calls a task, 0.9 of our currency for theirs."""
    assert 0.0135 * 0.75 * 1.1 * 3 * 0.9 == pytest.approx(
        cost(**TOKENS, batch_share=0.5, retry_share=0.1, calls_per_task=3, exchange_rate=0.9)
    )


def test_an_invoice_replaces_tokens_and_prices() -> None:
    """What one call cost on the invoice is already in our currency."""
    found = result({**TOKENS, "cost_per_call": 0.02, "exchange_rate": 0.5})
    assert 0.02 == pytest.approx(found.cost_per_request)
    assert any("invoice" in sentence and "tokens in" in sentence for sentence in found.assumptions)


def test_without_a_language_model_calls_cost_nothing() -> None:
    """No price is asked for, and none is counted."""
    found = result({**TOKENS, "calls_per_task": 4}, without=("cost_per_call",), language_model=False)
    assert 0 == found.cost_per_request
    assert () == found.levers


def test_the_price_list_is_assumed_only_with_its_source() -> None:
    """The two defaults that exist name where they come from, and only where they matter."""
    batched = result({**TOKENS, "batch_share": 0.3}, without=("cost_per_call",)).assumptions
    assert any("0.5 is assumed (Anthropic price list" in sentence for sentence in batched)
    assert not any("Cache price" in sentence for sentence in batched)


def test_cost_per_request_falls_with_volume_towards_the_cost_of_calls() -> None:
    """1,000 tasks at 0.02 a call and 500 a month: 0.52 each now, 0.07 at ten times the volume."""
    curve = result({"cost_per_call": 0.02, "platform_cost_per_month": 500}).cost_curve
    by_volume = {round(point.requests_per_month): point.full_cost for point in curve}
    assert 0.52 == pytest.approx(by_volume[1_000])
    assert 0.07 == pytest.approx(by_volume[10_000])
    assert [0.02] * len(curve) == [pytest.approx(point.call_cost) for point in curve]


def test_levers_are_what_ifs_on_the_same_draws() -> None:
    """Each lever's gain is the work done times what a request becomes cheaper, so the four order by saving."""
    found = result(
        {**TOKENS, "tasks_per_month": between(800, 1_200)},
        without=("cost_per_call",),
        draws=2_000,
        settings={"discount_rate": 0, "horizon_months": 10},
        language_model=True,
    )
    gains = {lever.id: lever for lever in found.levers}
    assert {"smaller-model", "caching", "shorter-context", "batching"} == set(gains)
    assert found.npv is not None
    tasks = found.cost_curve[3].requests_per_month
    expected = {
        "smaller-model": 0.0135 / 2,
        "caching": 0.006 * 0.72,
        "shorter-context": 0.003,
        "batching": 0.0135 / 2,
    }
    for name, saved in expected.items():
        assert 10 * tasks * saved == pytest.approx(gains[name].npv_gain)
        assert 0.0135 - saved == pytest.approx(gains[name].cost_per_request)


def test_a_lever_that_risks_quality_says_how_much_success_it_may_cost() -> None:
    """A failure is redone in ten minutes worth 10, so a call 0.006 cheaper is worth 0.06 points of success."""
    found = result({"cost_per_call": 0.012, "caught_automatically_share": 1})
    assert ["If success falls by more than 0.06 percentage points, the gain is gone."] == [
        lever.assumption.partition(" success. ")[2] for lever in found.levers
    ]


def test_a_lever_already_pulled_is_not_offered() -> None:
    """Everything batched and most of it cached leaves the model and the context."""
    found = result({**TOKENS, "batch_share": 1, "cached_share": 0.9}, without=("cost_per_call",))
    assert {"smaller-model", "shorter-context"} == {lever.id for lever in found.levers}


def test_no_volume_has_no_cost_per_request() -> None:
    """Nothing to share the running cost by: not at zero, nor at a volume whose tenth is no number any more."""
    assert () == cost_curve(0.02, 500.0, 0.0) == cost_curve(0.02, 500.0, 5e-324)

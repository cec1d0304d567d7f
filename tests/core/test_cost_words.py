"""The cost of a request as it is read aloud."""

from __future__ import annotations

from fortnight.core.cost_words import cost_lines
from fortnight.core.wording import Wording
from tests.core.roi.cases import result

TOKENS = {
    "input_tokens": 2_000, "output_tokens": 500, "input_price_per_million": 3, "output_price_per_million": 15,
}


def test_calls_volume_and_levers_are_told() -> None:
    """0.0135 a request; 500 a month shared by 100, 1,000 and 10,000 of them; then what would make it cheaper."""
    found = result({**TOKENS, "platform_cost_per_month": 500}, without=("cost_per_call",), language_model=True)
    calls, by_volume, *levers = cost_lines(found, Wording("EUR"))
    assert "Cost of one request: €0.014 for the model calls." == calls
    volumes = "€5 at 100, €0.51 at 1,000 and €0.064 at 10,000"
    assert f"With all that keeps it running, by requests a month: {volumes}." == by_volume
    assert ["Smaller model", "Batching", "Caching", "Shorter context"] == [
        line.partition(" would raise the mean net present value by €")[0] for line in levers
    ]
    assert all("a request. " in line for line in levers)


def test_without_figures_nothing_is_said() -> None:
    """No price is invented for a case whose inputs are missing."""
    assert [] == list(cost_lines(result(without=("cost_per_call",), language_model=True), Wording("EUR")))

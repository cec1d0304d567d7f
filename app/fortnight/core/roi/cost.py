"""What one request costs: calls, retries, tokens, cache, batches and currency; and the levers on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fortnight.core.phrase import say
from fortnight.core.roi.results import CostPoint
from fortnight.core.roi.sampling import Array, Values

VOLUMES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Points of the cost curve as multiples of the expected volume."""


def cost_of_call(values: Values) -> Array:
    """Return the cost of one model call in the assessment's currency.

    The invoice's where it is given; else tokens times prices, cached and batched shares at their own price,
    times the exchange rate of the price list.
    """
    if "cost_per_call" in values:
        return values["cost_per_call"]
    cached = values["cached_share"]
    tokens_in = values["input_tokens"] * ((1 - cached) + cached * values["cached_price_ratio"])
    price_in, price_out = values["input_price_per_million"], values["output_price_per_million"]
    price = (tokens_in * price_in + values["output_tokens"] * price_out) / 1e6
    batched = 1 - values["batch_share"] * (1 - values["batch_price_ratio"])
    cost: Array = values["exchange_rate"] * price * batched
    return cost


def cost_per_request(values: Values) -> Array:
    """Return the cost of all model calls for one task, retries included."""
    cost: Array = values["calls_per_task"] * (1 + values["retry_share"]) * cost_of_call(values)
    return cost


def cost_curve(call_cost: float, running_cost: float, volume: float) -> tuple[CostPoint, ...]:
    """Return the cost per request at several monthly volumes: calls alone, and with running cost shared out."""
    if volume * VOLUMES[0] <= 0:
        return ()
    return tuple(
        CostPoint(times * volume, call_cost, call_cost + running_cost / (times * volume)) for times in VOLUMES
    )


@dataclass(frozen=True, slots=True)
class Lever:
    """A what-if on the cost of calls; the size is a supposition, not a promise."""

    id: str
    title: str
    assumption: str
    scaled: Mapping[str, float]
    """Inputs that are multiplied."""
    replaced: Mapping[str, float]
    """Inputs that take this value."""
    risks_quality: bool
    """Whether pulling it may cost success."""

    def pull(self, values: Values) -> Values:
        """Return `values` with the lever pulled."""
        changed = {name: values[name] * factor for name, factor in self.scaled.items()}
        return values | changed | {name: np.array([value]) for name, value in self.replaced.items()}


_SMALLER = ("smaller-model", say("Smaller model"))
_HALF_PRICES = Lever(*_SMALLER, say("Both token prices fall to half, at the same success."),
                     {"input_price_per_million": 0.5, "output_price_per_million": 0.5}, {}, True)
_HALF_INVOICE = Lever(*_SMALLER, say("A call costs half, at the same success."), {"cost_per_call": 0.5}, {}, True)
_CACHING = Lever("caching", say("Caching"), say("80% of the input is read from cache."), {}, {"cached_share": 0.8},
                 False)
_SHORTER = Lever("shorter-context", say("Shorter context"), say("Half the input tokens, at the same success."),
                 {"input_tokens": 0.5}, {}, True)
_BATCHING = Lever("batching", say("Batching"),
                  say("Every call is sent in a batch, so results may come hours later."), {},
                  {"batch_share": 1.0}, False)


def levers(medians: Mapping[str, float]) -> Sequence[Lever]:
    """Return the levers that can still be pulled, given the medians of the inputs in use."""
    if "cost_per_call" in medians:
        return (_HALF_INVOICE,) if medians["cost_per_call"] > 0 else ()
    return tuple(
        lever for lever in (_HALF_PRICES, _CACHING, _SHORTER, _BATCHING)
        if all(medians[name] < value for name, value in lever.replaced.items())
    )

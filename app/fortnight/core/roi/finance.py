"""Present value, payback and internal rate of return, for many cash flows at once.

Flows come as rows of periods, 1 to T; each column is one draw. Flows fall at the end of their period.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fortnight.core.roi.sampling import Array


def rate_per_month(rate_per_year: float) -> float:
    """Return the monthly rate that compounds to `rate_per_year`."""
    return float((1 + rate_per_year) ** (1 / 12) - 1)


def discount_factors(rate: float, periods: int) -> Array:
    """Return what one unit at the end of each period 1 to `periods` is worth today."""
    factors: Array = (1 + rate) ** -np.arange(1.0, periods + 1)
    return factors


def present_value(flows: Array, rate: float) -> Array:
    """Return the sum of flow_t / (1 + rate)^t over the periods t = 1, 2, and so on, for each column."""
    values: Array = discount_factors(rate, len(flows)) @ flows
    return values


def running_sum(flows: Array) -> Array:
    """Return the sum of the flows up to the end of each period."""
    sums = np.empty_like(flows)
    sums[0] = flows[0]
    for period in range(1, len(flows)):  # np.cumsum along the first axis is several times slower
        np.add(sums[period - 1], flows[period], out=sums[period])
    return sums


def payback(sums: Array) -> Array:
    """Return the period, interpolated inside it, at which each running sum crosses zero for good.

    0 where it never lies below zero, infinity where it ends below zero.
    """
    periods, draws = sums.shape
    numbers = np.arange(1, periods + 1, dtype=np.uint8)[:, np.newaxis]
    last_below = ((sums < 0) * numbers).max(axis=0).astype(np.intp)
    columns = np.arange(draws)
    below = sums[np.maximum(last_below - 1, 0), columns]
    above = sums[np.minimum(last_below, periods - 1), columns]
    rise = np.where(last_below > 0, above - below, 1.0)
    crossed = (last_below > 0) & (last_below < periods)
    inside = np.divide(-below, rise, out=np.zeros(draws), where=crossed)
    return np.where(last_below == periods, np.inf, last_below + inside)


@dataclass(frozen=True, slots=True)
class InternalRate:
    """The rate per period at which a flow's present value is zero, or why there is none."""

    rate: float | None
    why_not: str


def internal_rate(flows: Array) -> InternalRate:
    """Return the internal rate of return of one flow, its first entry being worth its face value.

    With one change of sign there is exactly one rate (Descartes); with more there may be several, and none
    of them is singled out.
    """
    signs = np.sign(flows[flows != 0])
    changes = int((signs[1:] != signs[:-1]).sum())
    if changes == 0:
        return InternalRate(None, "no rate: the flow never changes sign")
    if changes > 1:
        return InternalRate(None, f"no single rate: the flow changes sign {changes} times")

    def value_at(growth: float) -> float:
        """Return the value with a discount factor of exp(-growth) for each period."""
        return float(flows @ np.exp(-growth * np.arange(len(flows))))

    low, high = -1.0, 1.0
    while value_at(low) * value_at(high) > 0 and high < _STEEPEST:
        low, high = 2 * low, 2 * high
    if value_at(low) * value_at(high) > 0:
        return InternalRate(None, "no rate: it lies beyond any that could be meant")
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if value_at(low) * value_at(middle) > 0 else (low, middle)
    return InternalRate(float(np.expm1((low + high) / 2)), "")


_STEEPEST = 4.0
"""exp(4) - 1 is 5,360% in one period."""

"""The probability distributions behind uncertain inputs; no NumPy here, so a screen may ask for a median.

A 90% range becomes a lognormal (positive quantities), a logit-normal (shares) or a normal distribution
(signed ones); hard bounds become a PERT distribution with lambda 4. Nothing is ever clipped.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Literal

from fortnight.core.quantity import Quantity
from fortnight.core.roi.inputs import Domain

Z95 = NormalDist().inv_cdf(0.95)
"""Standard deviations from the median to P95 of a normal distribution: 1.645."""

Scale = Literal["plain", "log", "logit"]
"""On which scale an input is normally distributed."""

SCALE_OF: dict[Domain, Scale] = {"positive": "log", "share": "logit", "signed": "plain"}


@dataclass(frozen=True, slots=True)
class Fixed:
    """A number without uncertainty."""

    value: float

    def quantile(self, _probability: float) -> float:
        """Return the value."""
        return self.value


@dataclass(frozen=True, slots=True)
class Normal:
    """Normal on its scale: `centre` and `spread` are the mean and standard deviation there."""

    centre: float
    spread: float
    scale: Scale

    def quantile(self, probability: float) -> float:
        """Return the value that is not exceeded with that probability, between 0 and 1 exclusive."""
        return from_scale(self.centre + self.spread * NormalDist().inv_cdf(probability), self.scale)


@dataclass(frozen=True, slots=True)
class Pert:
    """A beta distribution between hard bounds: alpha = 1 + 4 (likely - min)/(max - min), alpha + beta = 6."""

    low: float
    likely: float
    high: float

    @property
    def table(self) -> tuple[float, ...]:
        """Cumulative probability at evenly spaced points from `low` to `high`."""
        return _beta_table(1 + 4 * (self.likely - self.low) / (self.high - self.low))

    def quantile(self, probability: float) -> float:
        """Return the value that is not exceeded with that probability, between 0 and 1."""
        table = self.table
        cell = min(bisect_right(table, probability), len(table) - 1) - 1
        inside = (probability - table[cell]) / (table[cell + 1] - table[cell])
        return self.low + (self.high - self.low) * (cell + inside) / (len(table) - 1)


Distribution = Fixed | Normal | Pert


def distribution_of(quantity: Quantity, domain: Domain) -> Distribution:
    """Return the distribution that `quantity` stands for, before its evidence is asked for.

    The quantity must make sense for the domain: no 90% range of a positive quantity or share that touches 0.
    """
    if quantity.kind == "value":
        return Fixed(quantity.low)
    if quantity.kind == "bounds":
        likely = quantity.low if quantity.likely is None else float(quantity.likely)
        return Pert(quantity.low, likely, quantity.high)
    scale = SCALE_OF[domain]
    low, high = to_scale(quantity.low, scale), to_scale(quantity.high, scale)
    return Normal((low + high) / 2, (high - low) / (2 * Z95), scale)


def to_scale(value: float, scale: Scale) -> float:
    """Return `value` on the scale on which its input is normally distributed."""
    if scale == "log":
        return math.log(value)
    return math.log(value / (1 - value)) if scale == "logit" else value


def from_scale(value: float, scale: Scale) -> float:
    """Return what a point of that scale stands for."""
    if scale == "log":
        return math.exp(value)
    return 1 / (1 + math.exp(-value)) if scale == "logit" else value


_CELLS = 400
_NODES = ((0.5 - math.sqrt(0.15), 5 / 18), (0.5, 8 / 18), (0.5 + math.sqrt(0.15), 5 / 18))
"""Three-point Gauss-Legendre rule on the unit interval: place and weight."""


@lru_cache(maxsize=256)
def _beta_table(alpha: float) -> tuple[float, ...]:
    """Return the cumulative beta(alpha, 6 - alpha) distribution at `_CELLS` + 1 even points from 0 to 1."""
    left, right = alpha - 1, 5 - alpha
    total, running = 0.0, [0.0]
    for cell in range(_CELLS):
        for place, weight in _NODES:
            x = (cell + place) / _CELLS
            total += weight * x**left * (1 - x) ** right
        running.append(total)
    return tuple(value / total for value in running)

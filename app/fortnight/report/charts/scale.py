"""From values to positions, and round numbers for an axis."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from a range of values to a range of positions."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the position of `value`."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def clamp(self, value: float) -> float:
        """Return the position of `value`, at the nearer end when it lies outside."""
        return self.at(min(max(value, self.low), self.high))


def round_steps(low: float, high: float, about: int = 4) -> tuple[float, ...]:
    """Return round numbers (1, 2 or 5 times a power of ten apart) that enclose `low` to `high`."""
    if high <= low:
        high = low + 1
    rough = (high - low) / max(1, about)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(step * index for index in range(first, last + 1))

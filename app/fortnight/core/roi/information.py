"""What knowing more is worth, and whose uncertainty makes the spread.

The value of knowing one input exactly is estimated by sorting the draws by that input into bins of equal
probability: with the input known, one would go ahead in the bins whose mean NPV is positive. Chance alone
gives bins with a positive mean, so a value counts only above the floor that random bins reach.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fortnight.core.quantity import Evidence
from fortnight.core.roi.results import InputWorth
from fortnight.core.roi.sampling import CHUNK, Array

_PERMUTATIONS = 20
"""The floor is the largest value of so many random orders: about one in twenty inputs passes by chance."""

_LEAST_BINS, _MOST_BINS = 4, 100


def value_of_information(payoffs: Array, weights: Array) -> float:
    """Return the expected gain from knowing the state before choosing the option.

    `payoffs` has a row for each option and a column for each state, `weights` the states' probabilities.
    With perfect information the best option is taken in each state; without, the one best on average.
    """
    informed, uninformed = float(payoffs.max(axis=0) @ weights), float((payoffs @ weights).max())
    rounding = 1e-12 * float(np.abs(payoffs).max())
    return informed - uninformed if informed - uninformed > rounding else 0.0


def value_of_knowing(npv: Array, weights: Array) -> float:
    """Return the value of knowing the NPV's state when the options are to go ahead or to stop at 0."""
    return value_of_information(np.stack([npv, np.zeros_like(npv)]), weights)


def perfect_information(npv: Array) -> float:
    """Return the expected value of perfect information (EVPI) over equally likely draws."""
    return value_of_knowing(npv, np.full(len(npv), 1 / len(npv)))


class Binning:
    """Sums of NPV in bins of equal probability of each input, gathered chunk by chunk."""

    def __init__(self, streams: Sequence[str], draws: int) -> None:
        self.streams = tuple(streams)
        self._bins = min(int(np.clip(round(draws ** (1 / 3)), _LEAST_BINS, _MOST_BINS)), draws)
        self._bin_of = np.arange(CHUNK) * self._bins // CHUNK
        self._offsets = np.arange(len(self.streams))[:, np.newaxis] * self._bins
        self._shape = (len(self.streams), self._bins)
        self._sums = np.zeros(self._shape)
        self._counts = np.zeros(self._shape)

    def add(self, strata: NDArray[np.intp], npv: Array) -> None:
        """Add draws; `strata` says for each stream into which of the `CHUNK` slices each draw fell."""
        places = (self._bin_of[strata] + self._offsets).ravel()
        size = self._sums.size
        weights = np.broadcast_to(npv, strata.shape).ravel()
        self._sums += np.bincount(places, weights=weights, minlength=size).reshape(self._shape)
        self._counts += np.bincount(places, minlength=size).reshape(self._shape)

    def worth(self, npv: Array, rng: np.random.Generator) -> tuple[InputWorth, ...]:
        """Return what knowing each input is worth, largest first, 0 where chance reaches as much."""
        floor = self._noise_floor(npv, rng)
        found = []
        for stream, sums, counts in zip(self.streams, self._sums, self._counts, strict=True):
            filled = counts > 0
            raw = value_of_knowing(sums[filled] / counts[filled], counts[filled] / counts.sum())
            found.append(InputWorth(stream, raw if raw > floor else 0.0, floor))
        return tuple(sorted(found, key=lambda each: -each.worth))

    def variance_shares(self, npv: Array) -> dict[str, float]:
        """Return the share of each input in the variance of NPV, summing to 1; empty when nothing varies.

        First-order shares: the variance between bins, less what chance alone puts between them. What inputs
        do only together is spread over them in proportion; equally, should they do nothing alone.
        """
        spread = float(npv.var())
        if spread <= 0 or not self.streams:
            return {}
        counts = np.maximum(self._counts, 1)
        between = (self._counts * (self._sums / counts - npv.mean()) ** 2).sum(axis=1) / len(npv)
        by_chance = (self._bins - 1) / len(npv) * np.maximum(spread - between, 0)
        own = np.maximum(between - by_chance, 0)
        total = float(own.sum())
        if total <= 0:
            return dict.fromkeys(self.streams, 1 / len(self.streams))
        return {stream: float(part) / total for stream, part in zip(self.streams, own, strict=True)}

    def _noise_floor(self, npv: Array, rng: np.random.Generator) -> float:
        """Return the largest value that bins filled at random reach."""
        starts = np.arange(self._bins) * len(npv) // self._bins
        counts = np.diff(np.append(starts, len(npv)))
        shuffled = npv.copy()
        reached = 0.0
        for _ in range(_PERMUTATIONS):
            rng.shuffle(shuffled)
            sums = np.add.reduceat(shuffled, starts)
            reached = max(reached, value_of_knowing(sums / counts, counts / len(npv)))
        return reached


def shares_by_evidence(shares: dict[str, float], grades: dict[str, Evidence]) -> dict[Evidence, float]:
    """Return the share of the variance of NPV by the grade of the input that causes it, best grade first."""
    sums = dict.fromkeys(Evidence, 0.0)
    for stream, share in shares.items():
        sums[grades[stream]] += share
    return {grade: share for grade, share in sums.items() if share > 0}


def measured_share(by_evidence: dict[Evidence, float]) -> float:
    """Return the part of the variance that comes from measured inputs; 1 when nothing varies."""
    return sum(share for grade, share in by_evidence.items() if grade.is_measured) if by_evidence else 1.0

"""Draws of the uncertain inputs, in chunks of fixed size so that memory stays bounded.

Every input has a stream of its own, grown from the seed, the use case and the input's name: adding an input
leaves the draws of all others as they were, and two readings of a case (a segment, an alternative) run on
the same draws. Inside a chunk the draws are stratified (Latin hypercube): one draw in each of `CHUNK` equal
slices of probability, in random order. Marginals are exact; nothing is clipped.

A seed gives the same draws on the same machine and build of NumPy; other machines may differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from fortnight.core.roi.correlation import Correlation
from fortnight.core.roi.distributions import Distribution, Fixed, Normal, Pert
from fortnight.core.roi.prepare import SHARED_STREAMS

CHUNK = 2000

Array = NDArray[np.float64]
Values = dict[str, Array]
"""Inputs by name: one number for each draw, or a single one where the input is fixed."""


class Chunk:
    """Up to `CHUNK` draws: the same ranks for every distribution that is asked of a stream."""

    def __init__(self, size: int, rows: Mapping[str, int], strata: NDArray[np.intp], uniforms: Array) -> None:
        self.size = size
        self._rows = rows
        self._strata = strata
        self._uniforms = uniforms
        self._scores = normal_quantiles(uniforms)
        self._drawn: dict[tuple[str, Distribution], Array] = {}

    def strata(self, streams: Sequence[str]) -> NDArray[np.intp]:
        """Return, for each stream and draw, which of the `CHUNK` slices of probability it fell into."""
        return self._strata[[self._rows[stream] for stream in streams], : self.size]

    def of(self, stream: str, distribution: Distribution) -> Array:
        """Return the draws of `distribution` that the ranks of `stream` give."""
        key = (stream, distribution)
        if key not in self._drawn:
            self._drawn[key] = self._draw(stream, distribution)
        return self._drawn[key]

    def values(self, distributions: Mapping[str, Distribution]) -> Values:
        """Return the draws of each input, its stream being its name."""
        return {name: self.of(name, distribution) for name, distribution in distributions.items()}

    def _draw(self, stream: str, distribution: Distribution) -> Array:
        if isinstance(distribution, Fixed):
            return np.array([distribution.value])
        row = self._rows[stream]
        if isinstance(distribution, Pert):
            table = distribution.table
            position = np.interp(self._uniforms[row], table, np.linspace(0.0, 1.0, len(table)))
            rising = distribution.low + (distribution.high - distribution.low) * position
        else:
            rising = _from_scores(distribution, self._scores[row])
        drawn: Array = rising.take(self._strata[row, : self.size])
        return drawn


def chunks(
    streams: Sequence[str], draws: int, *, seed: int, case_id: str, correlation: Correlation | None
) -> Iterator[Chunk]:
    """Yield `draws` draws of `streams` in chunks; raises ValueError when there are none to draw."""
    if draws < 1:
        raise ValueError(f"{draws} draws are none; ask for at least 1")
    generators = [_generator(seed, case_id, stream) for stream in streams]
    rows = {stream: row for row, stream in enumerate(streams)}
    slices = np.arange(CHUNK)
    for start in range(0, draws, CHUNK):
        strata = np.empty((len(streams), CHUNK), dtype=np.intp)
        uniforms = np.empty((len(streams), CHUNK))
        for row, generator in enumerate(generators):
            strata[row] = generator.random(CHUNK).argsort()
            uniforms[row] = (slices + _inside(generator.random(CHUNK))) / CHUNK
        if correlation is not None:
            _move_together(strata, [rows[name] for name in correlation.names], np.array(correlation.root))
        yield Chunk(min(CHUNK, draws - start), rows, strata, uniforms)


def normal_quantiles(probabilities: Array) -> Array:
    """Return standard normal quantiles, to 1e-7, of rows that rise (Wichura 1988, AS 241, PPND7)."""
    offsets = probabilities - 0.5
    scores = np.empty_like(probabilities)
    tail = int(0.075 * probabilities.shape[-1])
    middle = slice(tail, probabilities.shape[-1] - tail)
    q = offsets[..., middle]
    r = 0.180625 - q * q
    scores[..., middle] = q * (
        ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
    ) / (((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0)
    scores[..., :tail] = -_tail_quantiles(probabilities[..., :tail])
    scores[..., middle.stop :] = _tail_quantiles(1.0 - probabilities[..., middle.stop :])
    return scores


def _tail_quantiles(beyond: Array) -> Array:
    r = np.sqrt(-np.log(beyond)) - 1.6
    top = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
    quantiles: Array = top / ((0.12021132975 * r + 0.73700164250) * r + 1.0)
    return quantiles


def _inside(uniform: Array) -> Array:
    """Return uniform numbers that touch neither 0 nor 1, where a quantile would be infinite."""
    return 1e-9 + (1 - 2e-9) * uniform


def _from_scores(distribution: Normal, scores: Array) -> Array:
    on_scale = distribution.centre + distribution.spread * scores
    if distribution.scale == "log":
        return np.exp(on_scale)
    if distribution.scale == "logit":
        shares: Array = 1 / (1 + np.exp(-on_scale))
        return shares
    return on_scale


def _move_together(strata: NDArray[np.intp], rows: Sequence[int], root: Array) -> None:
    """Reorder the draws of `rows` so that their normal scores correlate as root times its transpose says.

    The method of Iman and Conover (1982): marginals stay as they are. The first of them keeps its order.
    """
    scores = normal_quantiles((np.arange(CHUNK) + 0.5) / CHUNK)[strata[rows]].T
    found = np.linalg.cholesky(np.corrcoef(scores, rowvar=False).reshape(len(rows), len(rows)))
    wanted = scores @ np.linalg.inv(found).T @ root.T
    for place, row in enumerate(rows):
        strata[row, wanted[:, place].argsort(kind="stable")] = np.arange(CHUNK)


def _generator(seed: int, case_id: str, stream: str) -> np.random.Generator:
    owner = "" if stream in SHARED_STREAMS else case_id
    words = blake2b(f"{owner}\0{stream}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, int.from_bytes(words)])))

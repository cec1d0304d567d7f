"""Rank correlations between inputs: read, turned, and refused when they contradict one another; no NumPy.

Iman and Conover reorder draws by normal scores. For two normal variables with correlation r the rank
correlation is 6/pi asin(r/2), so a rank correlation rho is reached with r = 2 sin(pi rho/6).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from fortnight.core.figures import RoiTable

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Correlation:
    """The inputs that move together, and a lower triangular root of the matrix of their normal scores."""

    names: tuple[str, ...]
    root: tuple[tuple[float, ...], ...]


def pairs(table: RoiTable) -> dict[tuple[str, str], float]:
    """Return each typed pair of inputs, in alphabetical order inside the pair, with its rank correlation."""
    found: dict[tuple[str, str], float] = {}
    for first, row in table.correlations.items():
        for second, rho in row.items():
            found[min(first, second), max(first, second)] = float(rho)
    return found


def correlation_of(targets: dict[tuple[str, str], float], order: Sequence[str]) -> Correlation | None:
    """Return how the inputs in `order` that `targets` names move together; None when they cannot.

    Inputs named in `targets` and absent from `order` are left out: a fixed number moves with nothing.
    """
    kept = {pair: rho for pair, rho in targets.items() if pair[0] in order and pair[1] in order}
    names = tuple(name for name in order if any(name in pair for pair in kept))
    matrix = [
        [1.0 if a == b else 2 * math.sin(math.pi * kept.get((min(a, b), max(a, b)), 0.0) / 6) for b in names]
        for a in names
    ]
    root = _lower_root(matrix)
    return None if root is None else Correlation(names, root)


def _lower_root(matrix: list[list[float]]) -> tuple[tuple[float, ...], ...] | None:
    """Return L with L L' = `matrix`, or None when the matrix is not positive semidefinite (Cholesky)."""
    root: list[list[float]] = []
    for i, row in enumerate(matrix):
        root.append([0.0] * len(matrix))
        for j in range(i + 1):
            rest = row[j] - math.fsum(root[i][k] * root[j][k] for k in range(j))
            if i == j:
                if rest < -_TOLERANCE:
                    return None
                root[i][i] = math.sqrt(rest) if rest > _TOLERANCE else 0.0
            elif root[j][j] > 0:
                root[i][j] = rest / root[j][j]
            elif abs(rest) > math.sqrt(_TOLERANCE):
                return None
    return tuple(tuple(row) for row in root)

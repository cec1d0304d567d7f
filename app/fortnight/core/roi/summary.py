"""Many draws in a few numbers."""

from __future__ import annotations

import numpy as np

from fortnight.core.roi.results import Line, MonthBand, Percentiles
from fortnight.core.roi.sampling import Array


def percentile(draws: Array, share: float) -> float | None:
    """Return the smallest draw that at least `share` of the draws do not exceed; None for never (infinite)."""
    place = min(max(int(np.ceil(share * len(draws) - 1e-9)) - 1, 0), len(draws) - 1)
    value = float(np.partition(draws, place)[place])
    return value if np.isfinite(value) else None


def percentiles(draws: Array) -> Percentiles:
    """Return P10, P50 and P90 of finite draws."""
    low, middle, high = np.quantile(draws, (0.1, 0.5, 0.9))
    return Percentiles(float(low), float(middle), float(high))


def percentiles_or_never(draws: Array) -> Percentiles:
    """Return P10, P50 and P90, each None where that many draws are infinite."""
    return Percentiles(percentile(draws, 0.1), percentile(draws, 0.5), percentile(draws, 0.9))


def share_of(holds: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> float:
    """Return the share of the draws in which something holds."""
    return float(holds.mean())


def line(npv: Array) -> Line:
    """Return one reading of the business case."""
    return Line(percentiles(npv), float(npv.mean()), share_of(npv < 0))


def bands(sums: Array) -> tuple[MonthBand, ...]:
    """Return P10, P50 and P90 of the running sum at the end of each month; months are rows."""
    low, middle, high = np.quantile(sums, (0.1, 0.5, 0.9), axis=1)
    return tuple(
        MonthBand(month, float(p10), float(p50), float(p90))
        for month, (p10, p50, p90) in enumerate(zip(low, middle, high, strict=True), start=1)
    )

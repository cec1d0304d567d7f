"""From tasks timed with a stopwatch to the figure that the money model wants: the mean, as far as it is known."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev

from fortnight.core.quantity import Evidence, Quantity

ENOUGH_TO_MEASURE = 5
"""Fewer timed tasks than this are an impression: they count as estimated."""

_T95 = (
    6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812,
    1.796, 1.782, 1.771, 1.761, 1.753, 1.746, 1.740, 1.734, 1.729, 1.725,
    1.721, 1.717, 1.714, 1.711, 1.708, 1.706, 1.703, 1.701, 1.699, 1.697,
)  # fmt: skip
"""The 95th percentile of Student's t for 1 to 30 degrees of freedom."""


def timed_quantity(minutes: Sequence[float]) -> Quantity:
    """Return the mean of timed minutes a task, with a 90% range of that mean (Student's t).

    The range says how well these tasks give the mean, not how much tasks differ. Where it would reach down to 0,
    the shortest, the mean and the longest task are given as bounds. Fewer than five tasks count as estimated.
    Raises ValueError with a sentence for no task, or for one that took no time.
    """
    if not minutes:
        raise ValueError("Type the minutes of at least one task.")
    if min(minutes) <= 0:
        raise ValueError("A task takes more than 0 minutes; leave out what was not timed.")
    count, mean = len(minutes), round(fmean(minutes), 2)
    evidence = Evidence.TIMED if count >= ENOUGH_TO_MEASURE else Evidence.ESTIMATED
    tasks = "1 task" if count == 1 else f"{count} tasks"
    source = f"{tasks} timed: {', '.join(f'{each:g}' for each in minutes)} minutes"
    spread = stdev(minutes) if count > 1 else 0.0
    if spread == 0:
        return Quantity(value=mean, evidence=evidence, source=source)
    half = _t95(count - 1) * spread / sqrt(count)
    if half >= mean:
        return Quantity(min=min(minutes), likely=mean, max=max(minutes), evidence=evidence, source=source)
    low, high = round(mean - half, 2), round(mean + half, 2)
    return Quantity(p5=low, p95=high, evidence=evidence, source=source)


def _t95(degrees: int) -> float:
    """Return the quantile; beyond the table Cornish and Fisher's first terms, good to two decimals there."""
    if degrees <= len(_T95):
        return _T95[degrees - 1]
    normal = 1.6448536269514722
    return normal + (normal**3 + normal) / (4 * degrees)

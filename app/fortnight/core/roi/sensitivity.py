"""What the result hangs on: the tornado, and the break-even of each lever, in the median case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from fortnight.core.roi.inputs import CASH_AND_REDEPLOYED, INPUTS, MINUTES_SAVED
from fortnight.core.roi.model import (
    Frame,
    amounts,
    economics_of,
    net_value,
    task_economics,
    timing,
)
from fortnight.core.roi.prepare import ModelCase
from fortnight.core.roi.results import BreakEven, TornadoBar
from fortnight.core.roi.sampling import Array, Values

Range = tuple[float, float]
"""P5 and P95."""

_LEVERS = ("success_share", "adoption_share", CASH_AND_REDEPLOYED, "tasks_per_month", "baseline_minutes",
           MINUTES_SAVED)


def tornado(case: ModelCase, frame: Frame) -> tuple[TornadoBar, ...]:
    """Return NPV with each uncertain input at its P10 and P90, the others at their medians, widest first."""
    names = case.uncertain
    if not names:
        return ()
    columns = 2 * len(names)
    values = {name: np.full(columns, median) for name, median in case.medians.items()}
    for place, name in enumerate(names):
        distribution = case.inputs[name].distribution
        values[name][2 * place : 2 * place + 2] = distribution.quantile(0.1), distribution.quantile(0.9)
    npv = net_value(task_economics(values), amounts(values), timing(values, frame.months).discounted(frame.rate))
    bars = [
        TornadoBar(name, float(values[name][2 * place]), float(values[name][2 * place + 1]),
                   float(npv[2 * place]), float(npv[2 * place + 1]))
        for place, name in enumerate(names)
    ]
    return tuple(sorted(bars, key=lambda bar: -abs(bar.npv_high - bar.npv_low)))


def npv_at_medians(case: ModelCase, frame: Frame) -> float:
    """Return NPV with every input at its median."""
    medians = {name: np.array([median]) for name, median in case.medians.items()}
    when = timing(medians, frame.months).discounted(frame.rate)
    return float(net_value(task_economics(medians), amounts(medians), when)[0])


def break_evens(case: ModelCase, frame: Frame, derived: Mapping[str, Range]) -> tuple[BreakEven, ...]:
    """Return for each lever the value at which the median case neither gains nor loses.

    `derived` gives the P5 and P95 of the two levers that are no inputs. A share is searched from 0 to 1, a
    quantity up to a million times its median, minutes saved up to all the minutes of today.
    """
    medians = {name: np.array([median]) for name, median in case.medians.items()}
    when = timing(medians, frame.months).discounted(frame.rate)
    saved = float(task_economics(medians).minutes_saved[0])

    def npv_with(name: str, tried: Array) -> Array:
        """Return the median case's NPV with the lever at each of the tried values."""
        if name == MINUTES_SAVED:
            return net_value(economics_of(medians, tried), amounts(medians), when)
        values = medians | _setting(name, tried)
        return net_value(task_economics(values), amounts(values), when)

    found = []
    for name in _LEVERS:
        now = _median_of(name, case.medians, saved)
        low, high = derived[name] if name in derived else (case.inputs[name].used.p5, case.inputs[name].used.p95)
        value = crossing(partial(npv_with, name), _places(name, case.medians), now)
        clears = float(npv_with(name, np.array([now]))[0]) >= 0
        inside = clears or (value is not None and low <= value <= high)
        found.append(BreakEven(name, value, now, low, high, high > low, inside))
    return tuple(found)


def crossing(value_at: Callable[[Array], Array], places: Array, near: float) -> float | None:
    """Return where a function crosses zero, by bracketing between rising `places`; None where it does not.

    Of several crossings the one nearest to `near` counts.
    """
    values = np.broadcast_to(value_at(places), places.shape)
    changes = np.flatnonzero((values[1:] >= 0) != (values[:-1] >= 0))
    if not len(changes):
        return None
    at = changes[np.argmin(np.abs((places[changes] + places[changes + 1]) / 2 - near))]
    low, high = float(places[at]), float(places[at + 1])
    for _ in range(_ROUNDS):
        inner = np.linspace(low, high, _PIECES + 1)
        values = np.broadcast_to(value_at(inner), inner.shape)
        inside = np.flatnonzero((values[1:] >= 0) != (values[:-1] >= 0))
        if not len(inside):
            break
        low, high = float(inner[inside[0]]), float(inner[inside[0] + 1])
    return (low + high) / 2


_ROUNDS, _PIECES = 10, 32
"""Each round divides the bracket by 32: ten of them are finer than a double is."""


def _setting(name: str, tried: Array) -> Values:
    if name == CASH_AND_REDEPLOYED:
        return {"cash_share": tried, "redeployed_share": np.zeros(1)}
    return {name: tried}


def _median_of(name: str, medians: Mapping[str, float], minutes_saved: float) -> float:
    if name == MINUTES_SAVED:
        return minutes_saved
    if name == CASH_AND_REDEPLOYED:
        return min(medians["cash_share"] + medians["redeployed_share"], 1.0)
    return medians[name]


def _places(name: str, medians: Mapping[str, float]) -> Array:
    """Return the points between which a crossing is looked for."""
    if name == MINUTES_SAVED:
        today = medians["baseline_minutes"]
        return np.linspace(-10 * max(today, 1.0), today, 34)
    if name == CASH_AND_REDEPLOYED or INPUTS[name].domain == "share":
        return np.linspace(0.0, 1.0, 33)
    unit = medians[name] or 1.0
    return np.concatenate([[0.0], unit * 2.0 ** np.arange(-10, 21)])

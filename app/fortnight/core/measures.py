"""What to measure before deciding, how, what that costs, and the most that it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fortnight.core.figures import PricedMeasure
from fortnight.core.phrase import say
from fortnight.core.roi.inputs import DERIVED, INPUTS, InputSpec
from fortnight.core.roi.resolve import resolve
from fortnight.core.roi.results import RoiResult
from fortnight.core.use_case import UseCase
from fortnight.core.wording import inside_a_sentence


@dataclass(frozen=True, slots=True)
class MeasureFirst:
    """One input worth measuring before deciding."""

    input_name: str
    method: str
    worth: float | None
    """The most that measuring it is worth, in the assessment's currency; None while there are no figures."""
    price: float | None
    """What the measurement costs; None: not priced."""


def measures_first(case: UseCase, roi: RoiResult) -> tuple[MeasureFirst, ...]:
    """Return what to measure before deciding: the missing inputs, else those that are worth their price.

    An input is worth measuring when its own value of information exceeds the price of measuring it; without a
    price, when it exceeds the one person-day that no measurement does without. The three that are worth most are
    named. Where no measurement has a price and no single input is worth anything above its noise, the widest bar
    of the tornado stands for all; it is worth at most what knowing everything is worth.
    """
    if roi.missing:
        return tuple(measure_of(case, roi, name, None) for name in roi.missing)
    known = [each for each in roi.value_of_information if each.worth > 0]
    if not known and cheapest_price(case, roi) is None:
        worth = None if case.worth == "mission" else roi.evpi
        return tuple(measure_of(case, roi, bar.input_name, worth) for bar in roi.tornado[:1])
    least = day_rate_of(roi) or 0.0
    offered = (measure_of(case, roi, each.input_name, each.worth) for each in known)
    worth_it = [each for each in offered if (each.worth or 0) > (least if each.price is None else each.price)]
    return tuple(worth_it[:3])


def cheapest_price(case: UseCase, roi: RoiResult) -> float | None:
    """Return the price of the cheapest measure that has one."""
    prices = [price for name in case.measures if (price := price_of(case, name, roi)) is not None]
    return min(prices, default=None)


def measure_of(case: UseCase, roi: RoiResult, name: str, worth: float | None) -> MeasureFirst:
    """Return how to measure one input, what that costs, and its worth."""
    return MeasureFirst(name, how_to_measure(name, case.measures), worth, price_of(case, name, roi))


def is_untouched(name: str, before: UseCase, now: UseCase) -> bool:
    """Return whether an input has the value and the evidence that it had before; missing both times is untouched.

    For the minutes of today's work the whole baseline counts, since a baseline is also a number of the metric.
    """
    return _statement(name, before) == _statement(name, now)


def how_to_measure(name: str, measures: Mapping[str, PricedMeasure]) -> str:
    """Return the method that was typed for an input, else the usual one for its unit."""
    typed = measures[name].method.strip() if name in measures else ""
    unit = spec_of(name).unit
    usual = (method for start, method in _METHODS if unit.startswith(start))
    return typed or next(usual, say("ask whoever keeps the record"))


def price_of(case: UseCase, name: str, roi: RoiResult) -> float | None:
    """Return what measuring an input costs: days at the median day rate, and cash; None: not priced."""
    measure = case.measures.get(name)
    if measure is None or (measure.days is None and measure.cash is None):
        return None
    day_rate = day_rate_of(roi)
    if measure.days and day_rate is None:
        return None
    return (measure.days or 0) * (day_rate or 0) + (measure.cash or 0)


def day_rate_of(roi: RoiResult) -> float | None:
    """Return the median cost of a person-day in the model; None where it is missing."""
    return next((used.median for used in roi.inputs if used.input_name == "day_rate"), None)


def title_of(name: str) -> str:
    """Return an input's title as it stands inside a sentence."""
    return inside_a_sentence(spec_of(name).title)


def spec_of(name: str) -> InputSpec:
    """Return what an input of the money model means, or a lever that comes out of several."""
    return INPUTS[name] if name in INPUTS else DERIVED[name]


def _statement(name: str, case: UseCase) -> tuple[object, ...]:
    found = resolve(case, None).inputs.get(name)
    quantity = found and found.quantity.model_copy(update={"source": ""})
    baseline = case.baseline if name == "baseline_minutes" else None
    return (quantity, found and found.grade, baseline)


_METHODS = (
    ("minutes", say("time it on a sample of real tasks")),
    ("share", say("count it on a sample of real tasks")),
    ("tasks", say("count it in the log of the system")),
    ("calls", say("count it in the log of the system")),
    ("tokens", say("count it in the log of the system")),
    ("days", say("log it for two weeks")),
    ("months", say("ask those who did it last time for their dates")),
    ("money", say("take it from the invoice, the contract or the accounts")),
    ("price", say("take it from the price list, with its date")),
)
"""By the start of the unit."""

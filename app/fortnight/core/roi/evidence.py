"""How narrow a range its evidence allows; no NumPy here.

A single number is fixed only when it is known from a contract, a log or a stopwatch, or when it is a
choice of the team. Everything else is widened round its median until P95 is at least so many times P5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from fortnight.core.figures import Comparison
from fortnight.core.quantity import Evidence, Quantity
from fortnight.core.roi.distributions import (
    SCALE_OF,
    Z95,
    Distribution,
    Fixed,
    Normal,
    distribution_of,
    to_scale,
)
from fortnight.core.roi.inputs import Domain, InputSpec
from fortnight.core.roi.results import Widened
from fortnight.core.wording import Wording

LEAST_RATIO = {Evidence.ESTIMATED: 1.5, Evidence.SELF_REPORTED: 2.0, Evidence.GUESSED: 3.0}
"""The least P95/P5 that a grade allows; of the odds for shares. Measured grades allow any."""

CHOICES = frozenset({"review_share", "batch_share", "users"})
"""Inputs that the team decides rather than finds out; a single number for one of them is fixed."""

EFFECT_INPUTS = frozenset({
    "operate_minutes", "review_minutes", "rework_minutes", "success_share", "cash_share", "redeployed_share",
    "other_value_per_task",
})
"""Inputs that carry the effect of the AI against work without it."""

_HOW_KNOWN = {
    Evidence.ESTIMATED: "an estimate",
    Evidence.SELF_REPORTED: "self-reported",
    Evidence.GUESSED: "a guess",
}


_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Believed:
    """The distribution that the model may use, and what had to be widened for it."""

    distribution: Distribution
    widened: Widened | None


def grade_after_comparison(name: str, grade: Evidence, comparison: Comparison | None) -> Evidence:
    """Return the grade that counts: an effect known without a fair comparison is estimated at best."""
    uncompared = comparison in ("before-after", "none")
    return Evidence.ESTIMATED if grade.is_measured and uncompared and name in EFFECT_INPUTS else grade


def believe(spec: InputSpec, quantity: Quantity, grade: Evidence | None) -> Believed:
    """Return the distribution of `quantity`, no narrower than `grade` allows; None allows anything."""
    typed = distribution_of(quantity, spec.domain)
    is_choice = spec.name in CHOICES and quantity.kind == "value"
    if grade is None or grade not in LEAST_RATIO or is_choice:
        return Believed(typed, None)
    used = _at_least(typed, spec.domain, LEAST_RATIO[grade])
    if used is typed:
        return Believed(typed, None)
    why = f"{spec.title}: {_why(quantity, typed, grade, used)}"
    return Believed(used, Widened(spec.name, (quantity.low, quantity.high), _ninety(used), why))


def _at_least(typed: Distribution, domain: Domain, ratio: float) -> Distribution:
    """Return `typed`, or where P95/P5 is below `ratio` a distribution round the same median that has it.

    It holds the typed P5 to P95: of a lopsided range the longer side is never cut.
    A signed quantity is measured as if it were positive: its P5 and P95 lie at least
    |median| (ratio - 1)/(ratio + 1) from the median, which is that ratio for a symmetric range.
    Exactly 0, and for a share exactly 1, have no spread: they say that there is none, or only that.
    """
    median = typed.quantile(0.5)
    if median == 0 or (domain == "share" and median == 1):
        return typed
    scale = SCALE_OF[domain]
    least = abs(median) * (ratio - 1) / (ratio + 1) if domain == "signed" else math.log(ratio) / 2
    if not isinstance(typed, Fixed):
        low, high = to_scale(typed.quantile(0.05), scale), to_scale(typed.quantile(0.95), scale)
        if (high - low) / 2 >= least * (1 - 1e-9):
            return typed
        centre = to_scale(median, scale)
        least = max(least, high - centre, centre - low)
    return Normal(to_scale(median, scale), least / Z95, scale)


def _why(quantity: Quantity, typed: Distribution, grade: Evidence, used: Distribution) -> str:
    wording = Wording()
    if quantity.kind == "value":
        model_uses = _range(wording, _ninety(used), 2)
        number = wording.given(quantity.low)
        how = _HOW_KNOWN[grade]
        return f"{number} is {how}, so it cannot count as certain; the model uses {model_uses}."
    digits = _telling_apart(wording, _ninety(typed), _ninety(used))
    given = f"{wording.given(quantity.low)} to {wording.given(quantity.high)}"
    if quantity.kind == "bounds":
        given += f" (nine in ten between {_range(wording, _ninety(typed), digits, 'and')})"
    return (f"{given} is {_HOW_KNOWN[grade]}, and that allows no range narrower than a factor of "
            f"{LEAST_RATIO[grade]:g} from P5 to P95; the model uses {_range(wording, _ninety(used), digits)}.")


def _telling_apart(wording: Wording, typed: tuple[float, float], used: tuple[float, float]) -> int:
    """Return how many significant digits show that the used range is the wider one, two at least."""
    digits = 2
    while digits < _MOST_DIGITS and _range(wording, typed, digits) == _range(wording, used, digits):
        digits += 1
    return digits


def _range(wording: Wording, ends: tuple[float, float], digits: int, word: str = "to") -> str:
    return f"{wording.number(ends[0], digits)} {word} {wording.number(ends[1], digits)}"


def _ninety(distribution: Distribution) -> tuple[float, float]:
    """Return P5 and P95."""
    return distribution.quantile(0.05), distribution.quantile(0.95)

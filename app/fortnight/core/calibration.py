"""Calibration: how many of the 90% ranges given so far held what was measured later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb

from fortnight.core.actuals import PeriodReading
from fortnight.core.phrase import joined, say
from fortnight.core.wording import Wording, capitalise

RANGE = 0.9
"""What a range from p5 to p95 claims to hold."""
_DOUBT = 0.05
"""How unlikely the score of good ranges must be before it speaks against them."""
_ENOUGH = 10
"""From here on a good score says something, too."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How many of the 90% ranges given so far held what was measured later."""

    ranges: int
    held: int
    sentence: str


def calibration(periods: Iterable[PeriodReading], words: Wording) -> Calibration:
    """Return how many of the 90% ranges held, and whether that speaks against the next ones.

    It does when ranges that hold nine times out of ten would do as badly at most once in twenty (binomial).
    """
    ranges = [each for period in periods for each in period.readings if each.place != "no range"]
    held = sum(each.place == "inside" for each in ranges)
    if not ranges:
        return Calibration(0, 0, say("No 90% range has been measured against yet."))
    number, good = capitalise(words.numeral(len(ranges))), words.numeral(held) if held else say("none")
    if words.is_one(len(ranges)):
        counted = say("{number} 90% range was measured against so far; {held} held.", number=number, held=good)
    else:
        counted = say("{number} 90% ranges were measured against so far; {held} held.", number=number, held=good)
    if _chance_of_at_most(held, len(ranges)) <= _DOUBT:
        expected = words.exact(round(RANGE * len(ranges), 1))
        advice = say("Ranges that hold nine times in ten would have held about {expected}; give wider ones next "
                     "time.", expected=expected)
    elif len(ranges) < _ENOUGH:
        advice = say("That is too few to judge the ranges by.")
    else:
        advice = say("That is what 90% ranges promise.")
    return Calibration(len(ranges), held, joined(" ", (counted, advice)))


def _chance_of_at_most(held: int, ranges: int) -> float:
    return sum(comb(ranges, k) * RANGE**k * (1 - RANGE) ** (ranges - k) for k in range(held + 1))

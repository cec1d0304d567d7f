"""The verdict on a use case: the first rule that matches, with its numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fortnight.core.base import Stage


class VerdictKind(StrEnum):
    """What to do with a use case."""

    PULL_BACK = "PULL BACK"
    STOP = "STOP"
    DECIDE = "DECIDE"
    NARROW = "NARROW"
    MEASURE = "MEASURE"
    HARDEN = "HARDEN"
    GO = "GO"


class Money(StrEnum):
    """What the simulated money says."""

    UNKNOWN = "UNKNOWN"
    PAYS = "PAYS"
    AFFORDABLE = "AFFORDABLE"
    DOUBTFUL = "DOUBTFUL"
    LOSES = "LOSES"

    @property
    def is_good(self) -> bool:
        """Whether it ranks as PAYS."""
        return self in (Money.PAYS, Money.AFFORDABLE)


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the facts already say that the case has failed."""

    failed: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureFirst:
    """One input worth measuring before deciding."""

    input_name: str
    method: str
    worth: float | None
    """The most that measuring it is worth, in the assessment's currency; None while there are no figures."""
    price: float | None
    """What the measurement costs; None: not priced."""


@dataclass(frozen=True, slots=True)
class VerdictLimits:
    """How far the verdict reaches: for a GO what may be released, for others by when to act."""

    users: int | None
    tasks_per_month: float | None
    spend: float | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one use case."""

    kind: VerdictKind
    rule: int
    """Number of the rule that matched, 1 to 8."""
    stage: Stage
    """The stage that the verdict is about: the aim, or for PULL BACK the stage to go back to."""
    headline: str
    """One sentence: what to do."""
    reasons: tuple[str, ...]
    """Why, each a full sentence with its numbers."""
    would_change: tuple[str, ...]
    """What would change the verdict, each a full sentence."""
    learned: str
    """For a STOP: what the work so far has shown, as a result in its own right; else empty."""
    numbers: Mapping[str, float | None]
    """The numbers that the rule looked at, by stable name."""
    limits: VerdictLimits
    measure_first: tuple[MeasureFirst, ...]
    segment: str
    """For NARROW: id of the segment to keep; else empty."""
    readiness: Readiness
    money: Money

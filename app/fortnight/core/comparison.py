"""What a comparison of two runs holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from fortnight.core.calibration import Calibration
from fortnight.core.compare_cases import CaseComparison
from fortnight.core.migration import Migration
from fortnight.core.promises import Promise
from fortnight.core.wording import tenths


class MoveKind(StrEnum):
    """How an answer moved."""

    ROSE = "rose"
    FELL = "fell"
    CLEARED = "unknown cleared"
    """Unknown last time, a level now."""
    CLOUDED = "no longer known"
    """A level last time, unknown now."""


@dataclass(frozen=True, slots=True)
class Move:
    """One comparable question whose answer is another one now."""

    question_id: str
    title: str
    kind: MoveKind
    before: int | None
    """The level on today's scale; None: unknown."""
    now: int | None
    evidence: str
    """What was seen for the answer of now."""
    sentence: str


@dataclass(frozen=True, slots=True)
class DimensionMove:
    """One dimension on the questions that compare; the data of a slope chart."""

    dimension_id: str
    title: str
    before: float | None
    """None: nothing in it compares."""
    now: float | None
    questions: int
    """How many questions it is compared on."""

    @property
    def change(self) -> float | None:
        """Now less before, as both print with one decimal."""
        return None if self.before is None or self.now is None else (tenths(self.now) - tenths(self.before)) / 10


@dataclass(frozen=True, slots=True)
class Run:
    """One of the runs that are compared."""

    label: str
    date: dt.date | None
    number: int | None
    """Which assessment of its team it is, 1 the first; None where not every run before it is known."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that moved between two runs."""

    organisation: str
    team: str
    before: Run
    now: Run
    migration: Migration
    overall_before: float | None
    """On the questions that compare; may differ from what the report of that time says."""
    overall_now: float | None
    scale: tuple[float, float]
    """The lowest and the highest value that a dimension can have."""
    questions: int
    """How many questions both runs answered and mean the same by."""
    only_now: tuple[str, ...]
    """Ids of questions that have an answer now and none to compare it with."""
    only_before: tuple[str, ...]
    """Ids of questions that were answered last time, mean the same and have no answer yet."""
    dimensions: tuple[DimensionMove, ...]
    moves: tuple[Move, ...]
    promises: tuple[Promise, ...]
    cases: tuple[CaseComparison, ...]
    calibration: Calibration
    """Over every range that was measured against up to the later run."""
    sentences: tuple[str, ...]
    """What to say first, in full sentences."""

    def moved(self, kind: MoveKind) -> tuple[Move, ...]:
        """Return the answers that moved in one way, the largest step first."""
        return tuple(move for move in self.moves if move.kind is kind)

"""What one clause of a gate is, and what was found when it was looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fortnight.core.assessment import Assessment
from fortnight.core.drill import DrillResult
from fortnight.core.facts import facts_of
from fortnight.core.place import dotted
from fortnight.core.questionnaire import GateId
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording, capitalise


class ClauseState(StrEnum):
    """What is known about one clause; waived clauses are printed and hold nothing open.

    NO means that the record says so; UNKNOWN that it is silent or that somebody could not say.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one clause."""

    state: ClauseState
    because: str
    """One sentence."""
    refs: tuple[str, ...]
    """Dotted places in the file that decide it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One use case in its assessment, as the clauses look at it."""

    assessment: Assessment
    case_id: str
    drill: DrillResult
    earlier: Sequence[Assessment] = ()
    """The runs before this one, oldest first, as far back as a promise may lie."""

    @property
    def case(self) -> UseCase:
        """The use case."""
        return self.assessment.use_cases[self.case_id]

    @property
    def today(self) -> dt.date | None:
        """The day of the assessment."""
        return self.assessment.assessment.date

    @property
    def wording(self) -> Wording:
        """How numbers, dates and lists are written in this assessment."""
        return Wording(self.assessment.assessment.language, self.assessment.assessment.currency)

    def fact(self, name: str) -> bool | None:
        """Return a fact of the use case by its name in `conditions.FACTS`."""
        return facts_of(self.case)[name]

    def place(self, *keys: str) -> str:
        """Return the dotted place of a key of this use case."""
        return dotted(("use_cases", self.case_id, *keys))


@dataclass(frozen=True, slots=True)
class ClauseSpec:
    """One built-in clause."""

    id: str
    gate: GateId
    title: str
    """The condition as a short statement: what is true when it holds."""
    when: str = ""
    """The use cases that it concerns, in the language of `conditions`; empty for all."""
    settled_today: bool = False
    """Whether a person can settle it today by deciding or naming."""
    finding: Callable[[Record], Finding] | None = None
    """How the record answers it; None for a clause that questions answer."""


def judged(
    refs: Sequence[str], *, yes: str, no: Sequence[str] = (), unknown: Sequence[str] = (), waived: str = ""
) -> Finding:
    """Return NO when something speaks against the clause, UNKNOWN when something is missing, else YES or WAIVED.

    The first sentence of the state that wins is the one that is told.
    """
    if no:
        return Finding(ClauseState.NO, capitalise(no[0]), tuple(refs))
    if unknown:
        return Finding(ClauseState.UNKNOWN, capitalise(unknown[0]), tuple(refs))
    if waived:
        return Finding(ClauseState.WAIVED, capitalise(waived), tuple(refs))
    return Finding(ClauseState.YES, capitalise(yes), tuple(refs))


def missing_of(pairs: Sequence[tuple[str, object]]) -> tuple[str, ...]:
    """Return the names whose value is empty: None or blank text."""
    return tuple(name for name, value in pairs if value is None or (isinstance(value, str) and not value.strip()))

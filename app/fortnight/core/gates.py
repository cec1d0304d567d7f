"""Gates: lists of clauses that hold only together, and the stage that a use case has earned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fortnight.core.base import Stage


class ClauseState(StrEnum):
    """What is known about one clause; waived clauses are printed and hold nothing open."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of a gate for one use case."""

    id: str
    """Stable, such as g0.metric; a question's own id for a clause that only a questionnaire adds."""
    gate: str
    title: str
    """The condition as a short statement: what is true when it holds."""
    state: ClauseState
    because: str
    """One sentence: what was found, or what is missing and who could settle it."""
    refs: tuple[str, ...]
    """Dotted places in the file that decide it."""
    settled_today: bool
    """A person can settle it today by deciding or naming; it then belongs to DECIDE."""

    @property
    def is_open(self) -> bool:
        """Whether the clause holds its gate open."""
        return self.state in (ClauseState.NO, ClauseState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate of one use case."""

    id: str
    title: str
    opens: Stage
    clauses: tuple[Clause, ...]

    @property
    def holds(self) -> bool:
        """Whether every clause is yes or waived."""
        return not self.open_clauses

    @property
    def open_clauses(self) -> tuple[Clause, ...]:
        """The clauses that hold the gate open."""
        return tuple(clause for clause in self.clauses if clause.is_open)


@dataclass(frozen=True, slots=True)
class GateReport:
    """All gates of one use case."""

    use_case_id: str
    gates: tuple[Gate, ...]
    earned: Stage

    def gates_for(self, aim: Stage) -> tuple[Gate, ...]:
        """Return the gates that must hold for `aim`."""
        return tuple(gate for gate in self.gates if gate.opens.order <= aim.order)

    def open_for(self, aim: Stage) -> tuple[Clause, ...]:
        """Return the open clauses of every gate that must hold for `aim`."""
        return tuple(clause for gate in self.gates_for(aim) for clause in gate.open_clauses)

"""Clauses of gates as they stand now: by sign and word, and on wide screens with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from fortnight.core.gates import Clause, ClauseState

SIGNS = {
    ClauseState.YES: ("✓", "$good"),
    ClauseState.NO: ("✗", "$bad"),
    ClauseState.UNKNOWN: ("○", "$warn"),
    ClauseState.WAIVED: ("–", "$quiet"),
}
"""Sign and colour of each state."""


def clause_lines(clauses: Sequence[Clause], *, with_reasons: bool) -> Content:
    """Return a line for each clause; the reason of a waived or an open one below it."""
    lines = []
    for clause in clauses:
        sign, style = SIGNS[clause.state]
        lines.append(Content.assemble((f"{sign} {clause.gate} ", f"bold {style}"), clause.title))
        if with_reasons and clause.state is not ClauseState.YES:
            lines.append(Content.styled(clause.because, "$quiet"))
        if with_reasons:
            lines.append(Content(""))
    return Content("\n").join(lines)


class ClauseList(Static):
    """Drawn by `show`."""

    DEFAULT_CSS = """
    ClauseList { height: auto; }
    """

    def __init__(self, *, with_reasons: bool, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self._with_reasons = with_reasons

    def show(self, clauses: Sequence[Clause]) -> None:
        """Draw the clauses; without any, nothing."""
        self.update(clause_lines(clauses, with_reasons=self._with_reasons))
        self.display = bool(clauses)

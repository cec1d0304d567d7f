"""What people decide about the actions of the roadmap: everything else about them is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fortnight.forms.named import read_named
from fortnight.forms.parts import Column, Field, Table

DECISION = (
    Field("owner", "Owner", example="M. Lindqvist"),
    Field("due", "Due", "date", example="2027-01-29"),
    Field("status", "Status", "choice",
          choices=(("planned", "planned"), ("started", "started"), ("done", "done"), ("dropped", "dropped"))),
    Field("done_evidence", "What shows it is done", example="report of the rehearsal, 14 January",
          help="Without it the report says that nobody has shown it."),
    Field("pinned", "Pinned", "choice", choices=((True, "yes"), (False, "no")),
          help="As early as its needs allow, ahead of the computed order."),
    Field("postponed_to", "Not before", "date", example="2027-02-01"),
    Field("rejected_because", "Rejected, because", example="the vendor's contract covers it",
          help="Takes it off the plan; the report prints the reason. Empty it to take it back on."),
)


@dataclass(frozen=True, slots=True)
class ActionName(Field):
    """An action of the questionnaire, typed by a few letters of its title."""

    titles: tuple[tuple[str, str], ...] = ()
    """Id and title of each."""

    def read(self, text: str, before: Any) -> str | None:
        """Return the action's id, None for an empty field. Raises ValueError with a sentence."""
        del before
        return read_named(text, dict(self.titles), "action of the questionnaire")

    def shown(self, value: Any) -> str:
        """Return the action's title; an id that no action has as it stands."""
        return "" if value is None else dict(self.titles).get(value, str(value))


def decided_actions(titles: Mapping[str, str]) -> Table:
    """Return the table of what is decided about the actions that have these titles by id."""
    name = ActionName("action", "Action", example="stop rule", titles=tuple(titles.items()),
                      help="A few letters of its title are enough; fortnight roadmap lists them in their order.")
    return Table(
        "roadmap", "Owners and days", "Who does which action of the roadmap by when.",
        (Column("action", "Action", 40), Column("owner", "Owner", 16), Column("due", "Due", 10),
         Column("status", "Status", 8)),
        (name, *DECISION), "action", keyed_by="action", id_is_typed=True, may_be_empty=True,
    )

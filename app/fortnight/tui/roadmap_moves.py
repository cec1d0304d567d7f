"""What moving an action earlier or later means as a decision in the file. No screen in here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fortnight.core.assessment import ActionDecision
from fortnight.core.roadmap.plan import Roadmap, RoadmapItem
from fortnight.core.wording import Wording
from fortnight.tui.store import REMOVED, Edit


@dataclass(frozen=True, slots=True)
class Move:
    """The edits of a move, within what is decided about the action, and what it means; without edits, why not."""

    edits: tuple[Edit, ...]
    sentence: str


def earlier(decision: ActionDecision) -> Move:
    """Take a postponement back; without one, pin it: as early as its needs allow."""
    if decision.postponed_to is not None:
        return Move((Edit(("postponed_to",), REMOVED),), "No longer postponed.")
    if decision.pinned:
        return Move((), "It is pinned already: its needs and the capacity decide the rest.")
    return Move((Edit(("pinned",), True),), "Pinned: as early as its needs and the capacity allow.")


def later(item: RoadmapItem, decision: ActionDecision, roadmap: Roadmap, wording: Wording) -> Move:
    """Take a pin back; without one, postpone it to the wave after its own."""
    if decision.pinned:
        return Move((Edit(("pinned",), REMOVED),), "No longer pinned.")
    if roadmap.day_zero is None:
        return Move((), "Nothing can be postponed until the date of the assessment is set.")
    monday = _monday_after(item, roadmap)
    if monday is None:
        return Move((), "It is already as late as the plan can say; set a date with l.")
    return Move((Edit(("postponed_to",), monday),), f"Not before {wording.date(monday)}.")


def _monday_after(item: RoadmapItem, roadmap: Roadmap) -> dt.date | None:
    """Return the Monday after the wave of an action; None where waves have no dates."""
    wave = next((wave for wave in roadmap.waves if wave.horizon == item.horizon), None)
    return wave.ends + dt.timedelta(days=3) if wave is not None and wave.ends is not None else None

"""How long each part of the workshop has run, and how the time stands. Reads no clock itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fortnight.core.agenda_plan import Part, PartId

RESERVE = "reserve"
"""Id of the agenda's item for what is left over; it is time, not work."""


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Runs and stops; times are seconds of one clock."""

    before: float = 0.0
    """Seconds from earlier runs."""
    since: float | None = None
    """When it was started last; None while it stands."""

    def seconds(self, now: float) -> float:
        """Return how long it has run."""
        return self.before + (now - self.since if self.since is not None else 0.0)

    def started(self, now: float) -> Stopwatch:
        """Return it running."""
        return self if self.since is not None else Stopwatch(self.before, now)

    def stopped(self, now: float) -> Stopwatch:
        """Return it standing."""
        return Stopwatch(self.seconds(now))


class WorkshopClock:
    """One stopwatch for each part; starting one stops the others."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._watches: dict[PartId, Stopwatch] = {}
        self.part: PartId | None = None
        """The part that was started last; None before the first."""

    def is_running(self, part: PartId) -> bool:
        """Return whether the part's time is being counted."""
        return self._watches.get(part, Stopwatch()).since is not None

    def minutes(self, part: PartId) -> int | None:
        """Return the whole minutes that a part has run; None while it was never started."""
        watch = self._watches.get(part)
        return int(watch.seconds(self._now()) // 60) if watch is not None else None

    def toggle(self, part: PartId) -> None:
        """Start the part, or stop it when it runs."""
        now, was_running = self._now(), self.is_running(part)
        self._watches = {key: watch.stopped(now) for key, watch in self._watches.items()}
        if not was_running:
            self._watches[part] = self._watches.get(part, Stopwatch()).started(now)
            self.part = part


def minutes_left(part: Part, gone: int | None) -> float:
    """Return the minutes that the list still takes; once the part has begun, what is settled takes none."""
    return sum(item.minutes for item in part.items
               if item.id != RESERVE and not (gone is not None and item.settled))


def how_time_stands(part: Part, gone: int | None) -> str:
    """Return one sentence on plan, time used and what is still to do; `gone` in minutes, None: not begun."""
    if part.id == "before":
        return f"About {part.planned_minutes} minutes of each participant's own time."
    left = minutes_left(part, gone)
    spare = part.planned_minutes - (gone or 0) - left
    balance = f"{spare:g} to spare" if spare > 0 else f"{-spare:g} too many" if spare < 0 else "just enough"
    if gone is None:
        return f"{part.planned_minutes} minutes; the list takes {left:g}, {balance}."
    return f"{gone} of {part.planned_minutes} minutes used; the rest takes {left:g}, {balance}."

"""How long each part of the workshop has run, and how the time stands. Reads no clock itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from fortnight.core.agenda_plan import Part, PartId
from fortnight.storage.workshop_times import KeptTimes

RESERVE = "reserve"
"""Id of the agenda's item for what is left over; it is time, not work."""
SHORT_ABSENCE = 30 * 60.0
"""Seconds after which nobody who comes back to a running clock is still in the same meeting."""


def still_counted(kept: KeptTimes, now: float) -> KeptTimes | None:
    """Return how a clock stands that nobody looked at since `kept.seen`; None: it begins anew.

    After a short absence, such as a crash in the middle of the room, a running clock has gone on. After a longer
    one the workshop was over: the clock stands where it was seen last, and on another day it begins anew.
    """
    absent = max(0.0, now - kept.seen)
    if absent <= SHORT_ABSENCE:
        more = absent if kept.is_running else 0.0
        return replace(kept, seen=now, seconds={**kept.seconds, kept.part: kept.seconds[kept.part] + more})
    if dt.datetime.fromtimestamp(kept.seen).date() != dt.datetime.fromtimestamp(now).date():
        return None
    return replace(kept, seen=now, is_running=False)


class WorkshopClock:
    """One stopwatch for each part; starting one stops the others."""

    def __init__(self, now: Callable[[], float], kept: KeptTimes | None = None,
                 keep: Callable[[KeptTimes], None] = lambda _: None) -> None:
        """Go on from `kept`, how an earlier run left it; `now` gives seconds since 1970, `keep` remembers."""
        self._now = now
        self._keep = keep
        self._times = kept

    @property
    def part(self) -> PartId | None:
        """The part that was started last; None before the first."""
        times = self._standing()
        return times.part if times is not None else None

    def is_running(self, part: PartId) -> bool:
        """Return whether the part's time is being counted."""
        times = self._standing()
        return times is not None and times.is_running and times.part == part

    def minutes(self, part: PartId) -> int | None:
        """Return the whole minutes that a part has run; None while it was never started."""
        times = self._standing()
        return int(times.seconds[part] // 60) if times is not None and part in times.seconds else None

    def toggle(self, part: PartId) -> None:
        """Start the part, or stop it when it runs."""
        times = self._standing()
        seconds = {part: 0.0, **(times.seconds if times is not None else {})}
        self._take(KeptTimes(self._now(), seconds, part, is_running=not self.is_running(part)))

    def set_back(self, part: PartId) -> None:
        """Let the part's time begin anew; a part that runs goes on running."""
        times = self._standing()
        if times is not None and part in times.seconds:
            self._take(replace(times, seconds={**times.seconds, part: 0.0}))

    def look(self) -> None:
        """Remember a running clock as it stands now, so that a later run can go on from here."""
        times = self._standing()
        if times is not None and times.is_running:
            self._take(times)

    def _standing(self) -> KeptTimes | None:
        return still_counted(self._times, self._now()) if self._times is not None else None

    def _take(self, times: KeptTimes) -> None:
        self._times = times
        self._keep(times)


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

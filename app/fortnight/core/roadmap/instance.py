"""The scheduling problem in numbers: jobs, what waits for them, and the time that each role has.

Everything is a whole number, so that the same plan comes out on every machine: work is counted in
hundredths of a person-day, time in weeks from day 0, value in any unit that is the same for all milestones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

UNITS_PER_DAY = 100
"""Work is counted in hundredths of a person-day."""
PLANNING_WEEKS = 260
"""Five years: what does not end by then is not planned."""


@dataclass(frozen=True, slots=True)
class Job:
    """Work for one person of one role."""

    id: str
    role: str
    effort: int
    """Hundredths of a person-day."""
    needs: tuple[str, ...] = ()
    """Jobs whose work and waiting must be over before this one starts."""
    wait_weeks: int = 0
    """Weeks after the work that use nobody's time."""
    earliest: int = 0
    """The week before which it does not start."""
    urgency: int = 0
    """Other than 0: goes ahead of the computed order with all that it needs, the lowest number first."""
    tie: tuple[int, float] = (0, 0.0)
    """Order among jobs that no value waits for, lowest first."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A point at which value starts to flow, such as a go-live: reached when all its needs are ready."""

    id: str
    weight: int
    """Value lost for each week of waiting; above 0."""
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleTime:
    """The time of one role, week by week, in hundredths of a person-day."""

    available: tuple[int, ...]
    """What everybody of the role has together."""
    one_person: tuple[int, ...]
    """The most that one person can put into one job."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A whole problem; the needs of its jobs form no circle and name jobs of the instance only."""

    jobs: tuple[Job, ...]
    milestones: tuple[Milestone, ...]
    roles: Mapping[str, RoleTime]
    """Every role that a job names; all cover the same number of weeks."""

    @property
    def weeks(self) -> int:
        """How many weeks the plan may cover."""
        return max((len(time.available) for time in self.roles.values()), default=PLANNING_WEEKS)


@dataclass(frozen=True, slots=True)
class Placed:
    """When one job is worked on."""

    start: int
    """First week of work."""
    end: int
    """Last week of work."""
    ready: int
    """The week from which what needs it may start."""
    uses: tuple[tuple[int, int], ...]
    """Week and hundredths of a person-day, for each week with work."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A plan: when each job is worked on."""

    placed: Mapping[str, Placed]
    """In the order in which the jobs were placed; a job that cannot end in time is missing."""
    unplaced: tuple[str, ...]
    """Jobs that do not end within the weeks of the plan, or need one that does not."""


def reached(milestone: Milestone, schedule: Schedule) -> int | None:
    """Return the week from which `milestone` holds, or None when one of its needs is not in the plan."""
    if any(need not in schedule.placed for need in milestone.needs):
        return None
    return max((schedule.placed[need].ready for need in milestone.needs), default=0)


def value_waiting(instance: Instance, schedule: Schedule) -> int:
    """Return the sum of weight times week over all milestones; an unreachable one counts the whole horizon."""
    total = 0
    for milestone in instance.milestones:
        week = reached(milestone, schedule)
        total += milestone.weight * (2 * instance.weeks if week is None else week)
    return total

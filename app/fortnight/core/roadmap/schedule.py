"""Serial schedule generation: jobs one by one, each as early as its needs and its role's time allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fortnight.core.roadmap.instance import UNITS_PER_DAY, Instance, Job, Placed, Schedule

HALF_DAY = UNITS_PER_DAY // 2

Calendar = list[list[int]]
"""Time left of each role, week by week."""


class Scheduler:
    """Places the jobs of one instance by index; keeps what does not depend on their order."""

    def __init__(self, instance: Instance) -> None:
        self.jobs: tuple[Job, ...] = instance.jobs
        self.weeks = instance.weeks
        index = {job.id: position for position, job in enumerate(instance.jobs)}
        role_index = {role: position for position, role in enumerate(instance.roles)}
        self.needs = [tuple(index[need] for need in job.needs) for job in instance.jobs]
        self.role_of = [role_index[job.role] for job in instance.jobs]
        self.available = [time.available for time in instance.roles.values()]
        self.one_person = [time.one_person for time in instance.roles.values()]
        self.least = [tuple(min(HALF_DAY, most) for most in weeks) for weeks in self.one_person]

    def empty_calendar(self) -> Calendar:
        """Return the time of every role before anything is planned."""
        return [list(weeks) for weeks in self.available]

    def place(self, job: int, ready: Sequence[int], left: Calendar) -> tuple[int, int, int] | None:
        """Put `job` into `left` and return its first week, its last week and the week it is ready.

        Each week it takes what one person can give and the role has left. It is not interrupted: a start from
        which some week before its last would leave it less than half a day is passed over; weeks in which the
        role has no time at all, such as a closed quarter, do not count as interruption. None, and nothing taken,
        when work and waiting do not end within the weeks of the plan or a need has no week in `ready` (below 0).
        """
        this = self.jobs[job]
        start = this.earliest
        for need in self.needs[job]:
            need_ready = ready[need]
            if need_ready < 0:
                return None
            if need_ready > start:
                start = need_ready
        weeks = self.weeks - this.wait_weeks
        if this.effort == 0:
            return (start, start, start + this.wait_weeks) if start < weeks else None
        role = self.role_of[job]
        room, most, least = left[role], self.one_person[role], self.least[role]
        while True:
            while start < weeks and room[start] == 0:
                start += 1
            rest, end = this.effort, start
            while end < weeks:
                here = room[end]
                used = here if here < most[end] else most[end]
                if used >= rest:
                    for week in range(start, end):
                        room[week] = room[week] - most[week] if room[week] > most[week] else 0
                    room[end] -= rest
                    return start, end, end + 1 + this.wait_weeks
                if here < least[end]:
                    break
                rest -= used
                end += 1
            else:
                return None
            start = end + 1

    def schedule(self, order: Iterable[int]) -> Schedule:
        """Return the plan that comes out when the jobs are placed in `order`, needs before what needs them."""
        left = self.empty_calendar()
        ready = [-1] * len(self.jobs)
        placed: dict[str, Placed] = {}
        unplaced: list[str] = []
        for job in order:
            before = list(left[self.role_of[job]])
            slot = self.place(job, ready, left)
            if slot is None:
                unplaced.append(self.jobs[job].id)
                continue
            start, end, ready[job] = slot
            after = left[self.role_of[job]]
            uses = tuple(
                (week, before[week] - after[week]) for week in range(start, end + 1) if before[week] > after[week]
            )
            placed[self.jobs[job].id] = Placed(start, end, ready[job], uses)
        return Schedule(placed, tuple(unplaced))

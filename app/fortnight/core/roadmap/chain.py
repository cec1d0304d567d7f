"""The chain that decides a date: which action waited for which, back from the last one to the start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fortnight.core.roadmap.instance import Instance, Job, Schedule


def deciding_chain(instance: Instance, schedule: Schedule, members: Iterable[str]) -> tuple[str, ...]:
    """Return the actions that decide when all of `members` are ready, first to last.

    Back from the one that is ready last: each link is the need it waited for, else the action that kept its role
    busy until it could start. The chain ends at an action that started at once or was held back by a decision.
    """
    jobs = {job.id: job for job in instance.jobs}
    inside = [member for member in members if member in schedule.placed]
    if not inside:
        return ()
    link: str | None = max(inside, key=lambda member: schedule.placed[member].ready)
    chain: list[str] = []
    while link is not None and link not in chain:
        chain.append(link)
        link = _waited_for(jobs[link], jobs, instance, schedule)
    return tuple(reversed(chain))


def _waited_for(job: Job, jobs: Mapping[str, Job], instance: Instance, schedule: Schedule) -> str | None:
    start = schedule.placed[job.id].start
    binding = [need for need in job.needs if schedule.placed[need].ready == start]
    if binding:
        return max(binding, key=lambda need: schedule.placed[need].end)
    if start <= job.earliest:
        return None
    open_weeks = [week for week in range(start) if instance.roles[job.role].available[week] > 0]
    if not open_weeks:
        return None
    busy = [
        other
        for other, placed in schedule.placed.items()
        if jobs[other].role == job.role and placed.start < start and _works_in(schedule, other, open_weeks[-1])
    ]
    return max(busy, key=lambda other: schedule.placed[other].end, default=None)


def _works_in(schedule: Schedule, job_id: str, week: int) -> bool:
    return any(used == week for used, _ in schedule.placed[job_id].uses)

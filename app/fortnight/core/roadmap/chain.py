"""The chain that decides a date: which action waited for which, back from the last one to the start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fortnight.core.roadmap.instance import Instance, Job, Schedule


def deciding_chain(instance: Instance, schedule: Schedule, members: Iterable[str]) -> tuple[str, ...]:
    """Return the actions that decide when all of `members` are ready, first to last.

    Back from the one that is ready last: each link is the need it waited for, else the action that kept its role
    busy in the week before, or in the very first week. The chain ends at an action that had all it could use at
    once, or was held back by a decision.
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
    if 0 < start == job.earliest:
        return None
    time = instance.roles[job.role]
    crowded = start if start == 0 else max((week for week in range(start) if time.available[week]), default=-1)
    order = list(schedule.placed)
    ahead = [
        other
        for other in order[: order.index(job.id)]
        if jobs[other].role == job.role and _work_in(schedule, other, crowded)
    ]
    own = _work_in(schedule, job.id, crowded)
    if crowded < 0 or own == min(job.effort, time.one_person[crowded]):
        return None
    return max(ahead, key=lambda other: schedule.placed[other].end, default=None)


def _work_in(schedule: Schedule, job_id: str, week: int) -> int:
    return dict(schedule.placed[job_id].uses).get(week, 0)

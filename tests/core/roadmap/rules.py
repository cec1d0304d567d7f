"""What every plan must keep, checked without the engine's own code."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.roadmap.instance import Instance, Schedule

HALF_A_DAY = 50


def broken_rules(instance: Instance, plan: Schedule) -> Iterator[str]:
    """Yield a sentence for each rule that `plan` breaks."""
    jobs = {job.id: job for job in instance.jobs}
    if sorted([*plan.placed, *plan.unplaced]) != sorted(jobs):
        yield "a job is lost or doubled"
    load: dict[tuple[str, int], int] = {}
    for key, placed in plan.placed.items():
        job, time = jobs[key], instance.roles[jobs[key].role]
        if placed.start < job.earliest:
            yield f"{key} starts before its earliest week"
        for need in job.needs:
            if need not in plan.placed:
                yield f"{key} is planned without {need}"
            elif placed.start < plan.placed[need].ready:
                yield f"{key} starts before {need} is ready"
        if job.effort != sum(units for _, units in placed.uses):
            yield f"{key} gets other work than its effort"
        waited = placed.ready - placed.end - (1 if job.effort else 0)
        if waited != job.wait_weeks:
            yield f"{key} waits {waited} weeks"
        if placed.ready > instance.weeks:
            yield f"{key} ends after the plan"
        used = dict(placed.uses)
        for week in range(placed.start, placed.end + 1) if job.effort else ():
            units = used.get(week, 0)
            load[job.role, week] = load.get((job.role, week), 0) + units
            if units > time.one_person[week]:
                yield f"{key} takes more than one person in week {week}"
            if week < placed.end and units < min(HALF_A_DAY, time.one_person[week]):
                yield f"{key} is interrupted in week {week}"
        if job.effort and not (used.get(placed.start) and used.get(placed.end)):
            yield f"{key} does no work in its first or last week"
    for (role, week), units in load.items():
        if units > instance.roles[role].available[week]:
            yield f"{role} has too much to do in week {week}"

"""From a problem to a plan: the one-team order first, then a better one where roles work side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fortnight.core.roadmap.instance import Instance, Job, RoleTime, Schedule
from fortnight.core.roadmap.schedule import Scheduler
from fortnight.core.roadmap.search import MOVES, improved
from fortnight.core.roadmap.sidney import bits, milestone_order, one_machine


def solve(instance: Instance, *, seed: int, moves: int = MOVES) -> Schedule:
    """Return a plan for `instance` in which little value waits; the same for the same instance and seed.

    First what is urgent with all that it needs, then what milestones wait for, then the rest by its tie-break. A
    job never takes time from one placed before it, so the rest fills gaps and delays nothing of value.
    """
    queue = _Queue(instance)
    for urgency in sorted({job.urgency for job in instance.jobs} - {0}):
        queue.add_by_tie(job for job, this in enumerate(instance.jobs) if this.urgency == urgency)
    first = list(queue.order)
    queue.add_by_value()
    valued = queue.order[len(first) :]
    queue.add_by_tie(range(len(instance.jobs)))
    rest = queue.order[len(first) + len(valued) :]
    scheduler = Scheduler(instance)
    valued = improved(scheduler, instance, first, valued, moves=moves, seed=seed)
    return scheduler.schedule([*first, *valued, *rest])


class _Queue:
    """Jobs in order, each with all that it needs before it."""

    def __init__(self, instance: Instance) -> None:
        self.jobs = instance.jobs
        self.machine = one_machine(instance)
        self.weeks = [_weeks_for(job, instance.roles[job.role]) for job in instance.jobs]
        self.order: list[int] = []
        self.taken = 0

    def add_by_tie(self, jobs: Iterable[int]) -> None:
        """Append `jobs` by their tie-break, each with the needs that are not there yet."""
        for job in sorted(jobs, key=lambda job: (self.jobs[job].tie, job)):
            self._add(self.machine.closure([job]))

    def add_by_value(self) -> None:
        """Append what milestones wait for, in the order in which one team should reach them."""
        for milestone in milestone_order(self.machine):
            self._add(self.machine.closures[milestone])

    def _add(self, mask: int) -> None:
        new = mask & ~self.taken
        self.order += longest_chain_first(self.machine.needs, new, self.weeks)
        self.taken |= new


def longest_chain_first(needs: Sequence[Sequence[int]], mask: int, weeks: Sequence[int]) -> list[int]:
    """Return the jobs of `mask`, needs first, those with the longest chain of work still behind them ahead."""
    order = _needs_first(needs, mask)
    tail = dict.fromkeys(order, 0)
    for job in reversed(order):
        tail[job] += weeks[job]
        for need in needs[job]:
            if need in tail:
                tail[need] = max(tail[need], tail[job])
    return sorted(order, key=lambda job: -tail[job])


def _needs_first(needs: Sequence[Sequence[int]], mask: int) -> list[int]:
    """Return the jobs of `mask` with needs before what needs them, without recursion: chains may be long."""
    order: list[int] = []
    seen = 0
    for root in bits(mask):
        stack = [(root, iter(needs[root]))] if not seen >> root & 1 else []
        seen |= 1 << root
        while stack:
            job, open_needs = stack[-1]
            need = next((need for need in open_needs if mask >> need & 1 and not seen >> need & 1), None)
            if need is None:
                order.append(job)
                stack.pop()
            else:
                seen |= 1 << need
                stack.append((need, iter(needs[need])))
    return order


def _weeks_for(job: Job, time: RoleTime) -> int:
    """Return how many weeks `job` takes one person in an average week, with the waiting after it."""
    worked = [units for units in time.one_person if units > 0]
    rate = max(1, sum(worked) // len(worked)) if worked else 1
    return -(-job.effort // rate) + job.wait_weeks

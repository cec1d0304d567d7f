"""The order for one team: Sidney's decomposition, with an exact search inside each block.

The problem is 1 | prec | sum of w C: one machine, needs between jobs, and each milestone loses its weight for
every unit of time until all that it needs is done. Sidney (1975): repeatedly cut off the set of jobs, closed
under needs, with the largest sum of weights for its time; some best order does these blocks one after another.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lcm

from fortnight.core.roadmap.closure import heaviest_closed_set
from fortnight.core.roadmap.instance import Instance, RoleTime

SEARCH_LIMIT = 20_000
"""States that the exact search inside one block may visit; beyond, the best ratio goes first."""


@dataclass(frozen=True)
class OneMachine:
    """Jobs by index with times, needs, and the milestones that wait for them; sets of jobs are bit masks."""

    times: tuple[int, ...]
    needs: tuple[tuple[int, ...], ...]
    weights: tuple[int, ...]
    """Of each milestone."""
    waits_for: tuple[tuple[int, ...], ...]
    """Jobs that each milestone needs directly."""

    @cached_property
    def closures(self) -> tuple[int, ...]:
        """Everything that each milestone needs, directly or not."""
        return tuple(self.closure(direct) for direct in self.waits_for)

    def closure(self, direct: Sequence[int]) -> int:
        """Return the jobs of `direct` with all that they need."""
        mask, waiting = 0, list(direct)
        while waiting:
            job = waiting.pop()
            if not mask >> job & 1:
                mask |= 1 << job
                waiting.extend(self.needs[job])
        return mask

    def time_of(self, mask: int) -> int:
        """Return the time that the jobs of `mask` take together."""
        return sum(self.times[job] for job in bits(mask))


def bits(mask: int) -> Iterator[int]:
    """Yield the positions of the bits of `mask`, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def one_machine(instance: Instance) -> OneMachine:
    """Return `instance` as seen by one team: each job takes its share of its role's average week."""
    index = {job.id: position for position, job in enumerate(instance.jobs)}
    rates = {role: _average_week(time) for role, time in instance.roles.items()}
    common = lcm(*rates.values())
    return OneMachine(
        times=tuple(job.effort * (common // rates[job.role]) for job in instance.jobs),
        needs=tuple(tuple(index[need] for need in job.needs) for job in instance.jobs),
        weights=tuple(milestone.weight for milestone in instance.milestones),
        waits_for=tuple(tuple(index[need] for need in milestone.needs) for milestone in instance.milestones),
    )


def _average_week(time: RoleTime) -> int:
    worked = [units for units in time.available if units > 0]
    return sum(worked) // len(worked) if worked else 1


def milestone_order(machine: OneMachine, limit: int = SEARCH_LIMIT) -> tuple[int, ...]:
    """Return the milestones in the order in which one team should reach them.

    With the jobs done milestone by milestone the sum of weight times finish is least, as long as no block
    takes more than `limit` states to search.
    """
    order: list[int] = []
    done = 0
    for block in _blocks(machine):
        best = _search(machine, block, done, limit) or _by_ratio(machine, block, done)
        for milestone in best:
            done |= machine.closures[milestone]
        order += best
    return tuple(order)


def total_cost(machine: OneMachine, order: Sequence[int]) -> int:
    """Return the sum of weight times finish when the milestones are reached in `order`."""
    cost, clock, done = 0, 0, 0
    for milestone in order:
        clock += machine.time_of(machine.closures[milestone] & ~done)
        done |= machine.closures[milestone]
        cost += machine.weights[milestone] * clock
    return cost


def _blocks(machine: OneMachine) -> Iterator[list[int]]:
    """Yield Sidney's blocks as groups of milestones, the largest ratio of weight to time first."""
    open_milestones = list(range(len(machine.weights)))
    done = 0
    while open_milestones:
        block = _densest(machine, open_milestones, done)
        for milestone in block:
            done |= machine.closures[milestone]
        yield block
        taken = set(block)
        open_milestones = [milestone for milestone in open_milestones if milestone not in taken]


def _densest(machine: OneMachine, candidates: list[int], done: int) -> list[int]:
    """Return the milestones of the closed set with the largest ratio: Dinkelbach's iteration on minimum cuts."""
    block = candidates
    while True:
        mask = 0
        for milestone in block:
            mask |= machine.closures[milestone] & ~done
        weight, time = sum(machine.weights[milestone] for milestone in block), machine.time_of(mask)
        if time == 0:
            return block
        jobs = list(bits(mask))
        node_of = {job: position for position, job in enumerate(jobs)}
        gains = [-machine.times[job] * weight for job in jobs]
        needs = [[node_of[need] for need in machine.needs[job] if need in node_of] for job in jobs]
        for milestone in block:
            gains.append(machine.weights[milestone] * time)
            needs.append([node_of[job] for job in machine.waits_for[milestone] if job in node_of])
        better = heaviest_closed_set(gains, needs)
        if not better:
            return block
        block = [milestone for position, milestone in enumerate(block, start=len(jobs)) if position in better]


def _search(machine: OneMachine, block: list[int], done: int, limit: int) -> list[int]:
    """Return the best order inside `block` by A* over closed sets; empty when `limit` states do not suffice.

    The cost so far counts every weight of the block until it is served; the bound adds the time that each
    milestone still needs for itself.
    """
    goal = done
    for milestone in block:
        goal |= machine.closures[milestone]
    frontier: list[tuple[int, int, int]] = [(0, 0, done)]
    cheapest: dict[int, int] = {done: 0}
    came_from: dict[int, tuple[int, int]] = {}
    settled: set[int] = set()
    visited = 0
    while frontier:
        mask = heapq.heappop(frontier)[2]
        if mask in settled:
            continue
        settled.add(mask)
        if mask == goal:
            return _walk_back(machine, block, done, goal, came_from)
        visited += 1
        if visited > limit:
            return []
        todo = {milestone: machine.closures[milestone] & ~mask for milestone in block}
        todo = {milestone: extra for milestone, extra in todo.items() if extra}
        waiting = sum(machine.weights[milestone] for milestone in todo)
        for milestone, extra in todo.items():
            if any(other & ~extra == 0 and other != extra for other in todo.values()):
                continue  # another milestone lies on the way to this one
            after = mask | extra
            cost = cheapest[mask] + waiting * machine.time_of(extra)
            if cost < cheapest.get(after, cost + 1):
                cheapest[after] = cost
                came_from[after] = (mask, milestone)
                own = sum(
                    machine.weights[other] * machine.time_of(rest & ~extra) for other, rest in todo.items()
                )
                heapq.heappush(frontier, (cost + own, -after.bit_count(), after))
    return []


def _walk_back(
    machine: OneMachine, block: list[int], done: int, goal: int, came_from: Mapping[int, tuple[int, int]]
) -> list[int]:
    """Return the milestones of `block` along the best way to `goal`; those met on the way come with their step."""
    steps: list[int] = []
    mask = goal
    while mask != done:
        steps.append(mask)
        mask = came_from[mask][0]
    order: list[int] = []
    left = list(block)
    for mask in [done, *reversed(steps)]:
        order += [milestone for milestone in left if machine.closures[milestone] & ~mask == 0]
        left = [milestone for milestone in left if machine.closures[milestone] & ~mask]
    return order


def _by_ratio(machine: OneMachine, block: list[int], done: int) -> list[int]:
    """Return `block` by the largest weight for the time still needed: good, not proved best."""
    order: list[int] = []
    left = list(block)
    while left:
        best = left[0]
        best_time = machine.time_of(machine.closures[best] & ~done)
        for milestone in left[1:]:
            time = machine.time_of(machine.closures[milestone] & ~done)
            if machine.weights[milestone] * best_time > machine.weights[best] * time:
                best, best_time = milestone, time
        done |= machine.closures[best]
        order.append(best)
        left.remove(best)
    return order

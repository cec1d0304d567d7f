"""A better order where roles work side by side: a seeded local search, limited by moves and never by the clock."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import exp, sqrt

from fortnight.core.roadmap.instance import Instance
from fortnight.core.roadmap.schedule import Calendar, Scheduler

MOVES = 2_000
"""Orders tried; a fixed number, so that the same file gives the same plan on a slow machine and on a fast one."""
START_TEMPERATURE = 0.05
"""How much worse an order may be at first, as a share of the cost of the start divided by the root of its length."""


def improved(
    scheduler: Scheduler, instance: Instance, first: Sequence[int], order: Sequence[int], *, moves: int, seed: int
) -> list[int]:
    """Return `order` rearranged so that less value waits; needs stay before what needs them.

    The jobs of `first` are placed before all others and stay as they are. Each move takes one job to another
    place between its needs and what needs it; simulated annealing decides whether it stays there.
    """
    trial = _Trial(scheduler, instance, first, list(order))
    best, best_cost = list(trial.order), trial.cost
    draw = random.Random(seed).random
    start = START_TEMPERATURE * trial.cost / sqrt(max(1, len(best)))
    for move in range(moves if len(best) > 1 else 0):
        at = int(draw() * len(trial.order))
        earliest, latest = trial.room_to_move(at)
        if earliest == latest:
            continue
        to = earliest + int(draw() * (latest - earliest))
        to += to >= at
        candidate = list(trial.order)
        candidate.insert(to, candidate.pop(at))
        worse = trial.cost_of(candidate, min(at, to)) - trial.cost
        temperature = start * (1 - move / moves)
        if worse <= 0 or draw() < exp(-worse / temperature):
            trial.accept(candidate, min(at, to))
            if trial.cost < best_cost:
                best, best_cost = candidate, trial.cost
    return best


class _Trial:
    """The order being worked on, with the calendar and the ready weeks as they are before each of its positions."""

    def __init__(self, scheduler: Scheduler, instance: Instance, first: Sequence[int], order: list[int]) -> None:
        index = {job.id: position for position, job in enumerate(instance.jobs)}
        self.scheduler = scheduler
        self.milestones = [
            (milestone.weight, tuple(index[need] for need in milestone.needs)) for milestone in instance.milestones
        ]
        self.out_of_reach = 2 * instance.weeks
        left, ready = scheduler.empty_calendar(), [-1] * len(instance.jobs)
        self._place(first, left, ready)
        self.before: list[tuple[Calendar, list[int]]] = [(left, ready)]
        self.order = order
        self.cost = 0
        self.accept(order, 0)

    def room_to_move(self, at: int) -> tuple[int, int]:
        """Return the first and last position to which the job at `at` can go with its needs still before it."""
        order, needs = self.order, self.scheduler.needs
        job = order[at]
        earliest = latest = at
        while earliest > 0 and order[earliest - 1] not in needs[job]:
            earliest -= 1
        while latest + 1 < len(order) and job not in needs[order[latest + 1]]:
            latest += 1
        return earliest, latest

    def cost_of(self, order: Sequence[int], changed_from: int) -> int:
        """Return the value that waits when the jobs are placed in `order`, the same up to `changed_from`."""
        left, ready = self._copy(changed_from)
        self._place(order[changed_from:], left, ready)
        return self._value_waiting(ready)

    def accept(self, order: list[int], changed_from: int) -> None:
        """Make `order` the one being worked on."""
        del self.before[changed_from + 1 :]
        for position in range(changed_from, len(order)):
            left, ready = self._copy(position)
            self._place(order[position : position + 1], left, ready)
            self.before.append((left, ready))
        self.order = order
        self.cost = self._value_waiting(self.before[-1][1])

    def _copy(self, position: int) -> tuple[Calendar, list[int]]:
        left, ready = self.before[position]
        return [list(weeks) for weeks in left], list(ready)

    def _place(self, jobs: Sequence[int], left: Calendar, ready: list[int]) -> None:
        place = self.scheduler.place
        for job in jobs:
            slot = place(job, ready, left)
            if slot is not None:
                ready[job] = slot[2]

    def _value_waiting(self, ready: Sequence[int]) -> int:
        total = 0
        for weight, needs in self.milestones:
            week = 0
            for need in needs:
                if ready[need] < 0:
                    week = self.out_of_reach
                    break
                week = max(week, ready[need])
            total += weight * week
        return total

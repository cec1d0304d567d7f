"""A better order where roles work side by side: a seeded local search, limited by moves and never by the clock."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from fortnight.core.roadmap.instance import Instance
from fortnight.core.roadmap.schedule import Calendar, Scheduler

MOVES = 3_000
"""Orders tried: a fixed number, so that the same file gives the same plan on a slow machine and a fast one."""
PLACEMENTS = 200_000
"""Jobs placed in all: a plan of hundreds of actions gets fewer moves rather than a longer wait."""
START_TEMPERATURE = 0.05
"""How much worse an order may be at first: this share of the first cost, over the root of the order's length."""

CHECKPOINT = 8
"""Positions of an order between two remembered states: a change need not be replayed from the start."""


def improved(
    scheduler: Scheduler, instance: Instance, first: Sequence[int], order: Sequence[int], *, moves: int, seed: int
) -> list[int]:
    """Return `order` rearranged so that less value waits; needs stay before what needs them.

    The jobs of `first` are placed before all others and stay as they are. Each move takes one job to another
    place between its needs and what needs it; simulated annealing decides whether it stays there.
    """
    trial = _Trial(scheduler, instance, first)
    best = current = trial.outcome(list(order))
    draw = random.Random(seed).random
    start = START_TEMPERATURE * best.cost / sqrt(max(1, len(order)))
    moves = min(moves, PLACEMENTS // len(order)) if len(order) > 1 else 0
    for move in range(moves):
        at = int(draw() * len(order))
        earliest, latest = trial.room_to_move(current.order, at)
        if earliest == latest:
            continue
        to = earliest + int(draw() * (latest - earliest))
        to += to >= at
        candidate = list(current.order)
        candidate.insert(to, candidate.pop(at))
        tried = trial.changed(current, candidate, min(at, to), max(at, to))
        worse = tried.cost - current.cost
        temperature = start * (1 - move / moves)
        if worse <= 0 or draw() < exp(-worse / temperature):
            current = tried
            if current.cost < best.cost:
                best = current
    return best.order


_State = tuple[Calendar, list[int]]
"""Time left by role, and the week from which each job is ready."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """An order, what it costs, and how things stand before every few of its positions."""

    order: list[int]
    cost: int
    checkpoints: list[_State]
    """How things stand before positions 0, CHECKPOINT, twice CHECKPOINT and so on."""


class _Trial:
    """Tries orders of the same jobs after the same beginning."""

    def __init__(self, scheduler: Scheduler, instance: Instance, first: Sequence[int]) -> None:
        index = {job.id: position for position, job in enumerate(instance.jobs)}
        self.scheduler = scheduler
        self.out_of_reach = 2 * instance.weeks
        self.weights = _merged(
            (milestone.weight, self._last_of({index[need] for need in milestone.needs}))
            for milestone in instance.milestones
            if milestone.needs
        )
        self.left, self.ready = scheduler.empty_calendar(), [-1] * len(instance.jobs)
        self._place(first, self.left, self.ready)

    def room_to_move(self, order: Sequence[int], at: int) -> tuple[int, int]:
        """Return the first and last position to which the job at `at` can go with its needs still before it."""
        needs = self.scheduler.needs
        job = order[at]
        earliest = latest = at
        while earliest > 0 and order[earliest - 1] not in needs[job]:
            earliest -= 1
        while latest + 1 < len(order) and job not in needs[order[latest + 1]]:
            latest += 1
        return earliest, latest

    def outcome(self, order: list[int]) -> _Outcome:
        """Return what comes of `order`."""
        return self._continued(order, [(self.left, self.ready)], None, len(order))

    def changed(self, base: _Outcome, order: list[int], first: int, last: int) -> _Outcome:
        """Return what comes of `order`, which differs from that of `base` in the positions `first` to `last`."""
        return self._continued(order, base.checkpoints[: first // CHECKPOINT + 1], base, last)

    def _continued(
        self, order: list[int], checkpoints: list[_State], base: _Outcome | None, last: int
    ) -> _Outcome:
        """Place what follows the last of `checkpoints`; past `last` things may come to stand as in `base`."""
        while True:
            left, ready = checkpoints[-1]
            position = CHECKPOINT * (len(checkpoints) - 1)
            left, ready = [list(weeks) for weeks in left], list(ready)
            self._place(order[position : position + CHECKPOINT], left, ready)
            position += CHECKPOINT
            if position >= len(order):
                return _Outcome(order, self._value_waiting(ready), checkpoints)
            if base is not None and position > last and (left, ready) == base.checkpoints[len(checkpoints)]:
                return _Outcome(order, base.cost, checkpoints + base.checkpoints[len(checkpoints) :])
            checkpoints.append((left, ready))

    def _last_of(self, needs: set[int]) -> tuple[int, ...]:
        """Return those of `needs` that no other of them needs: the others are ready before them."""
        return tuple(sorted(needs - {need for job in needs for need in self.scheduler.needs[job]}))

    def _place(self, jobs: Sequence[int], left: Calendar, ready: list[int]) -> None:
        place = self.scheduler.place
        for job in jobs:
            slot = place(job, ready, left)
            if slot is not None:
                ready[job] = slot[2]

    def _value_waiting(self, ready: Sequence[int]) -> int:
        total = 0
        for needs, weight in self.weights.items():
            weeks = [ready[need] for need in needs]
            total += weight * (self.out_of_reach if min(weeks) < 0 else max(weeks))
        return total


def _merged(pairs: Iterable[tuple[int, tuple[int, ...]]]) -> Mapping[tuple[int, ...], int]:
    """Return the weight of each distinct set of needs."""
    weights: dict[tuple[int, ...], int] = {}
    for weight, needs in pairs:
        weights[needs] = weights.get(needs, 0) + weight
    return weights

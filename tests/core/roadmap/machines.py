"""One team as the scheduling literature writes it, and an exact optimum by a method of its own."""

from __future__ import annotations

import random
from collections.abc import Sequence

from fortnight.core.roadmap.instance import Instance, Job, Milestone, RoleTime

WEEK = 100
"""Hundredths of a person-day that the one team has in a week."""
WEEKS = 200


def one_team(times: Sequence[int], weights: Sequence[int], before: Sequence[tuple[int, int]]) -> Instance:
    """Return jobs that take whole weeks, each with a weight of its own; `before` holds pairs first, second."""
    jobs = tuple(
        Job(str(job), "team", time * WEEK, tuple(str(first) for first, second in before if second == job))
        for job, time in enumerate(times)
    )
    milestones = tuple(Milestone(f"m{job}", weight, (str(job),)) for job, weight in enumerate(weights) if weight)
    weeks = (WEEK,) * WEEKS
    return Instance(jobs, milestones, {"team": RoleTime(weeks, weeks)})


def random_team(seed: int) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """Return times, weights (three in ten are 0) and needs of 10 to 16 jobs."""
    draw = random.Random(seed)
    size = draw.randint(10, 16)
    times = [draw.randint(1, 9) for _ in range(size)]
    weights = [0 if draw.random() < 0.3 else draw.randint(1, 20) for _ in range(size)]
    density = draw.uniform(0.08, 0.35)
    before = [(one, two) for two in range(size) for one in range(two) if draw.random() < density]
    return times, weights, before


def least_cost(times: Sequence[int], weights: Sequence[int], before: Sequence[tuple[int, int]]) -> int:
    """Return the exact minimum of sum w C: dynamic programming over every set of jobs that can come first.

    Plain and independent of the engine: no decomposition, no bound, whichever job comes last is tried.
    """
    size = len(times)
    needs = [sum(1 << first for first, second in before if second == job) for job in range(size)]
    best: dict[int, tuple[int, int]] = {0: (0, 0)}
    for _ in range(size):
        longer: dict[int, tuple[int, int]] = {}
        for done, (cost, clock) in best.items():
            for job in range(size):
                if not done >> job & 1 and needs[job] & ~done == 0:
                    after, finish = done | 1 << job, clock + times[job]
                    total = cost + weights[job] * finish
                    if after not in longer or total < longer[after][0]:
                        longer[after] = (total, finish)
        best = longer
    return min(cost for cost, _ in best.values())

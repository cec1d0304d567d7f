"""Minimum cuts find the heaviest closed set; Sidney's blocks make large problems small."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.core.roadmap.closure import heaviest_closed_set
from fortnight.core.roadmap.sidney import milestone_order, one_machine
from tests.core.roadmap.machines import one_team


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], list[list[int]]]:
    """Up to eight nodes with gains and losses, each needing some of those before it."""
    gains = draw(st.lists(st.integers(-9, 9), max_size=8))
    needs = [sorted(draw(st.sets(st.integers(0, node - 1)))) if node else [] for node in range(len(gains))]
    return gains, needs


@given(graphs())
@settings(max_examples=200)
def test_it_is_the_smallest_of_the_heaviest(graph: tuple[list[int], list[list[int]]]) -> None:
    """Against trying every set: closed, as heavy as any, and no heaviest set is smaller."""
    gains, needs = graph
    closed = [
        set(chosen)
        for size in range(len(gains) + 1)
        for chosen in combinations(range(len(gains)), size)
        if all(set(needs[node]) <= set(chosen) for node in chosen)
    ]
    heaviest = max(sum(gains[node] for node in chosen) for chosen in closed)
    smallest = min(len(chosen) for chosen in closed if sum(gains[node] for node in chosen) == heaviest)
    found = heaviest_closed_set(gains, needs)
    assert set(found) in closed
    assert (heaviest, smallest) == (sum(gains[node] for node in found), len(found))


def test_independent_jobs_come_by_ratio_however_many() -> None:
    """Two hundred jobs without needs: Smith's rule, with hardly any search, because each is a block of its own."""
    draw = random.Random(5)
    times = [draw.randint(1, 50) for _ in range(200)]
    weights = [draw.randint(1, 50) for _ in range(200)]
    order = milestone_order(one_machine(one_team(times, weights, [])), limit=60)
    ratios = [weights[job] / times[job] for job in order]
    assert sorted(ratios, reverse=True) == ratios


def test_a_group_goes_first_for_what_it_holds_together() -> None:
    """Fifty groups of one long need and two heavy jobs: whole groups by ratio, where single jobs would mislead."""
    draw = random.Random(9)
    times, weights, before = [], [], []
    for first in range(0, 150, 3):
        times += [draw.randint(4, 40), 1, 1]
        weights += [0, draw.randint(5, 30), draw.randint(5, 30)]
        before += [(first, first + 1), (first, first + 2)]
    machine = one_machine(one_team(times, weights, before))
    jobs = [machine.waits_for[milestone][0] for milestone in milestone_order(machine, limit=20)]
    groups = [job // 3 for job in jobs]
    assert [group for group in dict.fromkeys(groups) for _ in range(2)] == groups
    ratios = [sum(weights[3 * group : 3 * group + 3]) / sum(times[3 * group : 3 * group + 3]) for group in groups]
    assert sorted(ratios, reverse=True) == ratios


def test_a_heavy_job_pulls_its_light_need_ahead() -> None:
    """A block is a set, not a job: a worthless need goes first because of what it unlocks."""
    machine = one_machine(one_team([5, 1, 3], [1, 90, 12], [(0, 1)]))
    assert [0, 1, 2] == list(milestone_order(machine))

"""The order for one team: published optima, and exact optima of random problems."""

from __future__ import annotations

import pytest

from fortnight.core.roadmap.instance import Instance, Milestone, value_waiting
from fortnight.core.roadmap.sidney import milestone_order, one_machine, total_cost
from fortnight.core.roadmap.solve import solve
from tests.core.roadmap.machines import WEEK, least_cost, one_team, random_team


@pytest.mark.parametrize(
    ("times", "weights", "before", "least", "order"),
    [
        pytest.param([2, 4], [10, 30], [], 180, ["1", "0"], id="ratios of blackswanfarming.com: A 10/2, B 30/4"),
        pytest.param(
            [2, 1, 3, 1, 2], [3, 5, 1, 4, 2], [(0, 2), (1, 4)], 46, ["1", "3", "0", "4", "2"],
            id="CodingThrust/problem-reductions",
        ),
        pytest.param([2, 3, 4], [4, 3, 1], [(0, 1), (2, 1)], 41, ["0", "2", "1"], id="npcomplete.owu.edu"),
    ],
)  # fmt: skip
def test_published_problems_reach_their_published_optimum(
    times: list[int], weights: list[int], before: list[tuple[int, int]], least: int, order: list[str]
) -> None:
    """The engine's plan for one team has the published sum of weight times finish, in the published order."""
    instance = one_team(times, weights, before)
    plan = solve(instance, seed=1)
    assert least == value_waiting(instance, plan)
    assert order == list(plan.placed)


@pytest.mark.parametrize("block", range(10))
def test_random_teams_reach_the_exact_optimum(block: int) -> None:
    """On 200 random problems of 10 to 16 jobs the order, and the plan made from it, equal an exact optimum."""
    for seed in range(20 * block, 20 * block + 20):
        times, weights, before = random_team(seed)
        least = least_cost(times, weights, before)
        instance = one_team(times, weights, before)
        machine = one_machine(instance)
        assert least * WEEK == total_cost(machine, milestone_order(machine)), f"order of seed {seed}"
        assert least == value_waiting(instance, solve(instance, seed=seed, moves=20)), f"plan of seed {seed}"


def test_blocks_too_large_to_search_still_get_a_good_order() -> None:
    """Without states to search with, every milestone is still reached, and at 2% above the optimum on average."""
    least = reached = 0
    for seed in range(40):
        times, weights, before = random_team(seed)
        machine = one_machine(one_team(times, weights, before))
        order = milestone_order(machine, limit=0)
        assert list(range(len(machine.weights))) == sorted(order)
        least += least_cost(times, weights, before) * WEEK
        reached += total_cost(machine, order)
    assert least <= reached <= 1.02 * least


def test_work_for_a_shared_milestone_counts_once() -> None:
    """Two go-lives that share most of their work come together before a third that shares none."""
    team = one_team([4, 1, 4], [0, 0, 0], [])
    go_lives = (Milestone("a", 5, ("0",)), Milestone("b", 5, ("0", "1")), Milestone("c", 6, ("2",)))
    plan = solve(Instance(team.jobs, go_lives, team.roles), seed=1)
    assert ["0", "1", "2"] == list(plan.placed)

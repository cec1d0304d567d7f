"""Compare the roadmap engine with the best that CP-SAT finds, on the committed instances.

    pip install "ortools>=9.14,<10"        (the extra `proof`; nothing else in Fortnight uses it)
    python -m tests.bench.roadmap_cpsat [--seconds 20] [--workers 2] [--only cases-40] [--remember]

CP-SAT has more freedom than the engine: a job in progress may get any amount of its role's time from half a day
a week up, where the engine always gives it all that one person can. It starts from the engine's own plan, so its
answer is never worse, and the gap is what 20 seconds of a solver add to that plan.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from typing import Any

from fortnight.core.roadmap.instance import Instance, Schedule, value_waiting
from fortnight.core.roadmap.schedule import HALF_DAY
from fortnight.core.roadmap.solve import solve
from tests.bench import roadmap_cases


@dataclass(frozen=True)
class Comparison:
    """One instance: what the engine and CP-SAT came to."""

    name: str
    engine: int
    engine_seconds: float
    cpsat: int
    bound: float
    status: str

    @property
    def gap(self) -> float:
        """How far the engine is above the best found, as a share."""
        return self.engine / self.cpsat - 1


def best_by_cpsat(instance: Instance, hint: Schedule, seconds: float, workers: int) -> tuple[int, float, str]:
    """Return the value waiting in CP-SAT's best plan, its proved lower bound, and its status."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    weeks = min(instance.weeks, 8 + max(placed.ready for placed in hint.placed.values()))
    begun: dict[str, list[Any]] = {}
    over: dict[str, list[Any]] = {}
    used: dict[str, list[Any]] = {}
    for job in instance.jobs:
        room, most = instance.roles[job.role].available, instance.roles[job.role].one_person
        placed = hint.placed[job.id]
        uses = dict(placed.uses)
        begun[job.id] = [model.new_bool_var(f"begun {job.id} {week}") for week in range(weeks)]
        over[job.id] = [model.new_bool_var(f"over {job.id} {week}") for week in range(weeks + 1)]
        used[job.id] = [model.new_int_var(0, min(most[week], job.effort), "") for week in range(weeks)]
        model.add(over[job.id][0] == 0)
        model.add(over[job.id][weeks] == 1)
        model.add(sum(used[job.id]) == job.effort)
        for week in range(weeks):
            here, b, o = used[job.id][week], begun[job.id][week], over[job.id]
            model.add_implication(o[week], o[week + 1])
            if week:
                model.add_implication(begun[job.id][week - 1], b)
            model.add_implication(o[week + 1], b)
            model.add(here <= min(most[week], job.effort) * (b - o[week]))
            if room[week]:
                model.add(here >= b - o[week])
                model.add(here >= min(HALF_DAY, most[week]) * (b - o[week + 1]))
            model.add_hint(here, uses.get(week, 0))
            model.add_hint(b, int(week >= placed.start))
            model.add_hint(o[week], int(week > placed.end))
    for role, time_of_role in instance.roles.items():
        for week in range(weeks):
            together = sum(used[job.id][week] for job in instance.jobs if job.role == role)
            model.add(together <= time_of_role.available[week])
    waits = {job.id: job.wait_weeks for job in instance.jobs}
    for job in instance.jobs:
        for need in job.needs:
            for week in range(weeks):
                ready = over[need][week - waits[need]] if week >= waits[need] else 0
                model.add(begun[job.id][week] <= ready)
    cost: list[Any] = []
    for milestone in instance.milestones:
        latest = max(hint.placed[need].ready for need in milestone.needs)
        live = [model.new_bool_var("") for _ in range(weeks + max(waits.values()) + 1)]
        for week, holds in enumerate(live):
            for need in milestone.needs:
                if week < waits[need]:
                    model.add(holds == 0)
                elif week - waits[need] <= weeks:
                    model.add_implication(holds, over[need][week - waits[need]])
            model.add_hint(holds, int(week >= latest))
            cost.append(milestone.weight * (1 - holds))
    model.minimize(sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    return round(solver.objective_value), solver.best_objective_bound, solver.status_name(status)


def compare(name: str, instance: Instance, seconds: float, workers: int) -> Comparison:
    """Return what the engine and CP-SAT come to on one instance."""
    started = time.perf_counter()
    plan = solve(instance, seed=1)
    engine_seconds = time.perf_counter() - started
    engine = value_waiting(instance, plan)
    cpsat, bound, status = best_by_cpsat(instance, plan, seconds, workers)
    return Comparison(name, engine, engine_seconds, cpsat, bound, status)


def table(results: list[Comparison]) -> str:
    """Return the results as a Markdown table, with the average of each kind and size."""
    lines = [
        "| instance | engine | CP-SAT | engine above | proved bound | CP-SAT says | engine took |",
        "|---|---|---|---|---|---|---|",
    ]
    groups: dict[str, list[float]] = {}
    for one in results:
        groups.setdefault(one.name.rsplit("-", 1)[0], []).append(one.gap)
        lines.append(
            f"| {one.name} | {one.engine} | {one.cpsat} | {one.gap:.2%} | {one.bound:.0f} | {one.status.lower()} "
            f"| {one.engine_seconds * 1000:.0f} ms |"
        )
    lines += ["", "| kind and size | instances | average | worst |", "|---|---|---|---|"]
    for group, gaps in groups.items():
        lines.append(f"| {group} | {len(gaps)} | {sum(gaps) / len(gaps):.2%} | {max(gaps):.2%} |")
    gaps = [one.gap for one in results]
    lines.append(f"| all | {len(gaps)} | {sum(gaps) / len(gaps):.2%} | {max(gaps):.2%} |")
    return "\n".join(lines)


def main() -> int:
    """Run the comparison and print it; 1 when the average gap of some size is above 2%."""
    parser = argparse.ArgumentParser(description="Compare the roadmap engine with CP-SAT.")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--remember", action="store_true", help="keep what beats roadmap_best_known.json")
    parser.add_argument("--only", default="", help="instances whose name starts with this")
    options = parser.parse_args()
    try:
        import ortools
    except ImportError:
        print('This comparison needs OR-Tools: pip install "ortools>=9.14,<10"', file=sys.stderr)
        return 1
    results = []
    for name, instance in roadmap_cases.instances():
        if name.startswith(options.only):
            results.append(compare(name, instance, options.seconds, options.workers))
            print(f"{name}: {results[-1].gap:.2%} above", file=sys.stderr, flush=True)
    print(f"OR-Tools {ortools.__version__}, {options.seconds:g} s and {options.workers} workers an instance.\n")
    print(table(results))
    if options.remember:
        roadmap_cases.remember({one.name: one.cpsat for one in results})
    by_size: dict[str, list[float]] = {}
    for one in results:
        by_size.setdefault(one.name.split("-")[1], []).append(one.gap)
    return int(any(sum(gaps) / len(gaps) > 0.02 for gaps in by_size.values()))


if __name__ == "__main__":
    sys.exit(main())

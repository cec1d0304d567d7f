"""Instances on which the roadmap engine is compared with CP-SAT: how they were drawn, and how to read them.

`python -m tests.bench.roadmap_cases` draws them again, to the byte, into tests/bench/roadmap_instances/.

Two kinds. `cases`: three to five use cases, each of which goes live when its own share of the actions is done;
what the roadmap meets. `each`: seven actions in ten carry a value of their own, as in the scheduling literature.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

from fortnight.core.roadmap.instance import Instance, Job, Milestone, RoleTime

FOLDER = Path(__file__).parent / "roadmap_instances"
BEST_KNOWN = Path(__file__).parent / "roadmap_best_known.json"
WEEKS = 160
QUARTER = 13
ROLES = ("engineering", "data", "operations")


def draw(kind: str, size: int, seed: int) -> Instance:
    """Return one random instance of `size` jobs for three roles, capacity changing every quarter."""
    rng = random.Random(f"{kind}-{size}-{seed}")
    roles = {}
    for role in ROLES:
        people_days = [rng.choice((2, 3, 4, 5, 7)) for _ in range(WEEKS // QUARTER + 1)]
        available = tuple(int(people_days[week // QUARTER] * 70) for week in range(WEEKS))
        roles[role] = RoleTime(available, tuple(min(units, 350) for units in available))
    jobs: list[Job] = []
    for number in range(size):
        window = jobs[max(0, number - 15):]
        needs = tuple(job.id for job in window if rng.random() < 1.6 / max(len(window), 4))
        likely = rng.choice((1, 2, 2, 3, 4, 5, 8))
        effort = round(likely * rng.uniform(0.9, 1.5) * 100)
        wait = rng.choice((1, 2, 4, 6)) if rng.random() < 0.15 else 0
        jobs.append(Job(f"a{number:02}", rng.choice(ROLES), effort, needs, wait))
    if kind == "each":
        milestones = tuple(
            Milestone(f"m-{job.id}", rng.randint(1, 100), (job.id,)) for job in jobs if rng.random() < 0.7
        )
    else:
        milestones = tuple(
            Milestone(
                f"case-{number}",
                rng.randint(20, 300),
                tuple(job.id for job in rng.sample(jobs, max(2, size // 6))),
            )
            for number in range(rng.randint(3, 5))
        )
    return Instance(tuple(jobs), milestones, roles)


def to_json(instance: Instance) -> str:
    """Return `instance` as JSON, capacity as the value of each quarter."""
    table = {
        "weeks": instance.weeks,
        "roles": {role: list(time.available[::QUARTER]) for role, time in instance.roles.items()},
        "jobs": {
            job.id: {"role": job.role, "effort": job.effort, "needs": job.needs, "wait_weeks": job.wait_weeks}
            for job in instance.jobs
        },
        "milestones": {
            milestone.id: {"weight": milestone.weight, "needs": milestone.needs}
            for milestone in instance.milestones
        },
    }
    lines = json.dumps(table, indent=1)
    return _one_line_per_thing(lines) + "\n"


def _one_line_per_thing(text: str) -> str:
    """Return JSON with everything below the second level on one line, so that a job reads as a row."""
    table = json.loads(text)
    parts = []
    for key, value in table.items():
        if isinstance(value, dict):
            rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in value.items())
            parts.append(f" {json.dumps(key)}: {{\n{rows}\n }}")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}"


def read(path: Path) -> Instance:
    """Return the instance in the file `path`."""
    table = json.loads(path.read_text(encoding="utf-8"))
    weeks = table["weeks"]
    roles = {}
    for role, quarters in table["roles"].items():
        available = tuple(quarters[week // QUARTER] for week in range(weeks))
        roles[role] = RoleTime(available, tuple(min(units, 350) for units in available))
    jobs = tuple(
        Job(name, row["role"], row["effort"], tuple(row["needs"]), row["wait_weeks"])
        for name, row in table["jobs"].items()
    )
    milestones = tuple(
        Milestone(name, row["weight"], tuple(row["needs"])) for name, row in table["milestones"].items()
    )
    return Instance(jobs, milestones, roles)


def instances() -> list[tuple[str, Instance]]:
    """Return every committed instance with its name, in order of name."""
    return [(path.stem, read(path)) for path in sorted(FOLDER.glob("*.json"))]


def best_known() -> dict[str, int]:
    """Return the least value waiting that any run found, by name of instance."""
    return dict(json.loads(BEST_KNOWN.read_text(encoding="utf-8")))


def remember(found: dict[str, int]) -> None:
    """Keep what is better than the best known plans."""
    known = best_known() if BEST_KNOWN.exists() else {}
    for name, value in found.items():
        known[name] = min(value, known.get(name, value))
    BEST_KNOWN.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Draw the committed instances again."""
    FOLDER.mkdir(exist_ok=True)
    for kind in ("cases", "each"):
        for size in (20, 40, 60):
            for seed in (1, 2, 3):
                text = to_json(draw(kind, size, seed))
                (FOLDER / f"{kind}-{size}-{seed}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

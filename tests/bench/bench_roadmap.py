"""The whole roadmap of an assessment with 60 actions for three roles, and its order against the best known.

`python -m tests.bench.bench_roadmap` prints the table; `rows` gives it to whoever collects all benchmarks. The
best known values come from a run of `roadmap_cpsat`, which needs OR-Tools; this does not.
"""

from __future__ import annotations

import datetime as dt
import statistics

from fortnight.core.assessment import Assessment
from fortnight.core.drill import drill_result
from fortnight.core.gates import gate_report
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roadmap.build import build_roadmap
from fortnight.core.roadmap.instance import value_waiting
from fortnight.core.roadmap.solve import solve
from fortnight.core.scoring import score
from tests.bench import roadmap_cases
from tests.bench.measure import Row, seconds, table

RUNS = 7
BUDGET_SECONDS = 0.5
BUDGET_GAP = 0.02
QUESTIONS = 30
ROLES = ("engineering", "data", "it-operations")


def questionnaire() -> Questionnaire:
    """Return 30 gate questions with two steps each: 60 actions in chains across three roles."""
    return Questionnaire.model_validate({
        "id": "bench", "version": "1", "title": "Bench", "dimensions": {"all": {"title": "All"}},
        "questions": {
            f"q{number:02}": {
                "dimension": "all", "title": f"Question {number}", "ask": "?", "levels": ["a", "b", "c", "d", "e"],
                "gate": ("G2", "G3")[number % 2], "gate_level": 3,
                "when": ("agentic", "bought", "")[number % 3],
            }
            for number in range(QUESTIONS)
        },
        "actions": {
            f"a{number:02}.{level}": {
                "title": f"Action {number} to level {level}", "first_step": "Begin.", "done_when": "It is done.",
                "question": f"q{number:02}", "level": level, "role": ROLES[(number + level) % 3],
                "effort_days": {"min": 1, "likely": 1 + number % 5, "max": 8}, "wait_weeks": number % 4,
                "needs": [f"a{number // 2:02}.{level}"] if number > 4 else [],
            }
            for number in range(QUESTIONS)
            for level in (2, 3)
        },
    })


def assessment() -> Assessment:
    """Return three use cases that aim for production, with every answer at the lowest level."""
    return Assessment.model_validate({
        "assessment": {"date": dt.date(2026, 11, 20)},
        "capacity": {role: {"days_per_week": 4, "by_quarter": {"2027-Q1": 2}} for role in ROLES},
        "answers": {f"q{number:02}": {"level": 1} for number in range(QUESTIONS)},
        "use_cases": {
            "one": {"aim": "production", "agentic": True, "bought": False},
            "two": {"aim": "production", "agentic": False, "bought": True},
            "three": {"aim": "production", "agentic": False, "bought": False},
        },
    })


def rows() -> list[Row]:
    """Return the time of a whole roadmap, and the average distance from the best known plans."""
    asked, given = questionnaire(), assessment()
    drills = {case_id: drill_result(given, asked, case_id) for case_id in given.active_cases}
    gates = {case_id: gate_report(given, asked, case_id, drills[case_id]) for case_id in given.active_cases}
    scored = score(given, asked)
    weights = {"one": 9_000.0, "two": 4_000.0, "three": 1_500.0}
    plan = build_roadmap(given, asked, scored, gates, drills, weights=weights)
    time = statistics.median(
        seconds(lambda: build_roadmap(given, asked, scored, gates, drills, weights=weights)) for _ in range(RUNS)
    )
    gaps = []
    for name, instance in roadmap_cases.instances():
        waiting = value_waiting(instance, solve(instance, seed=given.settings.seed))
        gaps.append(waiting / roadmap_cases.best_known()[name] - 1)
    return [
        Row(f"roadmap, {len(plan.items)} actions, {len(ROLES)} roles", f"{1000 * time:.0f} ms", time,
            BUDGET_SECONDS, "s"),
        Row(f"roadmap against the best known plans, {len(gaps)} instances",
            f"{statistics.mean(gaps):.2%} above on average, {max(gaps):.2%} at worst",
            100 * statistics.mean(gaps), 100 * BUDGET_GAP, "% above them"),
    ]


if __name__ == "__main__":
    print(table(rows()))

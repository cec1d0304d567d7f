"""The return of a use case against plain NumPy: time as a ratio, and peak memory against the number of draws.

`python -m tests.bench.bench_roi` prints the table; `rows` gives it to whoever collects all benchmarks.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from functools import partial

from fortnight.core.assessment import Assessment
from fortnight.core.roi.results import RoiResult
from fortnight.core.roi.simulate import roi_result
from tests.bench import roi_reference
from tests.bench.measure import Row, alternating, seconds, table

DRAWS = (10_000, 100_000)
BUDGET = 2.0
MEBIBYTES = 2**20


def assessment() -> Assessment:
    """Return the case of the reference as an assessment: 25 uncertain inputs, none of them widened."""
    inputs: dict[str, object] = {name: {"value": value, "evidence": "logged"}
                                 for name, value in roi_reference.FIXED.items()}
    inputs |= {name: {"p5": p5, "p95": p95, "evidence": "logged"}
               for name, (_scale, p5, p95) in roi_reference.UNCERTAIN.items()}
    case = {"name": "Bench", "language_model": True, "aim": "production", "owners": {"redeployment": "Operations"},
            "roi": inputs}
    return Assessment.model_validate({"use_cases": {"bench": case}})


def product(draws: int) -> RoiResult:
    """Return what the product computes with full detail."""
    return roi_result(assessment(), "bench", closing=None, draws=draws)


def peak_memory(call: Callable[[], object]) -> float:
    """Return the most memory that one call holds at once, in MiB."""
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1] / MEBIBYTES
    finally:
        tracemalloc.stop()


def rows() -> list[Row]:
    """Return one line for each number of draws."""
    found = []
    for draws in DRAWS:
        ours, theirs = partial(product, draws), partial(roi_reference.simulate, draws)
        ours(), theirs()
        mine, plain = alternating(partial(seconds, ours), partial(seconds, theirs), runs=7)
        measured = (f"{1000 * mine:.0f} ms and {peak_memory(ours):.0f} MiB; "
                    f"plain NumPy {1000 * plain:.0f} ms and {peak_memory(theirs):.0f} MiB")
        what = f"ROI, 25 uncertain inputs, 36 months, {draws:,} draws"
        found.append(Row(what, measured, mine / plain, BUDGET, "x plain NumPy"))
    return found


if __name__ == "__main__":
    print(table(rows()))

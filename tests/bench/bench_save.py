"""Saving one answer when 200 are answered, as the app does after every key: written, synced, renamed."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from fortnight.core.assessment import Assessment
from fortnight.core.edit import set_at
from fortnight.storage.toml_files import save_assessment
from tests.bench.measure import Row, seconds, table

ANSWERED = 200
SAVES = 60


def rows() -> list[Row]:
    """Return the line about saving."""
    answers = {f"dimension.question-{number}": {"level": 1 + number % 5, "note": "As told in the room. " * 3,
                                                "evidence": "The log of last week."}
               for number in range(ANSWERED)}
    assessment = Assessment.model_validate({"answers": answers})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "team.toml"
        stamp = save_assessment(file, assessment, expected=None)
        times = []
        for number in range(SAVES):
            assessment = set_at(assessment, ("answers", f"dimension.question-{number}", "level"), 1 + number % 4)

            def save(assessment: Assessment = assessment) -> None:
                nonlocal stamp
                stamp = save_assessment(file, assessment, expected=stamp)

            times.append(1000 * seconds(save))
        size = file.stat().st_size / 1000
    middle = statistics.median(times)
    return [Row(f"save one answer, {ANSWERED} answered, with fsync",
                f"median {middle:.1f} ms, slowest {max(times):.1f} ms, file of {size:.0f} kB", middle, 10, "ms")]


if __name__ == "__main__":
    print(table(rows()))

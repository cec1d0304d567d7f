"""The runs of each team that lie in one folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from fortnight.errors import FileProblem
from fortnight.storage.nearby import nearby_assessments
from fortnight.storage.past import StoredRun, load_answers


@dataclass(frozen=True, slots=True)
class FolderRuns:
    """Every assessment in a folder."""

    teams: tuple[tuple[StoredRun, ...], ...]
    """The runs of each team, oldest first."""
    problems: tuple[FileProblem, ...]
    """Files that could not be read."""


def runs_in(folder: Path) -> FolderRuns:
    """Return the assessments in `folder` by team; a PDF whose answers also lie there as TOML counts once."""
    teams: dict[tuple[str, str], list[StoredRun]] = {}
    problems = []
    for listed in nearby_assessments(folder):
        try:
            run = StoredRun(listed.path, load_answers(listed.path))
        except FileProblem as problem:
            problems.append(problem)
            continue
        header = run.assessment.assessment
        runs = teams.setdefault((header.organisation.strip().casefold(), header.team.strip().casefold()), [])
        if not (listed.is_pdf and any(each.date == run.date for each in runs)):
            runs.append(run)
    return FolderRuns(
        tuple(tuple(sorted(runs, key=lambda run: (run.date or dt.date.min, run.path.name)))
              for runs in teams.values()),
        tuple(problems),
    )

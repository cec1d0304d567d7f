"""The runs of a team: those that a file names as its past, and those that lie in one folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fortnight.core.assessment import Assessment
from fortnight.errors import FileProblem
from fortnight.storage.atomic import real_path
from fortnight.storage.document import load_answers
from fortnight.storage.nearby import nearby_assessments

MAX_RUNS = 40
"""How far back the past is followed: ten years of quarters."""


@dataclass(frozen=True, slots=True)
class StoredRun:
    """An assessment as it is in its file."""

    path: Path
    assessment: Assessment

    @property
    def date(self) -> dt.date | None:
        """The day of the assessment."""
        return self.assessment.assessment.date


@dataclass(frozen=True, slots=True)
class FolderRuns:
    """Every assessment in a folder."""

    teams: tuple[tuple[StoredRun, ...], ...]
    """The runs of each team, oldest first."""
    problems: tuple[FileProblem, ...]
    """Files that could not be read."""


def earlier_runs(path: Path, assessment: Assessment) -> tuple[StoredRun, ...]:
    """Return the runs before the one at `path`, oldest first, by the `previous` of each; a broken link ends it."""
    found = list(_back_from(path, assessment))
    return tuple(reversed(found))


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


def _back_from(path: Path, assessment: Assessment) -> Iterator[StoredRun]:
    seen = {real_path(path)}
    for _run in range(MAX_RUNS):
        named = assessment.assessment.previous
        if not named or "\0" in named:
            return
        path = path.parent / named
        if real_path(path) in seen:
            return
        seen.add(real_path(path))
        try:
            assessment = load_answers(path)
        except FileProblem:
            return  # `Document.previous_problem` says so for the file that is open
        yield StoredRun(path, assessment)

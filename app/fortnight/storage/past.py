"""The runs before a file, as each names the one before it by `previous`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fortnight.core.assessment import Assessment
from fortnight.errors import FileProblem
from fortnight.storage.atomic import real_path
from fortnight.storage.pdf_files import attached_answers, names_pdf
from fortnight.storage.toml_files import load_assessment, parse_assessment

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


def load_answers(path: Path) -> Assessment:
    """Return the assessment in a TOML file or attached to a PDF; raises FileProblem."""
    if names_pdf(path):
        return parse_assessment(attached_answers(path), str(path))
    return load_assessment(path).assessment


def earlier_runs(path: Path, assessment: Assessment) -> tuple[StoredRun, ...]:
    """Return the runs before the one at `path`, oldest first, by the `previous` of each; a broken link ends it."""
    return tuple(reversed(list(back_from(path, assessment))))


def number_after(past: Sequence[StoredRun], assessment: Assessment) -> int | None:
    """Return which run of its team an assessment is whose `past` was read; None when there is more of it."""
    first = (past[0].assessment if past else assessment).assessment
    return None if first.previous or first.redacted else len(past) + 1


def back_from(path: Path, assessment: Assessment) -> Iterator[StoredRun]:
    """Yield the runs before the one at `path`, the last first; each is read when it is asked for."""
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

"""Assessment files worth offering on Home: those opened lately and those in the folder."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LARGEST = 4_000_000
"""Bytes; a larger TOML file is no assessment and is not read."""
MOST_FILES = 200
"""How many files of a folder are looked at."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as Home lists it."""

    path: Path
    organisation: str
    period: str
    day: dt.date | None
    is_recent: bool


def found_files(folder: Path, recent: Iterable[str]) -> tuple[FoundFile, ...]:
    """Return the recent files that still exist, latest first, then the other assessments of `folder` by name."""
    found: dict[Path, FoundFile] = {}
    for path in map(Path, recent):
        listed = _listed(path, is_recent=True)
        if listed is not None:
            found[path.resolve()] = listed
    for path in _in_folder(folder):
        if path.resolve() not in found:
            listed = _listed(path, is_recent=False)
            if listed is not None:
                found[path.resolve()] = listed
    return tuple(found.values())


def _in_folder(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.glob("*.toml"))
    except OSError:
        return
    yield from entries[:MOST_FILES]


def _listed(path: Path, *, is_recent: bool) -> FoundFile | None:
    header = _header(path)
    if header is None:
        return None
    day = header.get("date")
    return FoundFile(path, str(header.get("organisation", "")), str(header.get("period", "")),
                     day if type(day) is dt.date else None, is_recent)


def _header(path: Path) -> dict[str, Any] | None:
    """Return the head of an assessment file; None for anything else."""
    if path.suffix.lower() == ".pdf":
        return {} if path.is_file() else None
    try:
        if path.stat().st_size > LARGEST:
            return None
        header = tomllib.loads(path.read_text(encoding="utf-8")).get("assessment")
    except (OSError, ValueError):
        return None
    return header if isinstance(header, dict) else None

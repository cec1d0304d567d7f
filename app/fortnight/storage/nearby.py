"""Assessments worth offering: those in a folder, told by their first lines without reading them whole."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fortnight.errors import FileProblem
from fortnight.storage.pdf_files import attached_answers, is_pdf

MAX_FILES = 200
"""How many files of one kind are looked at in a folder."""

_HEAD_BYTES = 32_768
_MAX_PDF_BYTES = 20_000_000
_OURS = re.compile(r"^\[(assessment|answers|use_cases)[].]", re.MULTILINE)
_OTHER_TABLE = re.compile(r"^\[(?!assessment\]).*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NearbyAssessment:
    """An assessment file as a list shows it; what its head does not say is empty."""

    path: Path
    organisation: str = ""
    team: str = ""
    period: str = ""
    date: dt.date | None = None
    is_pdf: bool = False


def nearby_assessments(folder: Path) -> tuple[NearbyAssessment, ...]:
    """Return the assessments in `folder` by name: TOML files, then PDFs with answers attached.

    A file with mistakes further down is listed; opening it says what they are. A folder that cannot be read has
    none.
    """
    found = [describe(path) for path in (*_entries(folder, ".toml"), *_entries(folder, ".pdf"))]
    return tuple(each for each in found if each is not None)


def describe(path: Path) -> NearbyAssessment | None:
    """Return what the head of the file at `path` says, or None when it is no assessment or cannot be read."""
    if is_pdf(path):
        return _described(path, _attached(path), is_pdf=True)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except (OSError, ValueError):
        return None  # nothing that can be offered
    return _described(path, head, is_pdf=False)


def _described(path: Path, content: bytes, *, is_pdf: bool) -> NearbyAssessment | None:
    text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    if not _OURS.search(text):
        return None
    header = _header(text)
    date = header.get("date")
    organisation, team, period = (str(header.get(key, "")) for key in ("organisation", "team", "period"))
    return NearbyAssessment(path, organisation, team, period, date if type(date) is dt.date else None, is_pdf)


def _header(text: str) -> dict[str, Any]:
    """Return the table `[assessment]`, which stands first in a file that Fortnight wrote."""
    other = _OTHER_TABLE.search(text)
    for part in (text[: other.start()] if other else text, text):
        try:
            header = tomllib.loads(part).get("assessment")
        except (ValueError, RecursionError):
            continue  # cut inside a text of several lines; or a file with mistakes, which is offered by its name
        return header if isinstance(header, dict) else {}
    return {}


def _attached(path: Path) -> bytes:
    try:
        return attached_answers(path) if path.stat().st_size <= _MAX_PDF_BYTES else b""
    except (FileProblem, OSError):
        return b""  # somebody else's PDF


def _entries(folder: Path, ending: str) -> Iterable[Path]:
    try:
        entries = sorted(each for each in folder.iterdir() if each.suffix.lower() == ending and each.is_file())
    except OSError:
        return ()
    return entries[:MAX_FILES]

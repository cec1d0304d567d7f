"""Finding and loading what Fortnight ships and what users add: questionnaires, report templates, samples."""

from __future__ import annotations

import functools
import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import fortnight
from fortnight.core.explain import did_you_mean
from fortnight.core.questionnaire import Questionnaire
from fortnight.errors import FileProblem, Problem, UserError
from fortnight.storage import toml_text
from fortnight.storage.atomic import real_path
from fortnight.storage.include import with_includes
from fortnight.storage.locations import user_data_folder
from fortnight.storage.toml_files import read_bytes, validated
from fortnight.storage.typed_path import exists

DataKind = Literal["questionnaires", "report_templates", "samples"]

_HEAD_BYTES = 16_384
"""The keys before the first table, where a questionnaire says its id, are at its beginning."""

_ID_LINE = re.compile(r"""^id\s*=\s*["']([^"'\n]+)["']""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FoundQuestionnaire:
    """A questionnaire file that was found, the one that counts or one hidden by it."""

    id: str
    title: str
    version: str
    path: Path
    shadowed_by: Path | None = None
    """The file of the same id that was found first and is used instead."""


@dataclass(frozen=True, slots=True)
class FoundTemplate:
    """A folder with a report template."""

    name: str
    path: Path
    shadowed_by: Path | None = None
    """The folder of the same name that was found first and is used instead."""


def data_folder(kind: DataKind) -> Path:
    """Return the folder of what Fortnight ships; raises UserError when the installation is incomplete."""
    package = Path(fortnight.__file__).parent
    for folder in (package / "data" / kind, package.parent.parent / kind):
        if folder.is_dir():
            return folder
    raise UserError(f"{package}: the folder data/{kind} is missing; install Fortnight again.")


def find_questionnaires(beside: Path | None = None) -> tuple[FoundQuestionnaire, ...]:
    """Return every questionnaire in `beside`, in the user's data folder and in the package, in this order.

    The first file of an id is the one that counts. A file is a questionnaire when a line before its first table
    gives an `id`; one with mistakes further down is listed too, and complains when it is loaded.
    """
    found: list[FoundQuestionnaire] = []
    winners: dict[str, Path] = {}
    seen: set[Path] = set()
    for folder in _folders("questionnaires", beside):
        for path in sorted(folder.glob("*.toml")):
            header = _header(path) if path.is_file() else None
            if header is None or real_path(path) in seen:
                continue
            seen.add(real_path(path))
            winner = winners.setdefault(header.id, path)
            found.append(header if winner == path else replace(header, shadowed_by=winner))
    return tuple(found)


def find_templates(beside: Path | None = None) -> tuple[FoundTemplate, ...]:
    """Return every report template: folders below `report_templates` in `beside`, the user's data, the package."""
    found: list[FoundTemplate] = []
    winners: dict[str, Path] = {}
    for root in _folders("report_templates", None if beside is None else beside / "report_templates"):
        for path in sorted(each for each in root.iterdir() if each.is_dir()):
            winner = winners.setdefault(path.name, path)
            found.append(FoundTemplate(path.name, path, None if winner == path else winner))
    return tuple(found)


def find_samples() -> tuple[Path, ...]:
    """Return the finished assessments that Fortnight ships, by name."""
    return tuple(sorted(data_folder("samples").glob("*.toml")))


def load_questionnaire(id_or_path: str | Path, beside: Path | None = None) -> Questionnaire:
    """Return the questionnaire of this id or in this file, with what it includes drawn in.

    Text is a path when it ends in .toml or has a separator; ids are looked for as `find_questionnaires` does.
    Raises FileProblem for mistakes in the file or in one that it includes, UserError when nothing has that id.
    """
    path = _path_of(id_or_path, beside)
    return _load(path, path.parent if beside is None else beside, ())


def questionnaire_digest(questionnaire: Questionnaire) -> str:
    """Return the SHA-256 of everything that the questionnaire says, in hexadecimal."""
    return hashlib.sha256(questionnaire.model_dump_json(exclude_defaults=True).encode()).hexdigest()


def _load(path: Path, beside: Path, including: tuple[Path, ...]) -> Questionnaire:
    """Load the file at `path`; `including` are the files that are waiting for it, outermost first."""
    if real_path(path) in including:
        circle = " includes ".join(each.name for each in (*including, path))
        message = f"goes round in a circle: {circle}; remove one of these includes"
        raise FileProblem(str(including[-1]), (Problem("include", message),))
    own = _parsed_now(path)
    sources: dict[str, Questionnaire] = {}
    for source_id in own.include:
        source_path = _find(source_id, beside)
        if source_path is None:
            raise FileProblem(str(path), (Problem(f"include.{source_id}", _unknown(source_id, beside)),))
        sources[source_id] = _load(source_path, beside, (*including, real_path(path)))
    questionnaire, problems = with_includes(own, sources)
    if problems:
        raise FileProblem(str(path), problems)
    return questionnaire


def _path_of(id_or_path: str | Path, beside: Path | None) -> Path:
    if isinstance(id_or_path, Path) or id_or_path.endswith(".toml") or re.search(r"[/\\]", id_or_path):
        return Path(id_or_path)
    found = _find(id_or_path, beside)
    if found is None:
        raise UserError(_unknown(id_or_path, beside))
    return found


def _find(questionnaire_id: str, beside: Path | None) -> Path | None:
    for found in find_questionnaires(beside):
        if found.id == questionnaire_id:
            return found.path
    return None


def _unknown(questionnaire_id: str, beside: Path | None) -> str:
    known = list(dict.fromkeys(found.id for found in find_questionnaires(beside)))
    guess = did_you_mean(questionnaire_id, known)
    choice = guess or f"; use one of {', '.join(known)}"
    places = f"beside the file, in {user_data_folder() / 'questionnaires'} or built in"
    return f'no questionnaire has the id "{questionnaire_id}", {places}{choice}'


def _parsed_now(path: Path) -> Questionnaire:
    """Return the file's own content; read again only when it changed, because parsing takes longest."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        read_bytes(path)  # says why it cannot be read
        raise
    return _parsed(path, status.st_mtime_ns, status.st_size)


@functools.lru_cache(maxsize=32)
def _parsed(path: Path, _modified_ns: int, _size: int) -> Questionnaire:
    content, _ = read_bytes(path)
    table = toml_text.parse(content, str(path))
    if "answers" in table or "assessment" in table:
        message = "is an assessment, not a questionnaire; open it with `fortnight FILE`"
        raise FileProblem(str(path), (Problem("", message),))
    return validated(Questionnaire, table, str(path))


def _header(path: Path) -> FoundQuestionnaire | None:
    """Return what the beginning of a questionnaire says, or None for a file that is none."""
    try:
        with path.open("rb") as file:
            text = file.read(_HEAD_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return None  # what cannot be read cannot be offered
    head = "\n".join(_before_first_table(text))
    named = _ID_LINE.search(head)
    if named is None:
        return None
    try:
        table = tomllib.loads(head)
    except tomllib.TOMLDecodeError:
        table = {}
    return FoundQuestionnaire(
        str(table.get("id", named[1])), str(table.get("title", path.stem)), str(table.get("version", "")), path
    )


def _before_first_table(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if re.match(r"\[+[\w\s.\"'-]+\]+\s*(#.*)?$", line):
            return
        yield line


def _folders(kind: DataKind, beside: Path | None) -> tuple[Path, ...]:
    """Return the folders to look in that exist, nearest first."""
    folders = [*([] if beside is None else [beside]), user_data_folder() / kind, data_folder(kind)]
    return tuple(folder for folder in folders if exists(folder) and folder.is_dir())

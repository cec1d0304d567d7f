"""Assessment files: read with exact complaints, written in a stable order, never over somebody else's changes."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from fortnight import __version__
from fortnight.core.assessment import FORMAT, Assessment
from fortnight.core.explain import problems_in, shown
from fortnight.errors import FileChanged, FileProblem, FortnightError, Problem, UserError
from fortnight.storage import toml_text
from fortnight.storage.atomic import copy_beside, real_path, write_atomically, write_beside
from fortnight.storage.stamp import Stamp, digest_of, stamp_of
from fortnight.storage.typed_path import why_not_read

Model = TypeVar("Model", bound=BaseModel)

_KEPT_COMMENTS = ".with-comments"
"""What the copy of a commented file is called after: `NAME.toml.with-comments`."""

_MAX_DEPTH = 20
"""Tables in tables; no model comes near, and a deeper conflict value could not be written back."""

_QUESTIONNAIRE = "is a questionnaire, not an assessment; look at it with `fortnight questionnaire check`"

_OTHER_KINDS = {
    "questions": _QUESTIONNAIRE,
    "include": _QUESTIONNAIRE,
    "reply": "is the reply of a participant, not an assessment; take it in with `fortnight collect`",
    "replies": "is the record of the replies to an assessment; name the assessment itself",
}
"""Tables that only files of another kind have, and what to do with such a file."""

_own_copies: dict[Path, tuple[Path, str]] = {}
"""By changed file: the version that this process put beside it, which it may renew, and that version's digest."""


class _OtherContent(FortnightError):
    """The file on disk is not the one that the save expects."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An assessment file as it was read."""

    assessment: Assessment
    stamp: Stamp
    has_comments: bool
    """Whether somebody wrote comments into it; the first save copies the file beside itself."""


def load_assessment(path: Path) -> Loaded:
    """Return the assessment in the TOML file at `path`.

    Raises FileProblem with one line for each mistake when it cannot be used as it is.
    """
    content, status = read_bytes(path)
    assessment = parse_assessment(content, str(path))
    has_comments = toml_text.has_comments(content)
    return Loaded(assessment, stamp_of(content, status, has_comments=has_comments), has_comments)


def stamp_on_disk(path: Path) -> Stamp:
    """Return the stamp of whatever the file at `path` holds, an assessment or not.

    Raises FileProblem when there is no file to read.
    """
    content, status = read_bytes(path)
    return stamp_of(content, status, has_comments=toml_text.has_comments(content))


def parse_assessment(content: bytes, file: str) -> Assessment:
    """Return the assessment in `content`; raises FileProblem that calls it `file`."""
    table = toml_text.parse(content, file)
    for key, message in _OTHER_KINDS.items():
        if key in table and not {"assessment", "answers"} & table.keys():
            raise FileProblem(file, (Problem("", message),))
    if _depth(table.get("conflicts")) > _MAX_DEPTH:
        raise FileProblem(file, (Problem("conflicts", "has tables nested too deeply; undo the last edit"),))
    return validated(Assessment, table, file)


def validated(model: type[Model], table: Mapping[str, Any], file: str) -> Model:
    """Return `table` as a `model`; raises FileProblem for a newer format or values that do not fit."""
    refuse_newer_format(table, file)
    try:
        return model.model_validate(table)
    except ValidationError as error:
        raise FileProblem(file, problems_in(error, model, table)) from error


def refuse_newer_format(table: Mapping[str, Any], file: str) -> None:
    """Raise FileProblem for a file of a newer format than this version reads."""
    given = table.get("format", FORMAT)
    if isinstance(given, int) and not isinstance(given, bool) and given > FORMAT:
        message = (
            f"this file has format {shown(given)}, and Fortnight {__version__} reads format {FORMAT}; "
            f"it needs a newer Fortnight, one that reads format {shown(given)}: update with "
            "`pip install --upgrade fortnight`"
        )
        raise FileProblem(file, (Problem("format", message),))


def dumps(assessment: Assessment) -> str:
    """Return the assessment as the text of a TOML file.

    Keys stand in the order of the models, ids in their own; defaults are left out, but for the questionnaire and
    the currency, without which no answer and no amount means anything. Raises UserError for text that UTF-8
    cannot hold.
    """
    tables = assessment.table()
    header = assessment.assessment
    named = {"questionnaire": header.questionnaire, "currency": header.currency, **tables.pop("assessment", {})}
    ordered = {name: named[name] for name in type(header).model_fields if name in named}
    return toml_text.write({"format": FORMAT, "assessment": ordered, **tables})


def save_assessment(path: Path, assessment: Assessment, *, expected: Stamp | None) -> Stamp:
    """Write the assessment to `path` and return the stamp of what is there now.

    It is on the disk when this returns, and the file before it is `NAME.bak`. `expected` is the stamp of the last
    load or save, or None for a file that is new. When the disk holds something else, FileChanged is raised, that
    file stays, and ours is beside it as `NAME.my-version.toml`. A file deleted meanwhile is written again. A file
    with comments is first copied to `NAME.toml.with-comments`, as the stamp returned says. Raises UserError when
    the disk is full, the folder read-only and the like.
    """
    try:
        return _save(path, encoded(assessment), expected)
    except OSError as error:
        raise UserError(why_not_written(path, error)) from error


def encoded(assessment: Assessment) -> bytes:
    """Return the bytes of the assessment's file; raises UserError for text that UTF-8 cannot hold."""
    try:
        return dumps(assessment).encode()
    except UnicodeEncodeError as error:
        raise UserError(
            "A text holds half of a letter (a lone surrogate), which no file can hold; type that letter again."
        ) from error


def read_bytes(path: Path) -> tuple[bytes, os.stat_result]:
    """Return content and status of the file at `path`; raises FileProblem when there is none to read."""
    try:
        with path.open("rb") as file:
            return file.read(toml_text.MAX_BYTES + 1), os.fstat(file.fileno())
    except (OSError, ValueError) as error:
        raise FileProblem(str(path), (Problem("", why_not_read(error)),)) from error


def why_not_written(path: Path, error: OSError) -> str:
    """Return why `path` could not be written, what to do, and that a file which is there is as it was."""
    folder = real_path(path).parent
    reasons = {
        errno.ENOSPC: "the disk is full; free some space and save again",
        errno.EDQUOT: "your share of the disk is used up; free some space and save again",
        errno.EFBIG: "the system allows no file of this size; ask for a larger limit",
        errno.EROFS: f"{folder} cannot be written to; save somewhere else",
        errno.EACCES: f"you may not write in {folder}; save somewhere else or ask for access",
        errno.EPERM: f"you may not write in {folder}; save somewhere else or ask for access",
        errno.ENOENT: f"there is no folder {folder}; create it first",
        errno.ENOTDIR: f"{folder} is not a folder; choose another place",
        errno.EEXIST: "there is a file of that name; choose another name",
        errno.EISDIR: "there is a folder of that name; choose another name",
        errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
        errno.ELOOP: "the link leads back to itself; choose another place",
    }
    other = f"the system says: {error.strerror or type(error).__name__}; save somewhere else"
    reason = reasons.get(error.errno or 0, other)
    is_there = os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises where the name is too long
    kept = " The last saved version is untouched." if is_there else ""
    return f"{path}: is not saved, because {reason}.{kept}"


def _save(path: Path, content: bytes, expected: Stamp | None) -> Stamp:
    try:
        _check(path, expected)
        has_comments = expected is not None and expected.has_comments and path.exists()
        kept_at = copy_beside(path, _KEPT_COMMENTS) if has_comments else None
        status = write_atomically(path, content, keep_previous=True, check=lambda: _check(path, expected))
    except _OtherContent:
        raise _changed(path, content) from None
    return replace(stamp_of(content, status), comments_kept_at=kept_at)


def _check(path: Path, expected: Stamp | None) -> None:
    on_disk = _digest_on_disk(path)
    if on_disk is not None and (expected is None or on_disk != expected.digest):
        raise _OtherContent


def _digest_on_disk(path: Path) -> str | None:
    try:
        return digest_of(path.read_bytes())
    except FileNotFoundError:
        return None


def _changed(path: Path, content: bytes) -> FileChanged:
    """Put our version beside the file that somebody else wrote, and return the error that says so."""
    real = real_path(path)
    kept, digest = _own_copies.get(real, (real, ""))
    if digest and _digest_on_disk(kept) == digest:
        write_atomically(kept, content)
    else:
        kept = write_beside(real, f"{real.name.removesuffix('.toml')}.my-version.toml", content)
    _own_copies[real] = (kept, digest_of(content))
    return FileChanged(
        f"{path}: was changed by somebody else since it was opened, so it is left as it is; "
        f"your version is in {kept}.", kept,
    )


def _depth(value: object) -> int:
    """Return how deep tables and lists are nested in `value`; looks no deeper than needed to refuse."""
    level, depth = [value], 0
    while level and depth <= _MAX_DEPTH:
        level = [
            part
            for node in level
            if isinstance(node, (dict, list))
            for part in (node.values() if isinstance(node, dict) else node)
        ]
        depth += 1
    return depth

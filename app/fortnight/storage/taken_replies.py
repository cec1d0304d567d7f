"""The record of the replies taken, beside its assessment: `NAME.replies.toml`."""

from __future__ import annotations

from pathlib import Path

from fortnight.core.replies import TakenReplies
from fortnight.errors import UserError
from fortnight.storage import toml_text
from fortnight.storage.atomic import real_path, write_atomically
from fortnight.storage.toml_files import read_bytes, validated, why_not_written
from fortnight.storage.typed_path import exists


def replies_path(assessment_path: Path) -> Path:
    """Return where the record of an assessment's replies lies."""
    real = real_path(assessment_path)
    return real.with_name(f"{real.name.removesuffix('.toml')}.replies.toml")


def load_replies(assessment_path: Path) -> TakenReplies:
    """Return the record of an assessment's replies, empty while there is none; raises FileProblem."""
    path = replies_path(assessment_path)
    if not exists(path):
        return TakenReplies()
    content, _ = read_bytes(path)
    return validated(TakenReplies, toml_text.parse(content, str(path)), str(path))


def save_replies(assessment_path: Path, taken: TakenReplies) -> None:
    """Write the record, readable by its owner alone; raises UserError when it cannot be written."""
    path = replies_path(assessment_path)
    try:
        write_atomically(path, toml_text.write({"format": 1, **taken.table()}).encode())
    except OSError as error:
        raise UserError(why_not_written(path, error)) from error

"""Reply files on disk: read, told from assessments, and written without losing what somebody typed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fortnight.core.questionnaire import Questionnaire
from fortnight.errors import FileProblem, UserError
from fortnight.storage import toml_text
from fortnight.storage.atomic import copy_beside, write_atomically
from fortnight.storage.library import load_questionnaire
from fortnight.storage.pdf_files import names_pdf
from fortnight.storage.toml_files import read_bytes, why_not_written
from fortnight.workshop.reply import Reply
from fortnight.workshop.reply_reading import is_reply, misfits, reply_of
from fortnight.workshop.reply_text import reply_text


@dataclass(frozen=True, slots=True)
class OpenReply:
    """A reply file that is being filled."""

    path: Path
    reply: Reply
    questionnaire: Questionnaire
    content: bytes
    """What is on disk as far as we know."""
    kept_at: Path | None = None
    """Where the file as it was typed by hand was copied to before our first save."""


def holds_reply(path: Path) -> bool:
    """Return whether the file at `path` is a reply and no assessment; raises FileProblem when unreadable."""
    if names_pdf(path):
        return False
    content, _ = read_bytes(path)
    return is_reply(toml_text.parse(content, str(path)))


def open_reply(path: Path) -> OpenReply:
    """Return the reply at `path` with its questionnaire; raises FileProblem, or UserError when that is missing."""
    content, _ = read_bytes(path)
    table = toml_text.parse(content, str(path))
    reply = reply_of(table, str(path))
    questionnaire = load_questionnaire(reply.header.questionnaire, path.parent)
    problems = misfits(reply, questionnaire)
    if problems:
        raise FileProblem(str(path), problems)
    return OpenReply(path, reply, questionnaire, content)


def save_reply(opened: OpenReply, reply: Reply) -> OpenReply:
    """Write the reply; a file whose text is not ours, such as one with notes typed beside it, is copied first.

    Raises UserError when somebody else has changed the file meanwhile, or when it cannot be written.
    """
    ours = reply_text(opened.reply, opened.questionnaire).encode()
    content = reply_text(reply, opened.questionnaire).encode()
    kept_at = opened.kept_at
    on_disk, _ = read_bytes(opened.path)
    if on_disk != opened.content:
        raise UserError(f"{opened.path}: was changed by somebody else since it was opened, so your last "
                        "answer is not in it; open it again.")
    try:
        if opened.content != ours:
            kept_at = copy_beside(opened.path, ".as-typed")
        write_atomically(opened.path, content)
    except OSError as error:
        raise UserError(why_not_written(opened.path, error)) from error
    return OpenReply(opened.path, reply, opened.questionnaire, content, kept_at)


def write_reply(path: Path, reply: Reply, questionnaire: Questionnaire) -> None:
    """Write a reply to a new file; raises UserError when that cannot be done."""
    try:
        write_atomically(path, reply_text(reply, questionnaire).encode())
    except OSError as error:
        raise UserError(why_not_written(path, error)) from error

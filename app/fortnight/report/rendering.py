"""What the parent asks of the child process that renders, and what the child answers."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from fortnight.report.catalogue import Words
from fortnight.report.views import ReportContext

MEMORY_LIMIT = 2 * 1024**3
"""Bytes of address space that the child may use; a 200-page report needs a fifth of it."""


@dataclass(frozen=True, slots=True)
class RenderJob:
    """Everything that the child needs; it opens no other file of the user's."""

    medium: Literal["pdf", "html"]
    template: Path
    """Folder of the template."""
    shared: Path
    """Folder of the shipped templates: common parts and fonts."""
    folder: Path
    """Folder of this job: logo and brand font under fixed names, and the finished file."""
    context: ReportContext
    words: Words
    own_template: bool
    """Whether the template is not one of the shipped ones, and its pages are to be checked."""
    logo: str
    """File name of the logo in `folder`, or empty."""
    font: str
    """File name of the brand font in `folder`, or empty."""
    answers: bytes | None
    """What to attach; None: nothing."""
    date: dt.date
    """The date of the attachment."""

    @property
    def out(self) -> Path:
        """Where the child writes the finished file."""
        return self.folder / f"report.{self.medium}"


@dataclass(frozen=True, slots=True)
class Message:
    """One line from the child."""

    share: float = 0.0
    """How much of the rendering is done, 0 to 1."""
    step: str = ""
    notice: str = ""
    problem: str = ""
    """A sentence for the user: nothing was made."""
    done: bool = False

    def line(self) -> str:
        """Return the message as one line of JSON."""
        return json.dumps(asdict(self))


def message_from(line: str) -> Message | None:
    """Return the message in a line, or None when the line is not one of ours."""
    try:
        table = json.loads(line)
    except ValueError:
        return None
    return Message(**table) if isinstance(table, dict) and set(table) <= set(Message.__slots__) else None

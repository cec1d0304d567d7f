"""Errors that a person reads.

    FortnightError                exit code 3 unless a subclass says otherwise
    └── UserError                 exit code 1: the input has a problem, and the sentence says what to do
        ├── FileProblem           one or more problems, each with file and table.key
        └── FileChanged           somebody else wrote the file since we read it
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar


class FortnightError(Exception):
    """Base of every error that Fortnight raises on purpose."""

    exit_code: ClassVar[int] = 3


class UserError(FortnightError):
    """A problem with what the user gave; the message is one plain sentence that says what to do."""

    exit_code: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place of a file."""

    key: str
    """Dotted place in the file, such as `answers."data.access".level`; empty for the file as a whole."""
    message: str
    """What is wrong and what to do, without the place."""


class FileProblem(UserError):
    """A file that cannot be used as it is; prints as one `FILE: table.key: what and what to do` a line."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__("\n".join(line_for(file, problem) for problem in problems))


class FileChanged(UserError):
    """The file on disk is no longer the one that was read; nothing was overwritten."""

    def __init__(self, message: str, kept_at: Path) -> None:
        self.kept_at = kept_at
        """Where our version was written instead."""
        super().__init__(message)


def line_for(file: str, problem: Problem) -> str:
    """Return the one line that tells a person about `problem` in `file`."""
    place = f"{file}: {problem.key}" if problem.key else file
    return f"{place}: {problem.message}"


def sentence_for(file: str, problem: Problem) -> str:
    """Return that line as a sentence that another may follow."""
    line = line_for(file, problem)
    return line if line.endswith(("?", ".")) else f"{line}."

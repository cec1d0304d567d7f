"""Merging assessment files for git: `%O %A %B` become BASE, OURS and THEIRS, and the result is written to OURS."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fortnight.core.assessment import Assessment
from fortnight.core.merge import merge
from fortnight.errors import UserError
from fortnight.storage import toml_text
from fortnight.storage.atomic import write_atomically
from fortnight.storage.toml_files import encoded, parse_assessment, read_bytes, why_not_written


@dataclass(frozen=True, slots=True)
class MergedFiles:
    """What came of merging two files."""

    conflicts: tuple[str, ...]
    """Places that a person must decide, as they are listed in `[conflicts]`."""
    commented: tuple[Path, ...]
    """Which of the three files had comments, which the merged file cannot carry."""


def merge_files(base: Path, ours: Path, theirs: Path) -> MergedFiles:
    """Merge the edits of `ours` and `theirs` since `base` into `ours`.

    An empty base, which git gives for a file that both sides added, is an assessment without answers. Raises
    FileProblem, and writes nothing, when one of them cannot be read.
    """
    contents = [(path, read_bytes(path)[0]) for path in (base, ours, theirs)]
    sides = [
        Assessment() if path == base and not content.strip() else parse_assessment(content, str(path))
        for path, content in contents
    ]
    merged = merge(*sides)
    try:
        write_atomically(ours, encoded(merged), private=False)
    except OSError as error:
        raise UserError(why_not_written(ours, error)) from error
    commented = tuple(
        path for path, content in dict(contents).items() if content.strip() and toml_text.has_comments(content)
    )
    return MergedFiles(tuple(merged.conflicts), commented)

"""`fortnight next PREVIOUS FILE`: next quarter's file, with last quarter's answers beside its questions."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from fortnight.core.migration import Migration
from fortnight.core.promises import to_review
from fortnight.storage.document import Document, next_document


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say what was carried, what to review first and what became of each question.

    Raises UserError when FILE exists already, FileProblem when PREVIOUS cannot be read.
    """
    document, made = next_document(Path(arguments.previous), Path(arguments.file), today=dt.date.today())
    lines = [f"{document.path} is ready; {arguments.previous} is as it was.", *made.notes]
    lines += review_lines(document)
    lines += migration_lines(made.migration)
    lines += ["", f"Open it with: fortnight {document.path}"]
    print("\n".join(lines))
    return 0


def migration_lines(found: Migration) -> list[str]:
    """Return a line for each question when the questionnaire changed; nothing when every one was kept."""
    if not found.is_needed:
        return []
    counts = ", ".join(f"{count} {fate.value}" for fate, count in found.counts.items())
    was = found.from_version or "an unnamed version"
    return ["", f"The questionnaire went from {was} to {found.to_version}: {counts}.",
            *(f"  {line.fate.value:<8}  {_ids(line.old_id, line.new_ids)}: {line.sentence}"
              for line in found.lines)]


def _ids(old_id: str, new_ids: tuple[str, ...]) -> str:
    new = ", ".join(new_ids)
    return " -> ".join(part for part in dict.fromkeys((old_id, new)) if part)


def review_lines(document: Document) -> list[str]:
    """Return what was promised last time and nobody has said anything about since, a line each."""
    previous = document.previous
    promised = to_review(previous, document.assessment, document.questionnaire) if previous is not None else ()
    if not promised:
        return []
    return ["", "Review first what was promised: done (with evidence), moved or dropped?",
            *(f"  {promise.title}: {promise.sentence}" for promise in promised)]



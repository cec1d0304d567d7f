"""`fortnight next PREVIOUS FILE`: next quarter's file, with last quarter's answers beside its questions."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from fortnight.core.compare_text import migration_section
from fortnight.core.promises import to_review
from fortnight.storage.document import Document, next_document


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say what was carried, what to review first and what became of each question.

    Raises UserError when FILE exists already, FileProblem when PREVIOUS cannot be read.
    """
    document, made = next_document(Path(arguments.previous), Path(arguments.file), today=dt.date.today())
    lines = [f"{document.path} is ready; {arguments.previous} is as it was.", *made.notes]
    lines += review_lines(document)
    changed = migration_section(made.migration)
    lines += ["", changed.title, *changed.lines] if changed is not None else []
    lines += ["", f"Open it with: fortnight {document.path}"]
    print("\n".join(lines))
    return 0


def review_lines(document: Document) -> list[str]:
    """Return what was promised last time and nobody has said anything about since, a line each."""
    previous = document.previous
    promised = to_review(previous, document.assessment, document.questionnaire) if previous is not None else ()
    if not promised:
        return []
    return ["", "Review first what was promised: done (with evidence), moved or dropped?",
            *(f"  {promise.title}: {promise.sentence}" for promise in promised)]



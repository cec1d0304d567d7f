"""What every command does first: open the file, and refuse one with problems."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from fortnight.core.checks import check_assessment
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import DRAWS, Evaluation, evaluate
from fortnight.core.plain import plain
from fortnight.core.unanswered import last_run, not_judged, said_last_time
from fortnight.core.wording import Wording
from fortnight.errors import FileProblem
from fortnight.storage.document import Document, open_document, with_whole_past


def open_valid(path: str) -> Document:
    """Return the document at `path`.

    Raises FileProblem when the file cannot be read or contradicts its questionnaire.
    """
    document = open_document(Path(path))
    problems = check_assessment(document.assessment, document.questionnaire)
    if problems:
        raise FileProblem(path, problems)
    return document


def evaluated(document: Document, *, draws: int = DRAWS, seed: int | None = None) -> Evaluation:
    """Return everything that can be computed from the document."""
    return evaluate(
        document.assessment, document.questionnaire, earlier=document.earlier, draws=draws, seed=seed
    )


def rests_on_gaps(document: Document) -> bool:
    """Return whether nothing is answered yet since the last run, so that nothing computed is a finding."""
    return document.previous is not None and document.assessment.is_unanswered


def print_data(document: Document, value: object) -> None:
    """Print what was computed of a document as JSON; on stderr, say where it rests on gaps."""
    if rests_on_gaps(document):
        print("Nothing is answered for this quarter yet, so what follows rests on gaps.", file=sys.stderr)
    print_json(value)


def last_if_unanswered(document: Document) -> EvaluatedRun | None:
    """Return the last run, evaluated, for a document that has no answer of its own yet; else None."""
    if not rests_on_gaps(document):
        return None
    return last_run(with_whole_past(document, document.path).earlier, document.questionnaire)


def last_time(document: Document, last: EvaluatedRun, case_ids: Iterable[str]) -> str:
    """Return what the last run came to, a block for each use case."""
    words, blocks = wording_of(document), []
    for case_id in case_ids:
        name = document.assessment.use_cases[case_id].name or case_id
        blocks.append("\n".join([f"{name}: {not_judged(case_id, last, words)}",
                                 *(f"  {line}" for line in said_last_time(case_id, last, words))]))
    return "\n\n".join(blocks)


def wording_of(document: Document) -> Wording:
    """Return the formats of the document's language and currency."""
    header = document.assessment.assessment
    return Wording(header.language, header.currency)


def print_json(value: object) -> None:
    """Print `value` as JSON with stable keys: frozen values become objects, enums and dates become text."""
    print(json.dumps(plain(value), indent=2, ensure_ascii=False, allow_nan=False))

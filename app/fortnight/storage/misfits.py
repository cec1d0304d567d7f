"""What in an open assessment does not fit its questionnaire, said once when it is opened."""

from __future__ import annotations

from fortnight.core.checks import check_assessment
from fortnight.errors import sentence_for
from fortnight.storage.document import Document


def misfits(document: Document) -> tuple[str, ...]:
    """Return a sentence with the first mistake that `fortnight check` names, and how many more there are."""
    problems = check_assessment(document.assessment, document.questionnaire)
    if not problems:
        return ()
    more = f" `fortnight check` lists {len(problems) - 1} more." if len(problems) > 1 else ""
    return (f"{sentence_for(document.path.name, problems[0])}{more}",)

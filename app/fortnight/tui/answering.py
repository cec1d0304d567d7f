"""What each way to answer a question writes into the file. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.edit import set_at
from fortnight.core.next_quarter import kept_evidence, needs_new_evidence
from fortnight.tui.modals.reason import NotApplicable
from fortnight.tui.modals.votes import Vote

Fields = Mapping[str, object]
"""By the name of an answer's field, what to write there; None takes it out."""

_NO_REASON: Final[Fields] = {"reason": None, "decided_by": None}
"""What a level or an unknown takes away: the reason why the question did not apply."""

UNKNOWN: Final[Fields] = {"state": "unknown", **_NO_REASON}
NO_ANSWER: Final[Fields] = {"level": None, "state": None, **_NO_REASON}
"""Note, evidence and target stay."""


def with_answer(assessment: Assessment, question_id: str, fields: Fields) -> Assessment:
    """Return `assessment` with these fields of one answer; EditError when one does not fit."""
    for name, value in fields.items():
        assessment = set_at(assessment, ("answers", question_id, name), value)
    return assessment


def level_given(level: int, answer: Answer, last: Answer | None) -> Fields:
    """Answer with a level; what was seen last time stands for one that is no higher, unless something else was."""
    kept = "" if answer.evidence.strip() else kept_evidence(last, level)
    return {"level": level, **_NO_REASON, **({"evidence": kept} if kept else {})}


def asks_what_was_seen(level: int, answer: Answer, last: Answer | None) -> bool:
    """Return whether a level rises above last time and nothing seen is written down for it."""
    return not answer.evidence.strip() and needs_new_evidence(last, level)


def not_applicable(given: NotApplicable) -> Fields:
    """Answer that the question does not apply; the reason comes first: without one that is no valid answer."""
    return {"reason": given.reason, "decided_by": given.decided_by or None, "state": "not-applicable"}


def votes_given(vote: Vote, answer: Answer, last: Answer | None) -> Fields:
    """Keep votes and dissent, and answer with the level that the room agreed on, where there is one."""
    agreed = {} if vote.agreed is None else level_given(vote.agreed, answer, last)
    return {"votes": vote.levels or None, "dissent": vote.dissent or None, **agreed}

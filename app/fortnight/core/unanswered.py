"""A run without an answer yet: its verdicts rest on gaps, so what the last run came to is said first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fortnight.core.assessment import Assessment
from fortnight.core.decision import VerdictKind
from fortnight.core.evaluated_run import evaluated_runs
from fortnight.core.evaluation import DRAWS
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.wording import Wording

RUNS_NEEDED = 2
"""The last run and the one before it, for the rule that the same MEASURE may not stand twice."""


@dataclass(frozen=True, slots=True)
class LastVerdicts:
    """What the last run came to."""

    date: dt.date | None
    kinds: Mapping[str, VerdictKind]
    """By use case."""


def is_unanswered(assessment: Assessment) -> bool:
    """Return whether no question of the run has an answer, "not known" included."""
    return not any(answer.is_given for answer in assessment.answers.values())


def last_verdicts(
    earlier: Sequence[Assessment], questionnaire: Questionnaire, *, draws: int = DRAWS
) -> LastVerdicts | None:
    """Return the verdicts of the last of the `earlier` runs, given oldest first; None without one."""
    if not earlier:
        return None
    last = evaluated_runs(earlier[-RUNS_NEEDED:], questionnaire, draws=draws)[-1]
    return LastVerdicts(last.date, {case_id: case.verdict.kind for case_id, case in last.evaluation.cases.items()})


def provisional_sentence(case_id: str, last: LastVerdicts, words: Wording) -> str:
    """Return what to say before the verdict on a use case of a run that has no answer yet."""
    kind = last.kinds.get(case_id)
    before = "it was not judged last time" if kind is None else (
        f"the last verdict was {kind.value}" + (f" ({words.date(last.date)})" if last.date else ""))
    return f"Nothing is answered yet in this run; {before}."

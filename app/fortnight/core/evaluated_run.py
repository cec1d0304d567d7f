"""One run among others: its answers in terms of one questionnaire, how they got there, and what they come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fortnight.core.assessment import Assessment
from fortnight.core.evaluation import DRAWS, Evaluation, evaluate
from fortnight.core.migration import Migration, in_terms_of, migration
from fortnight.core.phrase import say
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.wording import Wording


@dataclass(frozen=True, slots=True)
class EvaluatedRun:
    """An assessment as today's questionnaire sees it."""

    assessment: Assessment
    """Only answers that compare with today's questions, under today's ids and on today's scale."""
    migration: Migration
    evaluation: Evaluation
    earlier: Sequence[Assessment] = ()
    """The runs before it, oldest first, in the same terms; what it measures was promised in one of them."""

    @property
    def label(self) -> str:
        """What the run is called: its period, else its date."""
        header = self.assessment.assessment
        if header.period.strip():
            return header.period.strip()
        return Wording(header.language).date_short(header.date) if header.date else say("undated")

    @property
    def date(self) -> dt.date | None:
        """The day of the assessment."""
        return self.assessment.assessment.date


def evaluated_run(
    given: Assessment, questionnaire: Questionnaire, *, earlier: Sequence[Assessment] = (), draws: int = DRAWS
) -> EvaluatedRun:
    """Return one run, evaluated; `earlier` are the runs before it, oldest first, in terms of the questionnaire."""
    found = migration(given, questionnaire)
    assessment = in_terms_of(given, questionnaire, found)
    evaluation = evaluate(assessment, questionnaire, earlier=earlier, draws=draws)
    return EvaluatedRun(assessment, found, evaluation, earlier)


def evaluated_runs(
    assessments: Sequence[Assessment], questionnaire: Questionnaire, *, draws: int = DRAWS
) -> tuple[EvaluatedRun, ...]:
    """Return the runs of one team, oldest first, each evaluated with those before it."""
    made: list[EvaluatedRun] = []
    for given in assessments:
        earlier = [run.assessment for run in made]
        made.append(evaluated_run(given, questionnaire, earlier=earlier, draws=draws))
    return tuple(made)

"""A run without an answer yet: what can be computed of it rests on gaps, so the last run stands in its place."""

from __future__ import annotations

from collections.abc import Sequence

from fortnight.core.assessment import Assessment
from fortnight.core.evaluated_run import EvaluatedRun, evaluated_run
from fortnight.core.evaluation import DRAWS
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.wording import Wording


def last_run(
    earlier: Sequence[Assessment], questionnaire: Questionnaire, *, draws: int = DRAWS
) -> EvaluatedRun | None:
    """Return the last of the `earlier` runs that has answers, evaluated; None without one.

    They are given oldest first and in terms of the questionnaire.
    """
    places = [place for place, run in enumerate(earlier) if not run.is_unanswered]
    if not places:
        return None
    return evaluated_run(earlier[places[-1]], questionnaire, earlier=earlier[:places[-1]], draws=draws)


def not_judged(case_id: str, last: EvaluatedRun, words: Wording) -> str:
    """Return what to say instead of a verdict on a use case of a run that has no answer yet."""
    case = last.evaluation.cases.get(case_id)
    if case is None:
        return "Not judged yet: nothing is answered for this quarter, and last time it was not judged."
    when = f" ({words.date(last.date)})" if last.date else ""
    return f"Not judged yet: nothing is answered for this quarter; last time{when}: {case.verdict.kind.value}."


def said_last_time(case_id: str, last: EvaluatedRun, words: Wording) -> tuple[str, ...]:
    """Return what was to do with a use case last time, and what it was worth where there were figures."""
    case = last.evaluation.cases.get(case_id)
    if case is None:
        return ()
    said = [f"To do then: {case.verdict.headline}"]
    npv, loss = case.roi.npv, case.roi.probability_of_loss
    if npv is not None and npv.p10 is not None and npv.p90 is not None and loss is not None:
        said.append(f"Net present value then: {words.money_range(npv.p10, npv.p90)} in 8 of 10 futures, a chance "
                    f"of a loss of {words.chance(loss)}.")
    return tuple(said)

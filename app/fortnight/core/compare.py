"""What moved between two runs: levels, promises, use cases; on what compares, and on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fortnight.core.actuals import PeriodReading, period_reading
from fortnight.core.assessment import Assessment
from fortnight.core.calibration import calibration
from fortnight.core.clauses_actuals import promised_by
from fortnight.core.compare_cases import compare_case
from fortnight.core.compare_sentences import sentences_on_moves, sentences_on_promises, what_is_compared
from fortnight.core.comparison import Comparison, DimensionMove, Move, MoveKind, Run
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.promises import promises
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.scoring import QuestionScore, Score, score
from fortnight.core.wording import Wording

__all__ = ["Comparison", "DimensionMove", "Move", "MoveKind", "Run", "comparable_questions", "compare", "score_on"]


def compare(
    before: EvaluatedRun, now: EvaluatedRun, questionnaire: Questionnaire, *,
    numbers: tuple[int, int] | None = None
) -> Comparison:
    """Return what moved from one run to a later one.

    Levels and scores are compared on the questions that mean the same and were answered both times, unknown
    counting as the lowest level as in every score. What only the new questionnaire asks is named and left out.
    Where a run has no answer, only the promises are told, since its verdicts, gates and money rest on gaps.
    `numbers` says which assessments of their team the two are, 1 the first; None where nobody can tell.
    """
    header = now.assessment.assessment
    words = Wording(header.language, header.currency)
    common = comparable_questions((before, now))
    then, today = (score_on(run.assessment, questionnaire, common) for run in (before, now))
    empty = next((run for run in (now, before) if run.assessment.is_unanswered), None)
    cases = () if empty is not None else tuple(
        compare_case(case_id, before, now)
        for case_id in dict.fromkeys((*now.assessment.active_cases, *before.assessment.active_cases))
    )
    places = numbers or (None, None)
    plans = (now.evaluation.roadmap, before.evaluation.roadmap)
    compared = Comparison(
        organisation=header.organisation,
        team=header.team,
        before=Run(before.label, before.date, places[0]),
        now=Run(now.label, now.date, places[1]),
        migration=before.migration,
        overall_before=then.overall,
        overall_now=today.overall,
        scale=(questionnaire.scale.values[0], questionnaire.scale.values[-1]),
        questions=len(common),
        only_now=tuple(key for key, each in now.evaluation.score.questions.items()
                       if key not in common and each.state in _ANSWERED),
        only_before=tuple(
            key for key, each in before.evaluation.score.questions.items()
            if each.state in _ANSWERED and key in before.migration.comparable
            and now.evaluation.score.questions[key].state == "unanswered"
        ),
        dimensions=tuple(
            DimensionMove(old.dimension_id, old.title, old.score, new.score, new.answered)
            for old, new in zip(then.dimensions, today.dimensions, strict=True)
        ),
        moves=_moves(before, now, common, questionnaire),
        promises=promises(before.assessment, now.assessment, questionnaire, plans=plans),
        cases=cases,
        calibration=calibration(_promised_and_measured(now, words), words),
        sentences=(),
    )
    told = sentences_on_moves(compared, words) if empty is None else sentences_on_promises(compared, empty, words)
    return replace(compared, sentences=(*what_is_compared(before, now, compared, words), *told))


def comparable_questions(runs: Sequence[EvaluatedRun]) -> frozenset[str]:
    """Return the questions that every run answered, with a level or unknown, and that mean the same in all."""
    return frozenset.intersection(*(
        frozenset(key for key, each in run.evaluation.score.questions.items()
                  if each.state in _ANSWERED and key in run.migration.comparable)
        for run in runs
    ))


_ANSWERED = ("level", "unknown")


def score_on(assessment: Assessment, questionnaire: Questionnaire, questions: frozenset[str]) -> Score:
    """Return the score on some of the questions alone; which of them apply does not depend on that."""
    kept = {key: question for key, question in questionnaire.questions.items() if key in questions}
    return score(assessment, questionnaire.model_copy(update={"questions": kept}))


def _promised_and_measured(run: EvaluatedRun, words: Wording) -> Iterator[PeriodReading]:
    """Yield every period that a run has on record beside the forecast that was made before it was recorded."""
    for case_id, case in run.assessment.active_cases.items():
        for period in case.actuals:
            promised = promised_by(run.earlier, case_id, period)
            if promised is not None and period not in promised.actuals:
                yield period_reading(case_id, promised, case, period, words, seed=run.assessment.settings.seed)


def _moves(
    before: EvaluatedRun, now: EvaluatedRun, common: frozenset[str], questionnaire: Questionnaire
) -> tuple[Move, ...]:
    was, is_now = before.evaluation.score.questions, now.evaluation.score.questions
    found = [
        _move(key, was[key], is_now[key], now.assessment, questionnaire)
        for key in questionnaire.questions
        if key in common and was[key].level != is_now[key].level
    ]
    return tuple(sorted(found, key=lambda move: -abs((move.now or 1) - (move.before or 1))))


def _move(
    key: str, was: QuestionScore, is_now: QuestionScore, assessment: Assessment, questionnaire: Questionnaire
) -> Move:
    title, evidence = questionnaire.questions[key].title, assessment.answers[key].evidence.strip()
    if was.level is None:
        told = f"{title}: nobody could say last time, level {is_now.level} now."
        return Move(key, title, MoveKind.CLEARED, None, is_now.level, evidence, told)
    if is_now.level is None:
        told = f"{title}: level {was.level} last time; nobody can say now."
        return Move(key, title, MoveKind.CLOUDED, was.level, None, evidence, told)
    rose = is_now.level > was.level
    shown = " No evidence is written down." if rose and not evidence else ""
    told = f"{title}: {'up' if rose else 'down'} from level {was.level} to {is_now.level}.{shown}"
    return Move(key, title, MoveKind.ROSE if rose else MoveKind.FELL, was.level, is_now.level, evidence, told)

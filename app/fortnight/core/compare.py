"""What moved between two runs: levels, promises, use cases; on what compares, and on nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fortnight.core.actuals import Calibration, PeriodReading, calibration, period_reading
from fortnight.core.assessment import Assessment, Header
from fortnight.core.clauses_actuals import promised_by
from fortnight.core.compare_cases import CaseComparison, compare_case
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.migration import Migration
from fortnight.core.promises import Promise, promises
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.scoring import QuestionScore, Score, score
from fortnight.core.wording import Wording, tenths


class MoveKind(StrEnum):
    """How an answer moved."""

    ROSE = "rose"
    FELL = "fell"
    CLEARED = "unknown cleared"
    """Unknown last time, a level now."""
    CLOUDED = "no longer known"
    """A level last time, unknown now."""


@dataclass(frozen=True, slots=True)
class Move:
    """One comparable question whose answer is another one now."""

    question_id: str
    title: str
    kind: MoveKind
    before: int | None
    """The level on today's scale; None: unknown."""
    now: int | None
    evidence: str
    """What was seen for the answer of now."""
    sentence: str


@dataclass(frozen=True, slots=True)
class DimensionMove:
    """One dimension on the questions that compare; the data of a slope chart."""

    dimension_id: str
    title: str
    before: float | None
    """None: nothing in it compares."""
    now: float | None
    questions: int
    """How many questions it is compared on."""

    @property
    def change(self) -> float | None:
        """Now less before, as both print with one decimal."""
        return None if self.before is None or self.now is None else (tenths(self.now) - tenths(self.before)) / 10


@dataclass(frozen=True, slots=True)
class Run:
    """One of the runs that are compared."""

    label: str
    date: dt.date | None
    number: int | None
    """Which assessment of its team it is, 1 the first; None where not every run before it is known."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that moved between two runs."""

    organisation: str
    team: str
    before: Run
    now: Run
    migration: Migration
    overall_before: float | None
    """On the questions that compare; may differ from what the report of that time says."""
    overall_now: float | None
    scale: tuple[float, float]
    """The lowest and the highest value that a dimension can have."""
    questions: int
    """How many questions both runs answered and mean the same by."""
    only_now: tuple[str, ...]
    """Ids of questions that have an answer now and none to compare it with."""
    only_before: tuple[str, ...]
    """Ids of questions that were answered last time, mean the same and have no answer yet."""
    dimensions: tuple[DimensionMove, ...]
    moves: tuple[Move, ...]
    promises: tuple[Promise, ...]
    cases: tuple[CaseComparison, ...]
    calibration: Calibration
    """Over every range that was measured against up to the later run."""
    sentences: tuple[str, ...]
    """What to say first, in full sentences."""

    def moved(self, kind: MoveKind) -> tuple[Move, ...]:
        """Return the answers that moved in one way, the largest step first."""
        return tuple(move for move in self.moves if move.kind is kind)


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
    told = _sentences(compared, words) if empty is None else _unanswered_sentences(compared, empty, words)
    return replace(compared, sentences=(*_what_is_compared(before, now, compared, words), *told))


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


def _what_is_compared(
    before: EvaluatedRun, now: EvaluatedRun, compared: Comparison, words: Wording
) -> Iterator[str]:
    """Yield what to know before anything is taken for progress: other teams, the wrong order, the same answers."""
    teams = [_team(run.assessment) for run in (before, now)]
    if all(teams) and teams[0].casefold() != teams[1].casefold():
        yield f"These are two teams, {teams[0]} and {teams[1]}; what follows is nobody's progress."
    if before.date and now.date and before.date > now.date:
        yield (f"The first of the two is the later one ({words.date(before.date)}, then {words.date(now.date)}); "
               "what follows runs backwards.")
    if _without_header(before.assessment) == _without_header(now.assessment):
        yield "Both hold the same answers, use cases and decisions, so nothing has moved."
    if compared.before.number is not None and compared.now.number is not None:
        number, then = words.ordinal(compared.now.number), words.ordinal(compared.before.number)
        yield f"This is the {number} assessment, compared with the {then}."


def _team(assessment: Assessment) -> str:
    header = assessment.assessment
    return " · ".join(part for part in (header.organisation.strip(), header.team.strip()) if part)


def _without_header(assessment: Assessment) -> Assessment:
    return assessment.model_copy(update={"assessment": Header()})


def _unanswered_sentences(compared: Comparison, empty: EvaluatedRun, words: Wording) -> Iterator[str]:
    yield f"Nothing is answered for {empty.label}, so only what was promised can be looked at."
    if compared.promises:
        promised = words.count(len(compared.promises), "action was", "actions were")
        yield f"{promised} promised; say first what became of each."


def _sentences(compared: Comparison, words: Wording) -> Iterator[str]:
    counts = compared.migration.counts
    if compared.migration.is_needed:
        told = words.join(f"{words.exact(count)} {fate.value}" for fate, count in counts.items())
        yield (f"The questionnaire changed: {told}. Only what was kept, renamed or rescaled is compared; what is "
               "new counts for nothing here.")
    if not compared.questions:
        yield "No question was answered both times, so levels cannot be compared."
    elif compared.overall_before is not None and compared.overall_now is not None:
        change = tenths(compared.overall_now) - tenths(compared.overall_before)
        moved = "stands where it stood" if not change else "rose" if change > 0 else "fell"
        at = f" at {words.fixed(compared.overall_now, 1)}" if not change else (
            f" from {words.fixed(compared.overall_before, 1)} to {words.fixed(compared.overall_now, 1)}")
        question = "question" if compared.questions == 1 else "questions"
        yield (f"Maturity {moved}{at} on the {compared.questions} {question} answered both times; "
               f"{_counted(compared, words)}.")
    if compared.only_before:
        count = words.count(len(compared.only_before), "question", "questions")
        yield f"{count} of last time {'has' if len(compared.only_before) == 1 else 'have'} no answer yet."
    if compared.promises:
        kept = sum(promise.is_kept for promise in compared.promises)
        promised = words.count(len(compared.promises), "action was", "actions were")
        yield f"{promised} promised; {words.numeral(kept) if kept else 'none'} done."
    for case in compared.cases:
        yield case.sentence


def _counted(compared: Comparison, words: Wording) -> str:
    parts = [
        f"{words.numeral(len(moved))} {what}"
        for kind, what in ((MoveKind.ROSE, "rose"), (MoveKind.FELL, "fell"), (MoveKind.CLEARED, "became known"),
                           (MoveKind.CLOUDED, "became unknown"))
        if (moved := compared.moved(kind))
    ]
    return words.join(parts) if parts else "no answer moved"

"""More than two runs: how maturity, verdicts and measurements went, on what every run answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from fortnight.core.base import Stage
from fortnight.core.calibration import Calibration, calibration
from fortnight.core.compare import Comparison, Run, comparable_questions, compare, score_on
from fortnight.core.decision import VerdictKind
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.measurement import counted, reading
from fortnight.core.metric import Measurement
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording


@dataclass(frozen=True, slots=True)
class DimensionTrend:
    """The score of one dimension in each run, on what every run answered; None: nothing compares."""

    dimension_id: str
    title: str
    scores: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class MeasurementTrend:
    """Every measurement of the metric or of one guardrail that counts, oldest first."""

    title: str
    points: tuple[tuple[dt.date, str, str], ...]
    """Day, value as printed, and what was measured (its scope)."""
    sentence: str


@dataclass(frozen=True, slots=True)
class CaseTrend:
    """One use case over the runs; None where a run does not assess it."""

    use_case_id: str
    name: str
    verdicts: tuple[VerdictKind | None, ...]
    earned: tuple[Stage | None, ...]
    aims: tuple[Stage | None, ...]
    gates_held: tuple[tuple[str, ...] | None, ...]
    """Ids of the gates that hold."""
    open_clauses: tuple[int | None, ...]
    """Open clauses below the aim of the run, without those that rest on questions which cannot be compared."""
    survived_to: tuple[int | None, ...]
    """The two-week test: the day before the first break; None also while nothing broke and cards are unplayed."""
    two_week_tests: tuple[str | None, ...]
    """The two-week test in a few words."""
    measurements: tuple[MeasurementTrend, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """All runs of one team, oldest first."""

    organisation: str
    team: str
    runs: tuple[Run, ...]
    scale: tuple[float, float]
    questions: int
    """How many questions every run answered and means the same by."""
    overall: tuple[float | None, ...]
    unknown: tuple[int, ...]
    """How many of these questions nobody could answer."""
    dimensions: tuple[DimensionTrend, ...]
    cases: tuple[CaseTrend, ...]
    steps: tuple[Comparison, ...]
    """Each run compared with the one before it."""
    calibration: Calibration
    """Over all ranges that were ever measured against."""
    sentences: tuple[str, ...]


def trend(runs: Sequence[EvaluatedRun], questionnaire: Questionnaire) -> Trend:
    """Return how a team went over its runs, oldest first; raises ValueError for fewer than two."""
    if len(runs) < 2:
        raise ValueError("a trend needs at least two runs")
    header = runs[-1].assessment.assessment
    words = Wording(header.language, header.currency)
    common = comparable_questions(runs)
    scores = [score_on(run.assessment, questionnaire, common) for run in runs]
    steps = tuple(compare(before, now, questionnaire) for before, now in pairwise(runs))
    case_ids = dict.fromkeys(case_id for run in reversed(runs) for case_id in run.assessment.active_cases)
    made = Trend(
        organisation=header.organisation,
        team=header.team,
        runs=tuple(Run(run.label, run.date, None) for run in runs),
        scale=(questionnaire.scale.values[0], questionnaire.scale.values[-1]),
        questions=len(common),
        overall=tuple(each.overall for each in scores),
        unknown=tuple(sum(part.state == "unknown" for part in each.questions.values()) for each in scores),
        dimensions=tuple(
            DimensionTrend(dimension_id, dimension.title, tuple(
                next(part.score for part in each.dimensions if part.dimension_id == dimension_id)
                for each in scores))
            for dimension_id, dimension in questionnaire.dimensions.items()
        ),
        cases=tuple(_case_trend(case_id, runs, steps, words) for case_id in case_ids),
        steps=steps,
        calibration=calibration(
            (period for step in steps for case in step.cases for period in case.periods), words),
        sentences=(),
    )
    return _said(made, words)


def _case_trend(
    case_id: str, runs: Sequence[EvaluatedRun], steps: Sequence[Comparison], words: Wording
) -> CaseTrend:
    found = [run.evaluation.cases.get(case_id) for run in runs]
    cases = [run.assessment.active_cases.get(case_id) for run in runs]
    left_out = {clause for step in steps for case in step.cases if case.use_case_id == case_id
                for clause in case.clauses_only_now}
    latest = next(case for case in reversed(cases) if case is not None)
    return CaseTrend(
        case_id,
        latest.name.strip() or case_id,
        verdicts=tuple(each.verdict.kind if each else None for each in found),
        earned=tuple(each.gates.earned if each else None for each in found),
        aims=tuple(case.aim if case else None for case in cases),
        gates_held=tuple(
            tuple(gate.id for gate in each.gates.gates if gate.holds) if each else None for each in found),
        open_clauses=tuple(
            sum(clause.id not in left_out for clause in each.gates.open_for(case.aim)) if each and case else None
            for each, case in zip(found, cases, strict=True)
        ),
        survived_to=tuple(each.drill.survived_days if each else None for each in found),
        two_week_tests=tuple(each.drill.in_short if each else None for each in found),
        measurements=tuple(_measurement_trends(runs, cases, latest, words)),
    )


def _measurement_trends(
    runs: Sequence[EvaluatedRun], cases: Sequence[UseCase | None], latest: UseCase, words: Wording
) -> Iterator[MeasurementTrend]:
    """Yield the metric and each guardrail of the latest run with what any run measured of it."""
    dated: list[tuple[str, str, dict[dt.date, Measurement]]] = [
        (latest.metric.name.strip() or "The metric", latest.metric.unit, {}),
        *((rail.name.strip() or key, rail.unit, {}) for key, rail in latest.metric.guardrails.items()),
    ]
    for run, case in zip(runs, cases, strict=True):
        if case is None:
            continue
        dated[0][2].update(counted(case.metric.measurements, run.date))
        for (_title, _unit, points), key in zip(dated[1:], latest.metric.guardrails, strict=True):
            if key in case.metric.guardrails:
                points.update(counted(case.metric.guardrails[key].measurements, run.date))
    for title, unit, points in dated:
        if points:
            yield _measurement_trend(title, unit, points, words)


def _measurement_trend(
    title: str, unit: str, points: Mapping[dt.date, Measurement], words: Wording
) -> MeasurementTrend:
    told = tuple((day, reading(words, each, unit), each.scope.strip()) for day, each in sorted(points.items()))
    scopes = {scope for _day, _value, scope in told}
    listed = words.join(
        f"{value} on {words.date(day)}{f' ({scope})' if scope and len(scopes) > 1 else ''}"
        for day, value, scope in told
    )
    apart = ("Only those of the same scope compare." if len(scopes) < len(told) else
             "Not the same was measured each time, so these do not compare.")
    differ = f" {apart}" if len(scopes) > 1 else ""
    once = " It was measured once." if len(told) == 1 else ""
    return MeasurementTrend(title, told, f"{title}: {listed}.{differ}{once}")


def _said(made: Trend, words: Wording) -> Trend:
    return replace(made, sentences=tuple(_sentences(made, words)))


def _sentences(made: Trend, words: Wording) -> Iterator[str]:
    first, last = made.overall[0], made.overall[-1]
    if first is None or last is None:
        yield "No question was answered every time, so levels cannot be compared."
    else:
        question = "question" if made.questions == 1 else "questions"
        moved = f"stands at {words.fixed(last, 1)}" if words.fixed(first, 1) == words.fixed(last, 1) else (
            f"went from {words.fixed(first, 1)} to {words.fixed(last, 1)}")
        yield (f"On the {made.questions} {question} that every run answered, maturity {moved}; "
               f"{made.unknown[0] or 'none'} of them were unknown in {made.runs[0].label}, "
               f"{made.unknown[-1] or 'none'} in {made.runs[-1].label}.")
    for case in made.cases:
        verdicts = [kind for kind in case.verdicts if kind is not None]
        if len(set(verdicts)) == 1:
            yield f"{case.name}: {verdicts[0]} in every run."
        else:
            yield f"{case.name}: {', then '.join(verdicts)}."

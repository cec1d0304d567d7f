"""Everything that can be computed from an assessment, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from fortnight.core.assessment import Assessment
from fortnight.core.drill import DrillResult, drill_result
from fortnight.core.gates import GateReport, gate_report
from fortnight.core.measures import day_rate_of, is_untouched
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.readiness import readiness
from fortnight.core.roadmap.build import build_roadmap
from fortnight.core.roadmap.plan import Closing, Roadmap
from fortnight.core.roi.results import Line, PortfolioResult, RoiResult
from fortnight.core.scoring import Score, score
from fortnight.core.verdict import Verdict, VerdictKind, verdict

DRAWS = 50_000
"""Draws of the report and the verdict."""
PREVIEW_DRAWS = 2_000
"""Draws of a live preview; marked as such on the screen."""

_MOST_ROUNDS = 3
"""How often plan and money are brought into agreement; they mostly agree after two."""


@dataclass(frozen=True, slots=True)
class CaseEvaluation:
    """One use case, evaluated."""

    use_case_id: str
    gates: GateReport
    drill: DrillResult
    closing: Closing
    roi: RoiResult
    verdict: Verdict

    @property
    def counted(self) -> Line | None:
        """What the plan counts of it: the segment it is narrowed to, else the whole.

        Nothing (None) of a stopped use case, and where there are no figures.
        """
        if self.verdict.kind is VerdictKind.STOP:
            return None
        segment = next((each for each in self.roi.segments if each.id == self.verdict.segment), None)
        if segment is not None:
            return Line(segment.npv, segment.mean_npv, segment.probability_of_loss)
        return self.roi.economic


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A whole assessment, evaluated; archived use cases are left out."""

    score: Score
    cases: Mapping[str, CaseEvaluation]
    roadmap: Roadmap
    portfolio: PortfolioResult | None
    """None when no use case has figures."""


def evaluate(
    assessment: Assessment,
    questionnaire: Questionnaire,
    *,
    earlier: Sequence[Assessment] = (),
    draws: int = DRAWS,
    seed: int | None = None,
) -> Evaluation:
    """Return everything that can be computed from an assessment.

    The plan says what it takes to reach the aim, that gives the money, the money the verdict, and the verdict
    takes stopped use cases out of the plan and puts measures and levers in. This goes round until the plan no
    longer changes what it takes, at most three times. `earlier` are the assessments of the same team before this
    one, oldest first: the last with answers for the rule that the same MEASURE may not stand twice (only one of an
    earlier day can have asked for a measurement since), and the one that promised what is measured now. `seed`
    None takes the seed of the settings.
    """
    # NumPy comes with the money; scores, gates and screens must not wait for it.
    from fortnight.core.roi.portfolio import portfolio
    from fortnight.core.roi.simulate import roi_result

    previous = next((run for run in reversed(earlier) if not run.is_unanswered), None)
    ground = _ground(assessment, questionnaire, earlier)

    @cache
    def cases_before() -> Mapping[str, CaseEvaluation]:
        return evaluate(previous, questionnaire, draws=draws, seed=seed).cases if previous else {}

    def judged(case_id: str, closing: Closing, roi: RoiResult) -> CaseEvaluation:
        gates, drill = ground.gates[case_id], ground.drills[case_id]
        found = verdict(assessment, case_id, gates, drill, closing, roi)
        if (
            previous
            and found.kind is VerdictKind.MEASURE
            and _is_earlier(previous, assessment)
            and _is_untouched(found, assessment, previous, case_id)
        ):
            before = cases_before()[case_id].verdict.kind
            found = verdict(assessment, case_id, gates, drill, closing, roi, previous_kind=before)
        return CaseEvaluation(case_id, gates, drill, closing, roi, found)

    stopped = frozenset(case_id for case_id in ground.gates if readiness(assessment, case_id).failed)
    everything = _plan(ground, {}, frozenset())
    roadmap = _plan(ground, {}, stopped) if stopped else everything
    closings = {**everything.closings, **_without(roadmap.closings, stopped)}
    cases: dict[str, CaseEvaluation] = {}
    for _round in range(_MOST_ROUNDS):
        changed = [
            case_id
            for case_id in ground.gates
            if case_id not in cases or not _takes_the_same(cases[case_id].closing, closings[case_id])
        ]
        if not changed:
            break
        for case_id in changed:
            closing = closings[case_id]
            roi = roi_result(assessment, case_id, closing=closing, draws=draws, seed=seed)
            cases[case_id] = judged(case_id, closing, roi)
        stopped |= {case_id for case_id, case in cases.items() if case.verdict.kind is VerdictKind.STOP}
        roadmap = _plan(ground, cases, stopped)
        closings |= _without(roadmap.closings, stopped)
    cases = {
        case_id: case if case.closing == closings[case_id] else judged(case_id, closings[case_id], case.roi)
        for case_id, case in cases.items()
    }
    cases = {case_id: _as_stopped(case) for case_id, case in cases.items()}
    going_on = [case_id for case_id, case in cases.items() if case.verdict.kind is not VerdictKind.STOP]
    segments = _narrowed(cases)
    return Evaluation(
        ground.score,
        cases,
        roadmap,
        portfolio(assessment, going_on, closings, draws=draws, seed=seed, segments=segments),
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """What does not depend on the plan."""

    assessment: Assessment
    questionnaire: Questionnaire
    score: Score
    drills: Mapping[str, DrillResult]
    gates: Mapping[str, GateReport]
    weights: Mapping[str, float | None]
    """Expected net benefit of a month at the steady state."""


def _ground(assessment: Assessment, questionnaire: Questionnaire, earlier: Sequence[Assessment]) -> _Ground:
    from fortnight.core.roi.steady import steady_monthly_benefit

    ids = tuple(assessment.active_cases)
    drills = {case_id: drill_result(assessment, questionnaire, case_id) for case_id in ids}
    return _Ground(
        assessment,
        questionnaire,
        score(assessment, questionnaire),
        drills,
        {
            case_id: gate_report(assessment, questionnaire, case_id, drills[case_id], earlier=earlier)
            for case_id in ids
        },
        {case_id: steady_monthly_benefit(assessment, case_id) for case_id in ids},
    )


def _narrowed(cases: Mapping[str, CaseEvaluation]) -> Mapping[str, str]:
    """Return the segment of each use case that is narrowed to one."""
    return {case_id: case.verdict.segment for case_id, case in cases.items() if case.verdict.segment}


def _as_stopped(case: CaseEvaluation) -> CaseEvaluation:
    """Return a stopped case without a go-live; its money is reckoned with the time that the work would take."""
    if case.verdict.kind is not VerdictKind.STOP:
        return case
    return replace(case, closing=case.closing.without_go_live())


def _plan(ground: _Ground, cases: Mapping[str, CaseEvaluation], stopped: frozenset[str]) -> Roadmap:
    from fortnight.core.roi.steady import steady_monthly_benefit

    narrowed = {
        case_id: steady_monthly_benefit(ground.assessment, case_id, segment_id)
        for case_id, segment_id in _narrowed(cases).items()
    }
    return build_roadmap(
        ground.assessment,
        ground.questionnaire,
        ground.score,
        ground.gates,
        ground.drills,
        weights={**ground.weights, **narrowed},
        measures={case_id: case.verdict.measure_first for case_id, case in cases.items()},
        levers={case_id: _paying_levers(ground.questionnaire, case.roi) for case_id, case in cases.items()},
        stopped=stopped,
    )


def _without(closings: Mapping[str, Closing], stopped: frozenset[str]) -> dict[str, Closing]:
    return {case_id: closing for case_id, closing in closings.items() if case_id not in stopped}


def _takes_the_same(one: Closing, other: Closing) -> bool:
    """Return whether two plans give the money model the same work and the same months."""
    return (one.effort_days, one.months, one.shared_action_ids) == (
        other.effort_days, other.months, other.shared_action_ids
    )


def _is_earlier(before: Assessment, now: Assessment) -> bool:
    """Return whether a day, or more, lies between two assessments; without both dates nobody can say so."""
    first, second = before.assessment.date, now.assessment.date
    return first is not None and second is not None and first < second


def _is_untouched(found: Verdict, now: Assessment, before: Assessment, case_id: str) -> bool:
    """Return whether nothing that a MEASURE names was touched since the last assessment."""
    earlier = before.active_cases.get(case_id)
    return earlier is not None and all(
        is_untouched(each.input_name, earlier, now.use_cases[case_id]) for each in found.measure_first
    )


def _paying_levers(questionnaire: Questionnaire, roi: RoiResult) -> tuple[str, ...]:
    """Return the inputs worth lifting: from their median to their good end they bring more than the action costs.

    Half of the swing of NPV between P10 and P90 stands for that way; the action is the cheapest that names the
    input as its lever, at the median day rate.
    """
    day_rate = day_rate_of(roi)
    if day_rate is None:
        return ()
    cheapest: dict[str, float] = {}
    for action in questionnaire.actions.values():
        if action.lever:
            days = action.effort_days.mean
            cheapest[action.lever] = min(days, cheapest.get(action.lever, days))
    return tuple(
        bar.input_name
        for bar in roi.tornado
        if bar.input_name in cheapest and abs(bar.npv_high - bar.npv_low) / 2 > cheapest[bar.input_name] * day_rate
    )

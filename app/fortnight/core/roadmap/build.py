"""The roadmap as a whole: from answers to actions in order, with dates, scores and stages along the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.drill import DrillResult
from fortnight.core.gates import GateReport
from fortnight.core.measures import MeasureFirst
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roadmap.causes import gather
from fortnight.core.roadmap.closings import closings
from fortnight.core.roadmap.draft import Draft
from fortnight.core.roadmap.instance import UNITS_PER_DAY
from fortnight.core.roadmap.items import items
from fortnight.core.roadmap.left_out import done_items, not_doing
from fortnight.core.roadmap.notes import warnings
from fortnight.core.roadmap.plan import Horizon, Roadmap, RoadmapItem, Wave, WeekLoad
from fortnight.core.roadmap.problem import problem
from fortnight.core.roadmap.projection import stage_after
from fortnight.core.roadmap.selection import is_done, is_rejected, select
from fortnight.core.roadmap.setting import Setting
from fortnight.core.roadmap.solve import solve
from fortnight.core.roadmap.weeks import weeks_from
from fortnight.core.roadmap.weights import known_benefits
from fortnight.core.scoring import Score


def build_roadmap(
    assessment: Assessment,
    questionnaire: Questionnaire,
    score: Score,
    gates: Mapping[str, GateReport],
    drills: Mapping[str, DrillResult],
    *,
    weights: Mapping[str, float | None],
    measures: Mapping[str, tuple[MeasureFirst, ...]] | None = None,
    levers: Mapping[str, tuple[str, ...]] | None = None,
    stopped: frozenset[str] = frozenset(),
    aims: Mapping[str, Stage] | None = None,
) -> Roadmap:
    """Return the roadmap of an assessment; the same input gives the same roadmap.

    `weights` holds the expected net benefit of a month at the steady state by use case; what is missing, None or
    negative makes nothing wait. `measures` names the inputs to measure before a decision, `levers` the inputs that
    are worth lifting, both by use case; `stopped` the use cases that get no work; `aims` replaces aims of the
    record. `score`, `gates` and `drills` are those of the same assessment, for every active use case.
    """
    setting = Setting(
        assessment, questionnaire, score, gates, drills, measures or {}, levers or {}, stopped, aims or {}
    )
    weeks = weeks_from(assessment.assessment.date)
    causes = gather(setting)
    selection = select(setting, causes)
    benefits = known_benefits(weights)
    instance = problem(setting, causes, selection, weeks, benefits)
    schedule = solve(instance, seed=assessment.settings.seed)
    draft = Draft(
        setting,
        causes,
        selection,
        weeks,
        instance,
        schedule,
        closings(setting, causes, selection, instance, schedule, weeks),
    )
    planned = items(draft, benefits)
    return Roadmap(
        day_zero=weeks.day_zero,
        items=planned,
        done=done_items(draft),
        not_doing=not_doing(draft),
        waves=_waves(draft, planned),
        loads=_loads(draft),
        closings=draft.closings,
        warnings=warnings(draft),
    )


def _waves(draft: Draft, planned: tuple[RoadmapItem, ...]) -> tuple[Wave, ...]:
    """Return Now, Next and Later as far as they hold anything, with what holds once each is done."""
    setting = draft.setting
    overall = setting.score.overall
    finished = {key for key in setting.assessment.roadmap if is_done(setting, key)}
    left_out = {key for key in setting.assessment.roadmap if is_rejected(setting, key)}
    waves = []
    for horizon in get_args(Horizon):
        own = [item for item in planned if item.horizon == horizon]
        if not own:
            continue
        finished |= {item.action_id for item in own}
        overall = None if overall is None else overall + sum(item.score_change for item in own)
        last_week = draft.weeks.last_week(horizon)
        waves.append(
            Wave(
                horizon=horizon,
                action_ids=tuple(item.action_id for item in own),
                starts=draft.weeks.monday(draft.weeks.first_week(horizon)),
                ends=None if last_week is None else draft.weeks.friday(last_week),
                score_after=overall,
                earned_after={
                    case_id: stage_after(setting.gates[case_id], draft.causes.closers[case_id], finished, left_out)
                    for case_id in setting.live_cases
                },
            )
        )
    return tuple(waves)


def _loads(draft: Draft) -> tuple[WeekLoad, ...]:
    """Return the load of every role in every week up to the last with work."""
    weeks = 1 + max((placed.end for placed in draft.schedule.placed.values()), default=-1)
    role_of = {job.id: job.role for job in draft.instance.jobs}
    used: dict[tuple[str, int], int] = {}
    for key, placed in draft.schedule.placed.items():
        for week, units in placed.uses:
            used[role_of[key], week] = used.get((role_of[key], week), 0) + units
    return tuple(
        WeekLoad(role, week, used.get((role, week), 0) / UNITS_PER_DAY, time.available[week] / UNITS_PER_DAY)
        for role, time in draft.instance.roles.items()
        for week in range(weeks)
    )

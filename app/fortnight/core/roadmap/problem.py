"""The selected actions as a scheduling problem."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from fortnight.core.assessment import ActionDecision
from fortnight.core.roadmap.causes import Causes, gate_of_causes
from fortnight.core.roadmap.instance import PLANNING_WEEKS, Instance, Job
from fortnight.core.roadmap.selection import Selection
from fortnight.core.roadmap.setting import Setting
from fortnight.core.roadmap.weeks import ASSUMED, Weeks, effort_units
from fortnight.core.roadmap.weights import milestones, tie_break

AHEAD, MEASURED_FIRST, IN_ORDER = 1, 2, 0
"""Urgency: what people pinned or started, what must be measured before a decision, everything else."""


def problem(
    setting: Setting, causes: Causes, selection: Selection, weeks: Weeks, benefits: Mapping[str, float]
) -> Instance:
    """Return what is to be scheduled: planned actions as jobs, go-lives as milestones, capacity by role."""
    gates = gates_of(causes, selection)
    jobs = tuple(
        Job(
            id=action_id,
            role=causes.actions[action_id].role,
            effort=effort_units(causes.actions[action_id].effort_days.mean),
            needs=selection.needs[action_id],
            wait_weeks=ceil(min(causes.actions[action_id].wait_weeks, PLANNING_WEEKS)),
            earliest=_earliest(setting.decision(action_id), weeks),
            urgency=_urgency(setting, selection, action_id),
            tie=tie_break(setting, causes.actions[action_id], gates[action_id]),
        )
        for action_id in selection.planned
    )
    planned = set(selection.planned)
    roles = dict.fromkeys(job.role for job in jobs)
    return Instance(
        jobs,
        milestones(
            {
                case_id: tuple(key for key in selection.closing[case_id] if key in planned)
                for case_id in setting.live_cases
            },
            benefits,
        ),
        {role: weeks.role_time(setting.assessment.capacity.get(role, ASSUMED)) for role in roles},
    )


def gates_of(causes: Causes, selection: Selection) -> Mapping[str, str]:
    """Return the gate of each planned action: its own, else the lowest of the clauses that it closes."""
    clauses = {closer.clause.id: closer.clause for found in causes.closers.values() for closer in found}
    return {
        action_id: causes.actions[action_id].gate or gate_of_causes(selection.causes[action_id], clauses)
        for action_id in selection.planned
    }


def _urgency(setting: Setting, selection: Selection, action_id: str) -> int:
    decision = setting.decision(action_id)
    if decision.pinned or decision.status == "started":
        return AHEAD
    is_measure = any(cause.kind == "measure" for cause in selection.causes[action_id])
    return MEASURED_FIRST if is_measure else IN_ORDER


def _earliest(decision: ActionDecision, weeks: Weeks) -> int:
    return 0 if decision.postponed_to is None else min(weeks.from_day(decision.postponed_to), PLANNING_WEEKS)

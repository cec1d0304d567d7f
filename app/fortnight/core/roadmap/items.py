"""The scheduled actions in words: why, why now, what they unlock."""

from __future__ import annotations

from collections.abc import Mapping

from fortnight.core.phrase import say
from fortnight.core.roadmap.draft import Draft
from fortnight.core.roadmap.plan import RoadmapItem
from fortnight.core.roadmap.problem import MEASURED_FIRST, gates_of
from fortnight.core.roadmap.projection import change, scores_along

Benefits = Mapping[str, float]

_NAMED = 2
"""Use cases that a sentence names; more are counted."""


def items(draft: Draft, benefits: Benefits) -> tuple[RoadmapItem, ...]:
    """Return the planned actions in order."""
    setting = draft.setting
    gates = gates_of(draft.causes, draft.selection)
    actions = [draft.causes.actions[key] for key in draft.order]
    start = setting.score.overall
    scores = [start, *scores_along(setting.assessment, setting.questionnaire, start, actions)]
    found = []
    for position, (key, action) in enumerate(zip(draft.order, actions, strict=True)):
        placed, decision = draft.schedule.placed[key], setting.decision(key)
        last_week = max(placed.end, placed.ready - 1)
        finish = draft.weeks.friday(last_week)
        found.append(
            RoadmapItem(
                action_id=key,
                rank=position + 1,
                title=action.title,
                horizon=draft.weeks.horizon(placed.start),
                start_week=placed.start,
                end_week=placed.end,
                ready_week=placed.ready,
                start=draft.weeks.monday(placed.start),
                finish=finish,
                role=action.role,
                owner=decision.owner.strip(),
                status=decision.status,
                due=decision.due,
                late=decision.due is not None and finish is not None and finish > decision.due,
                pinned=decision.pinned,
                effort=action.effort_days,
                wait_weeks=action.wait_weeks,
                why=draft.selection.causes[key],
                why_now=why_now(draft, key, benefits),
                first_step=action.first_step,
                done_when=action.done_when,
                needs=draft.selection.needs[key],
                gate=gates[key],
                unlocks=_unlocks(draft, key),
                score_change=change(scores[position], scores[position + 1]),
                use_cases=_use_cases(draft, key),
                decides_go_live_of=_decides(draft, key),
            )
        )
    return tuple(found)


def why_now(draft: Draft, action_id: str, benefits: Benefits) -> str:
    """Return one sentence on what the place of an action in the order depends on."""
    setting, decision = draft.setting, draft.setting.decision(action_id)
    job = next(job for job in draft.instance.jobs if job.id == action_id)
    if decision.postponed_to is not None and 0 < job.earliest == draft.schedule.placed[action_id].start:
        return say("People postponed it to {date}.", date=draft.wording.date(decision.postponed_to))
    if decision.status == "started":
        return say("It is under way already.")
    if decision.pinned:
        return say("People pinned it: it starts as early as its needs and the time of its role allow.")
    if job.urgency == MEASURED_FIRST:
        return say("A decision waits for the figure, so it is measured first.")
    deciding = _decides(draft, action_id)
    if deciding:
        return say("It lies on the chain that decides when {goal}{value}.", goal=_goal(draft, deciding),
                   value=_waiting(draft, deciding, benefits))
    closing = [case_id for case_id in setting.live_cases if action_id in draft.closings[case_id].action_ids]
    if not closing:
        return say("No go-live waits for it: its gate, then what it lifts for its effort, sets its place.")
    if any(case_id in benefits for case_id in closing):
        return say("It has to be done before {goal}{value}; other work decides the date.",
                   goal=_goal(draft, closing), value=_waiting(draft, closing, benefits))
    return say("It has to be done before {goal}; no known return waits, so its gate sets its place.",
               goal=_goal(draft, closing))


def _goal(draft: Draft, case_ids: list[str] | tuple[str, ...]) -> str:
    """Return who can reach which stage, as a clause: names up to two, beyond that a count."""
    by_aim: dict[str, list[str]] = {}
    for case_id in case_ids:
        by_aim.setdefault(draft.setting.aim(case_id).label, []).append(case_id)
    return draft.wording.join(_reaching(draft, cases, label) for label, cases in by_aim.items())


def _reaching(draft: Draft, case_ids: list[str], stage: str) -> str:
    if len(case_ids) == 1:
        return say("{name} can reach {stage}", name=draft.names(case_ids), stage=stage)
    if len(case_ids) <= _NAMED:
        return say("{names} can reach {stage}", names=draft.names(case_ids), stage=stage)
    return say("{count} use cases can reach {stage}", count=draft.wording.numeral(len(case_ids)), stage=stage)


def _waiting(draft: Draft, case_ids: list[str] | tuple[str, ...], benefits: Benefits) -> str:
    waiting = [benefits[case_id] for case_id in case_ids if case_id in benefits]
    if not waiting:
        return ""
    return say(", and {amount} a month waits for that", amount=draft.wording.money(sum(waiting)))


def _decides(draft: Draft, action_id: str) -> tuple[str, ...]:
    return tuple(case_id for case_id, closing in draft.closings.items() if action_id in closing.chain)


def _unlocks(draft: Draft, action_id: str) -> tuple[str, ...]:
    waiting = [key for key in draft.order if action_id in draft.selection.needs[key]]
    reached = [case_id for case_id, closing in draft.closings.items() if closing.chain[-1:] == (action_id,)]
    return (
        *(draft.causes.actions[key].title for key in waiting),
        *(_goal(draft, (case_id,)) for case_id in reached),
    )


def _use_cases(draft: Draft, action_id: str) -> tuple[str, ...]:
    used_by = draft.selection.used_by.get(action_id, ())
    return tuple(
        case_id
        for case_id in draft.setting.live_cases
        if case_id in used_by or action_id in draft.closings[case_id].action_ids
    )

"""What is not planned, each with its reason in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.phrase import say
from fortnight.core.roadmap.draft import Draft
from fortnight.core.roadmap.instance import PLANNING_WEEKS, Job
from fortnight.core.roadmap.own_actions import title_of_own
from fortnight.core.roadmap.plan import DoneItem, NotDoing
from fortnight.core.roadmap.roles import role_in_words


def not_doing(draft: Draft) -> tuple[NotDoing, ...]:
    """Return what people left out, what only a stopped use case needs, and what cannot be planned."""
    actions = draft.causes.actions
    return (
        *(NotDoing(key, actions[key].title, _why_rejected(draft, key)) for key in draft.selection.rejected),
        *(
            NotDoing(key, actions[key].title, _only_stopped(draft, cases))
            for key, cases in draft.selection.only_stopped.items()
        ),
        *(NotDoing(key, actions[key].title, reason, by_choice=False) for key, reason in _impossible(draft)),
    )


def done_items(draft: Draft) -> tuple[DoneItem, ...]:
    """Return what people marked done, in file order."""
    titles = {
        key: draft.causes.actions[key].title if key in draft.causes.actions else title_of_own(draft.setting, key)
        for key, decision in draft.setting.assessment.roadmap.items()
        if decision.status == "done"
    }
    return tuple(
        DoneItem(key, title, draft.setting.decision(key).done_evidence.strip())
        for key, title in titles.items()
        if title
    )


def _why_rejected(draft: Draft, action_id: str) -> str:
    decision = draft.setting.decision(action_id)
    reason = decision.rejected_because.strip()
    if not reason:
        return say("Dropped; nobody wrote down why.")
    if decision.status == "dropped":
        return say("Dropped: {reason}", reason=reason)
    return say("Rejected: {reason}", reason=reason)


def _only_stopped(draft: Draft, case_ids: tuple[str, ...]) -> str:
    if len(case_ids) == 1:
        return say("Only {name} needs it, and that use case is stopped.", name=draft.names(case_ids))
    return say("Only {names} need it, and those use cases are stopped.", names=draft.names(case_ids))


def _impossible(draft: Draft) -> Iterator[tuple[str, str]]:
    knot = draft.selection.tangle
    needs = {job.id: job.needs for job in draft.instance.jobs}
    jobs = {job.id: job for job in draft.instance.jobs}
    for key in draft.causes.actions:
        if key in knot.stuck:
            circle = next((circle for circle in knot.circles if key in circle), None)
            if circle is None:
                yield key, say("It needs something whose own needs run in a circle.")
            else:
                yield key, say("Its needs run in a circle, so no order exists: {circle}.",
                               circle=circle_in_words(draft, circle))
        elif key in draft.schedule.unplaced:
            missing = [need for need in needs[key] if need in draft.schedule.unplaced]
            if missing:
                yield key, say("It needs {actions}, which cannot be planned.", actions=draft.titles(missing))
            else:
                yield key, _no_room(draft, jobs[key])


def circle_in_words(draft: Draft, circle: tuple[str, ...]) -> str:
    """Return a circle of needs as a clause: A needs B, and B needs A."""
    pairs = zip(circle, (*circle[1:], circle[0]), strict=True)
    return draft.wording.join(
        say("{action} needs {need}", action=draft.title(first), need=draft.title(second))
        for first, second in pairs
    )


def _no_room(draft: Draft, job: Job) -> str:
    years = draft.wording.exact(PLANNING_WEEKS // 52)
    postponed_to = draft.setting.decision(job.id).postponed_to
    if postponed_to is not None and job.earliest >= draft.instance.weeks:
        return say("Postponed to {date}, beyond the {years} years that a plan covers.",
                   date=draft.wording.date(postponed_to), years=years)
    if job.effort and not any(draft.instance.roles[job.role].available):
        return say("Nobody has time for it: the capacity of {role} has no days. Give that role days, or reject "
                   "it.", role=role_in_words(job.role))
    days = round(draft.causes.actions[job.id].effort_days.mean, 1)
    return say("It takes {effort} of {role}, which does not end within the {years} years that a plan covers. Give "
               "that role more days, or split the action.", role=role_in_words(job.role), years=years,
               effort=draft.wording.count(days, "person-day", "person-days"))

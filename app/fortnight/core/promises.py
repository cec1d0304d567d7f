"""What was promised last time, and what came of it: the reason for meeting again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from fortnight.core.assessment import ActionDecision, Assessment
from fortnight.core.phrase import say
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roadmap.plan import Roadmap
from fortnight.core.wording import Wording


class PromiseState(StrEnum):
    """What came of a promise."""

    DONE = "done"
    SHOWN = "shown"
    """Nobody marked it done, but the level that it lifts to is reached now."""
    MOVED = "moved"
    DROPPED = "dropped"
    STARTED = "started"
    OPEN = "not done"


KEPT = (PromiseState.DONE, PromiseState.SHOWN)


@dataclass(frozen=True, slots=True)
class Promise:
    """One action that somebody took on."""

    action_id: str
    title: str
    owner: str
    due: dt.date | None
    state: PromiseState
    late: bool
    """Its date has passed and it is not done."""
    sentence: str

    @property
    def is_kept(self) -> bool:
        """Whether it was done."""
        return self.state in KEPT


def promises(
    before: Assessment,
    now: Assessment,
    questionnaire: Questionnaire,
    *,
    plans: tuple[Roadmap, ...] = (),
) -> tuple[Promise, ...]:
    """Return what was promised in `before`, in terms of today's questionnaire, and what came of it by `now`.

    A promise is an action with an owner, a date, a pin or a start that was neither done nor dropped. The plans,
    where they are at hand, give titles of measurements, which no questionnaire holds.
    """
    titles = {each.action_id: each.title
              for plan in plans for part in (plan.items, plan.done, plan.not_doing) for each in part}
    made = []
    for action_id, decision in before.roadmap.items():
        if not _is_promise(decision):
            continue
        action = questionnaire.actions.get(action_id)
        title = action.title if action else titles.get(action_id, action_id)
        made.append(_promise(action_id, title, decision, before, now, questionnaire))
    return tuple(made)


def to_review(before: Assessment, now: Assessment, questionnaire: Questionnaire) -> tuple[Promise, ...]:
    """Return the promises that nobody has said anything about since: their decision is as it was."""
    return tuple(
        promise
        for promise in promises(before, now, questionnaire)
        if now.roadmap.get(promise.action_id) == before.roadmap[promise.action_id]
    )


def _is_promise(decision: ActionDecision) -> bool:
    if decision.status in ("done", "dropped") or decision.rejected_because.strip():
        return False
    return bool(decision.owner.strip() or decision.due or decision.pinned or decision.status == "started")


def _promise(
    action_id: str,
    title: str,
    was: ActionDecision,
    before: Assessment,
    now: Assessment,
    questionnaire: Questionnaire,
) -> Promise:
    words = Wording(now.assessment.language)
    decided = now.roadmap.get(action_id, ActionDecision())
    due = decided.due or was.due
    today = now.assessment.date
    state = _state(action_id, was, decided, before, now, questionnaire)
    late = state not in (*KEPT, PromiseState.DROPPED) and due is not None and today is not None and due < today
    waits = due is not None and today is not None and due >= today
    return Promise(action_id, title, was.owner.strip(), was.due, state, late,
                   _sentence(state, was, decided, words, late=late, waits=waits))


def _state(
    action_id: str, was: ActionDecision, decided: ActionDecision, before: Assessment, now: Assessment,
    questionnaire: Questionnaire,
) -> PromiseState:
    if decided.status == "done":
        return PromiseState.DONE
    if decided.status == "dropped" or decided.rejected_because.strip():
        return PromiseState.DROPPED
    if _is_shown(action_id, before, now, questionnaire):
        return PromiseState.SHOWN
    if _moved_to(was, decided) is not None:
        return PromiseState.MOVED
    return PromiseState.STARTED if "started" in (was.status, decided.status) else PromiseState.OPEN


def _is_shown(action_id: str, before: Assessment, now: Assessment, questionnaire: Questionnaire) -> bool:
    action = questionnaire.actions.get(action_id)
    if action is None or action.question is None or action.level is None:
        return False
    was, level = (run.answers[action.question].level if action.question in run.answers else None
                  for run in (before, now))
    return level is not None and level >= action.level and (was or 0) < action.level


def _moved_to(was: ActionDecision, decided: ActionDecision) -> dt.date | None:
    if decided.due is not None and (was.due is None or decided.due > was.due):
        return decided.due
    if decided.postponed_to is not None and decided.postponed_to != was.postponed_to:
        return decided.postponed_to
    return None


def _sentence(
    state: PromiseState, was: ActionDecision, decided: ActionDecision, words: Wording, *, late: bool, waits: bool
) -> str:
    who = was.owner.strip() or say("nobody by name")
    promised = (say("Promised by {who}, due {date}", who=who, date=words.date(was.due)) if was.due else
                say("Promised by {who}", who=who))
    if state is PromiseState.DONE:
        shown = decided.done_evidence.strip().rstrip(".")
        return (say("{promised}; done: {evidence}.", promised=promised, evidence=shown) if shown else
                say("{promised}; marked done, without evidence.", promised=promised))
    if state is PromiseState.SHOWN:
        return say("{promised}; the level that it leads to is reached.", promised=promised)
    if state is PromiseState.DROPPED:
        why = decided.rejected_because.strip().rstrip(".")
        return (say("{promised}; dropped: {reason}.", promised=promised, reason=why) if why else
                say("{promised}; dropped.", promised=promised))
    moved = _moved_to(was, decided)
    if moved is not None:
        return say("{promised}; not done, moved to {date}.", promised=promised, date=words.date(moved))
    is_begun = state is PromiseState.STARTED
    if late:
        stands = say("begun but not done, and late") if is_begun else say("not done, and late")
    elif waits:
        stands = say("begun but not done yet") if is_begun else say("not done yet")
    else:
        stands = say("begun but not done") if is_begun else say("not done")
    return say("{promised}; {stands}.", promised=promised, stands=stands)

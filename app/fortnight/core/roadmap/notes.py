"""What people should know about a plan: assumptions it rests on, and decisions that do not fit together."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.phrase import say
from fortnight.core.roadmap.closers import mending
from fortnight.core.roadmap.draft import Draft
from fortnight.core.roadmap.left_out import circle_in_words
from fortnight.core.roadmap.roles import role_in_words
from fortnight.core.roadmap.selection import is_done, is_rejected
from fortnight.core.roadmap.weeks import ASSUMED
from fortnight.core.wording import sentence


def warnings(draft: Draft) -> tuple[str, ...]:
    """Return every warning, each a sentence or two, the most general first and none twice."""
    found = (
        *_on_the_date(draft),
        *_on_capacity(draft),
        *_on_needs(draft),
        *_on_decisions(draft),
        *_on_done(draft),
        *_on_cards(draft),
    )
    return tuple(dict.fromkeys(found))


def _on_the_date(draft: Draft) -> Iterator[str]:
    if draft.weeks.day_zero is not None:
        return
    if draft.setting.assessment.assessment.date is None:
        yield say("The assessment has no date, so the plan counts weeks only. Due dates, postponements and "
                  "capacity by quarter have no effect until the date of the assessment is set.")
    else:
        yield say("The assessment has a date too far ahead, so the plan counts weeks only. Due dates, "
                  "postponements and capacity by quarter have no effect until the date of the assessment is set.")


def _on_capacity(draft: Draft) -> Iterator[str]:
    given = draft.setting.assessment.capacity
    assumed = [role_in_words(role) for role in draft.instance.roles if role not in given]
    if assumed:
        wording = draft.wording
        days, share = wording.count(ASSUMED.days_per_week, "day", "days"), wording.percent(ASSUMED.focus)
        yield (
            say("No capacity is given for {role}; the plan assumes {days} a week, of which {share} go into this "
                "work. Give the days on the Capacity page of the roadmap.",
                role=assumed[0], days=days, share=share)
            if len(assumed) == 1 else
            say("No capacity is given for {roles}; the plan assumes {days} a week each, of which {share} go into "
                "this work. Give their days on the Capacity page of the roadmap.", roles=wording.join(assumed),
                days=days, share=share)
        )
    for role, time in draft.instance.roles.items():
        stuck = [job.id for job in draft.instance.jobs if job.role == role and job.id in draft.schedule.unplaced]
        if stuck and not any(time.available):
            count = draft.wording.count(len(stuck), "action", "actions")
            yield say("The capacity of {role} has no days, so {count} cannot be planned: {actions}.",
                      role=role_in_words(role), count=count, actions=draft.titles(stuck))


def _on_needs(draft: Draft) -> Iterator[str]:
    for circle in draft.selection.tangle.circles:
        yield say("Needs run in a circle: {circle}. None of them can be planned; take one need out of the "
                  "questionnaire.", circle=circle_in_words(draft, circle))
    for action_id, need in draft.selection.unknown_needs:
        yield say("{action} needs “{need}”, which this questionnaire does not have; it is ignored.",
                  action=draft.title(action_id), need=need)
    for action_id, need in draft.selection.broken_needs:
        action, needed = draft.title(action_id), draft.title(need)
        reason = draft.setting.decision(need).rejected_because.strip().rstrip(".")
        yield (
            say("{action} needs {need}, which people rejected ({reason}); it goes without.", action=action,
                need=needed, reason=reason)
            if reason else
            say("{action} needs {need}, which people rejected; it goes without.", action=action, need=needed)
        )


def _on_decisions(draft: Draft) -> Iterator[str]:
    date = draft.wording.date
    for key in (key for key in draft.causes.actions if key in draft.selection.causes):
        decision, action = draft.setting.decision(key), draft.title(key)
        if is_rejected(draft.setting, key):
            if decision.pinned:
                yield say("{action} is both pinned and rejected; it is left out.", action=action)
            if not decision.rejected_because.strip():
                yield say("{action} is dropped without a reason; write it under rejected_because.", action=action)
            continue
        if key not in draft.schedule.placed:
            continue
        needs = [need for need in draft.selection.needs[key] if need in draft.schedule.placed]
        if decision.status == "started" and needs:
            yield say("{action} is marked started, yet it needs {needs}; it is planned after.", action=action,
                      needs=draft.titles(needs))
        if decision.pinned and decision.postponed_to is not None:
            yield say("{action} is both pinned and postponed; it starts no earlier than postponed.", action=action)
        if decision.postponed_to is not None and draft.weeks.day_zero is not None:
            waiting = [other for other in draft.order if key in draft.selection.needs[other]]
            if waiting and draft.schedule.placed[key].start == draft.weeks.from_day(decision.postponed_to) > 0:
                yield say("{action} is postponed to {date}; what needs it waits too: {actions}.", action=action,
                          date=date(decision.postponed_to), actions=draft.titles(waiting))
        finish = draft.weeks.friday(draft.schedule.placed[key].ready - 1)
        if decision.due is not None and finish is not None and finish > decision.due:
            yield say("{action} is due on {due}; the plan ends it on {date}.", action=action,
                      due=date(decision.due), date=date(finish))


def _on_done(draft: Draft) -> Iterator[str]:
    setting = draft.setting
    for key in (key for key in draft.causes.actions if is_done(setting, key)):
        action, title = draft.causes.actions[key], draft.title(key)
        if not setting.decision(key).done_evidence.strip():
            yield say("{action} is marked done without evidence; write under done_evidence what shows it.",
                      action=title)
        open_needs = [need for need in action.needs if need in draft.schedule.placed]
        if open_needs:
            yield say("{action} is marked done, yet {needs}, which it needs, is not.", action=title,
                      needs=draft.titles(open_needs))
        if action.question is not None and action.level is not None:
            level = setting.level(action.question)
            if level < action.level:
                yield say("{action} is marked done, yet “{question}” stands at level {level}; answer it again.",
                          action=title, question=setting.questionnaire.questions[action.question].title,
                          level=level)
                continue
        yield from _still_open(draft, key)


def _still_open(draft: Draft, action_id: str) -> Iterator[str]:
    """Yield a warning for each clause that stays open although all that closes it is marked done."""
    setting = draft.setting
    for case_id in setting.live_cases:
        for closer in draft.causes.closers[case_id]:
            if action_id in closer.actions and all(is_done(setting, other) for other in closer.actions):
                clause = closer.clause
                yield say("{action} is marked done, yet {gate} of “{name}” is still open: {reason}",
                          action=draft.title(action_id), gate=clause.gate, name=setting.name(case_id),
                          reason=sentence(clause.because or clause.title))


def _on_cards(draft: Draft) -> Iterator[str]:
    setting = draft.setting
    for case_id in setting.live_cases:
        to_mend = set(mending(setting, case_id))
        for card in setting.bad_cards(case_id):
            actions = setting.questionnaire.cards[card.card_id].actions
            known = [key for key in actions if key in draft.causes.actions]
            if known and not to_mend.intersection(known):
                where = {"name": setting.name(case_id), "event": card.title, "actions": draft.titles(known)}
                yield (
                    say("On day {day} of the two-week test “{name}” breaks ({event}), though all that should mend "
                        "it is said to be in place. Look again at {actions}.", day=card.day, **where)
                    if card.counted == "breaks" else
                    say("On day {day} of the two-week test “{name}” limps ({event}), though all that should mend "
                        "it is said to be in place. Look again at {actions}.", day=card.day, **where)
                )

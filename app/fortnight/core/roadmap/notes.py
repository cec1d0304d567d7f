"""What people should know about a plan: assumptions it rests on, and decisions that do not fit together."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.roadmap.closers import mending
from fortnight.core.roadmap.draft import Draft
from fortnight.core.roadmap.left_out import circle_in_words
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
    if draft.weeks.day_zero is None:
        date = draft.setting.assessment.assessment.date
        yield (
            f"The assessment has {'no date' if date is None else 'a date too far ahead'}, so the plan counts "
            "weeks only. Due dates, postponements and capacity by quarter have no effect until the date of the "
            "assessment is set."
        )


def _on_capacity(draft: Draft) -> Iterator[str]:
    given = draft.setting.assessment.capacity
    assumed = [role for role in draft.instance.roles if role not in given]
    if assumed:
        wording = draft.wording
        each = " each" if len(assumed) > 1 else ""
        yield (
            f"No capacity is given for {wording.join(assumed)}; the plan assumes "
            f"{wording.count(ASSUMED.days_per_week, 'day', 'days')} a week{each}, of which "
            f"{wording.percent(ASSUMED.focus)} go into this work. Give {'their' if each else 'the'} days on the "
            "Capacity page of the roadmap."
        )
    for role, time in draft.instance.roles.items():
        stuck = [job.id for job in draft.instance.jobs if job.role == role and job.id in draft.schedule.unplaced]
        if stuck and not any(time.available):
            count = draft.wording.count(len(stuck), "action", "actions")
            yield f"The capacity of {role} has no days, so {count} cannot be planned: {draft.titles(stuck)}."


def _on_needs(draft: Draft) -> Iterator[str]:
    for circle in draft.selection.tangle.circles:
        yield (
            f"Needs run in a circle: {circle_in_words(draft, circle)}. None of them can be planned; take one need "
            "out of the questionnaire."
        )
    for action_id, need in draft.selection.unknown_needs:
        yield f"{draft.title(action_id)} needs “{need}”, which this questionnaire does not have; it is ignored."
    for action_id, need in draft.selection.broken_needs:
        reason = draft.setting.decision(need).rejected_because.strip()
        why = f" ({reason.rstrip('.')})" if reason else ""
        yield f"{draft.title(action_id)} needs {draft.title(need)}, which people rejected{why}; it goes without."


def _on_decisions(draft: Draft) -> Iterator[str]:
    date = draft.wording.date
    for key in (key for key in draft.causes.actions if key in draft.selection.causes):
        decision = draft.setting.decision(key)
        if is_rejected(draft.setting, key):
            if decision.pinned:
                yield f"{draft.title(key)} is both pinned and rejected; it is left out."
            if not decision.rejected_because.strip():
                yield f"{draft.title(key)} is dropped without a reason; write it under rejected_because."
            continue
        if key not in draft.schedule.placed:
            continue
        needs = [need for need in draft.selection.needs[key] if need in draft.schedule.placed]
        if decision.status == "started" and needs:
            yield f"{draft.title(key)} is marked started, yet it needs {draft.titles(needs)}; it is planned after."
        if decision.pinned and decision.postponed_to is not None:
            yield f"{draft.title(key)} is both pinned and postponed; it starts no earlier than postponed."
        if decision.postponed_to is not None and draft.weeks.day_zero is not None:
            waiting = [other for other in draft.order if key in draft.selection.needs[other]]
            if waiting and draft.schedule.placed[key].start == draft.weeks.from_day(decision.postponed_to) > 0:
                yield (
                    f"{draft.title(key)} is postponed to {date(decision.postponed_to)}; what needs it waits too: "
                    f"{draft.titles(waiting)}."
                )
        finish = draft.weeks.friday(draft.schedule.placed[key].ready - 1)
        if decision.due is not None and finish is not None and finish > decision.due:
            yield f"{draft.title(key)} is due on {date(decision.due)}; the plan ends it on {date(finish)}."


def _on_done(draft: Draft) -> Iterator[str]:
    setting = draft.setting
    for key in (key for key in draft.causes.actions if is_done(setting, key)):
        action, decision = draft.causes.actions[key], setting.decision(key)
        if not decision.done_evidence.strip():
            yield f"{draft.title(key)} is marked done without evidence; write under done_evidence what shows it."
        open_needs = [need for need in action.needs if need in draft.schedule.placed]
        if open_needs:
            yield f"{draft.title(key)} is marked done, yet {draft.titles(open_needs)}, which it needs, is not."
        if action.question is not None and action.level is not None:
            level = setting.level(action.question)
            if level < action.level:
                title = setting.questionnaire.questions[action.question].title
                yield f"{draft.title(key)} is marked done, yet “{title}” stands at level {level}; answer it again."
                continue
        yield from _still_open(draft, key)


def _still_open(draft: Draft, action_id: str) -> Iterator[str]:
    """Yield a warning for each clause that stays open although all that closes it is marked done."""
    setting = draft.setting
    for case_id in setting.live_cases:
        for closer in draft.causes.closers[case_id]:
            if action_id in closer.actions and all(is_done(setting, other) for other in closer.actions):
                clause = closer.clause
                yield (
                    f"{draft.title(action_id)} is marked done, yet {clause.gate} of “{setting.name(case_id)}” is "
                    f"still open: {sentence(clause.because or clause.title)}"
                )


def _on_cards(draft: Draft) -> Iterator[str]:
    setting = draft.setting
    for case_id in setting.live_cases:
        to_mend = set(mending(setting, case_id))
        for card in setting.bad_cards(case_id):
            actions = setting.questionnaire.cards[card.card_id].actions
            known = [key for key in actions if key in draft.causes.actions]
            if known and not to_mend.intersection(known):
                yield (
                    f"On day {card.day} of the two-week test “{setting.name(case_id)}” {card.counted} "
                    f"({card.title}), though all that should mend it is said to be in place. Look again at "
                    f"{draft.titles(known)}."
                )

"""What it takes to bring each use case to its aim: effort, date, the chain that decides it, what is in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from fortnight.core.phrase import joined, say
from fortnight.core.questionnaire import Action, Effort
from fortnight.core.roadmap.causes import Causes
from fortnight.core.roadmap.chain import deciding_chain
from fortnight.core.roadmap.closers import Closers
from fortnight.core.roadmap.instance import Instance, Schedule
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roadmap.selection import Selection, is_done, is_rejected
from fortnight.core.roadmap.setting import Setting
from fortnight.core.roadmap.weeks import Weeks, months_until
from fortnight.core.wording import quoted


def closings(
    setting: Setting, causes: Causes, selection: Selection, instance: Instance, schedule: Schedule, weeks: Weeks
) -> Mapping[str, Closing]:
    """Return the closing of every active use case; a stopped one keeps its effort and has no date.

    Work that several use cases need is in the closing of each of them in full, and named there as shared.
    """
    found = {
        case_id: _closing(setting, causes, selection, instance, schedule, weeks, case_id)
        for case_id in setting.assessment.active_cases
    }
    needing = Counter(key for case_id in setting.live_cases for key in found[case_id].action_ids)
    return {
        case_id: replace(closing, shared_action_ids=_shared(closing, needing))
        if case_id in setting.live_cases
        else closing
        for case_id, closing in found.items()
    }


def total_effort(actions: Iterable[Action]) -> Effort:
    """Return the sum of efforts, in person-days."""
    efforts = [action.effort_days for action in actions]
    return Effort(
        min=_sum(effort.min for effort in efforts),
        likely=_sum(effort.likely for effort in efforts),
        max=_sum(effort.max for effort in efforts),
    )


def open_ends(setting: Setting, causes: Causes, schedule: Schedule, case_id: str) -> tuple[str, ...]:
    """Return a sentence for each open clause that nothing in the plan closes."""
    sentences: list[str] = []
    for closer in causes.closers[case_id]:
        out = {key for key in closer.actions if key not in schedule.placed and not is_done(setting, key)}
        if not closer.can_close_without(out):
            sentences.append(_open_end(setting, causes, case_id, closer, out))
    return tuple(sentences)


def _open_end(setting: Setting, causes: Causes, case_id: str, closer: Closers, out: Container[str]) -> str:
    """Return why nothing in the plan closes a clause; `out` are the actions that are neither planned nor done."""
    def titles(keys: Iterable[str]) -> str:
        return setting.wording.join(quoted(causes.actions[key].title) for key in keys)

    clause, rejected = closer.clause, [key for key in closer.actions if is_rejected(setting, key)]
    where = {"gate": clause.gate, "name": setting.name(case_id), "clause": clause.title}
    if not any(closer.ways):
        why = say("{gate} stays open for “{name}” ({clause}): no action of the questionnaire closes it.", **where)
        return joined(" ", (why, clause.because)) if clause.because else why
    if rejected:
        return say("{gate} stays open for “{name}” ({clause}): people rejected {actions}.",
                   actions=titles(rejected), **where)
    unplanned = titles(key for key in closer.actions if key in out)
    if unplanned:
        return say("{gate} stays open for “{name}” ({clause}): nobody can plan {actions}.", actions=unplanned,
                   **where)
    return say("{gate} stays open for “{name}” ({clause}): a step is missing.", **where)


def _closing(
    setting: Setting,
    causes: Causes,
    selection: Selection,
    instance: Instance,
    schedule: Schedule,
    weeks: Weeks,
    case_id: str,
) -> Closing:
    wanted = [key for key in selection.closing[case_id] if not is_rejected(setting, key)]
    effort = total_effort(causes.actions[key] for key in wanted)
    efforts = {key: causes.actions[key].effort_days for key in wanted}
    if case_id in setting.stopped:
        return Closing(case_id, tuple(wanted), effort, None, None, None, (), (), efforts)
    unclosable = open_ends(setting, causes, schedule, case_id)
    week: int | None = None
    if not unclosable and all(key in schedule.placed for key in wanted):
        week = max((schedule.placed[key].ready for key in wanted), default=0)
    return Closing(
        use_case_id=case_id,
        action_ids=tuple(wanted),
        effort_days=effort,
        go_live_week=week,
        go_live=None if week is None else weeks.monday(week),
        months=None if week is None else months_until(week),
        chain=() if week is None else deciding_chain(instance, schedule, wanted),
        unclosable=unclosable,
        effort_by_action=efforts,
    )


def _shared(closing: Closing, needing: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(key for key in closing.action_ids if needing[key] > 1)


def _sum(days: Iterable[float]) -> float:
    return round(sum(days), 2)

"""Capacity as fields: days a week of each role, and the share of them for this work. No screen in here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from fortnight.core.assessment import Assessment
from fortnight.core.decision import VerdictKind
from fortnight.core.evaluation import Evaluation
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roadmap.roles import role_in_words
from fortnight.core.roadmap.weeks import ASSUMED
from fortnight.core.wording import Wording, capitalise
from fortnight.forms.capacity import ROLES
from fortnight.forms.parts import Field
from fortnight.tui.store import REMOVED, Edit


def capacity_fields(assessment: Assessment, questionnaire: Questionnaire) -> tuple[Field, ...]:
    """Return two fields for each role that an action or the file names."""
    named = {action.role for action in questionnaire.actions.values()} | set(assessment.capacity)
    known = (*(role for role in ROLES if role in named), *sorted(named.difference(ROLES)))
    return tuple(field for role in known for field in _fields_of(role))


def other_quarters(assessment: Assessment, wording: Wording) -> str:
    """Return in which quarters a role has other days than its field says; empty where none has."""
    said = [f"{role_title(role)} {wording.count(days, 'day', 'days')} a week in {quarter}"
            for role, capacity in assessment.capacity.items() for quarter, days in capacity.by_quarter.items()]
    return f"Instead of the days above: {wording.join(said)}." if said else ""


def role_title(role: str) -> str:
    """Return a role as a word at the start of a line."""
    return capitalise(role_in_words(role))


def _fields_of(role: str) -> tuple[Field, Field]:
    days = f"{ASSUMED.days_per_week:g}"
    return (
        Field(f"capacity.{role}.days_per_week", role_title(role), "number", "days a week", days,
              f"How many days a week {role} can give. Left empty, the plan assumes {days}."),
        Field(f"capacity.{role}.focus", "  of which", "share", "goes into this work", f"{ASSUMED.focus:g}",
              f"The share of those days that is left for this work; {ASSUMED.focus:g} unless you know better."),
    )


def written(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits as the file takes them: a role without days is no entry at all."""
    return tuple(
        Edit(edit.path[:2], REMOVED) if edit.value is REMOVED and edit.path[-1] == "days_per_week" else edit
        for edit in edits
    )


def go_live_weeks(evaluation: Evaluation) -> Mapping[str, int]:
    """Return the week in which each use case can be live, for those that can."""
    return {case_id: closing.go_live_week for case_id, closing in evaluation.roadmap.closings.items()
            if closing.go_live_week is not None}


def go_live_lines(evaluation: Evaluation, names: Mapping[str, str], wording: Wording,
                  before: Mapping[str, int] = MappingProxyType({})) -> Iterator[str]:
    """Yield for each use case that goes on when it can be live, and how that differs from the weeks `before`."""
    for case_id, case in evaluation.cases.items():
        name, closing = names.get(case_id, case_id), evaluation.roadmap.closings.get(case_id, case.closing)
        if case.verdict.kind is VerdictKind.STOP:
            continue
        if not closing.action_ids:
            yield f"{name}: nothing left to do before its aim"
        elif closing.go_live_week is None:
            yield f"{name}: no go-live with these actions and this capacity"
        else:
            when = f"in week {closing.go_live_week + 1}"
            if closing.go_live is not None:
                weeks = wording.count(closing.go_live_week, "week", "weeks")
                when = f"on {wording.date(closing.go_live)}, after {weeks}"
            moved = closing.go_live_week - before.get(case_id, closing.go_live_week)
            yield f"{name}: live {when}{_moved(moved, wording)}"


def _moved(weeks: int, wording: Wording) -> str:
    if weeks == 0:
        return ""
    return f" ({wording.count(abs(weeks), 'week', 'weeks')} {'later' if weeks > 0 else 'earlier'} than before)"

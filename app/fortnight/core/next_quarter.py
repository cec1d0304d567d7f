"""Next quarter's file: what is carried from the last one, and what an answer needs when it stands or moves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fortnight.core.assessment import Answer, Assessment, Header
from fortnight.core.base import Stage
from fortnight.core.figures import RoiTable
from fortnight.core.migration import Migration, in_terms_of, migration
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roi.resolve import is_live
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording

SUNK = (
    "hardening_days",
    "hardening_months",
    "slip_months",
    "standing_days_per_month",
    "effort_overrun",
    "ramp_months",
    "one_off_cost",
    "change_cost",
)
"""What getting there has cost; for a case that is live it is spent, and no longer a reason for or against."""

_CARRIED_HEADER = ("organisation", "team", "facilitator", "participants", "currency", "language", "interest",
                   "decision", "decider", "invented")
_QUARTER = re.compile(r"^\d{4}-Q[1-4]$")


@dataclass(frozen=True, slots=True)
class NextQuarter:
    """A new assessment with what people should know about it."""

    assessment: Assessment
    migration: Migration
    notes: tuple[str, ...]
    """Sentences on what was carried, what was left out, and why."""


def next_quarter(last: Assessment, questionnaire: Questionnaire, *, today: dt.date, previous: str) -> NextQuarter:
    """Return the file of the next run, dated `today`; `previous` is where the last file lies, seen from it.

    Use cases with their stations, capacity, costs and settings are carried. Answers are not: the last ones stand
    beside the questions until the room says that they are still true; typed targets stay. Open decisions on
    actions are carried to be reviewed, done ones are not, since what they closed shows in the answers. A live
    case forecasts from today: the cost to get there is spent and taken out, and its actuals stay as its past. What
    stood on the last cover was about the last run and is left out.
    """
    found = migration(last, questionnaire)
    carried = in_terms_of(last, questionnaire, found)
    assessment = carried.model_copy(update={
        "assessment": _header(last.assessment, questionnaire, today, previous),
        "answers": {
            question_id: Answer(target=answer.target)
            for question_id, answer in carried.answers.items()
            if answer.target is not None
        },
        "use_cases": {case_id: _from_now(case) for case_id, case in carried.use_cases.items()},
        "brand": carried.brand.model_copy(update={"cover_text": ""}),
        "roadmap": {
            action_id: decision for action_id, decision in carried.roadmap.items() if decision.status != "done"
        },
        "conflicts": {},
    })
    return NextQuarter(assessment, found, tuple(_notes(last, assessment, Wording(last.assessment.language))))


def quarter_of(day: dt.date) -> str:
    """Return the calendar quarter of a day, such as 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def still_true(last: Answer) -> Mapping[str, object]:
    """Return the fields of an answer that stands as it was, with its evidence; votes are taken anew."""
    return {
        "level": last.level,
        "state": last.state,
        "reason": last.reason or None,
        "decided_by": last.decided_by or None,
        "evidence": last.evidence or None,
        "note": last.note or None,
    }


def kept_evidence(last: Answer | None, level: int) -> str:
    """Return the evidence that still stands for `level`: that of a last answer at least as high, else nothing."""
    return last.evidence if last is not None and last.level is not None and level <= last.level else ""


def needs_new_evidence(last: Answer | None, level: int) -> bool:
    """Return whether a level rises above the last one, which is when evidence is asked for."""
    return last is not None and last.is_given and level > (last.level or 0)


def _header(last: Header, questionnaire: Questionnaire, today: dt.date, previous: str) -> Header:
    carried = {name: getattr(last, name) for name in _CARRIED_HEADER}
    period = quarter_of(today) if _QUARTER.match(last.period) else ""
    return Header(**carried, date=today, period="" if period == last.period else period,
                  questionnaire=questionnaire.id, previous=previous)


def _from_now(case: UseCase) -> UseCase:
    if not is_live(case):
        return case
    inputs = {name: quantity for name, quantity in case.roi.inputs.items() if name not in SUNK}
    correlations = {
        first: kept
        for first, row in case.roi.correlations.items()
        if first not in SUNK and (kept := {second: rho for second, rho in row.items() if second not in SUNK})
    }
    return case.model_copy(update={"roi": RoiTable(inputs=inputs, correlations=correlations)})


def _notes(last: Assessment, now: Assessment, words: Wording) -> Iterator[str]:
    if now.use_cases:
        count = words.count(len(now.use_cases), "use case is", "use cases are")
        beside = "" if last.is_unanswered else "; the last answers stand beside the questions"
        yield f"{count} carried with every station{beside}."
    if last.brand.cover_text.strip():
        yield f"The text on the cover was last time's and is left out: {last.brand.cover_text.strip()}"
    if last.is_unanswered:
        yield ("Nothing was answered in the last file, so no answer stands beside the questions; start from the "
               "file before it instead, if that has answers.")
    if last.assessment.redacted:
        yield ("Names, notes and evidence had been taken out of the last file; stand-ins are in their place. "
               "Write down anew who holds what, and what was seen.")
    if now.assessment.decide_by is None and last.assessment.decide_by is not None:
        yield "The date of the decision was last time's; set the next one."
    for case_id, case in last.active_cases.items():
        name = case.name.strip() or case_id
        spent = [key for key in SUNK if key in case.roi.inputs]
        if is_live(case) and spent:
            what = words.count(len(spent), "figure", "figures")
            yield f"{name} is live, so what it took to get there is spent: {what} taken out of its return."
        if case.live_at is not Stage.DEMO and not case.actuals:
            yield f"{name} is in use and has no actuals yet; measure the quarter that has passed."
    lost = [action_id for action_id in last.roadmap if action_id not in now.roadmap
            and last.roadmap[action_id].status != "done"]
    if lost:
        yield f"No longer in the questionnaire, and left in the last file: {words.join(lost)}."
    cards = sorted({card for case_id, case in last.use_cases.items() for card in case.drill
                    if card not in now.use_cases[case_id].drill})
    if cards:
        yield f"Cards that are no longer played: {words.join(cards)}."

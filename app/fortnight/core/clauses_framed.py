"""G0, framed: metric, guardrail, owner, decider and baseline, as the record answers them."""

from __future__ import annotations

from collections.abc import Sequence

from fortnight.core.clause import ClauseSpec, Finding, Record, judged, missing_of
from fortnight.core.measurement import amount
from fortnight.core.place import dotted
from fortnight.core.quantity import Evidence
from fortnight.core.use_case import Metric, UseCase


def metric(record: Record) -> Finding:
    """Name, unit, direction, threshold and date of the metric."""
    given = record.case.metric
    missing = missing_from_metric(given)
    keys = ("name", "unit", "direction", "threshold", "by")
    refs = [record.place("metric", key) for key in keys]
    if missing:
        who = record.case.owners.business.strip() or "whoever owns it in the business"
        lacks = record.wording.join([f"no {part}" for part in missing])
        subject = given.name.strip() or "The success metric"
        return judged(refs, yes="", unknown=[f"{subject} has {lacks}; {who} can settle it today."])
    assert given.threshold is not None and given.by is not None
    side = "at least" if given.direction == "up" else "at most"
    threshold = amount(record.wording, given.threshold, given.unit)
    return judged(
        refs, yes=f"{given.name.strip()} is to be {side} {threshold} by {record.wording.date(given.by)}."
    )


def missing_from_metric(metric: Metric) -> tuple[str, ...]:
    """Return what a metric needs and this one lacks: name, unit, direction, threshold, date."""
    return missing_of(
        [
            ("name", metric.name),
            ("unit", metric.unit),
            ("direction", metric.direction),
            ("threshold", metric.threshold),
            ("date", metric.by),
        ]
    )


def guardrail(record: Record) -> Finding:
    """At least one guardrail with a limit."""
    guardrails = record.case.metric.guardrails
    refs = [record.place("metric", "guardrails", guardrail_id, "limit") for guardrail_id in guardrails]
    names = {guardrail_id: rail.name.strip() or guardrail_id for guardrail_id, rail in guardrails.items()}
    limited = [names[guardrail_id] for guardrail_id, rail in guardrails.items() if rail.limit is not None]
    who = record.case.owners.business.strip() or "whoever owns it in the business"
    unknown: Sequence[str] = ()
    if not guardrails:
        unknown = [f"No guardrail is named; {who} can say today which number must not get worse, and its limit."]
    elif not limited:
        unknown = [f"{record.wording.join(names.values())}: no limit is given; {who} can set it today."]
    plural = "are guardrails with a limit" if len(limited) > 1 else "is a guardrail with a limit"
    return judged(
        refs or [record.place("metric", "guardrails")],
        yes=f"{record.wording.join(limited)} {plural}.",
        unknown=unknown,
    )


def business_owner(record: Record) -> Finding:
    """A business owner."""
    owner = record.case.owners.business.strip()
    who = record.assessment.assessment.decider.strip() or "whoever decides"
    return judged(
        [record.place("owners", "business")],
        yes=f"{owner} owns it in the business.",
        unknown=() if owner else [f"No business owner is named; {who} can name one today."],
    )


def decider(record: Record) -> Finding:
    """Who decides, and by when."""
    header = record.assessment.assessment
    missing = missing_of([("who decides", header.decider), ("by when", header.decide_by)])
    refs = [dotted(("assessment", "decider")), dotted(("assessment", "decide_by"))]
    if missing:
        who = record.case.owners.business.strip() or "whoever owns it in the business"
        said = f"Nobody has said {record.wording.join(missing)}; {who} can settle it today."
        return judged(refs, yes="", unknown=[said])
    assert header.decide_by is not None
    return judged(refs, yes=f"{header.decider.strip()} decides by {record.wording.date(header.decide_by)}.")


def baseline(record: Record) -> Finding:
    """The work as it is today, timed or logged, or not done at all."""
    case = record.case
    refs = [record.place("baseline", "evidence"), record.place("baseline", "minutes_per_task")]
    if case.baseline.not_done_today:
        return judged(refs, yes="The work is not done today, so there is nothing to time.")
    if not _has_baseline_number(case):
        return judged(
            refs,
            yes="",
            unknown=["No baseline is recorded; time or log the work as it is done today."],
        )
    grade = baseline_evidence(case)
    return judged(
        refs,
        yes=f"The baseline is {_GRADE_IN_WORDS[grade]}.",
        no=()
        if grade.is_measured
        else [f"The baseline is {_GRADE_IN_WORDS[grade]}; time or log the work as it is done today."],
    )


def baseline_evidence(case: UseCase) -> Evidence:
    """Return how the baseline is known: the worst of what its table and its minutes say, else a guess.

    Minutes without a grade of their own take that of the table.
    """
    minutes = (case.baseline.minutes_per_task, case.roi.inputs.get("baseline_minutes"))
    said: list[Evidence] = [
        each.evidence for each in minutes if each is not None and each.evidence is not Evidence.GUESSED
    ]
    if case.baseline.evidence is not None:
        said.append(case.baseline.evidence)
    return max(said, key=list(Evidence).index, default=Evidence.GUESSED)


def _has_baseline_number(case: UseCase) -> bool:
    return (
        case.baseline.metric_value is not None
        or case.baseline.minutes_per_task is not None
        or "baseline_minutes" in case.roi.inputs
    )


_GRADE_IN_WORDS = {
    Evidence.CONTRACT: "fixed by contract",
    Evidence.LOGGED: "logged",
    Evidence.TIMED: "timed",
    Evidence.ESTIMATED: "estimated",
    Evidence.SELF_REPORTED: "self-reported",
    Evidence.GUESSED: "a guess",
}

FRAMED = (
    ClauseSpec(
        "g0.metric",
        "G0",
        "The success metric has a unit, a direction, a threshold and a date",
        settled_today=True,
        finding=metric,
    ),
    ClauseSpec("g0.guardrail", "G0", "At least one guardrail has a limit", settled_today=True, finding=guardrail),
    ClauseSpec("g0.business-owner", "G0", "A business owner is named", settled_today=True, finding=business_owner),
    ClauseSpec("g0.decider", "G0", "It is settled who decides, and by when", settled_today=True, finding=decider),
    ClauseSpec(
        "g0.baseline", "G0", "The baseline is timed or logged, or the work is not done today", finding=baseline
    ),
)

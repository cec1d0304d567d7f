"""G0, framed: metric, guardrail, owner, decider and baseline, as the record answers them."""

from __future__ import annotations

from collections.abc import Sequence

from fortnight.core.clause import ClauseSpec, Finding, Record, judged, missing_of
from fortnight.core.measurement import amount
from fortnight.core.metric import Metric
from fortnight.core.phrase import say
from fortnight.core.place import dotted
from fortnight.core.quantity import Evidence
from fortnight.core.use_case import UseCase


def metric(record: Record) -> Finding:
    """Name, unit, direction, threshold and date of the metric."""
    given = record.case.metric
    missing = missing_from_metric(given)
    keys = ("name", "unit", "direction", "threshold", "by")
    refs = [record.place("metric", key) for key in keys]
    if missing:
        lacks = say("{metric} has {lacks}; {who} can settle it today.",
                    metric=given.name.strip() or say("The success metric"), who=_business(record),
                    lacks=record.wording.join(_LACKING[part] for part in missing))
        return judged(refs, yes="", unknown=[lacks])
    assert given.threshold is not None and given.by is not None
    name, by = given.name.strip(), record.wording.date(given.by)
    threshold = amount(record.wording, given.threshold, given.unit)
    if given.direction == "up":
        promised = say("{metric} is to be at least {threshold} by {date}.", metric=name, threshold=threshold,
                       date=by)
    else:
        promised = say("{metric} is to be at most {threshold} by {date}.", metric=name, threshold=threshold,
                       date=by)
    return judged(refs, yes=promised)


def missing_from_metric(metric: Metric) -> tuple[str, ...]:
    """Return what a metric needs and this one lacks: name, unit, direction, threshold, date."""
    return missing_of(
        [
            (say("name"), metric.name),
            (say("unit"), metric.unit),
            (say("direction"), metric.direction),
            (say("threshold"), metric.threshold),
            (say("date"), metric.by),
        ]
    )


def guardrail(record: Record) -> Finding:
    """At least one guardrail with a limit."""
    guardrails = record.case.metric.guardrails
    refs = [record.place("metric", "guardrails", guardrail_id, "limit") for guardrail_id in guardrails]
    names = {guardrail_id: rail.name.strip() or guardrail_id for guardrail_id, rail in guardrails.items()}
    limited = [names[guardrail_id] for guardrail_id, rail in guardrails.items() if rail.limit is not None]
    who, words = _business(record), record.wording
    unknown: Sequence[str] = ()
    if not guardrails:
        unknown = [say("No guardrail is named; {who} can say today which number must not get worse, and its "
                       "limit.", who=who)]
    elif not limited:
        unknown = [say("{names}: no limit is given; {who} can set it today.", names=words.join(names.values()),
                       who=who)]
    held = (say("{names} is a guardrail with a limit.", names=words.join(limited))
            if words.is_one(len(limited)) else
            say("{names} are guardrails with a limit.", names=words.join(limited)))
    return judged(refs or [record.place("metric", "guardrails")], yes=held, unknown=unknown)


def business_owner(record: Record) -> Finding:
    """A business owner."""
    owner = record.case.owners.business.strip()
    who = record.assessment.assessment.decider.strip() or say("whoever decides")
    return judged(
        [record.place("owners", "business")],
        yes=say("{who} owns it in the business.", who=owner),
        unknown=() if owner else [say("No business owner is named; {who} can name one today.", who=who)],
    )


def decider(record: Record) -> Finding:
    """Who decides, and by when."""
    header = record.assessment.assessment
    missing = missing_of([(say("who decides"), header.decider), (say("by when"), header.decide_by)])
    refs = [dotted(("assessment", "decider")), dotted(("assessment", "decide_by"))]
    if missing:
        unsaid = say("Nobody has said {what}; {who} can settle it today.", what=record.wording.join(missing),
                     who=_business(record))
        return judged(refs, yes="", unknown=[unsaid])
    assert header.decide_by is not None
    decides = say("{who} decides by {date}.", who=header.decider.strip(),
                  date=record.wording.date(header.decide_by))
    return judged(refs, yes=decides)


def baseline(record: Record) -> Finding:
    """The work as it is today, timed or logged, or not done at all."""
    case = record.case
    refs = [record.place("baseline", "evidence"), record.place("baseline", "minutes_per_task")]
    if case.baseline.not_done_today:
        return judged(refs, yes=say("The work is not done today, so there is nothing to time."))
    if not _has_baseline_number(case):
        silent = say("No baseline is recorded; time or log the work as it is done today.")
        return judged(refs, yes="", unknown=[silent])
    evidence = baseline_evidence(case)
    grade = _GRADE_IN_WORDS[evidence]
    if evidence.is_measured:
        return judged(refs, yes=say("The baseline is {grade}.", grade=grade))
    doubt = say("The baseline is {grade}; time or log the work as it is done today.", grade=grade)
    return judged(refs, yes="", no=[doubt])


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


def _business(record: Record) -> str:
    return record.case.owners.business.strip() or say("whoever owns it in the business")


_LACKING = {
    "name": say("no name"),
    "unit": say("no unit"),
    "direction": say("no direction"),
    "threshold": say("no threshold"),
    "date": say("no date"),
}
_GRADE_IN_WORDS = {
    Evidence.CONTRACT: say("fixed by contract"),
    Evidence.LOGGED: say("logged"),
    Evidence.TIMED: say("timed"),
    Evidence.ESTIMATED: say("estimated"),
    Evidence.SELF_REPORTED: say("self-reported"),
    Evidence.GUESSED: say("a guess"),
}

FRAMED = (
    ClauseSpec(
        "g0.metric",
        "G0",
        say("The success metric has a unit, a direction, a threshold and a date"),
        settled_today=True,
        finding=metric,
    ),
    ClauseSpec(
        "g0.guardrail", "G0", say("At least one guardrail has a limit"), settled_today=True, finding=guardrail
    ),
    ClauseSpec(
        "g0.business-owner", "G0", say("A business owner is named"), settled_today=True, finding=business_owner
    ),
    ClauseSpec(
        "g0.decider", "G0", say("It is settled who decides, and by when"), settled_today=True, finding=decider
    ),
    ClauseSpec(
        "g0.baseline", "G0", say("The baseline is timed or logged, or the work is not done today"),
        finding=baseline
    ),
)

"""G2 to G4 as far as the record answers them: measurements, accepted error, notices, the drill, names, actuals."""

from __future__ import annotations

from collections.abc import Sequence

from fortnight.core.clause import ClauseSpec, ClauseState, Finding, Record, judged, missing_of
from fortnight.core.clauses_actuals import actuals
from fortnight.core.measurement import Dated, amount, counted, reaches, reading
from fortnight.core.metric import Direction, Measurements
from fortnight.core.phrase import say


def measured(record: Record) -> Finding:
    """The latest measurement on own data reaches the threshold, and the latest of each guardrail its limit.

    Only measurements that may have used own data are looked at, so that a later one on a vendor's data neither
    helps nor hides anything.
    """
    metric = record.case.metric
    refs = [record.place("metric", "measurements"), record.place("metric", "guardrails")]
    name, words = metric.name.strip() or say("The metric"), record.wording
    no: list[str] = []
    unknown: list[str] = []
    if metric.threshold is None or metric.direction is None:
        lacks = words.join_or(
            missing_of([(say("threshold"), metric.threshold), (say("direction"), metric.direction)])
        )
        unknown.append(say("{metric} has no {lacks} yet, so no measurement can reach it.", metric=name,
                           lacks=lacks))
    else:
        verdict, said = _against(
            record, name, metric.measurements, metric.threshold, metric.direction, metric.unit
        )
        (no if verdict is False else unknown if verdict is None else []).append(said)
    for guardrail_id, rail in metric.guardrails.items():
        rail_name = rail.name.strip() or guardrail_id
        if rail.limit is None:
            unknown.append(say("{guardrail} has no limit yet, so nobody can see a breach.", guardrail=rail_name))
            continue
        verdict, said = _against(record, rail_name, rail.measurements, rail.limit, rail.direction, rail.unit)
        (no if verdict is False else unknown if verdict is None else []).append(said)
    latest = counted(metric.measurements, record.today)
    yes = ""
    if latest and metric.threshold is not None:
        day, last = latest[-1]
        yes = say("{metric} was {value} on own data on {date}, against {threshold}; no guardrail is breached.",
                  metric=name, value=reading(words, last, metric.unit), date=words.date(day),
                  threshold=amount(words, metric.threshold, metric.unit))
    return judged(refs, yes=yes, no=no, unknown=unknown)


def accepted_error(record: Record) -> Finding:
    """The error level that the business accepts is written down, and somebody decided it."""
    decision = record.case.decisions.get("accepted-error")
    level = record.case.metric.accepted_error.strip() or (decision.what.strip() if decision else "")
    missing = missing_of(
        [
            (say("which error level the business accepts"), level),
            (say("who decided the error level that is accepted"), decision.who if decision else ""),
        ]
    )
    return judged(
        [record.place("metric", "accepted_error"), record.place("decisions", "accepted-error", "who")],
        yes=say("{who} accepts this error level: {level}.", who=decision.who.strip() if decision else "",
                level=level.rstrip(".")),
        unknown=[say("Nobody has said {what}.", what=record.wording.join(missing))] if missing else (),
    )


def notices(record: Record) -> Finding:
    """People are told that they deal with an AI, where they must be."""
    said = record.case.law.transparency_notice
    no: Sequence[str] = ()
    if said == "planned":
        no = [say("The notice to the people who deal with it is planned but not given yet.")]
    elif said == "missing":
        no = [say("The notice to the people who deal with it is missing.")]
    return judged(
        [record.place("law", "transparency_notice")],
        yes=say("The people who deal with it are told."),
        no=no,
        unknown=[say("Nobody has said whether the people who deal with it must be told.")] if said is None else (),
        waived=say("No notice is needed.") if said == "not-needed" else "",
    )


def drill(record: Record) -> Finding:
    """The two-week test passes."""
    states = {True: ClauseState.YES, False: ClauseState.NO, None: ClauseState.UNKNOWN}
    return Finding(states[record.drill.passes], record.drill.sentence, (record.place("drill"),))


def names(record: Record) -> Finding:
    """Monitoring and support have names outside the project team: the technical owner and whoever is on call."""
    owners = record.case.owners
    technical, on_call = owners.technical.strip(), owners.on_call.strip()
    missing = missing_of([(say("technical owner"), technical), (say("on call"), on_call)])
    inside = list(dict.fromkeys(who for who in (technical, on_call) if who and not owners.is_outside(who)))
    return judged(
        [record.place("owners", key) for key in ("technical", "on_call", "outside_team")],
        yes=say("{technical_owner} watches over it and {on_call} is on call; both stay when the project team "
                "goes.", technical_owner=technical, on_call=on_call),
        no=[say("Named, but not as staying when the project team goes: {names}.",
                names=record.wording.join(inside))] if inside else (),
        unknown=[say("Nobody is named as {roles}.", roles=record.wording.join(missing))] if missing else (),
    )


def _against(
    record: Record, name: str, measurements: Measurements, limit: float, direction: Direction, unit: str
) -> tuple[bool | None, str]:
    """Return whether the latest counted measurement is on the good side, and the sentence if it is not."""
    latest: Dated | None = next(reversed(counted(measurements, record.today)), None)
    if latest is None:
        if not measurements:
            return None, say("{metric} was never measured.", metric=name)
        return False, say("{metric} was only measured on a vendor's or demonstration data; measure it on your "
                          "own.", metric=name)
    day, measurement = latest
    words = record.wording
    reached = reaches(measurement, limit, direction)
    value, date, bound = reading(words, measurement, unit), words.date(day), amount(words, limit, unit)
    if reached is None:
        return None, say("{metric} was {value} on {date}, not clearly on the good side of {limit}.", metric=name,
                         value=value, date=date, limit=bound)
    if not reached:
        short = (say("{metric} was {value} on {date}, below {limit}.", metric=name, value=value, date=date,
                     limit=bound) if direction == "up" else
                 say("{metric} was {value} on {date}, above {limit}.", metric=name, value=value, date=date,
                     limit=bound))
        return False, short
    if measurement.data is None:
        return None, say("{metric} was {value} on {date}; say whether that was on your own data.", metric=name,
                         value=value, date=date)
    return True, ""


TRUSTED = (
    ClauseSpec(
        "g2.measured",
        "G2",
        say("The latest measurement on own data reaches the threshold and no guardrail is breached"),
        finding=measured,
    ),
    ClauseSpec("g2.evaluation-set", "G2", say("The evaluation set is versioned")),
    ClauseSpec("g2.hard-cases", "G2", say("The evaluation set holds the hard cases")),
    ClauseSpec("g2.run-on-change", "G2", say("The evaluation set is run on each change")),
    ClauseSpec("g2.accepted-error", "G2", say("The accepted error level is decided"), finding=accepted_error),
    ClauseSpec("g2.escalation-rule", "G2", say("The rule for trusting or escalating is decided")),
    ClauseSpec("g2.fallback", "G2", say("There is a fallback")),
    ClauseSpec("g2.access-control", "G2", say("Access is controlled")),
    ClauseSpec("g2.audit-trail", "G2", say("There is an audit trail")),
    ClauseSpec("g2.system-of-record", "G2", say("The system of record is connected")),
    ClauseSpec("g2.notices", "G2", say("Notices are given where they must be"), finding=notices),
    ClauseSpec("g2.agent-tools", "G2", say("The tools that the agent may use are listed"), "agentic"),
    ClauseSpec("g2.agent-limits", "G2", say("The agent has limits on spend and actions"), "agentic"),
    ClauseSpec("g2.agent-undo", "G2", say("What the agent does can be undone"), "agentic"),
    ClauseSpec("g2.agent-stop", "G2", say("Stopping the agent was tried"), "agentic"),
)
SURVIVES = (
    ClauseSpec("g3.drill", "G3", say("The two-week test passes"), finding=drill),
    ClauseSpec(
        "g3.names", "G3", say("Monitoring and support have names outside the project team"), finding=names
    ),
    ClauseSpec("g3.monitoring", "G3", say("It is monitored")),
    ClauseSpec("g3.support", "G3", say("It is supported")),
)
PROVEN = (
    ClauseSpec(
        "g4.actuals", "G4", say("A quarter of measured actuals is inside or above the forecast range"),
        finding=actuals
    ),
    ClauseSpec("g4.unit-cost", "G4", say("The cost of a request is measured")),
    ClauseSpec("g4.rehearsal", "G4", say("One failure was rehearsed live")),
)

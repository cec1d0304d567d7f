"""The rules of the verdict but for measuring; each returns a verdict, or None when it does not match."""

from __future__ import annotations

from fortnight.core.clauses_framed import missing_from_metric
from fortnight.core.decision import Situation, Verdict, VerdictKind, VerdictLimits
from fortnight.core.gates import Clause
from fortnight.core.lessons import what_was_learned
from fortnight.core.measures import title_of
from fortnight.core.money import Money, paying_segment
from fortnight.core.phrase import say
from fortnight.core.rule_words import (
    break_evens,
    clauses,
    ends_of_a_go,
    held_open,
    limits_in_words,
    not_worth_measuring,
    release_limits,
)
from fortnight.core.wording import significant


def pull_back(situation: Situation) -> Verdict | None:
    """Rule 1: it is live above the stage it has earned.

    It goes back, or the gates are closed by a date; where the facts have failed besides, closing is no way out.
    """
    live, earned = situation.case.live_at, situation.gates.earned
    if live.order <= earned.order:
        return None
    until = situation.assessment.assessment.decide_by
    open_clauses, failed = situation.gates.open_for(live), situation.readiness.failed
    name, count = situation.name, clauses(situation, len(open_clauses))
    if failed:
        headline = say("Take {name} back from {live} to {earned}; the facts already say stop.",
                       name=name, live=live.label, earned=earned.label)
    elif until:
        headline = say("Take {name} back from {live} to {earned}, or close {clauses} by {date}.",
                       name=name, live=live.label, earned=earned.label, clauses=count,
                       date=situation.words.date(until))
    else:
        headline = say("Take {name} back from {live} to {earned}, or close {clauses} by a date that whoever "
                       "decides sets today.", name=name, live=live.label, earned=earned.label, clauses=count)
    earns = (say("{stage} is earned once {clauses} is closed.", stage=live.label, clauses=count)
             if situation.words.is_one(len(open_clauses)) else
             say("{stage} is earned once {clauses} are closed.", stage=live.label, clauses=count))
    return situation.say(
        VerdictKind.PULL_BACK,
        1,
        headline,
        reasons=(
            say("It is live at {live} and has earned {earned}.", live=live.label, earned=earned.label),
            *held_open(situation, live),
            *situation.readiness.reasons,
        ),
        would_change=(earns, *situation.readiness.would_change),
        stage=earned,
        limits=VerdictLimits(until=until),
    )


def stop_by_facts(situation: Situation) -> Verdict | None:
    """Rule 2: the facts say that it has failed, whatever the money says."""
    found = situation.readiness
    if not found.failed:
        return None
    return situation.say(
        VerdictKind.STOP,
        2,
        say("Stop {name}; the facts have given the answer.", name=situation.name),
        reasons=found.reasons,
        would_change=found.would_change,
        learned=what_was_learned(situation),
    )


def stop_unmeasured(situation: Situation, measure: Verdict) -> Verdict:
    """Rule 2 again: the same MEASURE stood untouched in two assessments running."""
    what = situation.words.join(title_of(each.input_name) for each in measure.measure_first)
    return situation.say(
        VerdictKind.STOP,
        2,
        say("Stop {name}; what had to be measured was not.", name=situation.name),
        reasons=(say("The last assessment asked for {what}, and nothing has been measured since.", what=what),
                 *measure.reasons),
        would_change=(say("Measured figures for {what} would reopen it.", what=what),),
        learned=what_was_learned(situation),
        measure_first=measure.measure_first,
    )


def decide(situation: Situation) -> Verdict | None:
    """Rule 3: something that a person can settle today is not settled."""
    unsettled = [clause for clause in situation.open_clauses if clause.settled_today]
    if not unsettled:
        return None
    what = situation.words.join(_to_settle(situation, clause) for clause in unsettled)
    return situation.say(
        VerdictKind.DECIDE,
        3,
        say("Settle today for {name}: {what}.", name=situation.name, what=what),
        reasons=[clause.because for clause in unsettled],
        would_change=(say("Once that is settled, the gates and the money decide."),),
        limits=VerdictLimits(until=situation.assessment.assessment.decide_by),
    )


def narrow(situation: Situation) -> Verdict | None:
    """Rule 4: it does not pay as a whole, and a named segment pays with the full fixed cost on it."""
    if situation.money.money.is_good or situation.money.money is Money.UNKNOWN:
        return None
    segment = paying_segment(situation.assessment, situation.case_id, situation.roi)
    if segment is None:
        return None
    words, name = situation.words, segment.name.strip() or segment.id
    return situation.say(
        VerdictKind.NARROW,
        4,
        say("Narrow {name} to {segment}.", name=situation.name, segment=name),
        reasons=(
            *situation.money.reasons,
            say("{segment} alone, with the full fixed cost on it, has a chance of a loss of {chance} and a mean "
                "net present value of {npv}.", segment=name, chance=words.chance(segment.probability_of_loss),
                npv=words.money(segment.mean_npv)),
            *held_open(situation, situation.case.aim),
        ),
        would_change=break_evens(situation),
        segment=segment.id,
    )


def stop_by_money(situation: Situation) -> Verdict | None:
    """Rule 6: it loses money, or falls that way without being worth measuring."""
    if situation.money.ranks_as_pays:
        return None
    return situation.say(
        VerdictKind.STOP,
        6,
        say("Stop {name}; on these figures it does not pay.", name=situation.name),
        reasons=(*situation.money.reasons, *not_worth_measuring(situation)),
        would_change=break_evens(situation),
        learned=what_was_learned(situation),
    )


def harden(situation: Situation) -> Verdict | None:
    """Rule 7: it pays, and gates below the aim are open."""
    if not situation.open_clauses:
        return None
    closing, words, aim = situation.closing, situation.words, situation.case.aim
    count = clauses(situation, len(situation.open_clauses))
    days = words.count(float(significant(closing.effort_days.mean)), "person-day", "person-days")
    effort = say(", about {days}", days=days) if closing.effort_days.max else ""
    by = say(", by {date}", date=words.date(closing.go_live)) if closing.go_live else ""
    return situation.say(
        VerdictKind.HARDEN,
        7,
        say("Harden {name} before {stage}: close {clauses}{effort}{by}.",
            name=situation.name, stage=aim.label, clauses=count, effort=effort, by=by),
        reasons=(
            *situation.money.reasons,
            *not_worth_measuring(situation),
            *held_open(situation, aim),
            *closing.unclosable,
        ),
        would_change=(say("With every gate below {stage} closed it is a GO.", stage=aim.label),),
        limits=VerdictLimits(until=closing.go_live),
    )


def go(situation: Situation) -> Verdict:
    """Rule 8: it pays and every gate of the aim holds."""
    aim, limits = situation.case.aim, release_limits(situation)
    held = situation.words.join(gate.id for gate in situation.gates.gates_for(aim))
    return situation.say(
        VerdictKind.GO,
        8,
        say("Release {name} at {stage}{limits}.", name=situation.name, stage=aim.label,
            limits=limits_in_words(situation, limits)),
        reasons=(
            *([say("Every gate of {stage} holds: {gates}.", stage=aim.label, gates=held)] if held else []),
            *situation.money.reasons,
            *not_worth_measuring(situation),
        ),
        would_change=ends_of_a_go(situation),
        limits=limits,
    )


def _to_settle(situation: Situation, clause: Clause) -> str:
    """Return what a clause of DECIDE asks a person to settle."""
    missing = missing_from_metric(situation.case.metric)
    if clause.id != "g0.metric":
        return _TO_SETTLE[clause.id]
    if "name" in missing:
        return say("the success metric")
    return say("the {parts} of the success metric", parts=situation.words.join(missing))


_TO_SETTLE = {
    "g0.guardrail": say("a guardrail with a limit"),
    "g0.business-owner": say("the business owner"),
    "g0.decider": say("who decides, and by when"),
}

"""Rule 5 of the verdict: measure before deciding, and what to measure."""

from __future__ import annotations

import datetime as dt

from fortnight.core.base import Stage
from fortnight.core.decision import Situation, Verdict, VerdictKind, VerdictLimits
from fortnight.core.measures import measure_of, measures_first, title_of
from fortnight.core.money import Money
from fortnight.core.phrase import say
from fortnight.core.rule_words import (
    break_evens,
    ends_of_a_go,
    limits_in_words,
    release_limits,
    sentences_on_measures,
    worth_of_knowing,
)

SPRINT_DAYS = 14
"""How long a measurement of the baseline may take at most."""


def measure(situation: Situation) -> Verdict | None:
    """Rule 5: the baseline is open, figures are missing, or a measurement is worth more than it costs.

    Where the aim is a pilot that may open and that costs little against what it would tell, the pilot is the
    measurement: it measures the whole case, so no single input has to be worth its price.
    """
    if any(clause.id == "g0.baseline" for clause in situation.open_clauses):
        return _measure_baseline(situation)
    if situation.money.money is Money.UNKNOWN:
        return _fill_in(situation)
    if not situation.money.knowing_pays:
        return None
    return _pilot_as_measurement(situation) or _measure_inputs(situation)


def _measure_baseline(situation: Situation) -> Verdict:
    until = situation.today + dt.timedelta(days=SPRINT_DAYS) if situation.today else None
    headline = (
        say("Time or log today's work behind {name} by {date}, then decide.", name=situation.name,
            date=situation.words.date(until))
        if until
        else say("Time or log today's work behind {name} within two weeks, then decide.", name=situation.name)
    )
    clause = next(clause for clause in situation.open_clauses if clause.id == "g0.baseline")
    return situation.say(
        VerdictKind.MEASURE,
        5,
        headline,
        reasons=(clause.because, say("Without a baseline nobody can say what the AI changes.")),
        would_change=(say("A baseline that is timed or logged lets the money be judged."),),
        limits=VerdictLimits(until=until),
        measure_first=(measure_of(situation.case, situation.roi, "baseline_minutes", None),),
    )


def _fill_in(situation: Situation) -> Verdict:
    first, words = measures_first(situation.case, situation.roi), situation.words
    if first:
        count = words.count(len(first), "missing figure", "missing figures")
        what = say("Find {figures} for {name}: {inputs}.", figures=count, name=situation.name,
                   inputs=words.join(title_of(each.input_name) for each in first))
    elif situation.roi.problems:
        what = say("Clear up the figures of {name}, which contradict one another.", name=situation.name)
    else:
        what = say("Have the ceiling of {name} signed.", name=situation.name)
    return situation.say(
        VerdictKind.MEASURE,
        5,
        what,
        reasons=situation.money.reasons,
        would_change=(say("After that the money can be judged."),),
        limits=VerdictLimits(until=situation.assessment.assessment.decide_by),
        measure_first=first,
    )


def _measure_inputs(situation: Situation) -> Verdict | None:
    first, words = situation.money.measures, situation.words
    if not first:
        return None
    what = words.join(title_of(each.input_name) for each in first)
    return situation.say(
        VerdictKind.MEASURE,
        5,
        say("Measure before deciding on {name}: {inputs}.", name=situation.name, inputs=what),
        reasons=(*situation.money.reasons, *worth_of_knowing(situation)),
        would_change=(*sentences_on_measures(situation, first), *break_evens(situation)),
        limits=VerdictLimits(until=situation.assessment.assessment.decide_by),
        measure_first=first,
    )


def _pilot_as_measurement(situation: Situation) -> Verdict | None:
    cost, evpi, words = situation.pilot_cost, situation.roi.evpi, situation.words
    share = situation.assessment.settings.pilot_max_share_of_evpi
    if situation.case.aim is not Stage.PILOT or situation.open_clauses or cost is None or evpi is None:
        return None
    if cost > share * evpi:
        return None
    first, limits = situation.money.measures, release_limits(situation)
    return situation.say(
        VerdictKind.GO,
        5,
        say("Release {name} at Pilot as the measurement{limits}.", name=situation.name,
            limits=limits_in_words(situation, limits)),
        reasons=(
            *situation.money.reasons,
            say("The pilot costs about {cost}, at most {share} of the {worth} that knowing everything is worth, "
                "so the pilot is the measurement.", cost=words.money(cost), share=words.percent(share),
                worth=words.money(evpi)),
            *sentences_on_measures(situation, first),
        ),
        would_change=ends_of_a_go(situation),
        limits=limits,
        measure_first=first,
    )

"""What rules of the verdict share: sentences on gates, break-evens and measuring, and the limits of a release."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fortnight.core.base import Stage
from fortnight.core.decision import Situation, VerdictLimits
from fortnight.core.measures import MeasureFirst, spec_of, title_of
from fortnight.core.money import Money
from fortnight.core.phrase import joined, say
from fortnight.core.wording import Wording, inside_a_sentence, significant


def clauses(situation: Situation, count: int) -> str:
    """Return a number of open clauses in words: 3 open clauses."""
    return situation.words.count(count, "open clause", "open clauses")


def held_open(situation: Situation, stage: Stage) -> tuple[str, ...]:
    """Return one sentence for each gate that keeps the case from `stage`, naming its open clauses."""
    return tuple(
        say("{gate} {title} has {count}: {clauses}.", gate=gate.id, title=gate.title,
            count=clauses(situation, len(gate.open_clauses)),
            clauses=joined("; ", tuple(inside_a_sentence(clause.title) for clause in gate.open_clauses)))
        for gate in situation.gates.gates_for(stage)
        if gate.open_clauses
    )


def break_evens(situation: Situation) -> tuple[str, ...]:
    """Return what each uncertain lever has to be for the median case to break even, reachable ones first."""
    words = situation.words
    levers = sorted(
        (lever for lever in situation.roi.break_even if lever.uncertain), key=lambda lever: lever.value is None
    )
    said = []
    for lever in levers:
        title, expected = title_of(lever.input_name), figure(words, lever.input_name, lever.median)
        if lever.pays_at_any_value:
            said.append(say("It would pay at any value of {input}; {expected} is expected.", input=title,
                            expected=expected))
            continue
        if lever.value is None:
            said.append(say("No value of {input} alone breaks even; {expected} is expected.", input=title,
                            expected=expected))
            continue
        value = figure(words, lever.input_name, lever.value)
        if lever.inside_range:
            said.append(say("It breaks even with {input} at {value}; {expected} is expected.", input=title,
                            value=value, expected=expected))
        else:
            said.append(
                say("It breaks even with {input} at {value}, outside its 90% range; {expected} is expected.",
                    input=title, value=value, expected=expected)
            )
    return tuple(said)


def sentences_on_measures(situation: Situation, measures: Sequence[MeasureFirst]) -> Iterator[str]:
    """Yield one sentence for each measure: what, how, the most it is worth, and what it costs."""
    words = situation.words
    for each in measures:
        worth = (say("is worth at most {amount}", amount=words.money(each.worth))
                 if each.worth is not None else say("comes first"))
        price = (say("costs {amount}", amount=words.money(each.price))
                 if each.price is not None else say("has no price yet"))
        yield say("Measuring {input} ({method}) {worth} and {price}.", input=title_of(each.input_name),
                  method=each.method, worth=worth, price=price)


def worth_of_knowing(situation: Situation) -> Iterator[str]:
    """Yield why measuring comes first: what knowing is worth, and that no measure costs more than it is worth."""
    worth = situation.words.money(situation.roi.evpi or 0.0)
    if situation.money.cheapest_measure is None:
        yield say("Knowing every figure exactly is worth up to {amount}; no measurement has a price yet, so put "
                  "one on each.", amount=worth)
    elif all(each.price is None for each in situation.money.measures):
        yield say("Knowing every figure exactly is worth up to {amount}; what to measure here has no price yet, "
                  "so put one on each.", amount=worth)
    else:
        yield say("Knowing every figure exactly is worth up to {amount}, and each measurement that has a price "
                  "here is worth more than it costs.", amount=worth)


def not_worth_measuring(situation: Situation) -> Iterator[str]:
    """Yield why a doubtful or losing case is not measured first, and how a doubtful one was decided."""
    if situation.money.money not in (Money.DOUBTFUL, Money.LOSES) or situation.money.worth_measuring:
        return
    words, roi, cheapest = situation.words, situation.roi, situation.money.cheapest_measure
    worth = words.money(roi.evpi or 0.0)
    if situation.money.knowing_pays:
        yield say("Knowing every figure exactly is worth up to {amount}, but no single measurement is worth what "
                  "it would cost.", amount=worth)
    elif cheapest is not None:
        yield say("Knowing every figure exactly is worth up to {amount}, less than the {price} of the cheapest "
                  "measurement.", amount=worth, price=words.money(cheapest))
    else:
        yield say("Knowing every figure exactly is worth up to {amount}, less than a person-day costs.",
                  amount=worth)
    if situation.money.money is Money.LOSES:
        return
    if situation.case.worth == "mission":
        side = say("at least half") if situation.money.mean_is_good else say("less than half")
        yield say("It is in doubt and not worth measuring, so the ceiling decides: it holds in {side} of the "
                  "draws.",
                  side=side)
    else:
        yield say("It is in doubt and not worth measuring, so the mean net present value decides: {amount}.",
                  amount=words.money(roi.mean_npv or 0.0))


def release_limits(situation: Situation) -> VerdictLimits:
    """Return the limits as typed; else as spend the peak cash at risk, and the metric's date while it is ahead."""
    typed, metric = situation.case.limits, situation.case.metric
    at_risk = situation.roi.peak_cash_at_risk or 0.0
    ahead = metric.by is not None and (situation.today is None or metric.by >= situation.today)
    return VerdictLimits(
        users=typed.users,
        tasks_per_month=typed.tasks_per_month,
        spend=typed.spend if typed.spend is not None else float(significant(at_risk)) or None,
        until=typed.until or (metric.by if ahead else None),
    )


def limits_in_words(situation: Situation, limits: VerdictLimits) -> str:
    """Return the limits of a release as they go on in a sentence: , for at most 40 users, until 1 June 2027."""
    words, parts = situation.words, []
    if limits.users is not None:
        parts.append(say(", for at most {users}", users=words.count(limits.users, "user", "users")))
    if limits.tasks_per_month is not None:
        parts.append(say(", at most {tasks} a month", tasks=words.count(limits.tasks_per_month, "task", "tasks")))
    if limits.spend is not None:
        parts.append(say(", with at most {amount} spent", amount=words.money_exact(limits.spend)))
    if limits.until is not None:
        parts.append(say(", until {date}", date=words.date(limits.until)))
    return joined("", tuple(parts))


def ends_of_a_go(situation: Situation) -> tuple[str, ...]:
    """Return what ends a release, and what each lever has to be for it to pay."""
    case = situation.case
    rails = situation.words.join_or(rail.name.strip() or key for key, rail in case.metric.guardrails.items())
    metric = case.metric.name.strip() or say("the metric")
    ends = (
        say("It ends when {metric} misses its threshold after its date, or when {guardrails} breaks its limit "
            "twice in a row.", metric=metric, guardrails=rails)
        if rails else say("It ends when {metric} misses its threshold after its date.", metric=metric)
    )
    return (ends, *break_evens(situation))


def figure(words: Wording, input_name: str, value: float) -> str:
    """Return a figure of the money model with its unit, unless its title says the unit: 72%, 14, 1.4 calls."""
    unit = spec_of(input_name).unit
    if unit.startswith("share"):
        return words.percent(value)
    if unit.startswith("money"):
        return words.money(value)
    noun = unit.split("/")[0]
    if noun in title_of(input_name) or noun not in _NOUNS:
        return words.number(value)
    return joined(" ", (words.number(value), _NOUNS[noun]))


_NOUNS = {
    "tasks": say("tasks"),
    "minutes": say("minutes"),
    "calls": say("calls"),
    "tokens": say("tokens"),
    "days": say("days"),
    "months": say("months"),
    "people": say("people"),
}
"""What is counted, by the start of the unit; a ratio, a price or a rate is a number alone."""

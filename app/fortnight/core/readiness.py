"""Readiness: whether the facts of a use case already say that it has failed, whatever the money says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from fortnight.core.assessment import Assessment
from fortnight.core.measurement import (
    Dated,
    amount,
    counted,
    is_at_or_past,
    middle,
    misses_for_certain,
    moved_away,
    reaches,
    reading,
    shortfall,
)
from fortnight.core.metric import Guardrail, Measurements, Metric
from fortnight.core.phrase import say
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording, sentence


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the facts already say that the case has failed."""

    failed: bool
    reasons: tuple[str, ...]
    would_change: tuple[str, ...] = ()
    """For each reason, what would make it fall away."""
    notes: tuple[str, ...] = ()
    """Facts that fail nothing and that whoever decides should hear."""


@dataclass(frozen=True, slots=True)
class _Failure:
    reason: str
    would_change: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the rules look at."""

    case: UseCase
    today: dt.date | None
    trend_min_days: int
    words: Wording

    def latest(self, measurements: Measurements) -> Dated | None:
        return next(reversed(counted(measurements, self.today)), None)


def readiness(assessment: Assessment, case_id: str) -> Readiness:
    """Return whether one use case has failed, with a sentence for each reason.

    It has when the use is prohibited; when data use was refused and no legal basis is recorded for that source;
    when the metric is at or past `stop_below`; when its date has passed and the latest measurement misses the
    threshold with its whole 90% interval; when, over at least `trend_min_days`, the shortfall grew by more than
    the noise of the two measurements; or when a guardrail was breached in its last two measurements, or in its
    last one and its date (its own, else the metric's) has passed. Today is the date of the assessment; without one
    nothing has passed. Measurements on a vendor's or demonstration data are not looked at.
    """
    header, case = assessment.assessment, assessment.use_cases[case_id]
    facts = _Facts(
        case, header.date, assessment.settings.trend_min_days, Wording(header.language, header.currency)
    )
    failures = (*_unlawful(facts), *_metric_failures(facts), *_guardrail_failures(facts))
    return Readiness(
        failed=bool(failures),
        reasons=tuple(sentence(failure.reason) for failure in failures),
        would_change=tuple(sentence(failure.would_change) for failure in failures),
        notes=() if failures else tuple(sentence(note) for note in _notes(facts)),
    )


def _unlawful(facts: _Facts) -> Iterator[_Failure]:
    law = facts.case.law
    if law.ai_act_class == "prohibited":
        who = law.class_decided_by.strip()
        yield _Failure(
            say("The use is in the prohibited class of the AI Act, as {who} decided.", who=who) if who else
            say("The use is in the prohibited class of the AI Act."),
            say("Nothing changes this for the use as it is; another use outside the prohibited class is a new "
                "case."),
        )
    for row_id, row in facts.case.data.items():
        if row.access == "refused" and not row.legal_basis.strip():
            name = row.name.strip() or row_id
            yield _Failure(
                say("The use of {source} was refused and no lawful way to it is recorded.", source=name),
                say("A lawful way to {source}, recorded as its legal basis, would reopen it.", source=name),
            )


def _metric_failures(facts: _Facts) -> Iterator[_Failure]:
    metric = facts.case.metric
    latest = facts.latest(metric.measurements)
    if latest is None or metric.direction is None:
        return
    day, last = latest
    name, value = metric.name.strip() or say("The metric"), reading(facts.words, last, metric.unit)
    measured = say("{metric} was {value} on {date}", metric=name, value=value, date=facts.words.date(day))
    if metric.stop_below is not None and is_at_or_past(last, metric.stop_below, metric.direction):
        stop = amount(facts.words, metric.stop_below, metric.unit)
        if metric.direction == "up":
            yield _Failure(
                say("{measured}; at {limit} or below it was to stop.", measured=measured, limit=stop),
                say("A measurement of {metric} above {limit} would reopen it.", metric=name, limit=stop),
            )
        else:
            yield _Failure(
                say("{measured}; at {limit} or above it was to stop.", measured=measured, limit=stop),
                say("A measurement of {metric} below {limit} would reopen it.", metric=name, limit=stop),
            )
    if metric.threshold is None:
        return
    threshold = amount(facts.words, metric.threshold, metric.unit)
    if (
        metric.by is not None
        and _has_passed(metric.by, facts.today)
        and misses_for_certain(last, metric.threshold, metric.direction, metric.unit)
    ):
        yield _Failure(
            say("{measured}, but {threshold} was due by {date}.", measured=measured, threshold=threshold,
                date=facts.words.date(metric.by)),
            say("A measurement that reaches {threshold}, and a new date from whoever decides, would reopen it.",
                threshold=threshold),
        )
    declined_since = next(
        (
            earlier
            for earlier in _comparable_before(facts, metric, latest)
            if moved_away(earlier[1], last, metric.threshold, metric.direction, metric.unit)
        ),
        None,
    )
    if declined_since is not None:
        was = reading(facts.words, declined_since[1], metric.unit)
        yield _Failure(
            say("{measured}, further from {threshold} than on {date} ({earlier}), by more than the noise of the "
                "two measurements.", measured=measured, threshold=threshold,
                date=facts.words.date(declined_since[0]), earlier=was),
            say("Measurements of {metric} that rise towards {threshold} again would reopen it.", metric=name,
                threshold=threshold)
            if metric.direction == "up" else
            say("Measurements of {metric} that fall towards {threshold} again would reopen it.", metric=name,
                threshold=threshold),
        )


def _guardrail_failures(facts: _Facts) -> Iterator[_Failure]:
    for rail_id, rail in facts.case.metric.guardrails.items():
        breaches = _last_breaches(facts, rail)
        if not breaches or rail.limit is None:
            continue
        name, limit = rail.name.strip() or rail_id, amount(facts.words, rail.limit, rail.unit)
        day, last = breaches[-1]
        value = reading(facts.words, last, rail.unit)
        due = rail.by or facts.case.metric.by
        would_change = say("{guardrail} back inside its limit of {limit} would reopen it.", guardrail=name,
                           limit=limit)
        if len(breaches) > 1:
            first = facts.words.date(breaches[-2][0])
            yield _Failure(
                say("{guardrail} broke its limit of {limit} twice in a row, on {first} and on {last} ({value}).",
                    guardrail=name, limit=limit, first=first, last=facts.words.date(day), value=value),
                would_change,
            )
        elif due is not None and _has_passed(due, facts.today):
            yield _Failure(
                say("{guardrail} was {value} on {date}; its limit of {limit} was to hold by {due}.",
                    guardrail=name, value=value, date=facts.words.date(day), limit=limit,
                    due=facts.words.date(due)),
                would_change,
            )


def _last_breaches(facts: _Facts, rail: Guardrail) -> tuple[Dated, ...]:
    """Return the unbroken row of breaches that ends with the latest measurement, oldest first, at most two."""
    breaches: list[Dated] = []
    for day, measurement in reversed(counted(rail.measurements, facts.today)[-2:]):
        if rail.limit is None or reaches(measurement, rail.limit, rail.direction) is not False:
            break
        breaches.insert(0, (day, measurement))
    return tuple(breaches)


def _notes(facts: _Facts) -> Iterator[str]:
    metric = facts.case.metric
    latest = facts.latest(metric.measurements)
    if metric.threshold is None or metric.direction is None:
        return
    name = metric.name.strip() or say("The metric")
    threshold = amount(facts.words, metric.threshold, metric.unit)
    if latest is None:
        if metric.by is not None and _has_passed(metric.by, facts.today):
            yield say("{metric} was due at {threshold} by {date} and was never measured.", metric=name,
                      threshold=threshold, date=facts.words.date(metric.by))
        return
    day, last = latest
    before = next(iter(_comparable_before(facts, metric, latest)), None)
    if before is None or reaches(last, metric.threshold, metric.direction) is not False:
        return
    then, now = (shortfall(middle(each), metric.threshold, metric.direction) for each in (before[1], last))
    if now >= then:
        moved = say("risen") if metric.direction == "up" else say("fallen")
        yield say("{metric} was {value} on {date}, short of {threshold}, and has not {moved} since {since} "
                  "({earlier}).", metric=name, value=reading(facts.words, last, metric.unit),
                  date=facts.words.date(day), threshold=threshold, moved=moved,
                  since=facts.words.date(before[0]), earlier=reading(facts.words, before[1], metric.unit))


def _comparable_before(facts: _Facts, metric: Metric, latest: Dated) -> Iterator[Dated]:
    """Yield the measurements of the same scope that are old enough to show a trend, newest first."""
    day, last = latest
    for earlier_day, earlier in reversed(counted(metric.measurements, facts.today)):
        same_scope = earlier.scope.strip().casefold() == last.scope.strip().casefold()
        if same_scope and (day - earlier_day).days >= facts.trend_min_days:
            yield earlier_day, earlier


def _has_passed(day: dt.date, today: dt.date | None) -> bool:
    return today is not None and day < today

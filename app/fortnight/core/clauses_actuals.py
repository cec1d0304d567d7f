"""G4: a quarter of measured actuals against the forecast of the run that promised it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fortnight.core.assessment import Assessment
from fortnight.core.clause import Finding, Record, judged
from fortnight.core.measurement import amount
from fortnight.core.metric import Direction
from fortnight.core.phrase import say
from fortnight.core.roi.prepare import ModelInput, prepare
from fortnight.core.use_case import Actuals, UseCase
from fortnight.core.wording import Wording, significant

QUARTER_MONTHS = 3
_DIGITS = 3
"""Significant digits that tell a measured figure from the end of its range."""


def actuals(record: Record) -> Finding:
    """The latest period of at least three months, ended by today, is inside or above the forecast range.

    Compared are volume, adoption, success and hands-on minutes with the forecast's 90% ranges, the metric with its
    threshold and each guardrail with its limit. What the forecast contains and nobody measured
    keeps the clause unknown. A net benefit below zero speaks against a case that is judged by money.

    The forecast, the threshold and the limits are those of the run that promised them (see `promised_by`): what is
    typed after the measurement promises nothing. This file's own count only for what that run left open, or where
    there is no earlier run.
    """
    refs = [record.place("actuals")]
    latest = _latest_quarter(record.case, record.today)
    if latest is None:
        return judged(refs, yes="", unknown=[say("No quarter of measured actuals is recorded yet.")])
    period, actual = latest
    case = record.case
    promised = promised_by(record.earlier, record.case_id, period)
    forecast = _figures(promised, case, actual)
    behind = [_told(record.wording, each) for each in (*forecast, *_limited(promised, case, actual))
              if each.is_behind]
    if case.worth == "money" and actual.net_benefit is not None and actual.net_benefit < 0:
        behind.append(say("a net benefit of {amount}", amount=record.wording.money(actual.net_benefit)))
    unmeasured = [each.title for each in forecast if each.worst is not None and each.measured is None]
    unknown = []
    if all(each.worst is None for each in forecast):
        unknown.append(say("Nothing was forecast that the actuals of {period} could be held against.",
                           period=period))
    if unmeasured:
        unknown.append(say("The actuals of {period} leave out {figures}; measure it.", period=period,
                           figures=record.wording.join(unmeasured)))
    figures = record.wording.join(behind)
    if promised is None:
        yes = say("The measured actuals of {period} are inside or above the forecast range.", period=period)
        no = say("The actuals of {period} are behind the forecast: {figures}.", period=period, figures=figures)
    else:
        yes = say("The measured actuals of {period} are inside or above the forecast range of the run that "
                  "promised it.", period=period)
        no = say("The actuals of {period} are behind the forecast of the run that promised it: {figures}.",
                 period=period, figures=figures)
    return judged([record.place("actuals", period)], yes=yes, no=[no] if behind else (), unknown=unknown)


def promised_by(earlier: Sequence[Assessment], case_id: str, period: str) -> UseCase | None:
    """Return the use case in the run whose forecast the actuals of `period` are held against.

    That is the last of the `earlier` runs (oldest first) that had not recorded them yet. Where every run that
    knows the use case had, the oldest stands for it; None where none knows it.
    """
    known = [run.use_cases[case_id] for run in earlier if case_id in run.use_cases]
    unmeasured = [case for case in known if period not in case.actuals]
    return unmeasured[-1] if unmeasured else known[0] if known else None


def is_promised_before(run: Assessment, now: Assessment) -> bool:
    """Return whether the latest quarter of some use case in `now` was promised before `run`, which recorded it."""
    latest = {case_id: _latest_quarter(case, now.assessment.date) for case_id, case in now.active_cases.items()}
    return any(found is not None and case_id in run.use_cases and found[0] in run.use_cases[case_id].actuals
               for case_id, found in latest.items())


def _latest_quarter(case: UseCase, today: dt.date | None) -> tuple[str, Actuals] | None:
    ended: list[tuple[dt.date, str, Actuals]] = [
        (actual.until, period, actual)
        for period, actual in case.actuals.items()
        if actual.months >= QUARTER_MONTHS
        and actual.until is not None
        and (today is None or actual.until <= today)
    ]
    if not ended:
        return None
    _, period, actual = max(ended, key=lambda entry: entry[0])
    return period, actual


@dataclass(frozen=True, slots=True)
class _Figure:
    """One measured figure beside the worst end of its forecast."""

    title: str
    unit: str
    measured: float | None
    worst: float | None
    """None: not forecast."""
    direction: Direction = "up"

    @property
    def is_behind(self) -> bool:
        if self.measured is None or self.worst is None:
            return False
        return self.measured < self.worst if self.direction == "up" else self.measured > self.worst


def _figures(promised: UseCase | None, case: UseCase, actual: Actuals) -> tuple[_Figure, ...]:
    """Return what can be compared, each beside the 5th percentile on the bad side of its forecast."""
    worst = {**_worst_ends(case), **(_worst_ends(promised) if promised is not None else {})}
    return (
        _Figure(say("tasks a month"), "", actual.tasks_per_month, worst.get("tasks_per_month")),
        _Figure(say("adoption"), "share", actual.adoption_share, worst.get("adoption_share")),
        _Figure(say("success"), "share", actual.success_share, worst.get("success_share")),
        _Figure(say("minutes a task"), "", actual.minutes_per_task, worst.get("minutes_per_task"), "down"),
    )


def _worst_ends(case: UseCase) -> dict[str, float]:
    """Return the bad end of each forecast that a use case makes.

    The forecast is what the money model uses, widened where its evidence asks for that, without the actuals.
    """
    inputs = prepare(case.model_copy(update={"actuals": {}}), None).case.inputs
    worst = {
        name: inputs[name].used.p5
        for name in ("tasks_per_month", "adoption_share", "success_share")
        if name in inputs
    }
    minutes = _worst_minutes(inputs)
    return worst if minutes is None else {**worst, "minutes_per_task": minutes}


def _limited(promised: UseCase | None, case: UseCase, actual: Actuals) -> tuple[_Figure, ...]:
    """Return the metric and the guardrails of the period beside the threshold and the limits."""
    metric = rules = case.metric
    rails = dict(metric.guardrails)
    if promised is not None:
        then = promised.metric
        if then.threshold is not None and then.unit == metric.unit:
            rules = then
        rails |= {key: rail for key, rail in then.guardrails.items() if rail.limit is not None}
    return (
        _Figure(
            rules.name.strip() or say("the metric"),
            rules.unit,
            actual.metric_value,
            rules.threshold,
            rules.direction or "up",
        ),
        *(
            _Figure(rails[key].name.strip() or key, rails[key].unit, value, rails[key].limit, rails[key].direction)
            for key, value in actual.guardrails.items()
            if key in rails
        ),
    )


def _worst_minutes(inputs: Mapping[str, ModelInput]) -> float | None:
    """Return the most hands-on minutes a task that the forecast allows for; None without a forecast.

    operate + review_share * review + (1 - success) * caught * (baseline + rework), each at its longer 5% end.
    """
    if not {"operate_minutes", "review_share", "success_share", "baseline_minutes"} <= set(inputs):
        return None
    low = {name: each.used.p5 for name, each in inputs.items()}
    most = {name: each.used.p95 for name, each in inputs.items()}
    reviewed = most["review_share"] * most["caught_in_review_share"]
    unreviewed = (1 - low["review_share"]) * most["caught_automatically_share"]
    redone = (1 - low["success_share"]) * min(1.0, reviewed + unreviewed)
    return (
        most["operate_minutes"]
        + most["review_share"] * most["review_minutes"]
        + redone * (most["baseline_minutes"] + most["rework_minutes"])
    )


def _told(wording: Wording, figure: _Figure) -> str:
    assert figure.measured is not None and figure.worst is not None
    measured, worst = (
        amount(wording, float(significant(value, _DIGITS)), figure.unit)
        for value in (figure.measured, figure.worst)
    )
    if figure.direction == "up":
        return say("{figure} {measured} against at least {worst}", figure=figure.title, measured=measured,
                   worst=worst)
    return say("{figure} {measured} against at most {worst}", figure=figure.title, measured=measured, worst=worst)

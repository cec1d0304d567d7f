"""Promised and measured: the actuals of a period against the forecast of the run that promised it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from fortnight.core.figures import RoiTable
from fortnight.core.measurement import amount
from fortnight.core.phrase import say
from fortnight.core.quantity import Evidence, Quantity
from fortnight.core.roi.prepare import prepare
from fortnight.core.roi.resolve import GETTING_THERE, is_live
from fortnight.core.use_case import Actuals, UseCase
from fortnight.core.wording import Wording, inside_a_sentence, significant

Place = Literal["inside", "above", "below", "no range"]

_DRAWS = 4_000
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Forecast:
    """A 90% range that was promised; `low` and `high` are the same for a number given without doubt."""

    low: float
    high: float

    @property
    def is_range(self) -> bool:
        """Whether it claims anything that could be checked."""
        return self.low < self.high


@dataclass(frozen=True, slots=True)
class Reading:
    """One measured figure beside its forecast."""

    figure: str
    """Its name in the file, such as adoption_share."""
    title: str
    measured: float
    low: float | None
    high: float | None
    place: Place
    is_better: bool | None
    """On the good side of the range; None inside it, and where there is none."""
    sentence: str


@dataclass(frozen=True, slots=True)
class LimitReading:
    """The metric or a guardrail of a period beside its threshold or limit."""

    title: str
    measured: float
    limit: float
    holds: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What was measured of one use case in one period."""

    use_case_id: str
    period: str
    until: dt.date | None
    readings: tuple[Reading, ...]
    limits: tuple[LimitReading, ...]
    net_benefit: float | None
    """Money, over the period."""
    notes: tuple[str, ...]
    """Sentences on what cannot be compared, and why."""


def new_periods(before: UseCase | None, now: UseCase) -> tuple[str, ...]:
    """Return the periods that were recorded since the last run, oldest first."""
    known = before.actuals if before is not None else {}
    return tuple(sorted((period for period in now.actuals if period not in known),
                        key=lambda period: (str(now.actuals[period].until or ""), period)))


def period_reading(
    case_id: str, promised: UseCase, now: UseCase, period: str, words: Wording, *, seed: int = 1
) -> PeriodReading:
    """Return the actuals of `period` in `now` beside the forecast that `promised` made before it.

    Volume is compared only for a case that is live at what it aims for: how many tasks a pilot gets is decided
    by its limits. The metric is set beside its threshold and guardrails beside their limits as promised.
    """
    actual = now.actuals[period]
    ranges = forecast_ranges(promised, case_id, seed=seed)
    pilot = not is_live(now)
    notes = []
    readings = []
    for figure, (title, unit, up) in _FIGURES.items():
        measured = getattr(actual, figure)
        if measured is None:
            continue
        if pilot and figure == "tasks_per_month":
            notes.append(say("The {count} tasks a month are those of a {stage}, which its limits decide; the "
                             "forecast is for {aim}.", count=words.exact(measured),
                             stage=inside_a_sentence(now.live_at.label), aim=now.aim.label))
            continue
        readings.append(_reading(figure, title, unit, up, measured, ranges.get(figure), words))
    return PeriodReading(case_id, period, actual.until, tuple(readings), tuple(_limits(promised, actual, words)),
                         actual.net_benefit, tuple(notes))


def forecast_ranges(case: UseCase, case_id: str, *, seed: int = 1) -> Mapping[str, Forecast]:
    """Return the 90% range that a use case forecasts for each figure that actuals can hold.

    Inputs as the model uses them, widened where their evidence asks for that; hands-on minutes and cost of a
    task come out of several inputs, on draws of them all, and are left out where one of these is missing.
    """
    # NumPy comes with the money; everything else in here must not wait for it.
    import numpy as np

    from fortnight.core.roi.cost import cost_per_request
    from fortnight.core.roi.model import task_economics
    from fortnight.core.roi.sampling import chunks

    prepared = prepare(case.model_copy(update={"actuals": {}}), None)
    inputs = prepared.case.inputs
    found = {
        name: Forecast(inputs[name].used.p5, inputs[name].used.p95)
        for name in ("tasks_per_month", "adoption_share", "success_share")
        if name in inputs
    }
    drawn = list(chunks(prepared.case.uncertain, _DRAWS, seed=seed, case_id=case_id,
                        correlation=prepared.correlation))
    values = [chunk.values(prepared.case.distributions) for chunk in drawn]

    def of(parts: Iterable[object]) -> Forecast:
        arrays = [np.broadcast_to(np.asarray(part, dtype=float), (chunk.size,))
                  for part, chunk in zip(parts, drawn, strict=True)]
        low, high = np.quantile(np.concatenate(arrays), (0.05, 0.95))
        return Forecast(float(low), float(high))

    if not _FOR_COST & set(prepared.case.missing):
        found["cost_per_request"] = of(cost_per_request(each) for each in values)
    if set(prepared.case.missing) <= set(GETTING_THERE):
        found["minutes_per_task"] = of(
            each["baseline_minutes"] - task_economics(each).minutes_saved for each in values
        )
    return found


def measured_case(case: UseCase, actual: Actuals) -> UseCase:
    """Return the use case with what was measured in place of what was forecast, as logged figures.

    Hands-on minutes are put into operating time, less what review and rework take at their medians; the cost of
    a request becomes the cost of its calls. The volume is replaced only for a case that is live.
    """
    known = prepare(case, None).case.medians
    own = {name: value for name in ("success_share", "adoption_share")
           if (value := getattr(actual, name)) is not None}
    if actual.tasks_per_month is not None and is_live(case):
        own["tasks_per_month"] = actual.tasks_per_month
    medians = {**known, **own}
    if actual.minutes_per_task is not None and medians.keys() >= _FOR_MINUTES:
        own |= _minutes(actual.minutes_per_task, medians)
    requests = medians.get("calls_per_task", 0) * (1 + medians.get("retry_share", 0))
    if actual.cost_per_request is not None and requests > 0:
        own["cost_per_call"] = actual.cost_per_request / requests
    typed = {name: Quantity(value=value, evidence=Evidence.LOGGED, source=actual.source)
             for name, value in own.items()}
    correlations = {
        first: kept
        for first, row in case.roi.correlations.items()
        if first not in own and (kept := {second: rho for second, rho in row.items() if second not in own})
    }
    return case.model_copy(update={
        "roi": RoiTable(inputs={**case.roi.inputs, **typed}, correlations=correlations)
    })


_FIGURES: Mapping[str, tuple[str, str, bool]] = {
    "tasks_per_month": (say("Tasks a month"), "", True),
    "adoption_share": (say("Adoption"), "share", True),
    "success_share": (say("Outputs usable as they are"), "share", True),
    "minutes_per_task": (say("Hands-on minutes a task"), "", False),
    "cost_per_request": (say("Cost per request"), "money", False),
}
"""Title, unit, and whether more is better."""

_FOR_MINUTES = frozenset({"baseline_minutes", "operate_minutes", "review_share", "review_minutes", "success_share",
                          "caught_in_review_share", "caught_automatically_share", "rework_minutes"})
_FOR_COST = frozenset({"calls_per_task", "cost_per_call", "input_tokens", "output_tokens", "exchange_rate",
                       "input_price_per_million", "output_price_per_million"})


_JUDGED: Mapping[tuple[Place, bool | None], str] = {
    ("inside", None): say("inside"),
    ("above", True): say("above, which is better than promised"),
    ("above", False): say("above, which is worse than promised"),
    ("below", True): say("below, which is better than promised"),
    ("below", False): say("below, which is worse than promised"),
}
"""What is said of a place beside the range, and whether it is the better side."""


def _reading(
    figure: str, title: str, unit: str, up: bool, measured: float, forecast: Forecast | None, words: Wording
) -> Reading:
    told = _told(measured, unit, words)
    if forecast is None:
        return Reading(figure, title, measured, None, None, "no range", None,
                       say("{figure}: {measured} measured; nothing was forecast.", figure=title, measured=told))
    low, high = (_told(end, unit, words) for end in (forecast.low, forecast.high))
    if not forecast.is_range:
        return Reading(figure, title, measured, forecast.low, forecast.high, "no range", None,
                       say("{figure}: {measured} measured, {promised} promised.", figure=title, measured=told,
                           promised=low))
    place: Place = "below" if measured < forecast.low else "above" if measured > forecast.high else "inside"
    better = None if place == "inside" else (place == "above") == up
    return Reading(figure, title, measured, forecast.low, forecast.high, place, better,
                   say("{figure}: {measured} measured, {promised} promised; {judgement}.", figure=title,
                       measured=told, promised=words.span(low, high), judgement=_JUDGED[place, better]))


def _limits(promised: UseCase, actual: Actuals, words: Wording) -> Iterator[LimitReading]:
    metric = promised.metric
    if actual.metric_value is not None and metric.threshold is not None:
        up = metric.direction != "down"
        yield _limit(metric.name.strip() or say("The metric"), metric.unit, actual.metric_value, metric.threshold,
                     words, up=up, what="threshold")
    for key, value in actual.guardrails.items():
        rail = metric.guardrails.get(key)
        if rail is not None and rail.limit is not None:
            yield _limit(rail.name.strip() or key, rail.unit, value, rail.limit, words, up=rail.direction == "up",
                         what="limit")


def _limit(
    title: str, unit: str, measured: float, limit: float, words: Wording, *, up: bool,
    what: Literal["threshold", "limit"],
) -> LimitReading:
    holds = measured >= limit if up else measured <= limit
    told = say("{figure}: {measured} measured", figure=title, measured=amount(words, measured, unit))
    bound = amount(words, limit, unit)
    if what == "threshold":
        said = (say("{measured}; the threshold of {threshold} is reached.", measured=told, threshold=bound)
                if holds else
                say("{measured}; the threshold of {threshold} is not reached.", measured=told, threshold=bound))
    else:
        said = (say("{measured}; the limit of {limit} is kept.", measured=told, limit=bound)
                if holds else say("{measured}; the limit of {limit} is not kept.", measured=told, limit=bound))
    return LimitReading(title, measured, limit, holds, said)


def _told(value: float, unit: str, words: Wording) -> str:
    rounded = float(significant(value, _DIGITS))
    return words.money_exact(rounded) if unit == "money" else amount(words, rounded, unit)


def _minutes(measured: float, medians: Mapping[str, float]) -> dict[str, float]:
    """Return operating and review minutes that make the measured total with the medians of everything else."""
    review_share = medians["review_share"]
    caught = (review_share * medians["caught_in_review_share"]
              + (1 - review_share) * medians["caught_automatically_share"])
    redone = (1 - medians["success_share"]) * caught * (medians["baseline_minutes"] + medians["rework_minutes"])
    operate = measured - review_share * medians["review_minutes"] - redone
    if operate >= 0:
        return {"operate_minutes": operate}
    review = max(0.0, measured - redone) / review_share if review_share > 0 else 0.0
    return {"operate_minutes": 0.0, "review_minutes": review}

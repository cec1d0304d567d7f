"""What was measured of one use case then and now: its metric, its guardrails and its money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fortnight.core.actuals import measured_case, new_periods
from fortnight.core.assessment import Assessment
from fortnight.core.evaluation import CaseEvaluation
from fortnight.core.measurement import counted, reading
from fortnight.core.metric import Measurements
from fortnight.core.phrase import say
from fortnight.core.roi.results import Percentiles
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording

RERUN_DRAWS = 20_000
"""Draws of the return from measured values; it stands beside a forecast and decides nothing."""


@dataclass(frozen=True, slots=True)
class MeasurementMove:
    """The latest measurement of the metric or a guardrail, then and now."""

    title: str
    before: str
    """As printed; empty when there was none."""
    now: str
    limit: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class MoneyMove:
    """The return then, now, and run again from what was measured."""

    before: Percentiles | None
    now: Percentiles | None
    measured: Percentiles | None
    """None: nothing was measured since."""
    loss_before: float | None
    loss_now: float | None
    loss_measured: float | None
    sentences: tuple[str, ...]


def measurement_moves(
    before: Assessment, now: Assessment, was: UseCase | None, is_now: UseCase, words: Wording
) -> Iterator[MeasurementMove]:
    """Yield the latest measurement of the metric and of each guardrail beside what the last run knew."""
    metric = is_now.metric
    old_rails = was.metric.guardrails if was else {}
    rows: list[tuple[str, str, Measurements, Measurements, float | None]] = [
        (metric.name.strip() or say("The metric"), metric.unit, was.metric.measurements if was else {},
         metric.measurements, metric.threshold),
        *((rail.name.strip() or key, rail.unit, old_rails[key].measurements if key in old_rails else {},
           rail.measurements, rail.limit) for key, rail in metric.guardrails.items()),
    ]
    for title, unit, old, new, limit in rows:
        then, latest = counted(old, before.assessment.date), counted(new, now.assessment.date)
        if not latest:
            continue
        last, (day, measured) = then[-1] if then else None, latest[-1]
        told, told_then = reading(words, measured, unit), reading(words, last[1], unit) if last else ""
        if last == latest[-1]:
            sentence = say("{metric}: {value}, measured on {date}; nothing newer.", metric=title, value=told,
                           date=words.date(day))
        elif last is None:
            sentence = say("{metric}: {value} on {date}, the first measurement.", metric=title, value=told,
                           date=words.date(day))
        elif last[1].scope != measured.scope:
            scope, then_scope = (each.scope.strip() or say("scope not given") for each in (measured, last[1]))
            sentence = say("{metric}: {value} on {date} ({scope}), {old_value} before ({old_scope}); not the same "
                           "was measured.", metric=title, value=told, date=words.date(day), scope=scope,
                           old_value=told_then, old_scope=then_scope)
        else:
            sentence = say("{metric}: {value} on {date}, {old_value} before.", metric=title, value=told,
                           date=words.date(day), old_value=told_then)
        yield MeasurementMove(title, told_then, told, limit, sentence)


def money_move(
    case_id: str,
    now: Assessment,
    was: UseCase | None,
    is_now: UseCase | None,
    found_was: CaseEvaluation | None,
    found_now: CaseEvaluation | None,
    words: Wording,
) -> MoneyMove:
    """Return the money of one use case then, now, and from what was measured since."""
    roi_was, roi_now = (found.roi if found else None for found in (found_was, found_now))
    measured = _measured_return(case_id, now, was, is_now, found_now)
    npv = [roi.npv if roi else None for roi in (roi_was, roi_now)]
    loss = [roi.probability_of_loss if roi else None for roi in (roi_was, roi_now)]
    sentences = [
        f"{when}: {words.money_range(band.p10, band.p90)} in 8 of 10 draws, a chance of a loss of "
        f"{words.percent(chance)}."
        for when, band, chance in (
            ("Net present value last time", npv[0], loss[0]),
            ("Net present value now", npv[1], loss[1]),
            ("Run again from what was measured", *(measured or (None, None))),
        )
        if band is not None and band.p10 is not None and band.p90 is not None and chance is not None
    ]
    return MoneyMove(npv[0], npv[1], measured[0] if measured else None, loss[0], loss[1],
                     measured[1] if measured else None, tuple(sentences))


def _measured_return(
    case_id: str, now: Assessment, was: UseCase | None, is_now: UseCase | None, found_now: CaseEvaluation | None
) -> tuple[Percentiles, float] | None:
    """Return NPV and chance of a loss with the latest new actuals in place of the forecast."""
    if is_now is None or found_now is None or not found_now.roi.has_figures:
        return None
    periods = new_periods(was, is_now)
    if not periods:
        return None
    # NumPy comes with the money.
    from fortnight.core.roi.simulate import roi_result

    replaced = measured_case(is_now, is_now.actuals[periods[-1]])
    run = now.model_copy(update={"use_cases": {**now.use_cases, case_id: replaced}})
    result = roi_result(run, case_id, closing=found_now.closing, draws=RERUN_DRAWS, detail=False)
    if result.npv is None or result.probability_of_loss is None:
        return None
    return result.npv, result.probability_of_loss

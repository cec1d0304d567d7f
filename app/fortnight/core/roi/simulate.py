"""The return of one use case: from the record of an assessment to percentiles, risks and what they hang on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fortnight.core.assessment import Assessment, Settings
from fortnight.core.phrase import say
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.comparisons import (
    alternative_results,
    lever_results,
    readings_of,
    segment_results,
    widened_in,
    without_figures,
)
from fortnight.core.roi.cost import cost_curve
from fortnight.core.roi.finance import internal_rate, rate_per_month
from fortnight.core.roi.information import measured_share, perfect_information, shares_by_evidence
from fortnight.core.roi.inputs import CASH_AND_REDEPLOYED, MINUTES_SAVED
from fortnight.core.roi.model import Frame
from fortnight.core.roi.prepare import Preparation, prepare
from fortnight.core.roi.results import Percentiles, RoiResult
from fortnight.core.roi.runs import Columns, Readings, Runs, run
from fortnight.core.roi.sampling import Array, chunks
from fortnight.core.roi.sensitivity import Range, break_evens, npv_at_medians, tornado
from fortnight.core.roi.summary import bands, line, percentile, percentiles, percentiles_or_never, share_of
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording


def roi_result(
    assessment: Assessment,
    case_id: str,
    *,
    closing: Closing | None,
    draws: int,
    seed: int | None = None,
    detail: bool = True,
    with_internal_rate: bool = False,
) -> RoiResult:
    """Return the return of use case `case_id` over the horizon of the settings.

    `closing` supplies person-days and months to the aim where they are not typed. `seed` None takes the
    settings' seed. Without `detail`, segments, alternatives, levers and value of information per input are
    left out, for a live preview. Where inputs are missing or contradict one another there is no figure.
    Raises KeyError for an unknown use case, ValueError for fewer than 1 draw.
    """
    case, settings = assessment.use_cases[case_id], assessment.settings
    used_seed = settings.seed if seed is None else seed
    wording = Wording(assessment.assessment.language, assessment.assessment.currency)
    prepared = prepare(case, closing, wording)
    if not prepared.can_run:
        return RoiResult(case_id, prepared.case.missing, prepared.problems, draws=draws, seed=used_seed)
    readings = readings_of(case, prepared.case, closing) if detail else Readings()
    uncertain = prepared.case.uncertain
    drawn = chunks(
        [*uncertain, *sorted(readings.streams - set(uncertain))],
        draws,
        seed=used_seed,
        case_id=case_id,
        correlation=prepared.correlation,
    )
    frame = frame_of(settings)
    runs = run(prepared.case, readings, frame, drawn, draws)
    result = replace(
        _headline(case, settings, prepared, runs, frame),
        use_case_id=case_id,
        draws=draws,
        seed=used_seed,
        assumptions=(*prepared.assumptions, *_shared_costs(assessment, case_id)),
    )
    if with_internal_rate:
        result = _with_internal_rate(result, runs)
    if not detail:
        return result
    levers = lever_results(prepared.case, readings, runs, frame, wording)
    return replace(_with_detail(result, case, settings, prepared, readings, runs), levers=levers)


def frame_of(settings: Settings) -> Frame:
    """Return the horizon and the monthly rate that the settings ask for."""
    return Frame(settings.horizon_months, rate_per_month(settings.discount_rate))


def _headline(case: UseCase, settings: Settings, prepared: Preparation, runs: Runs, frame: Frame) -> RoiResult:
    model_case, columns, npv = prepared.case, runs.columns, runs.columns.npv
    grades = {name: each.grade for name, each in model_case.inputs.items() if each.grade is not None}
    by_evidence = shares_by_evidence(runs.binning.variance_shares(npv), grades)
    economic = line(npv)
    call_cost = float(columns.call_cost.mean())
    return RoiResult(
        use_case_id="",
        missing=(),
        problems=(),
        npv=economic.npv,
        roi=_return_on_cost(columns),
        payback_months=percentiles_or_never(columns.payback),
        discounted_payback_months=percentiles_or_never(columns.discounted_payback),
        payback_limit_percentile=percentile(columns.payback, settings.pays_payback_percentile),
        mean_npv=economic.mean_npv,
        npv_at_medians=npv_at_medians(model_case, frame),
        probability_of_loss=economic.probability_of_loss,
        probability_never_pays_back=share_of(np.isinf(columns.payback)),
        margin_per_task=percentiles(columns.margin),
        probability_margin_not_positive=share_of(columns.margin <= 0),
        peak_cash_at_risk=float(np.quantile(columns.peak, 0.9)),
        break_even=break_evens(model_case, frame, _ranges(columns)),
        evpi=perfect_information(npv),
        tornado=tornado(model_case, frame),
        variance_by_evidence=by_evidence,
        measured_share=measured_share(by_evidence),
        cash=line(columns.cash_npv),
        economic=economic,
        naive=line(columns.naive_npv),
        cost_per_request=call_cost,
        cost_curve=cost_curve(call_cost, float(columns.running.mean()), float(columns.volume.mean())),
        cost_per_outcome=_cost_per_outcome(case, columns),
        probability_under_ceiling=_under_ceiling(case, columns),
        steady_monthly_benefit=float(columns.steady.mean()),
        cumulative=bands(runs.fan),
        inputs=tuple(each.used for each in model_case.inputs.values()),
        widened=tuple(each.widened for each in model_case.inputs.values() if each.widened is not None),
        build_cost=percentiles(columns.to_get_there),
    )


def _with_detail(
    result: RoiResult,
    case: UseCase,
    settings: Settings,
    prepared: Preparation,
    readings: Readings,
    runs: Runs,
) -> RoiResult:
    return replace(
        result,
        value_of_information=runs.binning.worth(runs.columns.npv, np.random.default_rng([result.seed, _NOISE])),
        alternatives=alternative_results(case, runs),
        segments=segment_results(case, readings, runs, settings.pays_payback_percentile),
        assumptions=(*result.assumptions, *without_figures(case, readings)),
        widened=(*result.widened, *widened_in(case, prepared.case, readings)),
    )


_NOISE = 0x4E01
"""Sets the permutations of the noise floor apart from the draws."""


def _with_internal_rate(result: RoiResult, runs: Runs) -> RoiResult:
    """Return `result` with the yearly internal rate of the expected cash flow, or why there is none."""
    found = internal_rate(runs.mean_flow)
    yearly = None if found.rate is None else (1 + found.rate) ** 12 - 1
    return replace(result, internal_rate=yearly, internal_rate_note=found.why_not)


def _return_on_cost(columns: Columns) -> Percentiles | None:
    """Return (PV benefits - PV costs) / PV costs; None when there may be no cost at all."""
    costs = columns.benefits - columns.npv
    return percentiles(columns.npv / costs) if (costs > 0).all() else None


def _outcome_costs(columns: Columns) -> Array:
    """Return PV costs by good outputs, both discounted; infinite where there is no output."""
    costs = columns.benefits - columns.npv
    each: Array = np.full(len(costs), np.inf)
    np.divide(costs, columns.outcomes, out=each, where=columns.outcomes > 0)
    return each


def _cost_per_outcome(case: UseCase, columns: Columns) -> Percentiles | None:
    return percentiles_or_never(_outcome_costs(columns)) if case.worth == "mission" else None


def _under_ceiling(case: UseCase, columns: Columns) -> float | None:
    if case.worth != "mission" or case.mission.ceiling is None:
        return None
    return share_of(_outcome_costs(columns) <= case.mission.ceiling)


def _ranges(columns: Columns) -> dict[str, Range]:
    """Return P5 and P95 of the levers that come out of several inputs."""
    derived = {CASH_AND_REDEPLOYED: columns.realised_share, MINUTES_SAVED: columns.minutes_saved}
    ranges = {name: np.quantile(draws, (0.05, 0.95)) for name, draws in derived.items()}
    return {name: (float(low), float(high)) for name, (low, high) in ranges.items()}


def _shared_costs(assessment: Assessment, case_id: str) -> tuple[str, ...]:
    return tuple(
        say("The shared cost {cost} is not in these figures; the portfolio counts it once.",
            cost=cost.title or cost_id)
        for cost_id, cost in assessment.shared_costs.items()
        if cost.is_carried_by(case_id)
    )

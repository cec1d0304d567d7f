"""The use case against its segments, its alternatives and cheaper calls, all on the same draws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fortnight.core.figures import Segment
from fortnight.core.phrase import joined, say
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.cost import Lever, levers
from fortnight.core.roi.evidence import Believed, believe
from fortnight.core.roi.information import measured_share, shares_by_evidence
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.roi.model import Frame, amounts, net_value, task_economics, timing
from fortnight.core.roi.prepare import ModelCase, variant_case
from fortnight.core.roi.results import AlternativeResult, LeverResult, SegmentResult, Widened
from fortnight.core.roi.runs import Readings, Runs, SegmentReading
from fortnight.core.roi.sampling import Array, Values
from fortnight.core.roi.sensitivity import crossing
from fortnight.core.roi.summary import percentile, percentiles, share_of
from fortnight.core.roi.variants import alternative_case, segment_case
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording


def readings_of(case: UseCase, model_case: ModelCase, closing: Closing | None) -> Readings:
    """Return the segments, the alternatives with figures and the levers of `case`, ready to run."""
    segments = {segment_id: segment_reading(case, segment_id, closing) for segment_id in case.segments}
    alternatives = {
        alternative_id: variant_case(alternative_case(case, alternative), closing)
        for alternative_id, alternative in case.alternatives.items()
        if alternative.kind != "nothing"
    }
    return Readings(
        segments=segments,
        alternatives={name: each for name, each in alternatives.items() if not each.missing},
        levers=levers(model_case.medians),
    )


def segment_reading(case: UseCase, segment_id: str, closing: Closing | None) -> SegmentReading:
    """Return one segment of `case`, ready to run; raises KeyError when there is no such segment."""
    segment = case.segments[segment_id]
    return SegmentReading(
        variant_case(segment_case(case, segment), closing),
        _share_stream(segment_id),
        _believed_share(segment_id, segment).distribution,
    )


def widened_in(case: UseCase, model_case: ModelCase, readings: Readings) -> tuple[Widened, ...]:
    """Return what had to be widened in the figures that segments and alternatives have of their own."""
    found: list[Widened] = []
    for segment_id, reading in readings.segments.items():
        segment = case.segments[segment_id]
        share = _believed_share(segment_id, segment).widened
        own = (*_own_widened(reading.case, model_case), *((share,) if share is not None else ()))
        found += [replace(each, why=f"Segment {segment.name or segment_id}. {each.why}") for each in own]
    for name, other in readings.alternatives.items():
        title = case.alternatives[name].title or name
        own = _own_widened(other, model_case)
        found += [replace(each, why=f"Alternative {title}. {each.why}") for each in own]
    return tuple(found)


def segment_results(
    case: UseCase, readings: Readings, runs: Runs, payback_share: float
) -> tuple[SegmentResult, ...]:
    """Return each segment alone, with the full fixed cost; `payback_share` is the percentile of its payback."""
    results = []
    for segment_id, (columns, binning) in runs.segments.items():
        segment, reading = case.segments[segment_id], readings.segments[segment_id]
        grades = {name: each.grade for name, each in reading.case.inputs.items() if each.grade is not None}
        grades[reading.share_stream] = segment.share.evidence
        by_evidence = shares_by_evidence(binning.variance_shares(columns.npv), grades)
        results.append(SegmentResult(
            id=segment_id,
            name=segment.name,
            npv=percentiles(columns.npv),
            mean_npv=float(columns.npv.mean()),
            probability_of_loss=share_of(columns.npv < 0),
            payback_p80=percentile(columns.payback, payback_share),
            measured_share=measured_share(by_evidence),
        ))
    return tuple(results)


def alternative_results(case: UseCase, runs: Runs) -> tuple[AlternativeResult, ...]:
    """Return the alternatives, the one with the highest mean NPV first; doing nothing comes to 0 in every draw."""
    npv = runs.columns.npv
    results = []
    for name, alternative in case.alternatives.items():
        if alternative.kind == "nothing":
            theirs = np.zeros_like(npv)
        elif name in runs.alternatives:
            theirs = runs.alternatives[name]
        else:
            continue
        results.append(AlternativeResult(
            id=name,
            title=alternative.title,
            kind=alternative.kind,
            npv=percentiles(theirs),
            mean_npv=float(theirs.mean()),
            share_beaten=share_of(npv > theirs),
        ))
    return tuple(sorted(results, key=lambda each: -each.mean_npv))


def without_figures(case: UseCase, readings: Readings) -> tuple[str, ...]:
    """Return one sentence for each alternative that lacks inputs."""
    return tuple(
        say("Alternative {alternative} has no figure: it prices calls neither by invoice nor by tokens.",
            alternative=alternative.title or name)
        for name, alternative in case.alternatives.items()
        if alternative.kind != "nothing" and name not in readings.alternatives
    )


def lever_results(
    model_case: ModelCase, readings: Readings, runs: Runs, frame: Frame, wording: Wording
) -> tuple[LeverResult, ...]:
    """Return what each lever on the cost of calls would bring, the largest gain first."""
    results = [
        LeverResult(
            id=lever.id,
            title=lever.title,
            assumption=_assumption(lever, model_case, frame, wording),
            cost_per_request=float(runs.levers[lever.id].call_cost.mean()),
            npv_gain=float(runs.levers[lever.id].npv_gain.mean()),
        )
        for lever in readings.levers
    ]
    return tuple(sorted(results, key=lambda each: -each.npv_gain))


def _assumption(lever: Lever, model_case: ModelCase, frame: Frame, wording: Wording) -> str:
    """Return the lever's supposition, with the loss of success that would undo its gain in the median case."""
    if not lever.risks_quality:
        return lever.assumption
    medians = {name: np.array([median]) for name, median in model_case.medians.items()}
    present = timing(medians, frame.months).discounted(frame.rate)

    def npv_of(values: Values) -> Array:
        return net_value(task_economics(values), amounts(values), present)

    today, success = npv_of(medians), model_case.medians["success_share"]
    pulled = lever.pull(medians)
    even = crossing(
        lambda tried: npv_of(pulled | {"success_share": tried}) - today, np.linspace(0.0, success, 33), success
    )
    if even is None:
        return lever.assumption
    limit = say("If success falls by more than {points} percentage points, the gain is gone.",
                points=wording.number(100 * (success - even)))
    return joined(" ", (lever.assumption, limit))


def _own_widened(variant: ModelCase, base: ModelCase) -> tuple[Widened, ...]:
    return tuple(
        each.widened for name, each in variant.inputs.items()
        if each.widened is not None and (name not in base.inputs or each.widened != base.inputs[name].widened)
    )


def _share_stream(segment_id: str) -> str:
    return f"segments.{segment_id}.share"


def _believed_share(segment_id: str, segment: Segment) -> Believed:
    spec = replace(INPUTS["eligible_share"], name=_share_stream(segment_id), title="Share of the tasks")
    return believe(spec, segment.share, segment.share.evidence)

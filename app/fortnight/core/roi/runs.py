"""The simulation loop: every reading of a use case on the same draws, chunk by chunk.

Only one number for each draw and reading outlives its chunk; the months do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TypeVar

import numpy as np

from fortnight.core.roi.cost import Lever, cost_per_request
from fortnight.core.roi.distributions import Distribution, Fixed
from fortnight.core.roi.finance import discount_factors, payback, running_sum
from fortnight.core.roi.information import Binning
from fortnight.core.roi.model import (
    Amounts,
    Frame,
    TaskEconomics,
    Timing,
    amounts,
    deepest_point,
    net_value,
    settled_month,
    task_economics,
    timing,
)
from fortnight.core.roi.prepare import ModelCase
from fortnight.core.roi.sampling import Array, Chunk, Values
from fortnight.core.roi.variants import NAIVE

FAN_DRAWS = 50_000
"""The month-by-month bands are read off at most so many draws, those of a report, so that memory stays bounded."""

_TIMING_INPUTS = ("monthly_growth", "ramp_months", "hardening_months", "slip_months")
_NAIVE: Values = {name: np.array([value]) for name, value in NAIVE.items()}


@dataclass(frozen=True, slots=True)
class SegmentReading:
    """A segment alone: the use case with its own figures, and its share of the volume."""

    case: ModelCase
    share_stream: str
    share: Distribution

    @property
    def streams(self) -> tuple[str, ...]:
        """The names of what differs from draw to draw."""
        uncertain = self.case.uncertain
        return uncertain if isinstance(self.share, Fixed) else (*uncertain, self.share_stream)


@dataclass(frozen=True, slots=True)
class Readings:
    """What is run beside the use case itself, on the same draws."""

    segments: Mapping[str, SegmentReading] = field(default_factory=dict)
    alternatives: Mapping[str, ModelCase] = field(default_factory=dict)
    levers: Sequence[Lever] = ()

    @property
    def streams(self) -> set[str]:
        """The names of what differs from draw to draw in any of them."""
        segments = {stream for segment in self.segments.values() for stream in segment.streams}
        return segments | {stream for case in self.alternatives.values() for stream in case.uncertain}


@dataclass(frozen=True, slots=True)
class Columns:
    """Results of the use case, one entry for each draw; money is present value unless said otherwise."""

    npv: Array
    benefits: Array
    outcomes: Array
    """Good outputs over the horizon, discounted like the money they are set against."""
    payback: Array
    discounted_payback: Array
    margin: Array
    minutes_saved: Array
    realised_share: Array
    to_get_there: Array
    """Build and change, undiscounted."""
    peak: Array
    """Deepest point of the undiscounted running sum."""
    steady: Array
    """Net benefit of a month at full adoption and today's volume."""
    call_cost: Array
    """For one request."""
    running: Array
    """Cost a month once live."""
    volume: Array
    """Requests a month at full adoption and today's volume."""
    cash_npv: Array
    naive_npv: Array


@dataclass(frozen=True, slots=True)
class LeverColumns:
    """What pulling one lever does, one entry for each draw."""

    call_cost: Array
    npv_gain: Array


@dataclass(frozen=True, slots=True)
class SegmentColumns:
    """Results of one segment, one entry for each draw."""

    npv: Array
    payback: Array


@dataclass(frozen=True, slots=True)
class Runs:
    """Everything that the loop leaves behind."""

    columns: Columns
    binning: Binning
    fan: Array
    """Running sum by month and draw, for the first draws."""
    mean_flow: Array
    """Expected net cash flow of each month."""
    levers: Mapping[str, LeverColumns]
    alternatives: Mapping[str, Array]
    """NPV."""
    segments: Mapping[str, tuple[SegmentColumns, Binning]]


@dataclass(frozen=True, slots=True)
class Scene:
    """The use case on the draws of one chunk."""

    values: Values
    economics: TaskEconomics
    sizes: Amounts
    when: Timing
    present: Timing
    """Present values of the profiles."""
    flows: Array
    sums: Array


def scene(values: Values, frame: Frame) -> Scene:
    """Return the months of one chunk."""
    economics, sizes, when = task_economics(values), amounts(values), timing(values, frame.months)
    flows = net_value(economics, sizes, when)
    return Scene(values, economics, sizes, when, when.discounted(frame.rate), flows, running_sum(flows))


def run(case: ModelCase, readings: Readings, frame: Frame, chunks: Iterable[Chunk], draws: int) -> Runs:
    """Return what every reading of `case` comes to on the draws in `chunks`, `draws` in all."""
    runs = Runs(
        columns=_empty(Columns, draws),
        binning=Binning(case.uncertain, draws),
        fan=np.empty((frame.months, min(draws, FAN_DRAWS))),
        mean_flow=np.zeros(frame.months),
        levers={lever.id: _empty(LeverColumns, draws) for lever in readings.levers},
        alternatives={name: np.empty(draws) for name in readings.alternatives},
        segments={
            name: (_empty(SegmentColumns, draws), Binning(segment.streams, draws))
            for name, segment in readings.segments.items()
        },
    )
    done = 0
    for chunk in chunks:
        at = slice(done, done + chunk.size)
        now = scene(chunk.values(case.distributions), frame)
        _put(runs.columns, _columns(now, frame), at)
        runs.binning.add(chunk.strata(runs.binning.streams), runs.columns.npv[at])
        shown = runs.fan[:, at]
        shown[...] = now.sums if now.sums.shape[1] == 1 else now.sums[:, : shown.shape[1]]
        runs.mean_flow[...] += now.flows.mean(axis=1) * (chunk.size / draws)
        for lever in readings.levers:
            _put(runs.levers[lever.id], _pulled(now, lever), at)
        for name, other in readings.alternatives.items():
            runs.alternatives[name][at] = _alternative_npv(now, case, other, frame, chunk)
        for name, segment in readings.segments.items():
            columns, binning = runs.segments[name]
            _put(columns, _segment(now, segment, chunk), at)
            binning.add(chunk.strata(binning.streams), columns.npv[at])
        done += chunk.size
    return runs


def _columns(now: Scene, frame: Frame) -> Columns:
    npv = net_value(now.economics, now.sizes, now.present)
    work = now.present.work * now.sizes.volume
    factors = discount_factors(frame.rate, frame.months)[:, np.newaxis]
    cash_only = now.values | {"redeployed_share": np.zeros(1)}
    return Columns(
        npv=npv,
        benefits=work * now.economics.benefit,
        outcomes=work * now.values["success_share"],
        payback=payback(now.sums),
        discounted_payback=payback(running_sum(now.flows * factors)),
        margin=now.economics.margin,
        minutes_saved=now.economics.minutes_saved,
        realised_share=now.economics.realised_share,
        to_get_there=now.sizes.build + now.sizes.change * (now.present.go_live > 0),
        peak=deepest_point(now.sums),
        steady=settled_month(now.economics, now.sizes),
        call_cost=now.economics.calls,
        running=now.sizes.running,
        volume=now.sizes.volume,
        cash_npv=net_value(task_economics(cash_only), now.sizes, now.present),
        naive_npv=_naive_npv(now, frame),
    )


def _naive_npv(now: Scene, frame: Frame) -> Array:
    values = now.values | _NAIVE
    slips = now.values["slip_months"].any()
    present = timing(values, frame.months).discounted(frame.rate) if slips else now.present
    return net_value(task_economics(values), amounts(values), present)


def _pulled(now: Scene, lever: Lever) -> LeverColumns:
    call_cost = cost_per_request(lever.pull(now.values))
    work = now.present.work * now.sizes.volume
    return LeverColumns(call_cost, work * (now.economics.calls - call_cost))


def _alternative_npv(now: Scene, case: ModelCase, other: ModelCase, frame: Frame, chunk: Chunk) -> Array:
    values = chunk.values(other.distributions)
    same_months = all(
        case.inputs[name].distribution == other.inputs[name].distribution for name in _TIMING_INPUTS
    )
    present = now.present if same_months else timing(values, frame.months).discounted(frame.rate)
    return net_value(task_economics(values), amounts(values), present)


def with_segment(uncertain: Sequence[str], segment: SegmentReading | None) -> tuple[str, ...]:
    """Return the streams of a use case and those that a segment of it has besides."""
    own = () if segment is None else segment.streams
    return (*uncertain, *sorted(set(own) - set(uncertain)))


def segment_values(segment: SegmentReading, chunk: Chunk) -> Values:
    """Return the inputs of a segment, its volume being its share of the case's."""
    values = chunk.values(segment.case.distributions)
    values["tasks_per_month"] = values["tasks_per_month"] * chunk.of(segment.share_stream, segment.share)
    return values


def segment_flows(when: Timing, segment: SegmentReading, chunk: Chunk) -> Array:
    """Return the segment's net cash flow by month, with the full cost of building and running."""
    values = segment_values(segment, chunk)
    return net_value(task_economics(values), amounts(values), when)


def _segment(now: Scene, segment: SegmentReading, chunk: Chunk) -> SegmentColumns:
    """Return the segment's results, with the full cost of building and running; its months are the case's."""
    values = segment_values(segment, chunk)
    economics, sizes = task_economics(values), amounts(values)
    flows = net_value(economics, sizes, now.when)
    return SegmentColumns(net_value(economics, sizes, now.present), payback(running_sum(flows)))


Part = TypeVar("Part", Columns, LeverColumns, SegmentColumns)


def _empty(kind: type[Part], draws: int) -> Part:
    return kind(**{each.name: np.empty(draws) for each in fields(kind)})


def _put(whole: Part, part: Part, at: slice) -> None:
    """Copy the results of one chunk to their place, the same for every draw where nothing differs between them."""
    for each in fields(part):
        getattr(whole, each.name)[at] = getattr(part, each.name)

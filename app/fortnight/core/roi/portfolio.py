"""Use cases that are not stopped, summed draw by draw, with what they share counted once.

Shared are the costs that the file names as such, and the roadmap's actions that several use cases need: the first
use case whose person-days come from the roadmap pays for them. A use case that is narrowed to a segment counts as
that segment, with the full cost of building and running it.

The draws of different use cases are independent, except for the prices of labour, person-days, tokens and
currency (`prepare.SHARED_STREAMS`): one market moves them, so they rise and fall together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from fortnight.core.assessment import Assessment, SharedCost
from fortnight.core.quantity import Quantity
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.comparisons import segment_reading
from fortnight.core.roi.distributions import Fixed
from fortnight.core.roi.evidence import Believed, believe
from fortnight.core.roi.finance import present_value, running_sum
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.roi.model import Frame, deepest_point
from fortnight.core.roi.prepare import Preparation, prepare
from fortnight.core.roi.resolve import is_live
from fortnight.core.roi.results import PortfolioResult
from fortnight.core.roi.runs import FAN_DRAWS, Scene, SegmentReading, scene, segment_flows, with_segment
from fortnight.core.roi.sampling import Array, Chunk, chunks
from fortnight.core.roi.simulate import frame_of
from fortnight.core.roi.summary import bands, percentiles, share_of
from fortnight.core.use_case import UseCase


@dataclass(frozen=True, slots=True)
class _Shared:
    """A shared cost, ready to be drawn."""

    id: str
    use_cases: frozenset[str]
    per_month: Believed
    one_off: Believed

    @property
    def parts(self) -> Mapping[str, Believed]:
        """Its two parts by stream."""
        return {_stream(self.id, "cost_per_month"): self.per_month, _stream(self.id, "one_off"): self.one_off}


@dataclass(frozen=True, slots=True)
class _Counted:
    """A use case as the portfolio counts it: whole, or as one of its segments."""

    prepared: Preparation
    segment: SegmentReading | None

    @property
    def streams(self) -> tuple[str, ...]:
        """The names of what differs from draw to draw, in the order in which the use case alone draws them."""
        return with_segment(self.prepared.case.uncertain, self.segment)


def portfolio(
    assessment: Assessment,
    case_ids: Sequence[str],
    closings: Mapping[str, Closing],
    *,
    draws: int,
    seed: int | None = None,
    segments: Mapping[str, str] | None = None,
) -> PortfolioResult | None:
    """Return the sum of the use cases `case_ids`, which the caller has cleared of those to be stopped.

    A shared cost is paid once as soon as one of its use cases is in: its one-off part in month 1, its monthly
    part from the month in which the first of them goes live. `segments` names, by use case, the segment that it
    counts as. None when no use case has figures.
    """
    cases = assessment.use_cases
    counting = [name for name in case_ids if prepare(cases[name], closings.get(name)).can_run]
    if not counting:
        return None
    charged = _charged(cases, counting, closings)
    narrowed = {name: segment for name, segment in (segments or {}).items() if name in counting}
    ready = {
        name: _Counted(
            prepare(cases[name], charged.get(name)),
            segment_reading(cases[name], narrowed[name], charged.get(name)) if name in narrowed else None,
        )
        for name in counting
    }
    frame, used_seed = frame_of(assessment.settings), assessment.settings.seed if seed is None else seed
    shared = _shared_costs(assessment.shared_costs, frozenset(ready))
    npv, peak = np.empty(draws), np.empty(draws)
    fan = np.empty((frame.months, min(draws, FAN_DRAWS)))
    done = 0
    for flows in _flows(ready, shared, frame, draws, used_seed):
        at = slice(done, done + flows.shape[1])
        sums = running_sum(flows)
        npv[at], peak[at] = present_value(flows, frame.rate), deepest_point(sums)
        shown = fan[:, at]
        shown[...] = sums[:, : shown.shape[1]]
        done = at.stop
    return PortfolioResult(
        use_case_ids=tuple(ready),
        left_out=tuple(name for name in assessment.active_cases if name not in ready),
        npv=percentiles(npv),
        mean_npv=float(npv.mean()),
        probability_of_loss=share_of(npv < 0),
        peak_cash_at_risk=float(np.quantile(peak, 0.9)),
        cumulative=bands(fan),
        draws=draws,
        seed=used_seed,
        widened=tuple(
            part.widened for cost in shared for part in cost.parts.values() if part.widened is not None
        ),
        segments=narrowed,
        shared_action_ids=tuple(dict.fromkeys(
            key for name in counting if name in closings
            for key in closings[name].effort_by_action if key not in charged[name].effort_by_action
        )),
    )


def _charged(
    cases: Mapping[str, UseCase], counting: Sequence[str], closings: Mapping[str, Closing]
) -> Mapping[str, Closing]:
    """Return the closings without the work that an earlier use case pays for; typed person-days stay as typed."""
    charged: dict[str, Closing] = {}
    paid: set[str] = set()
    for name in counting:
        closing = closings.get(name)
        if closing is None:
            continue
        by_plan = "hardening_days" not in cases[name].roi.inputs and not is_live(cases[name])
        charged[name] = closing.without(paid) if by_plan else closing
        if by_plan:
            paid.update(closing.effort_by_action)
    return charged


def _flows(
    ready: Mapping[str, _Counted], shared: Sequence[_Shared], frame: Frame, draws: int, seed: int
) -> Iterator[Array]:
    """Yield the summed net cash flow by month and draw, chunk by chunk."""
    cases = {
        name: chunks(each.streams, draws, seed=seed, case_id=name, correlation=each.prepared.correlation)
        for name, each in ready.items()
    }
    streams = [
        stream for cost in shared for stream, part in cost.parts.items()
        if not isinstance(part.distribution, Fixed)
    ]
    for common in chunks(streams, draws, seed=seed, case_id="shared_costs", correlation=None):
        flows = np.zeros((frame.months, common.size))
        scenes: dict[str, Scene] = {}
        for name, each in ready.items():
            chunk = next(cases[name])
            now = scenes[name] = scene(chunk.values(each.prepared.case.distributions), frame)
            flows += now.flows if each.segment is None else segment_flows(now.when, each.segment, chunk)
        for cost in shared:
            flows -= _shared_flow(cost, common, scenes)
        yield flows


def _shared_flow(cost: _Shared, chunk: Chunk, scenes: Mapping[str, Scene]) -> Array:
    live = [scenes[name].when.live for name in sorted(cost.use_cases)]
    per_month = chunk.of(_stream(cost.id, "cost_per_month"), cost.per_month.distribution)
    flow: Array = np.maximum.reduce(np.broadcast_arrays(*live)) * per_month
    flow = np.broadcast_to(flow, (len(flow), chunk.size)).copy()
    flow[0] += chunk.of(_stream(cost.id, "one_off"), cost.one_off.distribution)
    return flow


def _shared_costs(costs: Mapping[str, SharedCost], ready: frozenset[str]) -> tuple[_Shared, ...]:
    """Return the costs that use cases in `ready` share."""
    found = []
    for cost_id, cost in costs.items():
        carried_by = frozenset(filter(cost.is_carried_by, ready))
        if carried_by:
            found.append(_Shared(
                cost_id,
                carried_by,
                _believed(cost, cost_id, "cost_per_month", "platform_cost_per_month"),
                _believed(cost, cost_id, "one_off", "one_off_cost"),
            ))
    return tuple(found)


def _believed(cost: SharedCost, cost_id: str, part: str, like: str) -> Believed:
    """Return what the evidence for one part of a shared cost allows; a part that is not typed costs nothing."""
    quantity: Quantity | None = getattr(cost, part)
    if quantity is None:
        return Believed(Fixed(0.0), None)
    spec = replace(INPUTS[like], name=_stream(cost_id, part), title=cost.title or cost_id)
    return believe(spec, quantity, quantity.evidence)


def _stream(cost_id: str, part: str) -> str:
    return f"shared_costs.{cost_id}.{part}"

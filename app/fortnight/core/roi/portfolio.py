"""Use cases that are not stopped, summed draw by draw, with the costs that they share counted once.

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
from fortnight.core.roi.distributions import Fixed
from fortnight.core.roi.evidence import Believed, believe
from fortnight.core.roi.finance import present_value, running_sum
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.roi.model import Frame, deepest_point
from fortnight.core.roi.prepare import Preparation, prepare
from fortnight.core.roi.results import PortfolioResult
from fortnight.core.roi.runs import FAN_DRAWS, Scene, scene
from fortnight.core.roi.sampling import Array, Chunk, chunks
from fortnight.core.roi.simulate import frame_of
from fortnight.core.roi.summary import bands, percentiles, share_of


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


def portfolio(
    assessment: Assessment,
    case_ids: Sequence[str],
    closings: Mapping[str, Closing],
    *,
    draws: int,
    seed: int | None = None,
) -> PortfolioResult | None:
    """Return the sum of the use cases `case_ids`, which the caller has cleared of those to be stopped.

    A shared cost is paid once as soon as one of its use cases is in: its one-off part in month 1, its monthly
    part from the month in which the first of them goes live. None when no use case has figures.
    """
    prepared = {name: prepare(assessment.use_cases[name], closings.get(name)) for name in case_ids}
    ready = {name: each for name, each in prepared.items() if each.can_run}
    if not ready:
        return None
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
    )


def _flows(
    ready: Mapping[str, Preparation], shared: Sequence[_Shared], frame: Frame, draws: int, seed: int
) -> Iterator[Array]:
    """Yield the summed net cash flow by month and draw, chunk by chunk."""
    cases = {
        name: chunks(each.case.uncertain, draws, seed=seed, case_id=name, correlation=each.correlation)
        for name, each in ready.items()
    }
    streams = [
        stream for cost in shared for stream, part in cost.parts.items()
        if not isinstance(part.distribution, Fixed)
    ]
    for common in chunks(streams, draws, seed=seed, case_id="shared_costs", correlation=None):
        scenes = {
            name: scene(next(cases[name]).values(each.case.distributions), frame) for name, each in ready.items()
        }
        flows = np.zeros((frame.months, common.size))
        for each in scenes.values():
            flows += each.flows
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
    """Return the costs that use cases in `ready` share; one that names none is shared by all."""
    found = []
    for cost_id, cost in costs.items():
        carried_by = ready & frozenset(cost.use_cases or ready)
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

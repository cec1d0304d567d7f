"""Other readings of a use case as use cases of their own: a segment alone, an alternative, the naive view.

Each keeps every input that it does not replace, so all of them run on the same draws. No NumPy here.
"""

from __future__ import annotations

from collections.abc import Mapping

from fortnight.core.base import Stage
from fortnight.core.figures import Alternative, RoiTable, Segment
from fortnight.core.quantity import Quantity
from fortnight.core.roi.inputs import PRICE_LIST_INPUTS, TOKEN_INPUTS
from fortnight.core.roi.resolve import GETTING_THERE, is_live
from fortnight.core.use_case import UseCase

_WITHOUT_MODEL = ("rules", "more-hands")
"""Kinds of alternative that call no language model."""

NAIVE: Mapping[str, float] = {
    "cash_share": 1.0,
    "redeployed_share": 0.0,
    "adoption_share": 1.0,
    "success_share": 1.0,
    "review_share": 0.0,
    "cost_per_error": 0.0,
    "effort_overrun": 1.0,
    "slip_months": 0.0,
}
"""What a simple calculator supposes: all freed time is money, everybody uses it, nothing fails or slips."""


def segment_case(case: UseCase, segment: Segment) -> UseCase:
    """Return `case` with the segment's own figures; its share of the volume is applied by the simulation."""
    return _with_inputs(case, case.roi.inputs, segment.inputs)


def alternative_case(case: UseCase, alternative: Alternative) -> UseCase:
    """Return `case` as the alternative would run it.

    Rules and more hands call no language model. An alternative to a case that is live is itself still to be
    introduced: its way there costs what is typed for it, and nothing where nothing is typed.
    """
    own = dict(alternative.inputs.inputs)
    kept = dict(case.roi.inputs)
    if any(name in own for name in TOKEN_INPUTS):
        kept.pop("cost_per_call", None)
    if "cost_per_call" in own:
        kept = {name: quantity for name, quantity in kept.items() if name not in PRICE_LIST_INPUTS}
    update: dict[str, object] = {}
    if is_live(case):
        kept |= {name: Quantity(value=0) for name in GETTING_THERE}
        update["live_at"] = Stage.DEMO
    if alternative.kind in _WITHOUT_MODEL:
        update["language_model"] = False
    return _with_inputs(case.model_copy(update=update), kept, own)


def _with_inputs(case: UseCase, kept: Mapping[str, Quantity], own: Mapping[str, Quantity]) -> UseCase:
    table = RoiTable(inputs={**kept, **own}, correlations=case.roi.correlations)
    return case.model_copy(update={"roi": table})

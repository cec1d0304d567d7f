"""The figures of a use case that the money model reckons with, each an input with a range and its evidence.

The baseline (station 2), the inputs of the use case, of its segments and of other ways to the same end, and what
it costs to measure one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StrictBool, model_serializer, model_validator

from fortnight.core.base import Day, Frozen, NotNegative, Number, Text
from fortnight.core.quantity import Evidence, Quantity
from fortnight.core.roi.inputs import BASELINE_FIELDS, INPUTS, problem_with

Comparison = Literal["control", "parallel", "demand-adjusted", "before-after", "none"]


def _refuse_meaningless(key: str, name: str, quantity: Quantity | None) -> None:
    """Raise ValueError when the quantity at `key` makes no sense for input `name` of the money model."""
    problem = problem_with(name, quantity) if quantity is not None else ""
    if problem:
        raise ValueError(f"{key}: {problem}")


class Baseline(Frozen):
    """Station 2: the work as it is done today."""

    metric_value: Number | None = None
    tasks_per_month: Quantity | None = None
    minutes_per_task: Quantity | None = None
    """Hands-on minutes, not elapsed time."""
    people_doing_it: NotNegative | None = None
    error_share: Quantity | None = None
    not_done_today: StrictBool = False
    evidence: Evidence | None = None
    comparison: Comparison | None = None
    """How the effect of the AI was compared with work without it."""
    measured_on: Day | None = None
    sample: Text = ""

    @model_validator(mode="after")
    def _meaningful(self) -> Self:
        for name, field in BASELINE_FIELDS.items():
            _refuse_meaningless(field, name, getattr(self, field))
        return self


class RoiTable(Frozen):
    """`.roi`: the inputs of the money model by name, and their rank correlations."""

    inputs: Mapping[str, Quantity] = {}
    correlations: Mapping[str, Mapping[str, Annotated[Number, Field(ge=-1, le=1)]]] = {}
    """Rank correlation by input and input, each pair once."""

    @model_validator(mode="before")
    @classmethod
    def _inputs_are_keys(cls, given: Any) -> Any:
        if not isinstance(given, Mapping) or "inputs" in given:
            return given
        rest = {key: part for key, part in given.items() if key != "correlations"}
        return {"inputs": rest, "correlations": given.get("correlations", {})}

    @model_validator(mode="after")
    def _known_and_meaningful(self) -> Self:
        for name, quantity in self.inputs.items():
            _refuse_meaningless(name, name, quantity)
        for first, row in self.correlations.items():
            for second in row:
                if first not in INPUTS or second not in INPUTS or first == second:
                    raise ValueError(f"correlations.{first}.{second}: name two different inputs")
        return self

    @model_serializer(mode="wrap")
    def _inputs_as_keys(self, handler: Any) -> dict[str, Any]:
        table = handler(self)
        flat = dict(table.get("inputs", {}))
        if table.get("correlations"):
            flat["correlations"] = table["correlations"]
        return flat


class Segment(Frozen):
    """A named part of the volume with figures of its own, tried for NARROW."""

    name: Text = ""
    share: Quantity
    """Share of the tasks."""
    success_share: Quantity | None = None
    baseline_minutes: Quantity | None = None
    operate_minutes: Quantity | None = None
    review_minutes: Quantity | None = None
    rework_minutes: Quantity | None = None
    cost_per_error: Quantity | None = None

    @model_validator(mode="after")
    def _meaningful(self) -> Self:
        _refuse_meaningless("share", "eligible_share", self.share)
        for name, quantity in self.inputs.items():
            _refuse_meaningless(name, name, quantity)
        return self

    @property
    def inputs(self) -> Mapping[str, Quantity]:
        """The inputs of the money model for which the segment has figures of its own."""
        own = {name: getattr(self, name) for name in type(self).model_fields if name in INPUTS}
        return {name: quantity for name, quantity in own.items() if quantity is not None}


class Alternative(Frozen):
    """Another way to the same end, run on the same draws with some inputs replaced."""

    title: Text = ""
    kind: Literal["buy", "rules", "more-hands", "nothing"]
    inputs: RoiTable = RoiTable()


class PricedMeasure(Frozen):
    """What it costs to measure one input."""

    method: Text = ""
    days: NotNegative | None = None
    cash: NotNegative | None = None

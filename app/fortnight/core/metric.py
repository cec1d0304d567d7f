"""Station 1: the number that says whether the use case works, its guardrails, and what was measured of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StrictInt, model_validator

from fortnight.core.base import Day, Frozen, Id, Number, Text

Direction = Literal["up", "down"]
DataUsed = Literal["own", "vendor", "demo"]



class Measurement(Frozen):
    """One measured value, keyed by its date; a range without a value is allowed."""

    value: Number | None = None
    n: Annotated[StrictInt, Field(ge=1)] | None = None
    """How many cases were measured."""
    scope: Text = ""
    """What was measured; measurements compare when this is the same."""
    low: Number | None = None
    """Lower end of the 90% interval."""
    high: Number | None = None
    data: DataUsed | None = None
    """Whose data it was measured on; only `own` counts for a gate."""
    source: Text = ""

    @model_validator(mode="after")
    def _has_a_number(self) -> Self:
        if self.value is None and (self.low is None or self.high is None):
            raise ValueError("give a value, or low and high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low ({self.low:g}) is above high ({self.high:g}); swap them")
        return self


Measurements = Mapping[Day, Measurement]


class Guardrail(Frozen):
    """A number that must not get worse while the metric gets better."""

    name: Text = ""
    unit: Text = ""
    direction: Direction = "down"
    """`down`: breached above the limit; `up`: breached below it."""
    limit: Number | None = None
    by: Day | None = None
    measured_by: Text = ""
    measurements: Measurements = {}


class Metric(Frozen):
    """Station 1: the one number that says whether the use case works."""

    name: Text = ""
    unit: Text = ""
    direction: Direction | None = None
    """`up` when more is better."""
    threshold: Number | None = None
    by: Day | None = None
    """The day by which the threshold must be reached."""
    stop_below: Number | None = None
    """At or past this value (below for `up`, above for `down`) the case stops."""
    measured_by: Text = ""
    accepted_error: Text = ""
    """The error level that the business accepts, in its own words."""
    measurements: Measurements = {}
    guardrails: Mapping[Id, Guardrail] = {}

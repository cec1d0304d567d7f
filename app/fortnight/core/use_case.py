"""One workflow that AI would take over: the scoping record of its five stations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StrictBool, StrictInt, model_serializer, model_validator

from fortnight.core.base import Day, Frozen, Id, Number, Share, Stage, Text
from fortnight.core.quantity import Evidence, Quantity
from fortnight.core.roi.inputs import BASELINE_FIELDS, INPUTS, problem_with

NotNegative = Annotated[Number, Field(ge=0)]
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


class DataSource(Frozen):
    """Station 3: one row of the data map."""

    name: Text = ""
    system: Text = ""
    owner: Text = ""
    holds: Text = ""
    volume_per_month: NotNegative | None = None
    freshness: Text = ""
    source_of_truth: StrictBool | None = None
    versioned: StrictBool | None = None
    access: Literal["granted", "requested", "refused", "unknown"] = "unknown"
    rights_by: Text = ""
    """Who grants the right to use it, and by when."""
    personal: Literal["none", "personal", "special"] | None = None
    legal_basis: Text = ""
    masked: StrictBool | None = None
    third_party_contract: Literal["signed", "missing", "not-needed"] | None = None
    quality: Literal["good", "usable", "poor", "unknown"] = "unknown"
    missing: Text = ""
    edge_cases: Text = ""
    sample: Literal["real", "demo"] | None = None
    """Whether the proof of concept ran on real or on demonstration data."""


OWNER_ROLES = ("business", "deputy", "technical", "on_call", "budget", "data_protection", "redeployment")


class Owners(Frozen):
    """Station 4: who holds what; names or roles, as the team prefers."""

    business: Text = ""
    deputy: Text = ""
    technical: Text = ""
    on_call: Text = ""
    budget: Text = ""
    data_protection: Text = ""
    redeployment: Text = ""
    """Who puts freed time to its named use."""
    outside_team: tuple[Text, ...] = ()
    """Roles or names that stay when the project team goes; a key of this table names its holder."""

    def is_outside(self, who: str) -> bool:
        """Return whether `who`, a role of this table or a free name, stays when the project team goes."""
        stays = {entry.strip().casefold() for entry in self.outside_team}
        holders = {str(getattr(self, role)).strip().casefold() for role in OWNER_ROLES if role in stays}
        wanted = who.strip().casefold()
        return bool(wanted) and wanted in stays | holders


class Decision(Frozen):
    """A decision that somebody holds: accepted error, change of prompt or model, stop, data that may pass."""

    what: Text = ""
    who: Text = ""


class Law(Frozen):
    """The legal facts of the use case."""

    ai_act_role: Literal["provider", "deployer", "importer", "distributor", "none"] | None = None
    ai_act_class: Literal["prohibited", "high", "limited", "minimal"] | None = None
    class_decided_by: Text = ""
    dpia: Literal["not-needed", "done", "started", "not-started"] | None = None
    """Data protection impact assessment; `not-needed` means that a screening said so."""
    processor_contract: Literal["signed", "missing", "not-needed"] | None = None
    works_council: Literal["agreed", "heard", "not-heard", "not-affected"] | None = None
    transparency_notice: Literal["given", "planned", "missing", "not-needed"] | None = None


Outcome = Literal["runs", "recovers", "limps", "breaks"]


class DrillPlay(Frozen):
    """Station 5: how one card of the two-week test went."""

    outcome: Outcome | None = None
    notices: Text = ""
    acts: Text = ""
    written_where: Text = ""
    tested_on: Day | None = None


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


class Actuals(Frozen):
    """What was measured in one period, keyed by a name such as 2026-Q3."""

    until: Day | None = None
    """Last day of the period."""
    months: Annotated[StrictInt, Field(ge=1)] = 3
    metric_value: Number | None = None
    guardrails: Mapping[Id, Number] = {}
    tasks_per_month: NotNegative | None = None
    minutes_per_task: NotNegative | None = None
    """Hands-on minutes with AI, review and rework included."""
    success_share: Share | None = None
    adoption_share: Share | None = None
    cost_per_request: NotNegative | None = None
    net_benefit: Number | None = None
    """Money, over the period."""
    source: Text = ""


class Limits(Frozen):
    """How far a GO reaches."""

    users: Annotated[StrictInt, Field(ge=1)] | None = None
    tasks_per_month: NotNegative | None = None
    spend: NotNegative | None = None
    until: Day | None = None


class Mission(Frozen):
    """For a case judged by its outcome rather than by money: the outcome and the ceiling signed for it."""

    outcome: Text = ""
    ceiling: NotNegative | None = None
    """Money per outcome."""
    signed_by: Text = ""


class UseCase(Frozen):
    """`[use_cases.ID]`: one workflow."""

    name: Text = ""
    summary: Text = ""
    aim: Stage = Stage.PILOT
    live_at: Stage = Stage.DEMO
    bought: StrictBool | None = None
    agentic: StrictBool | None = None
    language_model: StrictBool | None = None
    affects_people: StrictBool | None = None
    """Whether its output decides about people: hiring, credit, benefits, grading and the like."""
    worth: Literal["money", "mission"] = "money"
    archived: StrictBool = False
    limits: Limits = Limits()
    mission: Mission = Mission()
    metric: Metric = Metric()
    baseline: Baseline = Baseline()
    data: Mapping[Id, DataSource] = {}
    owners: Owners = Owners()
    decisions: Mapping[Id, Decision] = {}
    law: Law = Law()
    drill: Mapping[Id, DrillPlay] = {}
    roi: RoiTable = RoiTable()
    segments: Mapping[Id, Segment] = {}
    alternatives: Mapping[Id, Alternative] = {}
    measures: Mapping[str, PricedMeasure] = {}
    actuals: Mapping[Annotated[str, Field(min_length=1, max_length=40)], Actuals] = {}

    @model_validator(mode="after")
    def _measures_name_inputs(self) -> Self:
        for name in self.measures:
            if name not in INPUTS:
                raise ValueError(f"measures.{name}: is not an input of the money model; rename it")
        return self

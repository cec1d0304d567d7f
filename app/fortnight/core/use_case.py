"""One workflow that AI would take over: the scoping record of its five stations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, model_validator

from fortnight.core.base import Day, Frozen, Id, NotNegative, Number, Share, Stage, Text
from fortnight.core.figures import Alternative, Baseline, PricedMeasure, RoiTable, Segment
from fortnight.core.metric import Metric
from fortnight.core.roi.inputs import INPUTS


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

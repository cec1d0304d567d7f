"""One team's answers on one date: the header, the settings and the answers of an assessment file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StrictBool, StrictInt, model_validator

from fortnight.core.base import Day, Frozen, Id, Number, Share, Text
from fortnight.core.quantity import Quantity
from fortnight.core.roi.inputs import problem_with
from fortnight.core.use_case import UseCase

FORMAT = 1
"""The version of the file format that this program writes."""

Positive = Annotated[Number, Field(gt=0)]
NotNegative = Annotated[Number, Field(ge=0)]


class Header(Frozen):
    """`[assessment]`: who assessed what, when, and what is to be decided."""

    organisation: Text = ""
    team: Text = ""
    date: Day | None = None
    """The day that counts as today in every computation."""
    period: Text = ""
    """How the team names this run, such as 2026-Q4."""
    facilitator: Text = ""
    participants: Mapping[Id, Participant] = {}
    currency: Text = "EUR"
    """ISO 4217 code of the one currency of the file."""
    language: Text = "en"
    questionnaire: Id = "poc-to-production"
    questionnaire_version: Text = ""
    questionnaire_digest: Text = ""
    """SHA-256 of the questionnaire at the last save, so that a later change of wording is noticed."""
    previous: Text = ""
    """Path of the last run's file, relative to this one: a TOML or a PDF made by Fortnight."""
    interest: Text = ""
    """Does whoever assesses also sell what the roadmap recommends? Printed in the report."""
    decision: Text = ""
    """What the decider is asked for."""
    decider: Text = ""
    decide_by: Day | None = None
    invented: StrictBool = False
    """True for an illustration; printed on every page of the report."""
    redacted: StrictBool = False
    """True for a copy without names, notes, evidence and the run before it; the program sets it."""


class Participant(Frozen):
    """Somebody in the room; keyed by an id so that lists of people merge by person."""

    name: Text = ""
    role: Text = ""


class Settings(Frozen):
    """`[settings]`: cut-offs of the verdict and the frame of the money model."""

    seed: Annotated[StrictInt, Field(ge=0)] = 1
    horizon_months: Annotated[StrictInt, Field(ge=1, le=120)] = 36
    discount_rate: Annotated[Number, Field(ge=0, le=1)] = 0.10
    """A year, real; 10% is the convention of Forrester's Total Economic Impact method."""
    payback_limit_months: Positive = 18
    pays_max_loss: Share = 0.25
    """PAYS needs a probability of loss of at most this."""
    pays_payback_percentile: Share = 0.8
    """PAYS needs this percentile of payback inside the limit."""
    pays_min_measured_share: Share = 0.5
    """PAYS for Production and Scale needs at least this share of the variance from measured inputs."""
    loses_min_loss: Share = 0.8
    """LOSES from this probability of loss."""
    loses_min_margin_loss: Share = 0.5
    """LOSES from this probability that a task costs more than it brings."""
    mission_min_confidence: Share = 0.75
    """AFFORDABLE needs this probability that the cost per outcome is under the signed ceiling."""
    pilot_max_share_of_evpi: Share = 0.5
    """A pilot is the measurement when it costs at most this share of the value of perfect information."""
    trend_min_days: Annotated[StrictInt, Field(ge=1)] = 180
    """Two measurements this far apart show a trend."""
    drill_max_limps: Annotated[StrictInt, Field(ge=0)] = 2


class Brand(Frozen):
    """`[brand]`: what a consultant changes in the report without touching a template."""

    name: Text = ""
    logo: Text = ""
    """Path of an SVG or PNG beside the assessment."""
    primary_colour: Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6})?$")] = ""
    accent_colour: Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6})?$")] = ""
    font: Text = ""
    """Path of a TTF or OTF beside the assessment; empty for the bundled font."""
    confidentiality: Text = ""
    recipient: Text = ""
    cover_text: Text = ""


class Capacity(Frozen):
    """`[capacity.ROLE]`: how much of a role's time the roadmap may use."""

    days_per_week: NotNegative
    by_quarter: Mapping[Annotated[str, Field(pattern=r"^\d{4}-Q[1-4]$")], NotNegative] = {}
    """Days a week in a quarter where they differ from the rest, keyed as 2026-Q4."""
    focus: Annotated[Number, Field(gt=0, le=1)] = 0.7
    """The share of those days that really goes into this work."""


class SharedCost(Frozen):
    """`[shared_costs.ID]`: a cost that several use cases carry together, counted once in the portfolio."""

    title: Text = ""
    cost_per_month: Quantity | None = None
    one_off: Quantity | None = None
    use_cases: tuple[Id, ...] = ()

    def is_carried_by(self, case_id: str) -> bool:
        """Return whether a use case shares this cost; one that names none is shared by all."""
        return not self.use_cases or case_id in self.use_cases

    @model_validator(mode="after")
    def _meaningful(self) -> Self:
        for key, like in (("cost_per_month", "platform_cost_per_month"), ("one_off", "one_off_cost")):
            quantity: Quantity | None = getattr(self, key)
            problem = problem_with(like, quantity) if quantity is not None else ""
            if problem:
                raise ValueError(f"{key}: {problem}")
        return self


class Answer(Frozen):
    """`[answers."question.id"]`: the level that the room agreed on, or why there is none."""

    level: Annotated[StrictInt, Field(ge=1)] | None = None
    """The position on the questionnaire's scale, 1 for the lowest."""
    state: Literal["unknown", "not-applicable"] | None = None
    """Set instead of a level."""
    reason: Text = ""
    """Why the question does not apply."""
    decided_by: Text = ""
    """Who decided that a gate question does not apply."""
    target: Annotated[StrictInt, Field(ge=1)] | None = None
    note: Text = ""
    evidence: Text = ""
    """What was seen: a document, a log, a place."""
    votes: tuple[Annotated[StrictInt, Field(ge=1)], ...] = ()
    dissent: Text = ""
    parked: StrictBool = False

    @model_validator(mode="after")
    def _level_or_state(self) -> Self:
        if self.level is not None and self.state is not None:
            raise ValueError("has both a level and a state; keep one")
        if self.state == "not-applicable" and not self.reason.strip():
            raise ValueError("not-applicable needs a reason")
        return self

    @property
    def is_given(self) -> bool:
        """Whether the room said anything: a level, unknown or not applicable."""
        return self.level is not None or self.state is not None


ActionStatus = Literal["planned", "started", "done", "dropped"]


class ActionDecision(Frozen):
    """`[roadmap."action.id"]`: what people decided about an action; everything else is computed."""

    owner: Text = ""
    due: Day | None = None
    status: ActionStatus = "planned"
    pinned: StrictBool = False
    """Starts as early as its needs allow, ahead of the computed order."""
    postponed_to: Day | None = None
    """Does not start before this day."""
    rejected_because: Text = ""
    done_evidence: Text = ""


class Conflict(Frozen):
    """`[conflicts."place"]`: two edits of one field that a merge could not decide."""

    ours: Any = None
    theirs: Any = None
    base: Any = None


class Assessment(Frozen):
    """A whole assessment file."""

    format: Literal[1] = 1
    assessment: Header = Header()
    settings: Settings = Settings()
    brand: Brand = Brand()
    capacity: Mapping[Id, Capacity] = {}
    shared_costs: Mapping[Id, SharedCost] = {}
    answers: Mapping[Id, Answer] = {}
    use_cases: Mapping[Id, UseCase] = {}
    roadmap: Mapping[Id, ActionDecision] = {}
    conflicts: Mapping[str, Conflict] = {}

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        seen: dict[str, str] = {}
        for case_id, case in self.use_cases.items():
            name = case.name.strip().casefold()
            if name and name in seen:
                raise ValueError(
                    f'use_cases.{case_id}.name: "{case.name}" is also the name of {seen[name]}; rename one'
                )
            seen[name] = case_id
        return self

    @property
    def is_unanswered(self) -> bool:
        """Whether no question has an answer, "not known" included."""
        return not any(answer.is_given for answer in self.answers.values())

    @property
    def active_cases(self) -> Mapping[str, UseCase]:
        """The use cases that are not archived, in file order."""
        return {case_id: case for case_id, case in self.use_cases.items() if not case.archived}

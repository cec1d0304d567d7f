"""A questionnaire: dimensions, questions with described levels, actions and drill cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictInt, model_validator

from fortnight.core.base import Day, Frozen, Id, Number, Text

Weight = Annotated[Number, Field(ge=0)]
GateId = Literal["G0", "G1", "G2", "G3", "G4"]
Aggregate = Literal["mean", "sum", "minimum"]
MissingPiece = Literal[
    "business-owner", "fallback-process", "evaluation-protocol", "monitoring", "documentation", "trust-rule"
]


class Scale(Frozen):
    """The names of the levels, lowest first, and what each is worth in a score."""

    names: tuple[Text, ...] = ("1", "2", "3", "4", "5")
    values: tuple[Number, ...] = (1, 2, 3, 4, 5)

    @model_validator(mode="after")
    def _fit_and_rise(self) -> Self:
        if len(self.names) != len(self.values):
            raise ValueError(f"{len(self.names)} names but {len(self.values)} values; give one value for each")
        if not 2 <= len(self.values) <= 9:
            raise ValueError("a scale has 2 to 9 levels")
        if any(low >= high for low, high in zip(self.values, self.values[1:], strict=False)):
            raise ValueError("the values must rise from the lowest level to the highest")
        return self


class Dimension(Frozen):
    """A group of questions with one score."""

    title: Text
    why: Text = ""
    weight: Weight = 1


class Question(Frozen):
    """One question and the behaviours that its levels describe."""

    dimension: Id
    title: Text
    ask: Text
    """What the facilitator says aloud."""
    why: Text = ""
    levels: tuple[Text, ...]
    """One observable behaviour for each level, lowest first."""
    evidence: Text = ""
    """What to ask to see."""
    weight: Weight = 1
    weight_because: Text = ""
    minutes: Weight = 2
    where: Literal["before", "room", "after"] = "room"
    role: Text = ""
    """Who answers it best."""
    when: Text = ""
    gate: GateId | None = None
    gate_level: Annotated[StrictInt, Field(ge=1)] | None = None
    clause: Id | None = None
    """The built-in clause of the gate that this question answers; see `core.gates`."""
    references: tuple[Id, ...] = ()
    added_in: Text = ""
    """The version that asked it first; empty for one that was always there."""
    changed_in: Text = ""
    """The last version that changed what its levels mean, so that older answers must be given again. Clearer
    words for the same behaviours need no entry."""


class Effort(Frozen):
    """Person-days as least, most likely and most."""

    min: Weight
    likely: Weight
    max: Weight

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if not self.min <= self.likely <= self.max:
            raise ValueError("effort must rise: min <= likely <= max")
        return self

    @property
    def mean(self) -> float:
        """The PERT mean, (min + 4 likely + max) / 6, in person-days."""
        return (self.min + 4 * self.likely + self.max) / 6


class Action(Frozen):
    """Work that closes a gap."""

    title: Text
    first_step: Text
    question: Id | None = None
    """The question whose level it lifts."""
    level: Annotated[StrictInt, Field(ge=2)] | None = None
    """The level that it lifts that question to."""
    clauses: tuple[Id, ...] = ()
    """Built-in gate clauses that it closes; see `core.gates`."""
    effort_days: Effort
    wait_weeks: Weight = 0
    """Weeks of waiting after the work (a board, a procurement) that use nobody's time."""
    role: Id
    needs: tuple[Id, ...] = ()
    gate: GateId | None = None
    done_when: Text
    lever: Id | None = None
    """The input of the money model that it moves."""
    when: Text = ""


class Card(Frozen):
    """One event of the two-week test."""

    day: Annotated[StrictInt, Field(ge=1, le=14)]
    title: Text
    event: Text
    probes: tuple[Text, ...] = ()
    tests: tuple[MissingPiece, ...] = ()
    actions: tuple[Id, ...] = ()
    """Actions that mend a bad outcome."""
    when: Text = ""
    room: StrictBool = False
    """One of the cards to play when time is short."""


class Reference(Frozen):
    """A published fact, such as a date in a law, with its source and the day it was last checked."""

    title: Text
    statement: Text
    source: Text
    date: Day | None = None
    checked_on: Day


class Include(Frozen):
    """Questions drawn from another questionnaire by id, with their actions and cards."""

    questions: tuple[Id, ...]
    cards: tuple[Id, ...] = ()


class Rename(Frozen):
    """What became of a question of an earlier version."""

    to: tuple[Id, ...]
    """One id for a rename, several for a split."""
    levels: tuple[Annotated[StrictInt, Field(ge=1)], ...] = ()
    """For a rescaled question: the new level for each old one, lowest first."""


class Questionnaire(Frozen):
    """A whole questionnaire file, after its includes are drawn in."""

    format: Literal[1] = 1
    id: Id
    version: Text
    title: Text
    language: Text = "en"
    summary: Text = ""
    scale: Scale = Scale()
    section_aggregate: Aggregate = "mean"
    overall_aggregate: Aggregate = "mean"
    include: Mapping[Id, Include] = {}
    renamed: Mapping[Id, Rename] = {}
    retired: Mapping[Id, Text] = {}
    """Why each retired question is no longer asked."""
    dimensions: Mapping[Id, Dimension] = {}
    questions: Mapping[Id, Question] = {}
    actions: Mapping[Id, Action] = {}
    cards: Mapping[Id, Card] = {}
    references: Mapping[Id, Reference] = {}

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.scale.values)

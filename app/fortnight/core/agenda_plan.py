"""What a workshop's agenda is made of: three parts, their items, and what is open in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fortnight.core.impact import Impact
from fortnight.core.scoring import AnswerState

PartId = Literal["before", "room", "after"]
Weight = Literal["verdict", "gates", "stage", "work", "votes", "score"]
"""What an open question or card can move, strongest first; `votes`: only people's opinions differ."""

_WEIGHTS: tuple[Weight, ...] = ("verdict", "gates", "stage", "work", "votes", "score")


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question that has no settled answer yet, or whose votes differ."""

    question_id: str
    title: str
    where: PartId
    """Where the questionnaire wants it asked."""
    state: AnswerState
    minutes: float
    """Half a minute where everybody asked has said the same: then it is only read out and taken."""
    votes: tuple[int, ...]
    """Lowest first."""
    impacts: tuple[Impact, ...]
    parked: bool
    why: str
    """One sentence: what hangs on it."""

    @property
    def spread(self) -> int:
        """Levels between the lowest and the highest vote."""
        return self.votes[-1] - self.votes[0] if self.votes else 0

    @property
    def is_answered(self) -> bool:
        """Whether the room gave it a level or said that it does not apply; evidence or a name may still lack."""
        return self.state in ("level", "not-applicable")

    @property
    def can_change_verdict(self) -> bool:
        """Whether its answer can change anything that the verdict looks at."""
        return bool(self.impacts)

    @property
    def weight(self) -> Weight:
        """The strongest thing that its answer can move."""
        return "votes" if not self.impacts and self.spread else weight_of(self.impacts)


@dataclass(frozen=True, slots=True)
class OpenCard:
    """One card of the two-week test that is not played yet."""

    use_case_id: str
    card_id: str
    title: str
    day: int
    room: bool
    """One of the cards to play when time is short."""
    impacts: tuple[Impact, ...]

    @property
    def can_change_verdict(self) -> bool:
        """Whether its outcome can change anything that the verdict looks at."""
        return bool(self.impacts)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One point of the agenda."""

    id: str
    """Stable, such as `metric` or `drill`."""
    title: str
    minutes: float
    """Before the workshop: of whoever does it, for all of them together where a role is asked."""
    settled: bool
    """Nothing is left to do here but to read it out."""
    say: str
    """What the facilitator says to open it."""
    notes: tuple[str, ...] = ()
    """Sentences on what is there and what is missing."""
    questions: tuple[OpenQuestion, ...] = ()
    cards: tuple[OpenCard, ...] = ()
    inputs: tuple[str, ...] = ()
    """Names of the money inputs to fill in."""


@dataclass(frozen=True, slots=True)
class Part:
    """Before the workshop, in the room, or after it."""

    id: PartId
    title: str
    planned_minutes: int
    """How long it is meant to take; for `before`, each participant's own time."""
    items: tuple[AgendaItem, ...]

    @property
    def minutes(self) -> float:
        """How long its items take together."""
        return sum(item.minutes for item in self.items)

    def item(self, item_id: str) -> AgendaItem:
        """Return the item of this id; KeyError when the part has none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)


@dataclass(frozen=True, slots=True)
class Agenda:
    """A workshop on one use case."""

    use_case_id: str
    """Empty while there is no use case."""
    other_use_case_ids: tuple[str, ...]
    """Further active use cases; each needs its own metric, cards and money."""
    before: Part
    room: Part
    after: Part
    questions: tuple[OpenQuestion, ...]
    """Every open question: what can change the verdict first, then by how far votes differ, the room's first."""
    cards: tuple[OpenCard, ...]
    """Every unplayed card of this use case, what can change the verdict first."""
    missing_inputs: tuple[str, ...]
    """Names of the inputs without which there is no figure."""
    nothing_more_can_change: bool
    """No open question of any use case and no unplayed card can change the verdict; the money still may."""
    headline: str
    """One or two sentences: what can still change the verdict."""
    parked: tuple[str, ...]
    """Ids of the questions that were parked for after."""


def weight_of(impacts: tuple[Impact, ...]) -> Weight:
    """Return the strongest thing that an answer or an outcome can move for any use case; `score` for nothing."""
    if any(impact.verdict for impact in impacts):
        return "verdict"
    if any(impact.clauses for impact in impacts):
        return "gates"
    if any(impact.stage for impact in impacts):
        return "stage"
    return "work" if impacts else "score"


def rank_of(weight: Weight) -> int:
    """Return the place of a weight, 0 for the strongest."""
    return _WEIGHTS.index(weight)

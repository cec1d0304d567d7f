"""The two-week test: what happens on days 1 to 14 without the project team."""

from __future__ import annotations

from dataclasses import dataclass

from fortnight.core.questionnaire import MissingPiece
from fortnight.core.use_case import Outcome


@dataclass(frozen=True, slots=True)
class PlayedCard:
    """One applicable card and how it counts."""

    card_id: str
    day: int
    title: str
    played: Outcome | None
    """The outcome as the room gave it; None: not played."""
    counted: Outcome | None
    """The outcome as it counts: an unproven `runs` or `recovers` is `limps`."""
    why_downgraded: str
    """What proof is missing; empty when it counts as given."""
    missing_pieces: tuple[MissingPiece, ...]
    """What a bad outcome showed to be missing; empty for a card that was handled."""


@dataclass(frozen=True, slots=True)
class DrillResult:
    """The two-week test of one use case."""

    cards: tuple[PlayedCard, ...]
    """Every applicable card by day."""
    handled: int
    """Cards that count as `runs` or `recovers`."""
    limps: int
    breaks: int
    unplayed: int
    survives_to_day: int
    """The day before the first break; 14 when nothing broke."""
    first_break: PlayedCard | None
    missing_pieces: tuple[MissingPiece, ...]
    passes: bool | None
    """None while a card is unplayed and nothing has failed it yet."""
    sentence: str
    """Such as: 9 of 16 handled; first break on day 5: model retired, nobody owns it."""

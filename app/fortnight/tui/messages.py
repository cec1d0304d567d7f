"""Messages that widgets send up; nothing here reaches down. What comes down is the store's assessment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message


@dataclass
class InTurn(Message):
    """Do this once every key typed before has been handled.

    Keys with priority overtake the ones before them, which are still on their way from widget to widget. This goes
    the same way behind them, so that an answer typed just before leaving is still an answer.
    """

    act: Callable[[], None]


@dataclass
class LevelPicked(Message):
    """A level was chosen, by digit, by click or with the cursor."""

    level: int


@dataclass
class RowWanted(Message):
    """A row of a table is to be edited; an empty key asks for a new one."""

    table: str
    key: str


@dataclass
class RowUnwanted(Message):
    """A row of a table is to be taken out."""

    table: str
    key: str


@dataclass
class QuestionWanted(Message):
    """Somebody wants to see this question."""

    question_id: str


@dataclass
class StationWanted(Message):
    """Somebody wants to see this station of the scoping record."""

    station_id: str


@dataclass
class CardWanted(Message):
    """Somebody wants to see this card of the two-week test."""

    card_id: str


@dataclass
class OutcomePicked(Message):
    """How a card went, by key or by click."""

    outcome: str

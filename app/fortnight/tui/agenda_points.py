"""The agenda as a list: a line for each point, what to say, and where Enter leads. No screen in here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fortnight.core.agenda_plan import (
    Agenda,
    AgendaItem,
    OpenCard,
    OpenQuestion,
    Part,
    PartId,
    Weight,
    weight_of,
)
from fortnight.core.agenda_room import CARD_MINUTES
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.wording import Wording
from fortnight.forms.parts import Field
from fortnight.tui.return_pages import PAGES
from fortnight.tui.store import Place, Store
from fortnight.tui.workshop_clock import RESERVE, minutes_left

_WEIGHTS: Mapping[Weight, str] = {
    "verdict": "can decide the verdict",
    "gates": "holds a gate open",
    "stage": "can change the stage",
    "work": "moves the work that is left",
    "votes": "only votes differ",
    "score": "shapes the score only",
}

_PLACES: Mapping[str, tuple[str, str]] = {
    "decision": ("scope", "team/assessment.decision"),
    "metric": ("scope", "metric/metric.name"),
    "money": ("return", "room"),
    "verdict": ("roadmap", "verdicts"),
    "owners": ("roadmap", "board"),
    "data-map": ("scope", "data"),
    "finance": ("return", "room"),
    "timing": ("scope", "baseline/baseline.minutes_per_task"),
    "challenge": ("return", "trust"),
    "plan": ("roadmap", "verdicts"),
    "drill": ("test", ""),
    "cards": ("test", ""),
    "votes": ("assess", ""),
    "questions": ("assess", ""),
}
"""Where an item of the agenda is worked on: area, station or page, and field."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the list."""

    id: str
    title: str
    minutes: float | None
    """None where the item that it belongs to counts them."""
    settled: bool
    is_item: bool
    """Whether it is an item of the agenda; otherwise it belongs to the item above it."""
    about: str
    """A few words on what hangs on it."""
    say: str
    """What the facilitator says, asks or reads out."""
    notes: tuple[str, ...]
    place: Place | None
    """Where it is worked on; None: nowhere but in the list of use cases."""


def part_of(agenda: Agenda, part_id: PartId) -> Part:
    """Return a part of the agenda."""
    return {"before": agenda.before, "room": agenda.room, "after": agenda.after}[part_id]


def points(agenda: Agenda, part_id: PartId, store: Store, gone: int | None) -> tuple[Point, ...]:
    """Return the lines of a part; `gone` are the minutes that it has run, None before it began."""
    header = store.assessment.assessment
    wording = Wording(header.language, header.currency)
    part, listed = part_of(agenda, part_id), _Listed(agenda, store.questionnaire, wording)
    return tuple(point for item in part.items for point in listed.item(item, part, gone))


def next_point(listed: tuple[Point, ...]) -> Point | None:
    """Return the first item that is not settled; None when all are."""
    return next((point for point in listed if point.is_item and not point.settled), None)


@dataclass(frozen=True, slots=True)
class _Listed:
    agenda: Agenda
    questionnaire: Questionnaire
    wording: Wording

    def item(self, item: AgendaItem, part: Part, gone: int | None) -> Iterator[Point]:
        """Yield an item, and below it what it is made of."""
        below = tuple(self._below(item))
        minutes, place = item.minutes, below[0].place if below else None
        if item.id == RESERVE and gone is not None:
            minutes = max(0.0, part.planned_minutes - gone - minutes_left(part, gone))
        if place is None and item.id in _PLACES:
            area, ref = _PLACES[item.id]
            place = Place(area, ref, self.agenda.use_case_id)
        notes = () if below else item.notes
        yield Point(item.id, item.title, minutes, item.settled, True, "", item.say, notes, place)
        yield from below

    def _below(self, item: AgendaItem) -> Iterator[Point]:
        if item.id == "parked":
            for question_id in self.agenda.parked:
                yield self._parked(item, question_id)
        for question in item.questions:
            yield self._question(item, question)
        for card in item.cards:
            yield self._card(item, card)
        for name in item.inputs:
            yield self._input(item, name)

    def _parked(self, item: AgendaItem, question_id: str) -> Point:
        question = self.questionnaire.questions[question_id]
        return Point(f"{item.id}:{question_id}", question.title, None, False, False, "parked", question.ask, (),
                     Place("assess", question_id))

    def _question(self, item: AgendaItem, question: OpenQuestion) -> Point:
        votes = f"votes {question.votes[0]} to {question.votes[-1]}" if question.spread else ""
        about = ", ".join(filter(None, (_WEIGHTS[question.weight], votes, "parked" if question.parked else "")))
        return Point(f"{item.id}:{question.question_id}", question.title, question.minutes, False, False, about,
                     self.questionnaire.questions[question.question_id].ask, (question.why,),
                     Place("assess", question.question_id))

    def _card(self, item: AgendaItem, card: OpenCard) -> Point:
        return Point(f"{item.id}:{card.card_id}", f"Day {card.day}: {card.title}", CARD_MINUTES, False, False,
                     _WEIGHTS[weight_of(card.impacts)], self.questionnaire.cards[card.card_id].event, (),
                     Place("test", card.card_id, card.use_case_id))

    def _input(self, item: AgendaItem, name: str) -> Point:
        spec = INPUTS[name]
        page = next(page.id for page in PAGES
                    if any(isinstance(part, Field) and part.key == f"roi.{name}" for part in page.parts))
        title = f"{spec.title} ({self.wording.in_currency(spec.unit)})"
        return Point(f"{item.id}:{name}", title, None, False, False, "", spec.help, (),
                     Place("return", f"{page}/roi.{name}", self.agenda.use_case_id))

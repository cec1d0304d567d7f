"""Steps for one use case beside its record: naming it, the cards of the two-week test, and the figures."""

from __future__ import annotations

from dataclasses import dataclass

from fortnight.core.drill import PlayedCard, drill_result
from fortnight.core.quantity import Quantity
from fortnight.core.replies import figure_at, place_of_input, quantity_in_words
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.timing import timed_quantity
from fortnight.core.use_case import DrillPlay
from fortnight.forms.ids import free_id
from fortnight.forms.parts import Field
from fortnight.forms.typed import quantity_table, read_number, read_quantity
from fortnight.workshop.field_steps import FieldStep
from fortnight.workshop.quantity_steps import known_from
from fortnight.workshop.steps import CLEAR, Choices, Refused, Sheet, Step, StepState, Taken, chosen, numbered

OUTCOMES: Choices = (
    ("runs", "runs"),
    ("recovers", "recovers"),
    ("limps", "limps"),
    ("breaks", "breaks"),
)
_MEANING = (
    "1 runs: nothing happens, the process keeps running. 2 recovers: someone outside the team, by a written "
    "procedure. 3 limps: a workaround, users wait. 4 breaks: nobody knows what to do, or a decision is blocked."
)
_PLAY_FIELDS = (
    Field("notices", "Who notices", example="the night shift, by the queue"),
    Field("acts", "Who acts", example="service desk", help="A role outside the project team."),
    Field("written_where", "Where is it written", example="runbook, page 4"),
    Field("tested_on", "When was it last tried", "date", example="2026-10-02"),
)

@dataclass(frozen=True, slots=True)
class NewCaseStep(Step):
    """The name of a use case, which makes it."""

    another: bool

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` while nothing is scoped."""
        del sheet
        return "aside" if self.another else "open"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the question for its name."""
        del sheet
        which = "another use case" if self.another else "the use case"
        return (f"Name {which}: one workflow that AI would take over.", "Such as Claims triage:")

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Make the use case."""
        name = line.strip()
        case_id = free_id(name, sheet.assessment.use_cases)
        return Taken(sheet.with_value(("use_cases", case_id, "name"), name), (f"{name} is added.",))


@dataclass(frozen=True, slots=True)
class CardStep(Step):
    """One card of the two-week test."""

    case_id: str
    card_id: str

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` until it is played."""
        return "given" if self._play(sheet).outcome else "open"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the event, what to ask about it, and the outcomes."""
        card = sheet.questionnaire.cards[self.card_id]
        played = self._played(sheet)
        is_played = played is not None and played.played is not None
        kept = f"Enter keeps it, {CLEAR} empties it."
        now = [f"Now: {played.played}. {played.why_downgraded} {kept}"] if played and is_played else []
        return (
            f"Day {card.day} without the team: {card.title}.",
            card.event,
            *(f"{number}. {probe}" for number, probe in enumerate(card.probes, start=1)),
            *now,
            f"What happens: {numbered(OUTCOMES)}:",
        )

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write the outcome and ask who notices, who acts, where it is written and when it was tried."""
        place = ("use_cases", self.case_id, "drill", self.card_id)
        if line.strip() == CLEAR:
            title = sheet.questionnaire.cards[self.card_id].title
            return Taken(sheet.with_value((*place, "outcome"), None), (f"{title}: not played.",), (self,))
        outcome = chosen(line, OUTCOMES)
        changed = sheet.with_value((*place, "outcome"), outcome)
        title = sheet.questionnaire.cards[self.card_id].title
        fields = tuple(FieldStep(place, field, title) for field in _PLAY_FIELDS)
        return Taken(changed, (f"{title}: {outcome}.",), (*fields, CountsAsStep(self)))

    def help(self, sheet: Sheet) -> tuple[str, ...]:
        """Return what the outcomes mean."""
        del sheet
        return (_MEANING,)

    def choices(self, sheet: Sheet) -> Choices:
        """Return the outcomes; b means breaks to whoever knows the app's keys."""
        del sheet
        return OUTCOMES

    def why_downgraded(self, sheet: Sheet) -> str:
        """Return what proof the outcome lacks, as a sentence; empty when it counts as given."""
        played = self._played(sheet)
        return played.why_downgraded if played else ""

    def _play(self, sheet: Sheet) -> DrillPlay:
        return sheet.assessment.use_cases[self.case_id].drill.get(self.card_id, DrillPlay())

    def _played(self, sheet: Sheet) -> PlayedCard | None:
        result = drill_result(sheet.assessment, sheet.questionnaire, self.case_id)
        return next((card for card in result.cards if card.card_id == self.card_id), None)


@dataclass(frozen=True, slots=True)
class CountsAsStep(Step):
    """Says once that an outcome counts for less than it was given, and lets the room mend it."""

    of: CardStep

    @property
    def is_remark(self) -> bool:
        """Whether it only follows when there is something to say."""
        return True

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` when there is something to say."""
        return "open" if self.of.why_downgraded(sheet) else "aside"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return what proof is missing."""
        return (self.of.why_downgraded(sheet), "y to fill that in now, Enter to leave it:")

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Ask for the proof again, or leave it."""
        if not chosen(line, ((True, "yes"), (False, "no"))):
            return Taken(sheet)
        place = ("use_cases", self.of.case_id, "drill", self.of.card_id)
        title = sheet.questionnaire.cards[self.of.card_id].title
        return Taken(sheet, follow=tuple(FieldStep(place, field, title) for field in _PLAY_FIELDS[1:]))


@dataclass(frozen=True, slots=True)
class FigureStep(Step):
    """One input of the money model."""

    case_id: str
    input_name: str
    of_reply: bool = False
    """A reply has one table for every figure; nothing of it goes into a baseline."""

    @property
    def spec_title(self) -> str:
        """The title of the input."""
        return INPUTS[self.input_name].title

    def path(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the place of the figure in the file."""
        if self.of_reply:
            return ("use_cases", self.case_id, "roi", self.input_name)
        return place_of_input(self.case_id, sheet.assessment.use_cases[self.case_id], self.input_name)

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` while nobody has given it."""
        return "open" if self.quantity(sheet) is None else "given"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return what it means, what stands there, and the three ways to give a figure."""
        spec, there = INPUTS[self.input_name], self.quantity(sheet)
        name = sheet.assessment.use_cases[self.case_id].name.strip() or self.case_id
        shown = quantity_in_words(there, sheet.words) if there else ""
        now = [f"Now: {shown}. Enter keeps it, {CLEAR} empties it."] if there else []
        one, span = ("share", "20% to 40%") if spec.domain == "share" else ("number", "6 to 11")
        return (
            f"{spec.title} ({name}), in {sheet.words.in_currency(spec.unit)}. {spec.help}",
            *now,
            f"One {one} such as {spec.example}, a range such as {span}, or least / likely / most:",
        )

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write the figure and ask how it is known."""
        path = self.path(sheet)
        if line.strip() == CLEAR:
            return Taken(sheet.with_value(path, None), (f"{self.spec_title} is empty.",))
        try:
            numbers = read_quantity(line, is_share=INPUTS[self.input_name].domain == "share")
        except ValueError as problem:
            raise Refused(str(problem)) from None
        there = quantity_table(sheet.value(path))
        kept = {key: there[key] for key in ("evidence", "source") if key in there}
        changed = sheet.with_value(path, {**numbers, **kept})
        said = f"{self.spec_title}: {line.strip()}."
        return Taken(changed, (said, *changed.complaint(path, sheet)), known_from(path))

    def quantity(self, sheet: Sheet) -> Quantity | None:
        """Return the figure as it stands."""
        case = sheet.assessment.use_cases[self.case_id]
        return case.roi.inputs.get(self.input_name) if self.of_reply else figure_at(case, self.input_name)


@dataclass(frozen=True, slots=True)
class TimedStep(Step):
    """Tasks that a participant timed with a stopwatch."""

    case_id: str

    @property
    def _figure(self) -> FigureStep:
        return FigureStep(self.case_id, "baseline_minutes", of_reply=True)

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` while today's minutes are not known."""
        return "open" if self._figure.quantity(sheet) is None else "given"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return what to time and how to type it."""
        name = sheet.assessment.use_cases[self.case_id].name.strip() or self.case_id
        there = self._figure.quantity(sheet)
        shown = quantity_in_words(there, sheet.words) if there else ""
        now = [f"Now: {shown}. Enter keeps it, {CLEAR} empties it."] if there else []
        return (
            f"Timed tasks ({name}). Hands-on minutes of each task as it is done today, by stopwatch.",
            *now,
            "The minutes with spaces between them, such as 12 9.5 14:",
        )

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write their mean, as far as it is known."""
        if line.strip() == CLEAR:
            return self._figure.take(sheet, line)
        try:
            minutes = [read_number(part) for part in line.replace(";", " ").split()]
            quantity = timed_quantity(minutes)
        except ValueError as problem:
            raise Refused(str(problem)) from None
        changed = sheet.with_value(self._figure.path(sheet), quantity)
        return Taken(changed, (f"Minutes a task: {quantity_in_words(quantity, sheet.words)}.",))

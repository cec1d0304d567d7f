"""Test: the two weeks without the project team, card by card on a line of fourteen days."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from fortnight.core.assessment import Assessment
from fortnight.core.drill import DrillResult, PlayedCard, drill_result
from fortnight.core.use_case import DrillPlay
from fortnight.forms.parts import Field
from fortnight.tui.commands import TEST, bindings
from fortnight.tui.messages import CardWanted, OutcomePicked
from fortnight.tui.modals.drill_result import DrillResultScreen, survived_caption
from fortnight.tui.screens.area import AreaScreen
from fortnight.tui.store import Edit
from fortnight.tui.widgets.big_figure import BigFigure
from fortnight.tui.widgets.day_line import DayLine
from fortnight.tui.widgets.form import Form
from fortnight.tui.widgets.outcome_picker import OutcomePicker
from fortnight.tui.widgets.page import Page

DETAILS = (
    Field("notices", "Who notices", example="shift lead, in the queue report"),
    Field("acts", "Who acts", example="service desk"),
    Field("written_where", "Where it is written", example="runbook, page 4"),
    Field("tested_on", "Last tried on", "date", example="2026-10-02"),
)
"""The proof that an outcome needs."""


class TestScreen(AreaScreen):
    """Plays one card at a time; the result is computed after every key."""

    __test__ = False
    AREA = "test"
    CSS_PATH = "drill.tcss"
    PLACE_COMMANDS = TEST
    BINDINGS = bindings(TEST)
    NEEDS_CASE = True
    HELP_TEXT = (
        "The project team is away for two weeks. Read the event aloud and ask the questions below it; then say "
        "how it goes: r runs, c recovers, l limps, b breaks. Enter goes on to who notices, who acts, where it "
        "is written and when it was last tried.\n\n"
        "An outcome needs proof: runs wants a log or a date on which it was tried; recovers wants somebody "
        "outside the team and a document. Without it, it counts as limps, and the screen says so. s shows the "
        "result large."
    )

    def __init__(self) -> None:
        super().__init__()
        self._current = ""
        self._result: DrillResult | None = None

    def compose_area(self) -> ComposeResult:
        """Make line, card, outcomes, details and result."""
        yield DayLine()
        with Horizontal(id="test-body"):
            with Page(id="test-page"):
                with Horizontal(id="card-head"):
                    yield Static("", id="card-title", markup=False)
                    yield Static("", id="card-number", markup=False)
                yield Static("", id="event", markup=False)
                yield OutcomePicker()
                yield Static("", id="doubt", markup=False)
                yield Form(DETAILS, self._write, id="details")
                yield Static("", id="probes", markup=False)
            with Page(id="test-aside"):
                yield Static("Ask", classes="aside-title", markup=False)
                yield Static("", id="aside-probes", markup=False)
        with Horizontal(id="test-result"):
            yield BigFigure(id="survives", classes="large")
            yield Static("", id="days", classes="caption large", markup=False)
            yield BigFigure(id="handled", classes="large")
            yield Static("", id="of-cards", classes="caption large", markup=False)
            yield Static("", id="result-sentence", markup=False)

    async def on_mount(self) -> None:
        """Begin with the outcomes, so that one key plays a card."""
        self.query_one(OutcomePicker).focus()

    def show(self, assessment: Assessment) -> None:
        """Draw the current card and the result so far."""
        result = self._result = drill_result(assessment, self.store.questionnaire, self.case_id)
        self.query_one("#result-sentence", Static).update(result.sentence)
        self.query_one("#survives", BigFigure).number = result.survived_days
        self.query_one("#days", Static).update("\n".join(survived_caption(result)))
        self.query_one("#handled", BigFigure).number = result.handled
        self.query_one("#of-cards", Static).update(f"of {len(result.cards)} events\nhandled")
        line = self.query_one(DayLine)
        line.result = result
        if not result.cards:
            return
        if self._current not in {card.card_id for card in result.cards}:
            self._current = next((card.card_id for card in result.cards if card.played is None),
                                 result.cards[0].card_id)
        line.current = self._current
        self._show_card(result, next(card for card in result.cards if card.card_id == self._current))

    def _show_card(self, result: DrillResult, played: PlayedCard) -> None:
        card = self.store.questionnaire.cards[played.card_id]
        play = self.use_case.drill.get(played.card_id, DrillPlay())
        self.query_one("#card-title", Static).update(f"Day {card.day}: {card.title}")
        self.query_one("#card-number", Static).update(f"{result.cards.index(played) + 1} of {len(result.cards)}")
        self.query_one("#event", Static).update(card.event)
        self.query_one(OutcomePicker).show(play.outcome)
        doubt = self.query_one("#doubt", Static)
        doubt.update(f"~ {played.why_downgraded}")
        doubt.display = bool(played.why_downgraded)
        self.query_one("#details", Form).show(play.model_dump(), of=self._root)
        probes = Content("\n").join(Content(f"› {probe}") for probe in card.probes)
        self.query_one("#probes", Static).update(probes)
        self.query_one("#aside-probes", Static).update(Content("\n\n").join(map(Content, card.probes)))
        page = self.query_one("#test-page")
        page.set_class(play.outcome is not None, "-played")
        page.set_class(play.outcome is None, "-open")

    # Moving.

    def go_to(self, ref: str) -> None:
        """Show the card called `ref`."""
        if ref != self._current:
            self.flush()
            self._current = ref
            self.redraw()
            self.query_one("#test-page", Page).scroll_home(animate=False)

    def _step(self, step: int) -> bool:
        cards = [card.card_id for card in self._result.cards] if self._result is not None else []
        position = cards.index(self._current) + step if self._current in cards else -1
        if not 0 <= position < len(cards):
            return False
        self.go_to(cards[position])
        return True

    def action_previous(self) -> None:
        """Go to the card before."""
        self._step(-1)
        self.query_one(OutcomePicker).focus()

    def action_next(self) -> None:
        """Go to the next card; after the last one show the result."""
        if not self._step(1):
            self.action_result()
        self.query_one(OutcomePicker).focus()

    def on_card_wanted(self, message: CardWanted) -> None:
        """Show the card that was clicked on the line."""
        self.go_to(message.card_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the details of a card that is played, and the way back from anywhere but its outcomes."""
        if action == "details" and not self.query_one("#test-page").has_class("-played"):
            return False
        if action == "card" and isinstance(self.focused, OutcomePicker):
            return False
        return super().check_action(action, parameters)

    def action_details(self) -> None:
        """Go into the details; from the outcomes of an unplayed card, nowhere."""
        if self.query_one("#test-page").has_class("-played"):
            self.query_one("#details", Form).query(Input).first().focus()

    def action_card(self) -> None:
        """Leave the field, so that letters are outcomes again."""
        self.flush()
        self.query_one(OutcomePicker).focus()

    def action_result(self) -> None:
        """Show the result large."""
        self.flush()
        if self._result is not None:
            self.app.push_screen(DrillResultScreen(self.use_case.name or self.case_id, self._result))

    # Playing.

    @property
    def _root(self) -> tuple[str, ...]:
        return ("use_cases", self.case_id, "drill", self._current)

    @property
    def _title(self) -> str:
        return self.store.questionnaire.cards[self._current].title

    def action_outcome(self, outcome: str) -> None:
        """Say how the card goes."""
        if self._current:
            self.store.set((*self._root, "outcome"), outcome, label=f"{self._title}: {outcome}",
                           place=self.place(self._current))

    def on_outcome_picked(self, message: OutcomePicked) -> None:
        """Say how the card goes, by click."""
        self.action_outcome(message.outcome)

    def action_clear(self) -> None:
        """Take the outcome away; who, where and when stay."""
        if self._current in self.use_case.drill:
            self.store.remove((*self._root, "outcome"), label=f"{self._title}: not played",
                              place=self.place(self._current))

    def _write(self, edits: Sequence[Edit], label: str) -> None:
        self.store.change([Edit((*self._root, *edit.path), edit.value) for edit in edits],
                          label=f"{self._title}: {label.lower()}", place=self.place(self._current),
                          joined=f"{self._root}:{edits[0].path}")

    def on_form_left(self) -> None:
        """After the last detail comes the next card."""
        self.action_next()

    def flush(self) -> None:
        """Write what is typed in the details."""
        for form in self.query("#details").results(Form):
            form.flush()

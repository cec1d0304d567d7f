"""How a card goes: four outcomes with their meaning, one key each."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from fortnight.tui.messages import OutcomePicked


@dataclass(frozen=True, slots=True)
class _Offered:
    outcome: str
    key: str
    name: str
    meaning: str
    short: str
    """The meaning where lines are few."""


OUTCOMES = (
    _Offered("runs", "r", "Runs", "nothing happens: the process keeps running", "it keeps running"),
    _Offered("recovers", "c", "Recovers", "somebody outside the team mends it by a written procedure",
             "others mend it"),
    _Offered("limps", "l", "Limps", "there is a workaround, and users wait", "users wait"),
    _Offered("breaks", "b", "Breaks", "nobody knows what to do, or a decision is blocked",
             "nobody can act"),
)
"""How a card can go."""


class _OutcomeRow(Static):
    def __init__(self, outcome: str) -> None:
        super().__init__(markup=False)
        self.outcome = outcome

    def on_click(self, event: events.Click) -> None:
        """A click picks the outcome."""
        event.stop()
        self.post_message(OutcomePicked(self.outcome))


class OutcomePicker(Vertical, can_focus=True):
    """Draws the outcomes; the keys are the area's, so that they work from everywhere but a text field."""

    BINDINGS = [Binding("up", "move(-1)", show=False), Binding("down", "move(1)", show=False),
                Binding("space", "pick", show=False)]
    DEFAULT_CSS = """
    OutcomePicker {
        height: auto;
        _OutcomeRow {
            height: auto;
            padding: 0 1;
            &:hover { background: $panel; }
            &.-chosen { background: $chosen; color: $chosen-text; }
        }
    }
    """
    HELP = "r, c, l or b say how this card goes without the project team; Enter goes on to who, where and when."

    outcome: reactive[str | None] = reactive(None)
    cursor = reactive(-1)

    def __init__(self) -> None:
        super().__init__()
        self._rows = tuple(_OutcomeRow(offered.outcome) for offered in OUTCOMES)

    def compose(self) -> ComposeResult:
        """Make a row for each outcome."""
        yield from self._rows

    def show(self, outcome: str | None) -> None:
        """Draw what was picked."""
        self.set_reactive(OutcomePicker.outcome, outcome)
        self.set_reactive(OutcomePicker.cursor, -1)
        self._draw()

    def watch_cursor(self) -> None:
        """Draw the cursor where it is now."""
        self._draw()

    def _draw(self) -> None:
        is_short = self.screen.has_class("-low")
        for index, (row, offered) in enumerate(zip(self._rows, OUTCOMES, strict=True)):
            chosen = offered.outcome == self.outcome
            lead = "bold" if chosen else "bold $lead"
            row.update(Content.assemble("› " if index == self.cursor else "  ", "● " if chosen else "○ ",
                                        (offered.key, lead), f" {offered.name.ljust(9)}",
                                        offered.short if is_short else offered.meaning))
            row.set_class(chosen, "-chosen")

    def on_resize(self) -> None:
        """Say more or less, as the lines allow."""
        self._draw()

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.cursor = (self.cursor + step) % len(OUTCOMES) if self.cursor >= 0 else 0

    def action_pick(self) -> None:
        """Pick what is under the cursor."""
        if self.cursor >= 0:
            self.post_message(OutcomePicked(OUTCOMES[self.cursor].outcome))

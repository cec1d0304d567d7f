"""A question with two answers."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Button, Static

from fortnight.tui.widgets.dialog import Dialog


class ConfirmModal(Dialog[bool]):
    """Dismisses with True for yes; no and Esc are False."""

    KEYS = (("Enter", "choose", "press"), ("← →", "the other one", "other"), ("Esc", "close", "close"))
    BINDINGS = [Binding("left,right", "other", show=False), Binding("escape", "close", show=False)]

    def __init__(self, title: str, sentence: str, *, yes: str, no: str = "Cancel") -> None:
        super().__init__(title)
        self._sentence = sentence
        self._yes = yes
        self._no = no

    def compose_body(self) -> ComposeResult:
        """Make the sentence and the two buttons."""
        yield Static(self._sentence, markup=False)
        with Horizontal(classes="buttons"):
            yield Button(self._no, id="no")
            yield Button(self._yes, id="yes")

    def on_mount(self) -> None:
        """Start on the answer that changes nothing."""
        self.query_one("#no", Button).focus()

    def action_other(self) -> None:
        """Go to the other button."""
        self.focus_next(Button)

    def action_press(self) -> None:
        """Press the button that has the focus."""
        if isinstance(self.focused, Button):
            self.focused.press()

    def action_close(self) -> None:
        """Esc says no."""
        self.dismiss(False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "yes")

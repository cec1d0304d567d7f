"""Somebody else wrote the file: three ways on, none of which loses anything."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Button, Static

from fortnight.errors import UserError
from fortnight.tui.store import Store
from fortnight.tui.widgets.dialog import Dialog


class ChangedModal(Dialog[None]):
    """Lets people choose, and can be put off: until then nothing is written."""

    KEYS = (("Enter", "choose", "press"), ("↑ ↓", "another way", "other"), ("Esc", "later", "close"))
    BINDINGS = [Binding("down", "other", show=False), Binding("up", "other_back", show=False)]
    DEFAULT_CSS = """
    ChangedModal .ways { height: auto; margin-top: 1; Button { width: 100%; margin-bottom: 1; text-align: left; } }
    """

    def __init__(self, store: Store) -> None:
        super().__init__("The file was changed by somebody else")
        self._store = store

    def compose_body(self) -> ComposeResult:
        """Make the ways on."""
        yield Static(f"{self._store.path.name} on disk is no longer the one that was opened here. Nothing has "
                     "been overwritten. Whatever you choose can be taken back with Ctrl+Z.", markup=False)
        with Vertical(classes="ways"):
            yield Button("Bring both together: keep the changes of both sides", id="together")
            yield Button("Keep mine: the other version stays beside as a copy", id="mine")
            yield Button("Take theirs: show what is on disk", id="theirs")

    def on_mount(self) -> None:
        """Start on the way that keeps most."""
        self.query_one("#together", Button).focus()

    def action_other(self) -> None:
        """Go to the next way."""
        self.focus_next(Button)

    def action_other_back(self) -> None:
        """Go to the way before."""
        self.focus_previous(Button)

    def action_press(self) -> None:
        """Press the button that has the focus."""
        if isinstance(self.focused, Button):
            self.focused.press()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go the chosen way, unless the file on disk cannot be read."""
        ways = {"together": self._store.bring_together, "mine": self._store.keep_mine,
                "theirs": self._store.take_theirs}
        try:
            ways[str(event.button.id)]()
        except (UserError, OSError) as problem:
            self.notify(str(problem), title="The file on disk cannot be read", severity="error", timeout=15,
                        markup=False)
        self.dismiss(None)

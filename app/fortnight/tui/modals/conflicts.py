"""What a merge could not decide: one field, two edits, and a person who chooses."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Button, Static

from fortnight.core.conflicts import place_of, settle
from fortnight.errors import UserError
from fortnight.tui.store import Place, Store
from fortnight.tui.widgets.dialog import Dialog


class ConflictsModal(Dialog[None]):
    """Asks one after the other; what is left for later stays in the file and keeps being asked."""

    KEYS = (("1 2 3", "choose", "nothing"), ("↑ ↓", "another", "other"), ("Esc", "later", "close"))
    BINDINGS = [
        Binding("1", "choose('ours')", show=False),
        Binding("2", "choose('theirs')", show=False),
        Binding("3", "choose('base')", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    HELP_TEXT = ("Two people changed the same field while the file was in two places. Choose what holds; Ctrl+Z "
                 "takes a choice back. What is left for later is asked again when the file is opened.")
    DEFAULT_CSS = """
    ConflictsModal {
        .dialog { width: 84; }
        .conflict-place { text-style: bold; height: auto; margin-bottom: 1; }
        .ways { height: auto; Button { width: 100%; margin-bottom: 1; content-align: left middle; height: auto; } }
        .problem { color: $bad; height: auto; }
    }
    """

    def __init__(self, store: Store) -> None:
        super().__init__("Two edits of one field")
        self._store = store
        self._conflict = ""

    def compose_body(self) -> ComposeResult:
        """Make the place and the three ways."""
        yield Static("", markup=False, classes="conflict-place")
        with Vertical(classes="ways"):
            for way in ("ours", "theirs", "base"):
                yield Button("", id=way)
        yield Static("", markup=False, classes="problem")

    def on_mount(self) -> None:
        """Show the first."""
        self._show_next()

    def _show_next(self) -> None:
        conflicts = self._store.assessment.conflicts
        if not conflicts:
            self.dismiss(None)
            return
        self._conflict, conflict = next(iter(conflicts.items()))
        left = f"   ({len(conflicts)} to settle)" if len(conflicts) > 1 else ""
        self.query_one(".conflict-place", Static).update(f"{self._place_in_words()}{left}")
        # A merge does not record who wrote which, so neither is called ours or theirs.
        ways = (("ours", "One"), ("theirs", "The other"), ("base", "As it was"))
        for number, (way, words) in enumerate(ways, 1):
            self.query_one(f"#{way}", Button).label = Content(
                f"{number}  {words}: {_shown(getattr(conflict, way))}")
        self.query_one("#ours", Button).focus()

    def _place_in_words(self) -> str:
        keys = place_of(self._conflict)
        question = self._store.questionnaire.questions.get(keys[1]) if keys[0] == "answers" else None
        return " ▸ ".join((question.title, *keys[2:]) if question is not None else keys)

    def action_choose(self, way: str) -> None:
        """Settle the conflict this way."""
        value = getattr(self._store.assessment.conflicts[self._conflict], way)
        try:
            settled = settle(self._store.assessment, self._conflict, value)
        except UserError as problem:
            self.query_one(".problem", Static).update(f"✗ {problem}")
            return
        self._store.replace(settled, label=f"Settled {self._place_in_words()}", place=Place("assess"))
        self._show_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Settle the conflict this way."""
        self.action_choose(str(event.button.id))

    def action_nothing(self) -> None:
        """A hint, not a key."""


def _shown(value: Any) -> str:
    if value is None:
        return "(nothing)"
    text = " ".join(str(value).split())
    return text if len(text) <= 300 else f"{text[:300]}…"

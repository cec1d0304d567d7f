"""What people decide about one action of the roadmap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from fortnight.core.assessment import ActionDecision
from fortnight.forms.decision import DECISION
from fortnight.tui.store import REMOVED, Edit
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.field_row import FieldRow
from fortnight.tui.widgets.form import Form


class DecisionModal(Dialog[None]):
    """Writes through `write` while people type; the roadmap follows in the background."""

    KEYS = (("Tab", "next field", "next_field"), ("Esc", "done; everything is saved", "close"))
    HELP_TEXT = ("Owner, dates and status go into the file as they are typed. Everything that is not decided here "
                 "is computed again around it: what needs this action, what the role can carry, and go-live.")
    DEFAULT_CSS = """
    DecisionModal {
        .dialog { width: 90; }
        Form { height: auto; }
        .decision-hint { color: $quiet; height: 2; margin-top: 1; }
    }
    """

    def __init__(self, title: str, decision: ActionDecision, start: str,
                 write: Callable[[Sequence[Edit], str], None]) -> None:
        super().__init__(title)
        self._values: dict[str, Any] = decision.model_dump()
        self._start = start
        self._warned_of: tuple[str, ...] = ()
        """What was said to be left out when somebody wanted to leave."""
        self._write_edits = write

    def compose_body(self) -> ComposeResult:
        """Make the fields."""
        yield Form(DECISION, self._write)
        yield Static("", markup=False, classes="decision-hint")

    def on_mount(self) -> None:
        """Begin in the field that was asked for."""
        self.query_one(Form).show(self._values)
        row = next(row for row in self.query(FieldRow) if row.field.key == self._start)
        next(widget for widget in row.query("*") if widget.focusable).focus()

    def _write(self, edits: Sequence[Edit], label: str) -> None:
        self._write_edits(edits, label.lower())
        for edit in edits:
            self._values[edit.path[0]] = None if edit.value is REMOVED else edit.value
        self.query_one(Form).show(self._values)

    def on_form_hint(self, message: Form.Hint) -> None:
        """Say what helps to fill the field."""
        self.query_one(".decision-hint", Static).update(message.field.help if message.field is not None else "")

    def on_form_left(self) -> None:
        """Enter in the last field: done."""
        self.action_close()

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def flush(self) -> None:
        """Write what is typed."""
        self.query_one(Form).flush()

    def action_close(self) -> None:
        """Write and leave; what cannot be saved is left out only by choosing so a second time."""
        self.flush()
        left_out = self.query_one(Form).not_saved()
        if left_out and left_out != self._warned_of:
            self._warned_of = left_out
            self.query_one(".decision-hint", Static).update(f"Not saved: {left_out[0]} Esc again leaves it out.")
            return
        self.dismiss(None)

"""The inputs of the money model as a form: under each value, where it comes from and how the model reads it."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.widgets import Input, Static

from fortnight.forms.parts import Field
from fortnight.tui.return_words import BELIEF
from fortnight.tui.widgets.field_row import FieldRow
from fortnight.tui.widgets.form import Form


class InputForm(Form):
    """Evidence and source of a value are shown while the focus is in its field, else the note says them."""

    HELP = "Enter goes to the next value; Tab goes on to how this one is known, and its source."
    DEFAULT_CSS = """
    InputForm {
        FieldRow .field-label { width: 34; }
        FieldRow .field-more .field-label { padding-left: 4; }
        FieldRow .field-problem { padding-left: 35; }
        FieldRow Input.-short { width: 22; }
        FieldRow.-valued .field-more { display: none; }
        FieldRow.-valued.-inside .field-more { display: block; }
        .input-note { height: auto; padding-left: 35; color: $quiet; margin-bottom: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """Make each field with its note, empty."""
        self._notes: dict[str, Static] = {}
        for part in self._parts:
            if isinstance(part, Field):
                yield FieldRow(part, currency=self._currency)
                self._notes[part.path[-1]] = Static("", markup=False, classes="input-note")
                yield self._notes[part.path[-1]]

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """Write the note of each input by its name."""
        for name, note in self._notes.items():
            text = notes.get(name, "")
            if note.content != text:
                note.update(text)
        self._arrange()

    def _arrange(self) -> None:
        """Hide the note of the row in hand where its fields say the same."""
        for row in self.rows:
            note = self._notes[row.field.path[-1]]
            says_more = BELIEF in str(note.content) or not row.has_class("-valued")
            note.display = says_more or not row.has_class("-inside")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Open the row with the focus, close the others."""
        super().on_descendant_focus(event)
        for row in self.rows:
            row.set_class(event.widget in row.query("*"), "-inside")
        self._arrange()

    def on_field_row_entered(self, message: FieldRow.Entered) -> None:
        """Enter goes to the next value, in the room six of them in a row; after the last the form is left."""
        message.stop()
        message.prevent_default()
        if message.row.is_wrong:
            return
        rows = list(self.rows)
        following = rows[rows.index(message.row) + 1:]
        if following:
            following[0].query(Input).first().focus()
        else:
            self.post_message(self.Left())

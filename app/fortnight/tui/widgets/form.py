"""A form over one table of the file: fields, rows and headings, written through one function."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from fortnight.core.edit import EditError
from fortnight.errors import UserError
from fortnight.forms.parts import Field, Heading, Part, Table, value_at, with_choices
from fortnight.tui.messages import RowUnwanted, RowWanted
from fortnight.tui.store import REMOVED, Edit
from fortnight.tui.widgets.field_row import FieldRow, row_around
from fortnight.tui.widgets.page import Page
from fortnight.tui.widgets.parts_line import shortened
from fortnight.tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from fortnight.tui.modals.row import RowWriter

Writer = Callable[[Sequence[Edit], str], None]
"""Makes edits below the root of the form as one step; the text says what was changed. Raises UserError."""


class Form(Page):
    """Shows the table that `show` gets, and writes through `write` what people change in it."""

    DEFAULT_CSS = """
    Form {
        height: 1fr;
        .form-heading { margin-top: 1; text-style: bold; height: auto; }
    }
    """

    class Hint(Message):
        """Another field has the focus; this is what helps to fill it."""

        def __init__(self, field: Field | None) -> None:
            super().__init__()
            self.field = field

    class Left(Message):
        """Enter was pressed in the last field."""

    def __init__(self, parts: Sequence[Part], write: Writer, *, currency: str = "", ids: Collection[str] = (),
                 id: str | None = None) -> None:
        """Make a form whose fields with the keys `ids` give what is shown its id."""
        super().__init__(id=id)
        self._parts = tuple(parts)
        self._ids = ids
        self._write = write
        self._currency = currency
        self._values: Mapping[str, Any] = {}
        self._of: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Make the parts, empty."""
        for part in self._parts:
            match part:
                case Heading():
                    yield Static(part.text, markup=False, classes="form-heading")
                case Field():
                    yield FieldRow(part, currency=self._currency, gives_id=part.key in self._ids)
                case Table():
                    yield RowTable(part)

    @property
    def rows(self) -> Iterator[FieldRow]:
        """The fields of the form itself, in order."""
        return iter(self.query(FieldRow))

    def count_in(self, currency: str) -> None:
        """Show the units of money in `currency` from now on."""
        if currency != self._currency:
            self._currency = currency
            for row in self.rows:
                row.count_in(currency)

    def focus_field(self, key: str) -> None:
        """Put the focus into the field of this key; where there is none, nothing happens."""
        row = next((row for row in self.rows if row.field.key == key), None)
        if row is not None:
            next(widget for widget in row.query("*") if widget.focusable).focus()

    def show(self, values: Mapping[str, Any], problems: Mapping[str, str] | None = None, *,
             of: tuple[str, ...] = ()) -> None:
        """Write `values`, a table of the file, into the fields in place; `problems` by dotted place below it.

        `of` is where the table is in the file: what was typed for another one and could not be saved is not kept.
        """
        if of != self._of:
            self._of = of
            self.forget()
        self._values = values
        for row in self.rows:
            row.show(value_at(values, row.field.path), (problems or {}).get(row.field.key, ""))
        for table in self.query(RowTable):
            part = self._table(table.table.key)
            table.show(part.rows(value_at(values, part.path)), part.fields)

    def forget(self) -> None:
        """Drop what stands in the fields, and say what could not be kept of it: another table is shown next."""
        for sentence in self.not_saved():
            self.notify(sentence, title="Not saved", severity="warning", timeout=12, markup=False)
        for row in self.rows:
            row.forget()

    def not_saved(self) -> tuple[str, ...]:
        """Return what stands in the fields and cannot be saved, with the reason, a sentence each."""
        return tuple(f"{row.field.label}, “{shortened(row.typed, 40)}”: {row.problem}"
                     for row in self.rows if row.is_wrong)

    def flush(self) -> None:
        """Write what is typed and not in the file yet."""
        for row in self.rows:
            edited = row.take_pending()
            if edited is not None:
                self._save(edited)

    def on_field_row_entered(self, message: FieldRow.Entered) -> None:
        """Enter goes to the next field of the form, once this one is right; after the last the form is left."""
        message.stop()
        if message.row.is_wrong:
            return
        if message.row is list(self.rows)[-1] and not self.query(RowTable):
            self.post_message(self.Left())
        else:
            self.screen.focus_next()

    def on_field_row_edited(self, message: FieldRow.Edited) -> None:
        """Write a field."""
        message.stop()
        self._save(message)

    def _save(self, edited: FieldRow.Edited) -> None:
        row = edited.row
        value = REMOVED if edited.value is None else edited.value
        try:
            self._write((Edit(row.field.path, value),), row.field.label)
        except UserError as problem:
            what = f"{problem.what[:1].lower()}{problem.what[1:]}" if isinstance(problem, EditError) else problem
            row.refuse(f"{row.field.label}: {what}")

    def on_row_wanted(self, message: RowWanted) -> None:
        """Open a row, or an empty one, in a form of its own."""
        # Imported here: a row is edited in a form too.
        from fortnight.tui.modals.row import RowModal

        message.stop()
        self.flush()
        table = self._table(message.table)
        rows = table.rows(value_at(self._values, table.path))
        self.app.push_screen(RowModal(table, message.key, rows.get(message.key, {}), rows, self._row_writer(table),
                                      self._currency))

    def _row_writer(self, table: Table) -> RowWriter:
        def write_row(old_key: str, key: str, values: Mapping[str, Any], label: str) -> None:
            edits = [Edit((*table.path, *table.place(key)), table.in_file(values))]
            if old_key and old_key != key:
                edits.insert(0, self._taking_out(table, old_key))
            self._write(edits, f"{table.row_name} {key}, {label.lower()}")

        return write_row

    def _taking_out(self, table: Table, key: str) -> Edit:
        """Return what takes a row out, and the table around it once that has no other."""
        found = value_at(self._values, table.path) or {}
        return Edit((*table.path, *table.place_to_clear(key, found)), REMOVED)

    def on_row_unwanted(self, message: RowUnwanted) -> None:
        """Take a row out; undo brings it back."""
        message.stop()
        table = self._table(message.table)
        try:
            self._write((self._taking_out(table, message.key),), f"{table.row_name} {message.key} taken out")
        except UserError as problem:
            self.notify(str(problem), severity="error", markup=False)

    def _table(self, key: str) -> Table:
        """Return a table of the form, its choices as the file has them now."""
        table = next(part for part in self._parts if isinstance(part, Table) and part.key == key)
        known = with_choices(table, partial(value_at, self._values))
        assert isinstance(known, Table)
        return known

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say which field is being filled."""
        row = row_around(event.widget)
        self.post_message(self.Hint(row.field if row is not None else None))

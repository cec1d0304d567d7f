"""One row of a table in a form of its own; it goes into the file as soon as it is complete."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from fortnight.core.edit import EditError
from fortnight.errors import UserError
from fortnight.forms.ids import free_id
from fortnight.forms.parts import Field, Table, value_at
from fortnight.tui.store import REMOVED, Edit
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.form import Form

RowWriter = Callable[[str, str, Mapping[str, Any], str], None]
"""Old key (empty for a new row), new key, the values of the row, and which of them changed. Raises UserError."""


class RowModal(Dialog[None]):
    """Keeps what is typed even while the row is not complete, and says what is missing."""

    KEYS = (("Tab", "next field", "next_field"), ("Esc", "done; what is complete is saved", "close"))
    DEFAULT_CSS = """
    RowModal {
        .dialog { width: 96; }
        Form { height: auto; }
        .dialog-body { max-height: 58vh; }
        .row-hint { color: $quiet; height: 2; margin-top: 1; }
        .row-problem { color: $warn; height: auto; display: none; }
    }
    """

    def __init__(self, table: Table, key: str, values: Mapping[str, Any], taken: Collection[str], write: RowWriter,
                 currency: str) -> None:
        about = dict(table.standing).get(key, "")
        super().__init__(about or (table.row_name.capitalize() if key else f"New {table.row_name}"))
        self._table = table
        self._key = key
        self._is_new = not key
        """The id of such a row follows its name until the form closes."""
        self._taken = set(taken) - {key}
        self._write_row = write
        self._currency = currency
        self._values: dict[str, Any] = dict(values)
        self._problem = ""
        """Why the row is not in the file as it stands here."""
        self._warned_of: tuple[str, ...] = ()
        """What was said to be left out when somebody wanted to leave."""

    def explain(self) -> str:
        """Return what the table is for."""
        return self._table.help

    def compose_body(self) -> ComposeResult:
        """Make the fields."""
        ids = self._table.id_fields if self._table.id_is_typed or self._is_new else ()
        yield Form(self._table.fields, self._write, currency=self._currency, ids=ids)

    def compose_foot(self) -> ComposeResult:
        """Make what is missing, and what helps to fill the field in hand."""
        yield Static("", markup=False, classes="row-problem")
        yield Static("", markup=False, classes="row-hint")

    def on_mount(self) -> None:
        """Show the row."""
        self.query_one(Form).show(self._values)

    def _write(self, edits: Sequence[Edit], label: str) -> None:
        for edit in edits:
            _put(self._values, edit.path, edit.value)
        self.query_one(Form).show(self._values)
        self._save(label)

    def _save(self, label: str) -> None:
        problem = self.query_one(".row-problem", Static)
        missing, sentence = self._missing(), ""
        key = "" if missing else self._wanted_key()
        if missing:
            sentence = f"Not saved yet: {self._label_of(missing)} is still empty."
        elif key != self._key and key in self._taken:
            sentence = f"Not saved yet: there is one for {' and '.join(self._table.place(key))} already."
        else:
            try:
                self._write_row(self._key, key, self._values, label)
                self._key = key
            except UserError as wrong:
                sentence = self._said(wrong)
        self._problem = sentence
        problem.update(sentence)
        problem.display = bool(sentence)

    def _said(self, wrong: UserError) -> str:
        """Return what is wrong and what to do; the place in the file is the row in front of everybody."""
        if not isinstance(wrong, EditError):
            return f"Not saved yet: {wrong}"
        field = next((part for part in self._table.fields if isinstance(part, Field)
                      and (wrong.place.endswith(f".{part.key}") or part.key == self._table.holds)), None)
        if field is None:
            return f"Not saved yet. {wrong.what}"
        if value_at(self._values, field.path) is None:
            return f"Not saved yet: {field.label} is still empty."
        return f"Not saved yet. {field.label}: {wrong.what[:1].lower()}{wrong.what[1:]}"

    def _missing(self) -> str:
        """Return the first field without which there is no row; empty when none is missing."""
        table = self._table
        needed = table.id_fields if table.id_is_typed or self._is_new else ()
        holds = (table.holds,) if table.holds else ()
        return next((key for key in (*needed, *holds) if self._values.get(key) in (None, "")), "")

    def _wanted_key(self) -> str:
        if self._table.id_is_typed:
            return self._table.typed_id(self._values)
        if self._is_new:
            return free_id(str(self._values[self._table.keyed_by]), self._taken)
        return self._key

    def _label_of(self, key: str) -> str:
        fields = (part for part in self._table.fields if isinstance(part, Field))
        return next((field.label for field in fields if field.key == key), key)

    def on_form_hint(self, message: Form.Hint) -> None:
        """Say what helps to fill the field."""
        self.query_one(".row-hint", Static).update(message.field.help if message.field is not None else "")

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def flush(self) -> None:
        """Write what is typed."""
        self.query_one(Form).flush()

    def action_close(self) -> None:
        """Write and leave; an incomplete new row is left only by choosing so a second time."""
        self.flush()
        left_out = self.not_saved()
        if left_out and left_out != self._warned_of:
            self._warned_of = left_out
            text = self.query_one(".row-problem", Static)
            text.update(f"{left_out[0]}  Esc again leaves it out.")
            text.display = True
            return
        self.dismiss(None)

    def not_saved(self) -> tuple[str, ...]:
        """Return why what is typed is not in the file; nothing when all of it is."""
        wrong = (f"Not saved yet: {row.field.label}." for row in self.query_one(Form).rows if row.is_wrong)
        return (*wrong, *filter(None, (self._problem if self._values else "",)))


def _put(values: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    node = values
    for key in path[:-1]:
        node[key] = dict(node.get(key) or {})
        node = node[key]
    if value is REMOVED:
        for key in [key for key in node if str(key) == path[-1]]:
            del node[key]
    else:
        node[path[-1]] = value


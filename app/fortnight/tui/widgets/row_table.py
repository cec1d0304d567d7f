"""A table of rows with ids: Enter edits one, a adds one, Delete takes one out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import DataTable, Static

from fortnight.forms.parts import Field, Part, Table, value_at
from fortnight.tui.messages import RowUnwanted, RowWanted


class AddLine(Static, can_focus=True):
    """A line that adds a row."""

    BINDINGS = [Binding("enter,space,a", "add", "Add", show=False)]
    DEFAULT_CSS = """
    AddLine {
        height: 1; width: auto; color: $lead; padding: 0 1;
        &:hover { background: $panel; }
        &:focus { background: $chosen; color: $chosen-text; text-style: bold; }
    }
    """

    def __init__(self, table: Table) -> None:
        super().__init__(f"+ add a {table.row_name}", markup=False)
        self._table = table

    def action_add(self) -> None:
        """Ask for a new row."""
        self.post_message(RowWanted(self._table.key, ""))

    def on_click(self) -> None:
        """Ask for a new row."""
        self.action_add()


class RowTable(Vertical):
    """Sends `RowWanted` and `RowUnwanted`; drawn by `show`."""

    BINDINGS = [
        Binding("a,insert", "add", "Add", show=False),
        Binding("delete", "remove", "Remove", show=False),
    ]
    HELP = "Enter edits the row under the cursor, a adds one, Delete takes one out (Ctrl+Z brings it back)."
    DEFAULT_CSS = """
    RowTable {
        height: auto;
        margin-top: 1;
        .table-title { text-style: bold; }
        .table-help { color: $quiet; height: auto; }
        DataTable {
            height: auto;
            max-height: 16;
            background: $background;
            scrollbar-size-horizontal: 0;
            & > .datatable--header { background: $surface; color: $quiet; text-style: none; }
            & > .datatable--cursor { background: $panel; color: $foreground; text-style: none; }
            &:focus > .datatable--cursor { background: $chosen; color: $chosen-text; text-style: bold; }
        }
    }
    """

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table
        self._grid: DataTable[Text] = DataTable(cursor_type="row", zebra_stripes=False, cell_padding=1)
        self._shown: list[tuple[str, tuple[str, ...]]] = []

    def compose(self) -> ComposeResult:
        """Make title, rows and the line that adds one."""
        yield Static(self.table.title, markup=False, classes="table-title")
        yield Static(self.table.help, markup=False, classes="table-help")
        yield self._grid
        if self.table.takes_new_rows:
            yield AddLine(self.table)

    def on_mount(self) -> None:
        """Make the columns."""
        for column in self.table.columns:
            self._grid.add_column(Text(column.title), key=column.key, width=column.width)
        self._grid.display = False

    def show(self, rows: Mapping[str, Mapping[str, Any]], fields: Sequence[Part]) -> None:
        """Draw the rows by id, as `fields` say what is in them; the cursor stays on its row."""
        shown = {part.key: part for part in fields if isinstance(part, Field)}
        listed = [(key, self._cells(key, row, shown)) for key, row in rows.items()]
        if self.table.id_is_typed:
            listed.sort()
        present = {key for key, _ in listed}
        listed = [(key, (about, *("",) * (len(self.table.columns) - 1))) for key, about in self.table.standing
                  if key not in present] + listed
        if listed == self._shown:
            return
        self._shown = listed
        at = self._grid.cursor_row
        self._grid.clear()
        for key, cells in listed:
            self._grid.add_row(*(Text(cell, no_wrap=True, overflow="ellipsis") for cell in cells), key=key)
        self._grid.display = bool(listed)
        if listed:
            self._grid.move_cursor(row=min(at, len(listed) - 1))

    def _cells(self, key: str, row: Mapping[str, Any], fields: Mapping[str, Field]) -> tuple[str, ...]:
        cells = []
        for column in self.table.columns:
            field = fields.get(column.key)
            value = value_at(row, tuple(column.key.split(".")))
            cells.append(field.shown(value) if field is not None else str(value or ""))
        if self.table.standing and not cells[0]:
            cells[0] = dict(self.table.standing).get(key, key)
        return tuple(" ".join(cell.split()) for cell in cells)

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Edit the row."""
        event.stop()
        self.post_message(RowWanted(self.table.key, str(event.row_key.value)))

    def action_add(self) -> None:
        """Ask for a new row."""
        if self.table.takes_new_rows:
            self.post_message(RowWanted(self.table.key, ""))

    def action_remove(self) -> None:
        """Take the row under the cursor out."""
        if self._shown and self._grid.has_focus:
            self.post_message(RowUnwanted(self.table.key, self._shown[self._grid.cursor_row][0]))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the table in view as a whole."""
        self.scroll_visible(animate=False)
        del event

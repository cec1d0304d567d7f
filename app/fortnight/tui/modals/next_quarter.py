"""Next quarter's file from the one that lies there: a name is all it takes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from fortnight.core.compare_text import migration_section
from fortnight.core.next_quarter import quarter_of
from fortnight.errors import UserError
from fortnight.storage.document import next_document
from fortnight.storage.typed_path import typed_path
from fortnight.tui.modals.new_file import shortened_path
from fortnight.tui.widgets.dialog import Dialog, Keys
from fortnight.tui.widgets.line_input import LineInput
from fortnight.tui.widgets.reading_page import ReadingPage

_QUARTER = re.compile(r"-?\d{4}-?q[1-4](?:-\d+)?$", re.IGNORECASE)


def next_name(previous: Path, today: dt.date) -> str:
    """Return a free name beside the last file: its own with today's quarter in place of the old one."""
    stem = _QUARTER.sub("", previous.stem) or "assessment"
    wanted = f"{stem}-{quarter_of(today).casefold()}"
    name, number = f"{wanted}.toml", 2
    while previous.with_name(name).exists():
        name, number = f"{wanted}-{number}.toml", number + 1
    return name


class NextQuarterModal(Dialog[Path]):
    """Writes the file, says what was carried, and dismisses with its path, or None; the last file is only read."""

    BINDINGS = [Binding("enter", "start", show=False)]
    KEYS = (("Enter", "start", "start"), ("Esc", "close", "close"))
    HELP_TEXT = ("Use cases keep every station. The answers of last time stand beside their questions; s says "
                 "that one is still true. What was promised is reviewed first. The last file stays as it is.")
    DEFAULT_CSS = """
    NextQuarterModal {
        Static { height: auto; }
        LineInput { margin-bottom: 1; }
        .problem { color: $bad; }
        ReadingPage { height: auto; max-height: 60vh; display: none; }
        &.-written {
            ReadingPage { display: block; }
            LineInput, .problem { display: none; }
        }
    }
    """

    def __init__(self, previous: Path, today: dt.date) -> None:
        super().__init__("Next quarter")
        self._previous = previous
        self._today = today
        self._written: Path | None = None

    def compose_body(self) -> ComposeResult:
        """Make the field for the name."""
        folder = shortened_path(self._previous.parent.resolve(), 40)
        yield Static(f"After {self._previous.name}. File, in {folder}", id="about", markup=False)
        yield LineInput(next_name(self._previous, self._today), id="file")
        yield Static("", markup=False, classes="problem")
        with ReadingPage():
            yield Static("", id="carried", markup=False)

    def keys_now(self) -> Keys:
        """Return what the keys do before and after the file is written."""
        return self.KEYS if self._written is None else (("Enter", "go on", "start"),)

    def on_mount(self) -> None:
        """Start with the name."""
        self.query_one(Input).focus()

    def on_input_submitted(self) -> None:
        """Start."""
        self.action_start()

    def action_start(self) -> None:
        """Write the file and say what is in it, or why that does not work; once it is written, go on to it."""
        if self._written is not None:
            self.dismiss(self._written)
            return
        try:
            target = typed_path(self.query_one(Input).value, self._previous.parent)
            document, made = next_document(self._previous, target, today=self._today)
        except UserError as problem:
            self.query_one(".problem", Static).update(f"✗ {problem}")
            return
        changed = migration_section(made.migration)
        told = [*made.notes, *(("", changed.title, *changed.lines) if changed is not None else ())]
        self._written = document.path
        ready = f"{document.path.name} is ready; {self._previous.name} is as it was."
        self.query_one("#about", Static).update(ready)
        self.query_one("#carried", Static).update("\n".join(told))
        self.add_class("-written")
        self.query_one(ReadingPage).focus()
        self.show_keys()

    def action_close(self) -> None:
        """Leave; the file is opened when it is there already."""
        self.dismiss(self._written)

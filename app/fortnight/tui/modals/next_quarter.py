"""Next quarter's file from the one that lies there: a name is all it takes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Input, Static

from fortnight.core.next_quarter import quarter_of
from fortnight.errors import UserError
from fortnight.storage.document import next_document
from fortnight.tui.modals.new_file import shortened_path
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.line_input import LineInput

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
    """Writes the file and dismisses with its path, or None; the last file is only read."""

    KEYS = (("Enter", "start", "start"), ("Esc", "close", "close"))
    HELP_TEXT = ("Use cases keep every station. The answers of last time stand beside their questions; s says "
                 "that one is still true. What was promised is reviewed first. The last file stays as it is.")
    DEFAULT_CSS = """
    NextQuarterModal {
        Static { height: auto; }
        LineInput { margin-bottom: 1; }
        .problem { color: $bad; }
    }
    """

    def __init__(self, previous: Path, today: dt.date) -> None:
        super().__init__("Next quarter")
        self._previous = previous
        self._today = today

    def compose_body(self) -> ComposeResult:
        """Make the field for the name."""
        folder = shortened_path(self._previous.parent.resolve(), 40)
        yield Static(f"After {self._previous.name}. File, in {folder}", markup=False)
        yield LineInput(next_name(self._previous, self._today), id="file")
        yield Static("", markup=False, classes="problem")

    def on_mount(self) -> None:
        """Start with the name."""
        self.query_one(Input).focus()

    def on_input_submitted(self) -> None:
        """Start."""
        self.action_start()

    def action_start(self) -> None:
        """Write the file, or say why that does not work."""
        name = self.query_one(Input).value.strip()
        if not name:
            self.query_one(".problem", Static).update("✗ Name the file.")
            return
        try:
            document, _made = next_document(self._previous, self._previous.parent / Path(name).expanduser(),
                                            today=self._today)
        except UserError as problem:
            self.query_one(".problem", Static).update(f"✗ {problem}")
            return
        self.dismiss(document.path)

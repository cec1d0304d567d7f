"""Open a file by its path."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Input, Static

from fortnight.errors import UserError
from fortnight.storage.typed_path import typed_path
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.line_input import LineInput


class PathModal(Dialog[Path]):
    """Dismisses with a path that exists, or None."""

    KEYS = (("Enter", "open", "open"), ("Esc", "close", "close"))
    DEFAULT_CSS = """
    PathModal .problem { color: $bad; height: auto; }
    """

    def __init__(self, folder: Path) -> None:
        super().__init__("Open a file")
        self._folder = folder

    def compose_body(self) -> ComposeResult:
        """Make the field."""
        yield Static("Path of an assessment (.toml) or of a PDF made by Fortnight:", markup=False)
        yield LineInput(placeholder="2026-q4.toml")
        yield Static("", markup=False, classes="problem")

    def on_mount(self) -> None:
        """Start typing."""
        self.query_one(Input).focus()

    def on_input_submitted(self) -> None:
        """Open it."""
        self.action_open()

    def action_open(self) -> None:
        """Answer with the path, or say that nothing is there."""
        try:
            path = typed_path(self.query_one(Input).value, self._folder)
            if not path.is_file():
                raise UserError(f"There is no file {path}.")
        except UserError as problem:
            self.query_one(".problem", Static).update(f"✗ {problem}")
        else:
            self.dismiss(path)

"""A few sentences to read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from fortnight.tui.widgets.dialog import Dialog


class MessageModal(Dialog[None]):
    """Says what went wrong and what to do."""

    KEYS = (("Enter", "close", "close"),)
    BINDINGS = [Binding("enter,space", "close", show=False)]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._text = text

    def compose_body(self) -> ComposeResult:
        """Make the text."""
        yield Static(self._text, markup=False)

"""Asks for more room while the terminal has too little."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmall(ModalScreen[None]):
    """Stands before everything until the terminal is large enough; nothing behind it is lost."""

    DEFAULT_CSS = """
    TooSmall {
        align: center middle;
        background: $background;
        Static { width: 1fr; height: auto; text-align: center; padding: 0 1; }
    }
    """

    def compose(self) -> ComposeResult:
        """Make the sentence."""
        yield Static("Please enlarge the terminal to 80 columns and 24 lines, or make the letters smaller. "
                     "Everything is kept.", markup=False)

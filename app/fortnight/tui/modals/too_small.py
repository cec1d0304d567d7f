"""Asks for more room while the terminal has too little."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from fortnight.tui.app import FortnightApp


class TooSmall(ModalScreen[None]):
    """Stands before everything until the terminal is large enough; nothing behind it is lost."""

    DEFAULT_CSS = """
    TooSmall {
        align: center middle;
        background: $background;
        Static { width: 1fr; height: auto; text-align: center; padding: 0 1; }
    }
    """

    def on_screen_resume(self) -> None:
        """Go where the terminal was enlarged while another area was in front."""
        self.app.call_later(cast("FortnightApp", self.app).ask_for_room, self.app.size)

    def compose(self) -> ComposeResult:
        """Make the sentence."""
        yield Static("Please enlarge the terminal to 80 columns and 24 lines, or make the letters smaller. "
                     "Everything is kept.", markup=False)

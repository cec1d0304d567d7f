"""The frame of a dialog: title, body, and a line of what the keys do."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from fortnight.tui.widgets.page import Page
from fortnight.tui.widgets.parts_line import Part, PartsLine

Answer = TypeVar("Answer")


Keys = tuple[tuple[str, str, str], ...]
"""Key as people read it, what it does, and the action, for each key of a dialog."""


class _Keys(PartsLine):
    def __init__(self, keys: Callable[[], Keys]) -> None:
        super().__init__()
        self._keys = keys

    def parts_for(self, width: int) -> list[Part]:
        """Return each key with what it does; a click does it too."""
        del width  # the keys of a dialog are few
        parts = []
        for key, label, action in self._keys():
            parts.append(Part(key, "bold $lead", f"screen.{action}"))
            parts.append(Part(f" {label}   ", "$quiet", f"screen.{action}"))
        return parts


class Dialog(ModalScreen[Answer], Generic[Answer]):
    """A dialog in the middle of the screen; Esc or a click beside it leaves without an answer."""

    KEYS: ClassVar[Keys] = (("Esc", "close", "close"),)
    BINDINGS = [Binding("escape", "close", "Close", show=False)]
    HELP_TEXT: ClassVar[str] = ""
    """What F1 says while the dialog is open."""
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 85%;
        .dialog {
            width: 72;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            background: $surface;
            border: round $lead;
            padding: 1 2;
        }
        .dialog-title { text-style: bold; color: $lead; margin-bottom: 1; }
        .dialog-body { height: auto; max-height: 70vh; }
        .dialog-keys { height: 1; margin-top: 1; }
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose_body(self) -> ComposeResult:
        """Make what stands between title and keys."""
        raise NotImplementedError  # Textual's metaclass knows no abstract methods

    def compose_foot(self) -> ComposeResult:
        """Make what stays in view below the body while that scrolls; nothing, unless overridden."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Put title, body and keys into the frame."""
        with Vertical(classes="dialog"):
            yield Static(self._title, markup=False, classes="dialog-title")
            with Page(classes="dialog-body"):
                yield from self.compose_body()
            yield from self.compose_foot()
            with Vertical(classes="dialog-keys"):
                yield _Keys(self.keys_now)

    def keys_now(self) -> Keys:
        """Return the keys that can be used now; `KEYS`, unless what they do changes while the dialog is open."""
        return self.KEYS

    def show_keys(self) -> None:
        """Draw the keys anew: what they do has changed."""
        self.query_one(_Keys).refresh()

    def action_close(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the dialog leaves it; the second half of the double click that opened it does not."""
        if event.widget is self and event.chain == 1:
            self.action_close()

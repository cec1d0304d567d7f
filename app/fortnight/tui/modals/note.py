"""A page to write on: notes, evidence, reasons. What is typed is saved whenever typing pauses."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import Static, TextArea

from fortnight.errors import UserError
from fortnight.tui.widgets.dialog import Dialog, Keys

PAUSE = 0.4
"""Seconds without a key after which the text is saved."""


class NoteModal(Dialog[None]):
    """Writes through `save` while people type; Esc just closes."""

    KEYS = (("Esc", "done; everything is saved", "close"),)
    KEYS_WHILE_UNSAVED = (("Esc", "leaves once this can be saved", "close"),)
    BINDINGS = [Binding("ctrl+enter,f10", "close", show=False)]
    HELP_TEXT = "Write as much as you like. The text is saved whenever you pause, and when you leave."
    DEFAULT_CSS = """
    NoteModal {
        .dialog { width: 84; }
        TextArea { height: 10; border: round $rule; background: $background; padding: 0 1; }
        TextArea:focus { border: round $lead; }
        .prompt { color: $quiet; margin-bottom: 1; }
        .prompt-empty { display: none; }
        .problem { color: $bad; height: auto; }
    }
    """

    def __init__(self, title: str, text: str, save: Callable[[str], None], *, prompt: str = "") -> None:
        super().__init__(title)
        self._text = text
        self._save = save
        self._prompt = prompt
        self._saved = text
        self._problem = ""
        self._pause: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Make the prompt and the page."""
        yield Static(self._prompt, markup=False, classes="prompt" if self._prompt else "prompt-empty")
        yield TextArea(self._text, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        yield Static("", markup=False, classes="problem")

    def on_mount(self) -> None:
        """Go on where the text ends."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def on_text_area_changed(self) -> None:
        """Save once no key has come for a moment."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.flush)

    def flush(self) -> None:
        """Save what is typed now; what cannot be saved stays, and a sentence says why."""
        text = self.query_one(TextArea).text
        if text == self._saved:
            return
        try:
            self._save(text)
        except UserError as problem:
            self._tell(f"✗ {problem}")
        else:
            self._saved = text
            self._tell("")

    def _tell(self, problem: str) -> None:
        self._problem = problem
        self.query_one(".problem", Static).update(problem)
        self.show_keys()

    def keys_now(self) -> Keys:
        """Say that nothing is thrown away while something is wrong with it."""
        return self.KEYS_WHILE_UNSAVED if self._problem else self.KEYS

    def action_close(self) -> None:
        """Save and leave; text that cannot be saved is not thrown away."""
        self.flush()
        if self.query_one(TextArea).text == self._saved:
            self.dismiss(None)

"""A line to type on; what stands there is not marked on entering, so that a stray key replaces nothing."""

from __future__ import annotations

from textual import events
from textual.suggester import Suggester
from textual.widgets import Input


class LineInput(Input):
    """Textual's input with the cursor at the end and nothing selected."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None, classes: str = "",
                 password: bool = False, max_length: int = 0, restrict: str | None = None,
                 suggester: Suggester | None = None) -> None:
        super().__init__(value, placeholder=placeholder, id=id, classes=classes, password=password,
                         max_length=max_length, restrict=restrict, suggester=suggester, select_on_focus=False)

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted as one line; Textual would take the first of them alone."""
        event.text = _in_one_line(event.text)

    def action_paste(self) -> None:
        """Take all lines of what was copied as one line."""
        self.replace(_in_one_line(self.app.clipboard), *self.selection)

    def write(self, text: str) -> None:
        """Replace the text and put the cursor behind it, without telling anybody."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)


def _in_one_line(text: str) -> str:
    return " ".join(filter(None, text.expandtabs(1).splitlines()))

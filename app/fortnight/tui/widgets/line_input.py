"""A line to type on; what stands there is not marked on entering, so that a stray key replaces nothing."""

from __future__ import annotations

from textual.suggester import Suggester
from textual.widgets import Input


class LineInput(Input):
    """Textual's input with the cursor at the end and nothing selected."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None, classes: str = "",
                 password: bool = False, max_length: int = 0, restrict: str | None = None,
                 suggester: Suggester | None = None) -> None:
        super().__init__(value, placeholder=placeholder, id=id, classes=classes, password=password,
                         max_length=max_length, restrict=restrict, suggester=suggester, select_on_focus=False)

    def write(self, text: str) -> None:
        """Replace the text and put the cursor behind it, without telling anybody."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)

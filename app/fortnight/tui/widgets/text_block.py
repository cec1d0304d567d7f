"""Text that is replaced often: the page is laid out anew only when it takes another number of lines."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class TextBlock(Static):
    """A paragraph of plain or styled text, never markup; empty, it takes no room."""

    DEFAULT_CSS = """
    TextBlock {
        height: auto;
        &.-empty { display: none; }
    }
    """

    def __init__(self, *, classes: str = "", id: str | None = None) -> None:
        super().__init__("", markup=False, classes=classes, id=id)
        self._said = Content("")
        self.add_class("-empty")

    def say(self, text: str | Content) -> None:
        """Replace the text."""
        content = Content(text) if isinstance(text, str) else text
        if content.is_same(self._said):
            return
        if self.is_attached and self.text_selection is not None:
            # The mark would lie on other words.
            self.screen.clear_selection()
        width = self.content_size.width
        same_room = self.display and width > 0 and self._lines_of(content) == self._lines_of(self._said)
        self._said = content
        self.set_class(not content.plain, "-empty")
        self.update(content, layout=not same_room)

    def _lines_of(self, content: Content) -> int:
        return len(content.wrap(self.content_size.width))

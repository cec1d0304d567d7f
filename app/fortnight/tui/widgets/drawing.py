"""A chart of letters on the screen: drawn anew for whatever width it gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from fortnight.tui.charts.spans import Line

Draw = Callable[[int], Sequence[Line]]
"""Lines for a width in cells."""


def _nothing(width: int) -> Sequence[Line]:  # noqa: ARG001 - a drawing of nothing needs no width
    return ()


class Drawing(Widget):
    """As high as what is drawn; empty, it takes no room."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Drawing { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, *, classes: str = "", id: str | None = None) -> None:
        super().__init__(classes=classes, id=id)
        self._draw: Draw = _nothing
        self._height = 0

    def draw(self, draw: Draw) -> None:
        """Show what `draw` returns; the page is laid out anew only when the height changes."""
        self._draw = draw
        width = self.content_size.width
        height = len(draw(width)) if width else -1
        self.refresh(layout=height != self._height)
        self._height = height

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return how many lines are drawn."""
        return len(self._draw(width))

    def render(self) -> Content:
        """Draw the lines."""
        return content_of(self._draw(self.content_size.width or 1))


def content_of(lines: Sequence[Line]) -> Content:
    """Return lines of styled text as Textual draws them."""
    return Content("\n").join(Content.assemble(*line) for line in lines)

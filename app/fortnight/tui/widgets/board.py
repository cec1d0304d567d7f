"""A board of letters with one entry in hand: arrows and clicks choose, Enter opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from fortnight.tui.charts.board import Layout
from fortnight.tui.widgets.drawing import content_of

DrawBoard = Callable[[int, str], Layout]
"""The board for a width in cells and the id of the entry in hand."""


def _nothing(width: int, current: str) -> Layout:  # noqa: ARG001 - nothing is drawn
    return Layout((), ())


class Board(Widget, can_focus=True):
    """As high as what is drawn; the page around it scrolls to the entry in hand."""

    ALLOW_SELECT = False
    HELP = "Arrows choose an entry, Enter opens what can be decided about it; a second click does too."
    BINDINGS = [
        Binding("up", "move(-1, 0)", show=False),
        Binding("down", "move(1, 0)", show=False),
        Binding("left", "move(0, -1)", show=False),
        Binding("right", "move(0, 1)", show=False),
        Binding("home", "move(-999, 0)", show=False),
        Binding("end", "move(999, 0)", show=False),
        Binding("enter", "open", show=False),
    ]
    DEFAULT_CSS = """
    Board { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    @dataclass
    class Picked(Message):
        """Another entry is in hand."""

        entry_id: str

    @dataclass
    class Opened(Message):
        """Somebody wants to decide about the entry in hand."""

        entry_id: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw: DrawBoard = _nothing
        self._current = ""
        self._height = -1

    def draw(self, draw: DrawBoard, current: str) -> None:
        """Show what `draw` returns, with `current` in hand."""
        moved = current != self._current
        self._draw, self._current = draw, current
        width = self.content_size.width
        height = len(draw(width, current).lines) if width else -1
        self.refresh(layout=height != self._height)
        self._height = height
        if moved:
            self.call_after_refresh(self._bring_into_view)

    @property
    def _layout_now(self) -> Layout:
        return self._draw(self.content_size.width or 1, self._current)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return how many lines are drawn."""
        return len(self._draw(width, self._current).lines)

    def render(self) -> Content:
        """Draw the board."""
        return content_of(self._layout_now.lines)

    def _bring_into_view(self) -> None:
        spot = self._layout_now.spot(self._current)
        page = self.parent
        if spot is not None and isinstance(page, Widget) and page.is_scrollable:
            # The heading above the first entry comes along.
            top = 0 if spot.y < 4 else spot.y
            page.scroll_to_region(Region(spot.x, top, spot.width, spot.y - top + spot.height), animate=False,
                                  force=True)

    def action_move(self, down: int, right: int) -> None:
        """Take the entry beside in hand."""
        chosen = self._layout_now.beside(self._current, down, right)
        if chosen and chosen != self._current:
            self.post_message(self.Picked(chosen))

    def action_open(self) -> None:
        """Decide about the entry in hand."""
        if self._current:
            self.post_message(self.Opened(self._current))

    def on_click(self, event: events.Click) -> None:
        """Take an entry in hand; a click on the one in hand opens it."""
        offset = event.get_content_offset(self)
        chosen = self._layout_now.at(offset.x, offset.y) if offset is not None else ""
        if chosen:
            wanted = self.Opened(chosen) if chosen == self._current else self.Picked(chosen)
            self.post_message(wanted)

"""A page to read: it takes the focus, so that the arrow keys scroll it."""

from __future__ import annotations

from textual.binding import Binding
from textual.containers import VerticalScroll


class ReadingPage(VerticalScroll, can_focus=True, inherit_bindings=False):
    """Scrolls by wheel and by keys; PgUp and PgDn stay with the area."""

    HELP = "↑ ↓ scroll by a line, Space by a page, Home and End to the ends."
    BINDINGS = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("space", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]
    DEFAULT_CSS = """
    ReadingPage {
        scrollbar-size-vertical: 1;
        border-left: blank;
        &:focus { border-left: wide $lead; }
    }
    """

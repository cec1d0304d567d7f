"""A page to read: it takes the focus, so that the arrow keys scroll it."""

from __future__ import annotations

from textual.containers import VerticalScroll


class ReadingPage(VerticalScroll, can_focus=True):
    """Scrolls by wheel and by keys."""

    HELP = "↑ ↓ PgUp PgDn Home End scroll."
    DEFAULT_CSS = """
    ReadingPage {
        scrollbar-size-vertical: 1;
        border-left: blank;
        &:focus { border-left: wide $lead; }
    }
    """

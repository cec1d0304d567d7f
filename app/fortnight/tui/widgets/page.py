"""A scrolling page that never takes the focus or the page keys."""

from __future__ import annotations

from textual.containers import VerticalScroll


class Page(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls by wheel and to whatever gets the focus; PgUp and PgDn stay with the area."""

    DEFAULT_CSS = """
    Page {
        scrollbar-size-vertical: 1;
    }
    """

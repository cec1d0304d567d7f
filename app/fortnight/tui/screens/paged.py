"""An area of several pages under tabs: opening a page, going into it, and walking from one to the next."""

from __future__ import annotations

from textual.binding import Binding

from fortnight.tui.screens.area import AreaScreen
from fortnight.tui.widgets.tab_bar import TabBar


class PagedArea(AreaScreen):
    """An area whose content is one page at a time, chosen in a `TabBar`."""

    BINDINGS = [Binding(f"alt+{digit}", f"tab({digit})", show=False) for digit in range(1, 10)]
    """Esc and a digit, typed so fast that a terminal takes them for one key."""

    # Every area has its own; Textual's metaclass knows no abstract methods, hence the errors.

    async def turn_to(self, page_id: str) -> None:
        """Save what is being typed and show a page; the focus stays where it is."""
        raise NotImplementedError

    def enter_page(self) -> None:
        """Move the focus into the open page."""
        raise NotImplementedError

    def takes_digits(self, page_id: str) -> bool:
        """Return whether a page has fields into which the next digit would be typed."""
        raise NotImplementedError

    def focus_tabs(self) -> None:
        """Move the focus to the tabs."""
        self.query_one(TabBar).focus()

    def on_tab_bar_entered(self) -> None:
        """Go into the open page."""
        self.enter_page()

    async def on_tab_bar_wanted(self, message: TabBar.Wanted) -> None:
        """Open another page; the tabs keep the focus."""
        await self.turn_to(message.tab_id)
        self.focus_tabs()

    async def action_page(self, page_id: str) -> None:
        """Open a page by its digit or by a click; not into its fields, where the next digit would be typed."""
        await self.turn_to(page_id)
        if self.takes_digits(page_id):
            self.focus_tabs()
        else:
            self.enter_page()

    def action_tab(self, digit: int) -> None:
        """Leave the page for the tabs and choose the one with this digit."""
        self.query_one(TabBar).action_choose(digit)

    async def action_next_page(self) -> None:
        """Go to the next page and into it."""
        await self._step(1)

    async def action_previous_page(self) -> None:
        """Go to the page before and into it."""
        await self._step(-1)

    def action_pages(self) -> None:
        """Leave the page for the tabs."""
        self.flush()
        self.focus_tabs()

    async def _step(self, step: int) -> None:
        await self.turn_to(self.query_one(TabBar).beside(step))
        self.enter_page()

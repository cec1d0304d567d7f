"""A large button with a title and a sentence: a way into the app."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static


class Door(Static, can_focus=True):
    """Enter or a click runs its action on the screen."""

    BINDINGS = [Binding("enter,space", "enter", "Enter", show=False)]
    DEFAULT_CSS = """
    Door {
        height: 6;
        width: 1fr;
        border: round $rule;
        background: $surface;
        padding: 0 1;
        &:hover { border: round $quiet; }
        &:focus { border: round $lead; background: $panel; }
    }
    """

    def __init__(self, key: str, title: str, sentence: str, action: str) -> None:
        text = Content.assemble((key, "bold $lead"), "  ", (title, "bold"), "\n\n", (sentence, "$quiet"))
        super().__init__(text, markup=False)
        self._action = action

    async def action_enter(self) -> None:
        """Go through."""
        await self.screen.run_action(self._action)

    async def on_click(self) -> None:
        """Go through."""
        await self.action_enter()

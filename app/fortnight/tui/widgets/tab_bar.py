"""The pages of an area as tabs; arrows and digits choose while the bar has the focus, a click always does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive

from fortnight.tui.commands import Command
from fortnight.tui.widgets.parts_line import Part, PartsLine


@dataclass(frozen=True, slots=True)
class Tab:
    """One page that can be opened."""

    id: str
    title: str
    help: str
    """A sentence for the tooltip."""


def page_commands(area_id: str, tabs: Sequence[Tab]) -> tuple[Command, ...]:
    """Return a command for each page: its digit, wherever no field takes it, and its place in the palette."""
    return tuple(Command(f"{area_id}.page-{tab.id}", str(digit), f"page('{tab.id}')", tab.title, tab.help)
                 for digit, tab in enumerate(tabs, start=1))


class TabBar(PartsLine, can_focus=True):
    """Shows which page is open; sends `Wanted`."""

    BINDINGS = [
        Binding("left", "step(-1)", "Previous", show=False),
        Binding("right", "step(1)", "Next", show=False),
        Binding("down,enter", "enter", "Into the page", show=False),
        *(Binding(str(digit), f"choose({digit})", show=False) for digit in range(1, 10)),
    ]
    HELP = "← → or a digit choose a page; ↓ or Enter goes into it."
    DEFAULT_CSS = """
    TabBar {
        background: $background;
        &:focus { background: $panel; }
    }
    """

    @dataclass
    class Wanted(Message):
        """Somebody wants to see this page."""

        tab_id: str

    @dataclass
    class Entered(Message):
        """Somebody wants to go into the open page."""

    current = reactive("")

    def __init__(self, tabs: Sequence[Tab], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.tabs = tuple(tabs)

    def parts_for(self, width: int) -> Sequence[Part]:
        """Return a tab for each page, with less air where the line is narrow."""
        wide = self._drawn(" ")
        return wide if sum(part.width for part in wide) <= width else self._drawn("")

    def _drawn(self, air: str) -> list[Part]:
        parts: list[Part] = []
        for digit, tab in enumerate(self.tabs, start=1):
            here = tab.id == self.current
            action = f"screen.page('{tab.id}')"
            key, word = ("bold $chosen-text on $chosen",) * 2 if here else ("$lead", "$foreground")
            parts += [Part(f"{air}{digit}", key, action, tab.help),
                      Part(f" {tab.title}{air}", word, action, tab.help), Part(" ")]
        return parts[:-1]

    @property
    def _ids(self) -> list[str]:
        return [tab.id for tab in self.tabs]

    def beside(self, step: int) -> str:
        """Return the id of the page `step` further, round the ends."""
        return self._ids[(self._ids.index(self.current) + step) % len(self.tabs)]

    def action_step(self, step: int) -> None:
        """Go to the page beside."""
        self.post_message(self.Wanted(self.beside(step)))

    def action_choose(self, digit: int) -> None:
        """Go to the page with this digit; the bar keeps the focus, so that the next digit does too."""
        if digit <= len(self.tabs):
            self.post_message(self.Wanted(self._ids[digit - 1]))

    def action_enter(self) -> None:
        """Go into the open page."""
        self.post_message(self.Entered())

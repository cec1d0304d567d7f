"""The head of every area: whose assessment this is, whether it is saved, and the way to the other areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive

from fortnight.tui.areas import AREAS
from fortnight.tui.widgets.parts_line import Part, PartsLine, shortened, spread

if TYPE_CHECKING:
    from fortnight.tui.open_file import OpenFileApp

_LEAST_SAVED = 12
"""Cells that the word on saving gets however long the rest is."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a screen says."""

    organisation: str = ""
    period: str = ""
    use_case: str = ""
    """Name of the use case in hand; empty where the area is about the whole team."""
    saved: str = ""
    """The last thing that was saved, or that it was not."""
    is_saved: bool = True


class _WhoAndWhat(PartsLine):
    heading = reactive(Heading())

    def parts_for(self, width: int) -> Sequence[Part]:
        """Return organisation and period left, use case and saving right."""
        heading = self.heading
        left = [Part(heading.organisation or "Fortnight", "bold")]
        if heading.period:
            left.append(Part(f"  {heading.period}", "$quiet"))
        if heading.use_case:
            left.append(Part("  ▸ ", "$quiet"))
            left.append(Part(heading.use_case, "bold $lead", "app.cases", "The use case in hand; F8 changes it."))
        if not heading.saved:
            return spread(left, (), width)
        sign, style = ("✓ ", "$good") if heading.is_saved else ("! ", "bold $bad")
        # The place is worth more than the last thing saved, of which the first words are enough.
        room = max(_LEAST_SAVED, width - sum(part.width for part in left) - 4)
        said = shortened(heading.saved, room)
        saved = Part(f"  {sign}{said}", style, "app.where_saved", "Where the answers are saved.")
        return spread(left, [saved], width)


class AreaTabs(PartsLine):
    """The areas by key; the one that is open stands out by frame and weight."""

    DEFAULT_CSS = """
    AreaTabs { background: $surface; }
    """

    def __init__(self, current: str) -> None:
        super().__init__()
        self.current = current

    def parts_for(self, width: int) -> Sequence[Part]:
        """Return a tab for each area, with less air where the line is narrow."""
        keys = {area.id: area.shown_key(cast("OpenFileApp", self.app).keymap) for area in AREAS}
        wanted = sum(len(area.title) + len(keys[area.id]) + 5 for area in AREAS)
        air = "  " if wanted <= width else " "
        parts: list[Part] = []
        for area in AREAS:
            here = area.id == self.current
            action = f"app.area('{area.id}')"
            key_style = "bold $chosen-text on $chosen" if here else "$lead"
            style = "bold $chosen-text on $chosen" if here else "$foreground"
            parts.append(Part(f" {keys[area.id]}", key_style, action, area.help))
            parts.append(Part(f" {area.title} ", style, action, area.help))
            parts.append(Part(air[1:]))
        return spread(parts, (), width)


class Masthead(Vertical):
    """Two lines on top of an area."""

    DEFAULT_CSS = """
    Masthead {
        dock: top;
        height: 2;
        background: $panel;
        _WhoAndWhat { padding: 0 1; }
        AreaTabs { padding: 0 0; }
    }
    """

    heading = reactive(Heading())

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current

    def compose(self) -> ComposeResult:
        """Make the two lines."""
        yield _WhoAndWhat()
        yield AreaTabs(self._current)

    def watch_heading(self, heading: Heading) -> None:
        """Pass what is said down to the line that says it."""
        if self.is_mounted:
            self.query_one(_WhoAndWhat).heading = heading

    def on_mount(self) -> None:
        """Say what was set before the lines were there."""
        self.query_one(_WhoAndWhat).heading = self.heading

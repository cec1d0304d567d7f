"""A line of text in parts, some of which can be clicked; it never grows past its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line."""

    text: str
    style: str = ""
    action: str = ""
    """What a click does, as an action of the app or screen; empty: nothing."""
    tooltip: str = ""

    @property
    def width(self) -> int:
        """Cells that the text takes."""
        return cell_len(self.text)


def spread(left: Sequence[Part], right: Sequence[Part], width: int) -> tuple[Part, ...]:
    """Return one line with `left` and `right` at its ends; where both do not fit, `left` is cut short."""
    room = max(0, width - sum(part.width for part in right))
    kept: list[Part] = []
    for part in left:
        if part.width > room:
            if room > 1:
                kept.append(Part(shortened(part.text, room), part.style, part.action, part.tooltip))
            room -= min(room, part.width)
            break
        kept.append(part)
        room -= part.width
    used = sum(part.width for part in kept) + sum(part.width for part in right)
    return (*kept, Part(" " * max(0, width - used)), *right)


def shortened(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, with an ellipsis where something was cut."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    cut = text
    while cut and cell_len(cut) > width - 1:
        cut = cut[:-1]
    return cut.rstrip() + "…"


class PartsLine(Widget):
    """Draws the parts that `parts_for` returns for its width; a click runs the action of the part under it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PartsLine {
        height: 1;
        width: 1fr;
        text-wrap: nowrap;
        text-overflow: clip;
    }
    """

    def parts_for(self, width: int) -> Sequence[Part]:
        """Return the parts, at most `width` cells in all; to be overridden."""
        raise NotImplementedError

    def render(self) -> Content:
        """Draw the parts side by side."""
        return Content.assemble(*((part.text, part.style) for part in self.parts_for(self.content_size.width)))

    def part_at(self, x: int) -> Part | None:
        """Return the part under the cell `x`, counted from the left edge of the text."""
        start = 0
        for part in self.parts_for(self.content_size.width):
            if start <= x < start + part.width:
                return part
            start += part.width
        return None

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the part that was clicked; a drag over a line that allows it has marked text."""
        if self.text_selection is not None:
            return
        offset = event.get_content_offset(self)
        part = self.part_at(offset.x) if offset is not None else None
        if part is not None and part.action:
            event.stop()
            await self.run_action(part.action)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Explain the part under the pointer."""
        offset = event.get_content_offset(self)
        part = self.part_at(offset.x) if offset is not None else None
        self.tooltip = Content(part.tooltip) if part is not None and part.tooltip else None

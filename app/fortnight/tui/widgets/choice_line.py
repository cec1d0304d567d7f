"""All choices on one line, so that nobody has to open anything: arrows, first letters and clicks choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class _Spot:
    index: int
    x: int
    y: int
    text: str


class ChoiceLine(Widget, can_focus=True):
    """One of several values, or any number of them; Delete takes the choice away."""

    ALLOW_SELECT = False
    BINDINGS = [
        Binding("left", "move(-1)", "Left", show=False),
        Binding("right", "move(1)", "Right", show=False),
        Binding("space", "pick", "Choose", show=False),
        Binding("delete,backspace", "clear", "Clear", show=False),
    ]
    DEFAULT_CSS = """
    ChoiceLine {
        height: auto;
        width: 1fr;
        color: $foreground;
        &:focus { background: $panel; }
    }
    """

    @dataclass
    class Chosen(Message):
        """Another choice was made; a tuple where several are possible, None for none."""

        line: ChoiceLine
        value: Any

        @property
        def control(self) -> ChoiceLine:
            """The line that was used."""
            return self.line

    cursor = reactive(0)
    value: reactive[Any] = reactive(None)

    def __init__(self, choices: tuple[tuple[Any, str], ...], *, several: bool = False) -> None:
        super().__init__()
        self._choices = choices
        self._several = several

    def _is_chosen(self, index: int) -> bool:
        value = self._choices[index][0]
        return value in (self.value or ()) if self._several else value == self.value and self.value is not None

    def watch_value(self) -> None:
        """Put the cursor where the choice is."""
        if not self._several:
            self.cursor = next((index for index in range(len(self._choices)) if self._is_chosen(index)), 0)

    def _spots(self, width: int) -> list[_Spot]:
        spots, x, y = [], 0, 0
        for index, (_, word) in enumerate(self._choices):
            text = f"{self._sign(index)} {word}"
            if x and x + cell_len(text) > width:
                x, y = 0, y + 1
            spots.append(_Spot(index, x, y, text))
            x += cell_len(text) + 2
        return spots

    def _sign(self, index: int) -> str:
        if self._several:
            return "■" if self._is_chosen(index) else "□"
        return "●" if self._is_chosen(index) else "○"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return how many lines the choices take."""
        return self._spots(width)[-1].y + 1 if self._choices else 1

    def render(self) -> Content:
        """Draw the choices; what is chosen by sign and weight, the cursor underlined."""
        lines: list[list[Content]] = []
        for spot in self._spots(self.content_size.width or 1):
            while len(lines) <= spot.y:
                lines.append([])
            style = "bold" if self._is_chosen(spot.index) else ""
            if self.has_focus and spot.index == self.cursor:
                style += " underline"
            lines[spot.y].append(Content.styled(spot.text, style.strip()))
        return Content("\n").join(Content("  ").join(line) for line in lines)

    def action_move(self, step: int) -> None:
        """Move the cursor; where one choice is possible, it moves with it."""
        if not self._choices:
            return
        chosen = any(map(self._is_chosen, range(len(self._choices))))
        if self._several or chosen:
            self.cursor = (self.cursor + step) % len(self._choices)
        else:
            self.cursor = 0 if step > 0 else len(self._choices) - 1
        if not self._several:
            self._choose(self.cursor)

    def action_pick(self) -> None:
        """Choose what is under the cursor, or take it out where several are possible."""
        if self._choices:
            self._choose(self.cursor)

    def action_clear(self) -> None:
        """Take the choice away."""
        if self.value is not None:
            self.value = None
            self.post_message(self.Chosen(self, None))

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next choice that begins with it."""
        letter = (event.character or "").casefold()
        if not letter.isalpha():
            return
        order = [*range(self.cursor + 1, len(self._choices)), *range(self.cursor + 1)]
        for index in order:
            if self._choices[index][1].casefold().startswith(letter):
                event.stop()
                self.cursor = index
                if not self._several:
                    self._choose(index)
                return

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        offset = event.get_content_offset(self)
        for spot in self._spots(self.content_size.width):
            if offset is not None and offset.y == spot.y and spot.x <= offset.x < spot.x + cell_len(spot.text):
                self.cursor = spot.index
                self._choose(spot.index)

    def _choose(self, index: int) -> None:
        value = self._choices[index][0]
        if self._several:
            others = tuple(each for each in self.value or () if each != value)
            self.value = others if value in (self.value or ()) else (*others, value)
            self.post_message(self.Chosen(self, self.value or None))
        elif self.value != value:
            self.value = value
            self.post_message(self.Chosen(self, value))

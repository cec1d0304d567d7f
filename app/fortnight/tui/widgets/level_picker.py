"""The levels of one question as sentences, one of which describes what happens today.

One widget draws all of them: a widget for each sign, sentence and tag would triple the time from key to repaint.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.selection import Selection
from textual.widget import Widget

from fortnight.tui.messages import LevelPicked

_SIGN_WIDTH = 5
_GAP = 2
"""Cells between a sentence and what is said beside it."""


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level as it is drawn."""

    text: str
    name: str = ""
    """The scale's own name of the level, where it is more than its number."""
    tags: tuple[str, ...] = ()
    """What else is at this level: last time, target, gate."""
    is_last: bool = False
    """Whether it was the answer of last time: the cursor begins there, so that Enter says that it still is."""

    @property
    def sentence(self) -> str:
        """What stands between sign and tags."""
        return f"{self.name} · {self.text}" if self.name else self.text


class LevelPicker(Widget, can_focus=True):
    """Up and down move the cursor, Enter picks; digits are the area's, so that they work from everywhere.

    A click picks too; a drag marks the sentences under it and picks nothing.
    """

    BINDINGS = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("enter,space", "pick", "Pick", show=False),
    ]
    DEFAULT_CSS = """
    LevelPicker { height: auto; }
    """
    HELP = "Pick the sentence that describes what happens today, not what is planned."

    cursor = reactive(0)
    """The level under the cursor; 0: none."""
    air = reactive(0, layout=True)
    """Blank lines between the levels."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[LevelLine, ...] = ()
        self._chosen: int | None = None
        self._wrapped: tuple[int, tuple[tuple[str, ...], ...]] = (0, ())
        """Width, and for each level its sentence in lines of that width."""

    def show(self, lines: tuple[LevelLine, ...], chosen: int | None) -> None:
        """Draw the levels of a question in place; the page is laid out anew only when they take other room."""
        width = self.content_size.width
        before = self._height(width)
        self._lines = lines
        self._wrapped = (0, ())
        self._chosen = chosen
        self._unmark()
        last = next((level for level, line in enumerate(lines, start=1) if line.is_last), 0)
        self.set_reactive(LevelPicker.cursor, chosen or last)
        self.refresh(layout=self._height(width) != before)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return how many lines the levels take."""
        return self._height(width)

    def _height(self, width: int) -> int:
        rows = self._rows(width)
        return sum(map(len, rows)) + self.air * max(0, len(rows) - 1)

    def _rows(self, width: int) -> tuple[tuple[str, ...], ...]:
        if self._wrapped[0] != width:
            room = max(10, width - _SIGN_WIDTH - self._tag_width - _GAP)
            rows = []
            for line in self._lines:
                wrapped = tuple(part.plain.rstrip() for part in Content(line.sentence).wrap(room))
                rows.append(wrapped + ("",) * (len(line.tags) - len(wrapped)))
            self._wrapped = (width, tuple(rows))
        return self._wrapped[1]

    @property
    def _tag_width(self) -> int:
        return max((cell_len(tag) for line in self._lines for tag in line.tags), default=0)

    def render(self) -> Content:
        """Draw the levels; what is chosen stands out by sign, weight and ground."""
        width = self.content_size.width
        drawn: list[Content] = []
        for level, (line, rows) in enumerate(zip(self._lines, self._rows(width), strict=True), start=1):
            chosen = level == self._chosen
            at_cursor = level == self.cursor and self.has_focus
            ground = "$chosen-text on $chosen" if chosen else "$foreground"
            for number, text in enumerate(rows):
                sign = f"{'›' if at_cursor else ' '}{'●' if chosen else '○'} {level}" if number == 0 else ""
                tag = line.tags[number] if number < len(line.tags) else ""
                gap = width - _SIGN_WIDTH - cell_len(text) - cell_len(tag) - 1
                drawn.append(Content.assemble(
                    (sign.ljust(_SIGN_WIDTH), f"bold {'$chosen-text on $chosen' if chosen else '$lead'}"),
                    (text, f"bold {ground}" if chosen else ground),
                    (" " * max(1, gap), ground),
                    (f"{tag} ", ground if chosen else "$quiet"),
                ))
            if level < len(self._lines):
                drawn.extend(Content("") for _ in range(self.air))
        return Content("\n").join(drawn)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the marked sentences, each on one line: without the signs and tags beside them."""
        sentences, y = [], 0
        for line, rows in zip(self._lines, self._rows(self.content_size.width), strict=True):
            marked = ""
            for number, row in enumerate(rows):
                start, end = selection.get_span(y + number) or (0, 0)
                part = row[max(0, start - _SIGN_WIDTH):len(row) if end == -1 else max(0, end - _SIGN_WIDTH)]
                # Where a word or a script without spaces was cut, nothing stood between the rows.
                is_cut = number > 0 and rows[number - 1] + row in line.sentence
                marked += part if is_cut or not (marked and part) else f" {part}"
            if marked:
                sentences.append(marked)
            y += len(rows) + self.air
        return "\n".join(sentences), "\n"

    def _unmark(self) -> None:
        """Let go of what is marked: the places are those of the lines that were drawn."""
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()

    def on_resize(self) -> None:
        """Other lines stand there now."""
        self._unmark()

    def _level_at(self, y: int) -> int:
        """Return the level drawn on line `y`; 0 between levels and below the last."""
        top = 0
        for level, rows in enumerate(self._rows(self.content_size.width), start=1):
            if top <= y < top + len(rows):
                return level
            top += len(rows) + self.air
        return 0

    def watch_cursor(self) -> None:
        """Keep the cursor in view."""
        if self.cursor and self.is_mounted:
            rows = self._rows(self.content_size.width)[:self.cursor]
            top = sum(map(len, rows[:-1])) + self.air * (len(rows) - 1)
            self.scroll_to_region(Region(0, top, 1, len(rows[-1]) if rows else 1), animate=False)

    def action_move(self, step: int) -> None:
        """Move the cursor by `step` levels."""
        last = len(self._lines)
        self.cursor = max(1, min(last, self.cursor + step)) if self.cursor else (1 if step > 0 else last)

    def action_pick(self) -> None:
        """Choose the level under the cursor."""
        if self.cursor:
            self.post_message(LevelPicked(self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click picks the level; a drag has marked text, and a double click has picked at its first."""
        if self.text_selection is not None or event.chain > 1:
            event.prevent_default()
            return
        offset = event.get_content_offset(self)
        level = self._level_at(offset.y) if offset is not None else 0
        if level:
            event.stop()
            self.post_message(LevelPicked(level))

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor: keys go elsewhere."""
        self.refresh()

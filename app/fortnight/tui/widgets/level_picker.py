"""The levels of one question as sentences, one of which describes what happens today."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from fortnight.tui.messages import LevelPicked


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One level as it is drawn."""

    text: str
    name: str = ""
    """The scale's own name of the level, where it is more than its number."""
    tags: tuple[str, ...] = ()
    """What else is at this level: last time, target, gate."""


class _LevelRow(Horizontal):
    """Sign and number, the sentence, and what else is at this level."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self.level = level
        self._sign = Static(markup=False, classes="sign")
        self._sentence = Static(markup=False, classes="sentence")
        self._tags = Static(markup=False, classes="tags")
        self._drawn: tuple[LevelLine, bool, bool] | None = None

    def compose(self) -> ComposeResult:
        yield self._sign
        yield self._sentence
        yield self._tags

    def draw(self, line: LevelLine, *, chosen: bool, at_cursor: bool) -> None:
        """Show `line`; unchanged parts are left alone."""
        if self._drawn == (line, chosen, at_cursor):
            return
        self._drawn = (line, chosen, at_cursor)
        self._sign.update(f"{'›' if at_cursor else ' '}{'●' if chosen else '○'} {self.level}")
        sentence = Content(line.text)
        if line.name:
            sentence = Content.assemble((line.name, "bold"), " · ", line.text)
        self._sentence.update(sentence)
        self._tags.update("\n".join(line.tags))
        self.set_class(chosen, "-chosen")
        self.set_class(at_cursor, "-cursor")

    def on_click(self, event: events.Click) -> None:
        """A click picks the level."""
        event.stop()
        self.post_message(LevelPicked(self.level))


class LevelPicker(Vertical, can_focus=True):
    """Up and down move the cursor, Enter picks; digits are the area's, so that they work from everywhere."""

    BINDINGS = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("enter,space", "pick", "Pick", show=False),
    ]
    DEFAULT_CSS = """
    LevelPicker {
        height: auto;
        _LevelRow {
            height: auto;
            padding: 0 1 0 0;
            .sign { width: 5; }
            .sentence { width: 1fr; height: auto; padding-right: 2; }
            .tags { width: auto; min-width: 2; height: auto; color: $quiet; text-align: right; }
            &.-cursor .sign { color: $lead; text-style: bold; }
            &.-chosen {
                background: $chosen;
                color: $chosen-text;
                .sign { color: $chosen-text; text-style: bold; }
                .sentence { text-style: bold; }
                .tags { color: $chosen-text; }
            }
            &:hover { background: $panel; }
            &.-chosen:hover { background: $chosen; }
        }
    }
    """
    HELP = "Pick the sentence that describes what happens today, not what is planned."

    cursor = reactive(0)
    """The level under the cursor; 0: none."""

    def __init__(self, top: int) -> None:
        super().__init__()
        self._lines: tuple[LevelLine, ...] = ()
        self._chosen: int | None = None
        self._rows = tuple(_LevelRow(level) for level in range(1, top + 1))

    def compose(self) -> ComposeResult:
        """Make a row for each level of the scale."""
        yield from self._rows

    def show(self, lines: tuple[LevelLine, ...], chosen: int | None) -> None:
        """Draw the levels of a question in place."""
        self._lines = lines
        self._chosen = chosen
        self.set_reactive(LevelPicker.cursor, chosen or 0)
        self._draw()

    def watch_cursor(self) -> None:
        """Draw the cursor where it is now, and keep it in view."""
        self._draw()
        if 1 <= self.cursor <= len(self._rows):
            self._rows[self.cursor - 1].scroll_visible(animate=False)

    def action_move(self, step: int) -> None:
        """Move the cursor by `step` levels."""
        last = len(self._lines)
        self.cursor = max(1, min(last, self.cursor + step)) if self.cursor else (1 if step > 0 else last)

    def action_pick(self) -> None:
        """Choose the level under the cursor."""
        if self.cursor:
            self.post_message(LevelPicked(self.cursor))

    def _draw(self) -> None:
        for row in self._rows:
            row.display = row.level <= len(self._lines)
            if row.display:
                row.draw(self._lines[row.level - 1], chosen=row.level == self._chosen,
                         at_cursor=row.level == self.cursor and self.has_focus)

    def on_focus(self) -> None:
        """Show the cursor."""
        self._draw()

    def on_blur(self) -> None:
        """Hide the cursor: keys go elsewhere."""
        self._draw()

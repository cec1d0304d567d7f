"""The level to aim at."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from fortnight.tui.messages import LevelPicked
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.level_picker import LevelLine, LevelPicker


class TargetModal(Dialog[int]):
    """Dismisses with a level, 0 for the usual target, or None."""

    KEYS = (("1–5", "aim at it", "nothing"), ("0", "the usual target", "pick(0)"), ("Esc", "leave it", "close"))
    BINDINGS = [Binding(str(level), f"pick({level})", show=False) for level in range(10)]
    HELP_TEXT = ("The usual target is the level that the gate needs, else one level up. Set your own where the "
                 "team wants to go further, or where less is enough.")
    DEFAULT_CSS = """
    TargetModal .dialog { width: 92; }
    """

    def __init__(self, question: str, levels: tuple[str, ...], target: int, *, is_typed: bool) -> None:
        super().__init__(f"Target: {question}")
        self._levels = levels
        self._target = target
        self._is_typed = is_typed

    def compose_body(self) -> ComposeResult:
        """Make the levels."""
        yield LevelPicker()

    def on_mount(self) -> None:
        """Show the present target."""
        word = "target" if self._is_typed else "usual target"
        lines = tuple(LevelLine(text, tags=(word,) if level == self._target else ())
                      for level, text in enumerate(self._levels, start=1))
        picker = self.query_one(LevelPicker)
        picker.show(lines, self._target)
        picker.focus()

    def action_pick(self, level: int) -> None:
        """Aim at `level`."""
        if level <= len(self._levels):
            self.dismiss(level)

    def on_level_picked(self, message: LevelPicked) -> None:
        """Aim at the level that was chosen."""
        message.stop()
        self.dismiss(message.level)

    def action_nothing(self) -> None:
        """A hint, not a key."""

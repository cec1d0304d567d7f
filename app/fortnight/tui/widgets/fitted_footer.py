"""The footer: as many of the place's commands as fit, the most useful first, never a half one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from fortnight.tui.commands import PALETTE, Command, with_keys_of
from fortnight.tui.widgets.parts_line import Part, PartsLine, spread

if TYPE_CHECKING:
    from fortnight.tui.open_file import OpenFileApp


def fitting(commands: Sequence[Command], width: int) -> tuple[Command, ...]:
    """Return the ranked commands that fit side by side into `width` cells, in the order of their rank."""
    ranked = sorted((command for command in commands if command.rank), key=lambda command: command.rank)
    kept: tuple[Command, ...] = ()
    for command in ranked:
        if sum(part.width for part in _drawn((*kept, command))) > width:
            break
        kept = (*kept, command)
    return kept


def _drawn(commands: Sequence[Command]) -> list[Part]:
    parts: list[Part] = []
    for command in commands:
        parts += [
            Part("   " if parts else ""),
            Part(command.shown_key, "bold $lead", command.full_action, command.help),
            Part(f" {command.label}", "$quiet", command.full_action, command.help),
        ]
    return parts


_OF_A_FIELD = {"Enter", "Space", "Delete", "Backspace", "Home", "End"}
"""Keys that mean something else while somebody types, besides those of one sign."""


def is_taken_by_a_field(command: Command) -> bool:
    """Return whether the key of a command writes or moves in a field that somebody types into."""
    stands_for_digits = not command.full_action
    return not command.priority and (
        stands_for_digits or len(command.shown_key) == 1 or command.shown_key in _OF_A_FIELD)


_ALL = Part(" ≡", "bold $lead", f"app.{PALETTE.action}", PALETTE.help)
"""The way to all commands for the mouse, where there is no room for the name of it."""


class FittedFooter(PartsLine):
    """Shows the keys of the screen that it stands on."""

    DEFAULT_CSS = """
    FittedFooter {
        dock: bottom;
        background: $panel;
        padding: 0 1;
    }
    """

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self.commands = tuple(commands)

    def on_mount(self) -> None:
        """Follow the focus: in a field, letters are letters."""
        self.watch(self.screen, "focused", self._refresh, init=False)

    def _refresh(self) -> None:
        self.refresh()

    def parts_for(self, width: int) -> Sequence[Part]:
        """Return key and name of each command that fits and can be used now."""
        keymap = cast("OpenFileApp", self.app).keymap
        focused = self.screen.focused
        in_field = focused is not None and focused.check_consume_key("a", "a")
        usable = [command for command in with_keys_of(keymap, self.commands)
                  if self._usable(command) and not (in_field and is_taken_by_a_field(command))]
        shown = fitting(usable, width)
        if any(command.id == PALETTE.id for command in shown):
            return _drawn(shown)
        others = [command for command in usable if command.id != PALETTE.id]
        return spread(_drawn(fitting(others, width - _ALL.width)), [_ALL], width)

    def _usable(self, command: Command) -> bool:
        name = command.action.partition("(")[0]
        owner = self.app if command.owner == "app" else self.screen
        return owner.check_action(name, ()) is True

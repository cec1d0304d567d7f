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
    kept: list[Command] = []
    used = 0
    for command in ranked:
        wanted = sum(part.width for part in _drawn(command))
        if used + wanted > width:
            break
        kept.append(command)
        used += wanted
    return tuple(kept)


def _drawn(command: Command) -> tuple[Part, Part]:
    return (
        Part(command.shown_key, "bold $lead", command.full_action, command.help),
        Part(f" {command.label}   ", "$quiet", command.full_action, command.help),
    )


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

    def parts_for(self, width: int) -> Sequence[Part]:
        """Return key and name of each command that fits and can be used now."""
        keymap = cast("OpenFileApp", self.app).keymap
        usable = [command for command in with_keys_of(keymap, self.commands) if self._usable(command)]
        shown = fitting(usable, width)
        if any(command.id == PALETTE.id for command in shown):
            return tuple(part for command in shown for part in _drawn(command))
        shown = fitting(usable, width - _ALL.width)
        return spread([part for command in shown for part in _drawn(command)], [_ALL], width)

    def _usable(self, command: Command) -> bool:
        name = command.action.partition("(")[0]
        owner = self.app if command.owner == "app" else self.screen
        return owner.check_action(name, ()) is True

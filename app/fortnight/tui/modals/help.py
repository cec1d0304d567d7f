"""F1: what this place is for, and every key that works here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from fortnight.tui.areas import AREAS
from fortnight.tui.commands import EVERYWHERE, PALETTE, Command, with_keys_of
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.page import Page


@dataclass(frozen=True, slots=True)
class Help:
    """What F1 says about one place."""

    title: str
    text: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Headed lists of key and what it does."""


def help_for(screen: Screen[object], keymap: Mapping[str, str], noticed: Sequence[str] = ()) -> Help:
    """Return the help for the very place: the focused widget's own words, the screen's, and the keys in force.

    In an area, what was `noticed` about the open file stands above it.
    """
    explain = getattr(screen, "explain", None)
    text = explain() if explain is not None else getattr(screen, "HELP_TEXT", "")
    focused_help = getattr(screen.focused, "HELP", None) if screen.focused is not None else None
    if focused_help:
        text = f"{focused_help}\n\n{text}".strip()
    if noticed and AREAS_BY_ID.get(getattr(screen, "AREA", "")):
        text = "\n\n".join(("About this file, as it was opened:", *noticed, text)).strip()
    here = with_keys_of(keymap, getattr(screen, "PLACE_COMMANDS", ()))
    groups = [("Here", keys_of(here))] if here else []
    if isinstance(screen, Dialog):
        groups.append(("Here", tuple((key, label) for key, label, _ in screen.keys_now())))
    groups.append(("Areas", tuple((area.shown_key(keymap), f"{area.title}: {area.help}") for area in AREAS)))
    groups.append(("Everywhere", keys_of(with_keys_of(keymap, EVERYWHERE))))
    title = getattr(screen, "HELP_TITLE", "") or (AREAS_BY_ID.get(getattr(screen, "AREA", "")) or "Help")
    return Help(title, text, tuple(groups))


AREAS_BY_ID = {area.id: area.title for area in AREAS}


def keys_of(commands: Iterable[Command]) -> tuple[tuple[str, str], ...]:
    """Return key and help of each command; commands without a key say where to find them."""
    return tuple((command.shown_key or PALETTE.shown_key, command.help if command.shown_key else
                  f"then “{command.label}”: {command.help}") for command in commands)


class HelpModal(Dialog[None]):
    """Text above, keys below; scrolls."""

    KEYS = (("Esc", "close", "close"), ("↑ ↓", "scroll", "scroll_page(1)"))
    BINDINGS = [
        Binding("f1,q", "close", show=False),
        Binding("up", "scroll_page(-1)", show=False),
        Binding("down", "scroll_page(1)", show=False),
        Binding("pageup", "scroll_page(-10)", show=False),
        Binding("pagedown,space", "scroll_page(10)", show=False),
    ]
    DEFAULT_CSS = """
    HelpModal .dialog { width: 92; }
    HelpModal .help-keys { margin-top: 1; height: auto; }
    """

    def __init__(self, shown: Help) -> None:
        super().__init__(shown.title)
        self._shown = shown

    def compose_body(self) -> ComposeResult:
        """Make the text and a table for each group of keys."""
        if self._shown.text:
            yield Static(self._shown.text, markup=False)
        for title, keys in self._shown.groups:
            width = max(cell_len(key) for key, _ in keys) + 3
            lines = [Content.styled(title, "bold $lead")]
            lines += [Content.assemble((key.ljust(width), "bold"), help_text) for key, help_text in keys]
            yield Static(Content("\n").join(lines), classes="help-keys")

    def action_scroll_page(self, lines: int) -> None:
        """Scroll the text."""
        self.query_one(Page).scroll_relative(y=lines, animate=False)

"""What a person set for the app, as far as the first paint needs it, and what is wrong with the rest.

The whole file is read by `storage.settings` as soon as the first screen stands: its models take longer to import
than the screen takes to paint.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from fortnight.storage.locations import user_settings_file
from fortnight.tui.areas import AREAS
from fortnight.tui.commands import ids
from fortnight.tui.themes import TITLES


@dataclass(frozen=True, slots=True)
class FirstLook:
    """How the first screen looks."""

    theme: str = ""
    wall: bool = False


def first_look() -> FirstLook:
    """Return what the user's settings say; a file that cannot be used says nothing here and is explained later."""
    try:
        settings = tomllib.loads(user_settings_file().read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return FirstLook()
    theme = settings.get("theme")
    return FirstLook(theme if isinstance(theme, str) else "", settings.get("wall") is True)


def slips(keymap: Iterable[str], theme: str) -> list[str]:
    """Return a sentence for each id in a keymap that no command has, and for a theme that there is not."""
    known = ids() | {area.command_id for area in AREAS}
    themes = [f"Your settings ask for the theme “{theme}”, and there is none of this name; use one of "
              f"{', '.join(TITLES)}."] if theme and theme not in TITLES else []
    return themes + [f"Your settings give a key to “{name}” in [keymap], and no command is called so; "
                     "docs/files.md lists their names." for name in keymap if name not in known]

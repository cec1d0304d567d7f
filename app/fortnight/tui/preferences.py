"""The two settings that the first paint needs, read without the models, which take longer to import than to paint.

The whole file is read by `storage.settings` as soon as the first screen stands.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from fortnight.storage.locations import user_settings_file


@dataclass(frozen=True, slots=True)
class FirstLook:
    """How the first screen looks."""

    theme: str = ""
    wall: bool = False


def first_look() -> FirstLook:
    """Return what the user's settings say; a file that cannot be used says nothing here and is explained later."""
    try:
        settings = tomllib.loads(user_settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return FirstLook()
    theme = settings.get("theme")
    return FirstLook(theme if isinstance(theme, str) else "", settings.get("wall") is True)

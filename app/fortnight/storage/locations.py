"""Where Fortnight keeps things that belong to the user rather than to one assessment."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_NAME = "fortnight"


def user_data_folder() -> Path:
    """Return the folder of the user's own questionnaires and templates; FORTNIGHT_DATA names another."""
    return _folder("FORTNIGHT_DATA", platformdirs.user_data_path(_NAME, appauthor=False))


def user_state_folder() -> Path:
    """Return the folder of recent files and error logs; FORTNIGHT_STATE names another."""
    return _folder("FORTNIGHT_STATE", platformdirs.user_state_path(_NAME, appauthor=False))


def user_settings_file() -> Path:
    """Return the file of the user's settings; FORTNIGHT_CONFIG names another folder for it."""
    return _folder("FORTNIGHT_CONFIG", platformdirs.user_config_path(_NAME, appauthor=False)) / "settings.toml"


def _folder(variable: str, usual: Path) -> Path:
    given = os.environ.get(variable, "").strip()
    return Path(given) if given else usual

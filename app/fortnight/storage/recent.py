"""The files opened last, remembered between runs; paths only, never an answer."""

from __future__ import annotations

import contextlib
import tomllib
from pathlib import Path

from fortnight.storage import toml_text
from fortnight.storage.atomic import write_atomically
from fortnight.storage.locations import user_state_folder

KEPT_FILES = 12


def recent_files() -> tuple[Path, ...]:
    """Return the files opened last that still exist, the latest first; a missing or damaged list is empty."""
    return tuple(path for path in _remembered() if path.is_file())


def remember(path: Path) -> None:
    """Put `path` first in the list; where the list cannot be written, it is simply not remembered."""
    opened = path.absolute()
    _write([opened, *(each for each in _remembered() if each != opened)][:KEPT_FILES])


def forget(path: Path) -> None:
    """Take `path` out of the list."""
    gone = path.absolute()
    _write([each for each in _remembered() if each != gone])


def _remembered() -> list[Path]:
    try:
        listed = tomllib.loads(_file().read_text(encoding="utf-8")).get("files")
    except (OSError, ValueError, RecursionError):
        return []  # a list of conveniences: nobody needs to hear that it is gone
    if not isinstance(listed, list):
        return []
    return [Path(each) for each in listed if isinstance(each, str) and "\0" not in each]


def _write(files: list[Path]) -> None:
    content = toml_text.write({"files": [str(path) for path in files]})
    with contextlib.suppress(OSError, UnicodeEncodeError):  # a read-only home is no reason to trouble anybody
        _file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(_file(), content.encode())


def _file() -> Path:
    return user_state_folder() / "recent.toml"

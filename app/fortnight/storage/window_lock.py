"""Noticing that a file is open in a second window: a small file beside it that names who has it open.

It only warns. What keeps two windows from overwriting each other is the check before every save.
"""

from __future__ import annotations

import contextlib
import os
import socket
import tomllib
from dataclasses import dataclass
from pathlib import Path

from fortnight.storage import toml_text
from fortnight.storage.atomic import real_path, remove_leftovers


@dataclass(frozen=True, slots=True)
class OtherWindow:
    """Who has the file open, as far as that can be known."""

    machine: str
    is_certain: bool
    """False when the process cannot be asked: on another machine, or on Windows."""

    @property
    def sentence(self) -> str:
        """What to tell a person."""
        where = "" if self.machine == socket.gethostname() else f" on {self.machine}"
        if self.is_certain:
            return f"This file is open in another window{where}. What is saved there appears here too."
        return f"This file may be open in another window{where}, or that one ended badly."


@dataclass(frozen=True, slots=True)
class WindowLock:
    """Our mark that a file is open."""

    path: Path
    """The mark: `.NAME.lock` beside the file."""
    is_ours: bool
    """False when another window was first, or when the folder cannot be written."""
    other: OtherWindow | None = None
    after_a_crash: bool = False
    """Whether the last window on this file ended without being left."""

    def release(self) -> None:
        """Take the mark away; one that is not ours stays."""
        if self.is_ours:
            with contextlib.suppress(OSError):  # a mark that stays is recognised as left behind
                self.path.unlink()


def lock_path(path: Path) -> Path:
    """Return the mark of the file at `path`."""
    real = real_path(path)
    return real.with_name(f".{real.name}.lock")


def take_lock(path: Path) -> WindowLock:
    """Mark the file at `path` as open here, or say who has it open already.

    A mark left behind by a process of this machine that has ended is taken over. Whoever gets the mark also clears
    away what killed saves left in the folder.
    """
    mark = lock_path(path)
    if _create(mark):
        remove_leftovers(path)
        return WindowLock(mark, is_ours=True)
    other = _holder(mark)
    if other is None:
        with contextlib.suppress(OSError):
            mark.unlink()
        if _create(mark):
            remove_leftovers(path)
            return WindowLock(mark, is_ours=True, after_a_crash=True)
        other = _holder(mark)
    return WindowLock(mark, is_ours=False, other=other)


def was_left_behind(path: Path) -> bool:
    """Return whether the last window on the file at `path` ended without being left, by a crash or a kill."""
    mark = lock_path(path)
    return mark.exists() and _holder(mark) is None


def _create(mark: Path) -> bool:
    content = toml_text.write({"process": os.getpid(), "machine": socket.gethostname()}).encode()
    try:
        descriptor = os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return False  # taken, or a folder that cannot be written and so cannot be marked
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError:  # a full disk, of which the first save says more
        mark.unlink(missing_ok=True)
        return False
    return True


def _holder(mark: Path) -> OtherWindow | None:
    """Return who left the mark, or None when nobody stands behind it."""
    try:
        table = tomllib.loads(mark.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    process, machine = table.get("process"), table.get("machine")
    if not isinstance(process, int) or not isinstance(machine, str) or process <= 0:
        return None
    if machine != socket.gethostname() or os.name != "posix":
        # Elsewhere the process cannot be asked; on Windows asking would end it.
        return OtherWindow(machine, is_certain=False)
    return OtherWindow(machine, is_certain=True) if _is_alive(process) else None


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True

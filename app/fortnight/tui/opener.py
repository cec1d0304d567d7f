"""Showing a file in whatever program the system has for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

_PROGRAMS = {"darwin": ("open",), "win32": ("explorer",)}
_ELSEWHERE = ("xdg-open", "gio")


def open_command(path: Path, platform: str, find: Callable[[str], str | None]) -> tuple[str, ...]:
    """Return the command that opens `path`; empty when the system has no program for that."""
    for program in _PROGRAMS.get(platform, _ELSEWHERE):
        found = find(program)
        if found is not None:
            return (found, "open", str(path)) if program == "gio" else (found, str(path))
    return ()


def open_file(path: Path) -> str:
    """Open `path` beside the app and return nothing, or one sentence on why that is not possible."""
    where = f"the file is at {path}."
    command = open_command(path, sys.platform, shutil.which)
    if not command:
        return f"This system names no program that opens files; {where}"
    try:
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         start_new_session=True)
    except OSError as problem:
        return f"{command[0]} did not start ({problem.strerror}); {where}"
    return ""

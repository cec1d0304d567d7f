"""`fortnight [PATH]`: the app."""

from __future__ import annotations

import sys
from pathlib import Path

from fortnight.errors import UserError
from fortnight.storage.typed_path import exists


def run(path: str | None) -> int:
    """Open the app on a folder, an assessment or a PDF made by Fortnight; return its exit code.

    Raises UserError when the path does not exist or there is no terminal to draw on.
    """
    place = Path(path) if path is not None else None
    if place is not None and not exists(place):
        raise UserError(f"{path}: there is no such file or folder. To start an assessment: fortnight new {path}")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError("The app needs a terminal. Without one, `fortnight ask FILE` asks line by line, "
                        "and `fortnight --help` lists what else works.")
    from fortnight.tui.app import run as run_app

    return run_app(place)

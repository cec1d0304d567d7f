"""What went wrong inside Fortnight itself, written where a person can find it and send it."""

from __future__ import annotations

import datetime as dt
import os
import platform
import tempfile
import traceback
from pathlib import Path

from fortnight import __version__
from fortnight.storage.locations import user_state_folder


def write_fault(fault: BaseException) -> Path:
    """Write the trace of `fault` to a file of its own, readable by its owner alone, and return its path.

    It lies in the user's state folder, or in the system's temporary folder when that cannot be written.
    """
    now = dt.datetime.now().astimezone()
    text = "\n".join((
        f"Fortnight {__version__}, Python {platform.python_version()}, {platform.platform()}",
        now.isoformat(timespec="seconds"),
        "".join(traceback.format_exception(fault)),
    ))
    name = f"fault-{now:%Y-%m-%d-%H%M%S}-{os.getpid()}"
    try:
        folder = user_state_folder() / "faults"
        folder.mkdir(parents=True, exist_ok=True)
        return _written(folder, name, text)
    except OSError:
        return _written(Path(tempfile.gettempdir()), name, text)


def _written(folder: Path, name: str, text: str) -> Path:
    descriptor, path = tempfile.mkstemp(prefix=f"{name}-", suffix=".log", dir=folder)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return Path(path)

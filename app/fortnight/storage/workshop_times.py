"""How far the clock of each file's workshop has come, remembered between runs; times only, never an answer."""

from __future__ import annotations

import contextlib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from fortnight.core.agenda_plan import PartId
from fortnight.storage import toml_text
from fortnight.storage.atomic import real_path, write_atomically
from fortnight.storage.locations import user_state_folder

KEPT_SECONDS = 2 * 24 * 3600.0
"""How long a clock is remembered that nobody looked at any more."""


@dataclass(frozen=True, slots=True)
class KeptTimes:
    """How a workshop's clock stood when it was looked at last."""

    seen: float
    """When that was, in seconds since 1970."""
    seconds: Mapping[PartId, float]
    """How long each part had run by then; parts that were never started are not in here."""
    part: PartId
    """The part that was started last."""
    is_running: bool
    """Whether its time was being counted."""


def kept_times(path: Path) -> KeptTimes | None:
    """Return how the clock of the file at `path` stood; None where nothing usable is remembered."""
    return _kept(_remembered().get(str(real_path(path))))


def keep_times(path: Path, times: KeptTimes) -> None:
    """Remember how the clock of the file at `path` stands; where that cannot be written, it is forgotten."""
    ours = str(real_path(path))
    others = {key: table for key, table in _remembered().items()
              if key != ours and (kept := _kept(table)) is not None and kept.seen > times.seen - KEPT_SECONDS}
    table = {"seen": times.seen, "seconds": dict(times.seconds), "part": times.part, "running": times.is_running}
    content = toml_text.write({"files": {**others, ours: table}})
    with contextlib.suppress(OSError, UnicodeEncodeError):  # a read-only home is no reason to trouble anybody
        _file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(_file(), content.encode())


def _remembered() -> dict[str, Any]:
    try:
        files = tomllib.loads(_file().read_text(encoding="utf-8")).get("files")
    except (OSError, ValueError, RecursionError):
        return {}  # a convenience: nobody needs to hear that it is gone
    return files if isinstance(files, dict) else {}


def _kept(table: object) -> KeptTimes | None:
    match table:
        case {"seen": float(seen), "seconds": dict(seconds), "part": str(part), "running": bool(is_running)}:
            parts: tuple[PartId, ...] = get_args(PartId)
            times = {key: seconds[key] for key in parts if _is_time(seconds.get(key))}
            known = next((key for key in times if key == part), None)
            if known is not None and _is_time(seen):
                return KeptTimes(seen, times, known, is_running)
    return None


def _is_time(seconds: object) -> bool:
    return isinstance(seconds, float) and math.isfinite(seconds) and seconds >= 0


def _file() -> Path:
    return user_state_folder() / "workshop-times.toml"

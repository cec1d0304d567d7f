"""What the app remembers between runs: theme, animation and the files opened last. Never any answer."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fortnight.storage.locations import user_state_folder

KEPT_FILES = 12


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's choices on this machine."""

    theme: str = ""
    """Empty: the default."""
    recent: tuple[str, ...] = ()
    """Absolute paths, the latest first."""

    def with_opened(self, path: Path) -> Preferences:
        """Return the preferences with `path` as the file opened last."""
        opened = str(path.resolve())
        rest = tuple(kept for kept in self.recent if kept != opened)
        return replace(self, recent=(opened, *rest)[:KEPT_FILES])


def preferences_path() -> Path:
    """Return where the preferences are kept; nothing is created before the first save."""
    return user_state_folder() / "app.toml"


def load_preferences(path: Path) -> Preferences:
    """Return what is kept at `path`; a missing or damaged file means no preferences."""
    try:
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    return Preferences(theme=_text(kept, "theme"), recent=_texts(kept, "recent"))


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Keep the preferences; where that is impossible, the app simply forgets them."""
    import tomli_w

    from fortnight.storage.atomic import write_atomically

    content = tomli_w.dumps({"theme": preferences.theme, "recent": list(preferences.recent)})
    with contextlib.suppress(OSError):  # a read-only home folder is no reason to trouble anybody
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(path, content.encode(), keep_previous=False)


def _text(kept: Mapping[str, Any], key: str) -> str:
    value = kept.get(key, "")
    return value if isinstance(value, str) else ""


def _texts(kept: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = kept.get(key, [])
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()

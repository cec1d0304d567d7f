"""Places in a file: keys joined by dots, quoted where needed, such as `answers."data.real".level`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PART = re.compile(r'"((?:[^"\\]|\\["\\]|\\U[0-9a-f]{8})*)"|([A-Za-z0-9_-]+)')
_ESCAPE = re.compile(r'\\(?:(["\\])|U(\w{8}))')


def dotted(keys: Iterable[str]) -> str:
    """Return the place that `keys` lead to, written as in the header of a TOML table and on one line."""
    return ".".join(key if _BARE.fullmatch(key) else _quoted(key) for key in keys)


def keys_of(place: str) -> tuple[str, ...]:
    """Return the keys that `place` was made of; ValueError when it is not a place."""
    keys: list[str] = []
    position = 0
    while True:
        part = _PART.match(place, position)
        if part is None:
            raise ValueError(f"{place!r} is not a place in a file")
        quoted, bare = part.groups()
        keys.append(bare if quoted is None else _ESCAPE.sub(_unescaped, quoted))
        if part.end() == len(place):
            return tuple(keys)
        if place[part.end()] != ".":
            raise ValueError(f"{place!r} is not a place in a file")
        position = part.end() + 1


def numbered(place: str, number: int) -> str:
    """Return `place` marked as the entry of this number where several concern it: `settings.seed#2`."""
    return f"{without_number(place)}#{number}"


def without_number(place: str) -> str:
    """Return a place without the mark that `numbered` gave it."""
    return re.sub(r"#\d+$", "", place)


def _quoted(key: str) -> str:
    return '"' + "".join(_escaped(letter) for letter in key) + '"'


def _escaped(letter: str) -> str:
    if letter in ('"', "\\"):
        return f"\\{letter}"
    return letter if letter.isprintable() else f"\\U{ord(letter):08x}"


def _unescaped(match: re.Match[str]) -> str:
    return match[1] if match[1] else chr(int(match[2], 16))

"""What pydantic found wrong in a file, said to a person: one place and one plain sentence for each problem."""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from fortnight.core.place import dotted
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.shapes import allowed_values, known_keys, shape_at, words_for
from fortnight.errors import Problem

_MANY_KEYS = 12
"""A table with more known keys than this is not listed in a message."""

_FAR = 1e300
"""A limit out here only keeps numbers such as can be reckoned with."""

_ID_PATTERN = r"^[a-z0-9][a-z0-9._-]*$"

PATTERNS: Mapping[str, str] = {
    _ID_PATTERN: "use lower-case letters, digits, dots, dashes and underscores, such as data.real",
    r"^(#[0-9a-fA-F]{6})?$": "write a colour as # and six hexadecimal digits, such as #1f4e79",
    r"^\d{4}-Q[1-4]$": "write a quarter as 2026-Q4",
}
"""What each pattern in the models asks for, in words."""


def problems_in(error: ValidationError, model: type[BaseModel], table: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return what is wrong with `table`, which was to become a `model`; a place is told once for each mistake."""
    problems: dict[Problem, None] = {}
    for detail in error.errors(include_url=False):
        wrong = _wrong(detail, model, table)
        keys, message = _explained(wrong)
        if wrong.entry is not None:
            message = f"entry {wrong.entry + 1} {message}"
        problems[Problem(dotted(keys), _on_one_line(message))] = None
    return tuple(problems)


def shown(value: object) -> str:
    """Return `value` as a message names it, short and on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        one_line = _on_one_line(value)
        return f'"{one_line}"' if len(one_line) <= 40 else f'"{one_line[:39]}…"'
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else "a huge number"
    if isinstance(value, (dt.date, dt.time)):
        return str(value)
    if isinstance(value, Mapping):
        return "a table"
    return "a list" if isinstance(value, Sequence) else "nothing"


def _on_one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Return `; did you mean "x"?` when one of `known` is close to `given` or begins like it, else nothing."""
    names = list(known)
    close = difflib.get_close_matches(given.lower(), names, n=1, cutoff=0.6)
    if not close and len(given) >= 3:
        close = [name for name in names if name.startswith(given.lower())]
    return f'; did you mean "{close[0]}"?' if len(close) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Wrong:
    """One complaint, with what the file has at that place and what the models expect there."""

    kind: str
    """Pydantic's name of the error."""
    keys: tuple[str, ...]
    entry: int | None
    """Position in the list at `keys`, where the complaint is about one entry of it."""
    is_key: bool
    """The last key itself is wrong, not what stands there."""
    given: Any
    limits: Mapping[str, Any]
    shape: Any
    around: Any
    """What is expected of the table that the place is in."""


def _wrong(detail: ErrorDetails, model: type[BaseModel], table: Mapping[str, Any]) -> _Wrong:
    keys, entry, is_key = _place(detail["loc"], table)
    below = keys if entry is None else (*keys, "")
    return _Wrong(
        detail["type"], keys, entry, is_key, detail["input"], detail.get("ctx", {}),
        shape_at(model, below), shape_at(model, keys[:-1]),
    )


def _place(loc: tuple[int | str, ...], table: Mapping[str, Any]) -> tuple[tuple[str, ...], int | None, bool]:
    """Return the keys of the file that `loc` stands for, the list entry it ends in, and whether a key is wrong.

    A location also names things that no file has: the branch of a union, the mapping inside the money table.
    Walking the data itself tells them apart.
    """
    keys: list[str] = []
    entry: int | None = None
    node: Any = table
    for part in loc:
        if part == "[key]":
            return tuple(keys), entry, True
        if isinstance(part, int):
            entry = part
            node = node[part] if isinstance(node, Sequence) and not isinstance(node, str) else None
        elif isinstance(node, Mapping) and part in node:
            keys.append(part)
            node = node[part]
        elif isinstance(node, Mapping) and part == loc[-1]:
            keys.append(part)
            node = None
    return tuple(keys), entry, False


def _explained(wrong: _Wrong) -> tuple[tuple[str, ...], str]:
    """Return the place, made more exact where the message names it, and the message."""
    if wrong.kind == "value_error":
        deeper, message = _named_place(str(wrong.limits["error"]), wrong.given)
        if "is not an input" in message and deeper:
            message += did_you_mean(deeper[-1], INPUTS)
        return (*wrong.keys, *deeper), message
    if wrong.is_key:
        return wrong.keys, _unusable_key(wrong)
    explain = _EXPLAIN.get(wrong.kind, _other_kind)
    return wrong.keys, explain if isinstance(explain, str) else explain(wrong)


def _named_place(message: str, node: object) -> tuple[tuple[str, ...], str]:
    """Split `a.b: sentence` into keys that lead down `node` and the sentence; ids may contain dots themselves."""
    if not isinstance(node, Mapping):
        return (), message
    for key, below in node.items():
        rest = message.removeprefix(str(key))
        if rest == message:
            continue
        if rest.startswith(": "):
            return (str(key),), rest[2:]
        if rest.startswith("."):
            deeper, sentence = _named_place(rest[1:], below)
            if deeper:
                return (str(key), *deeper), sentence
    return (), message


def _unusable_key(wrong: _Wrong) -> str:
    key = wrong.keys[-1]
    if wrong.kind == "string_too_long":
        return f"is a name of {len(key)} characters; use at most {wrong.limits['max_length']}"
    if wrong.kind == "string_too_short":
        return "is a name without a letter; give it one"
    pattern = wrong.limits.get("pattern", "")
    advice = PATTERNS.get(pattern, "write it differently")
    suggestion = re.sub(r"[^a-z0-9._-]+", "-", key.lower()).strip("-._")
    if pattern == _ID_PATTERN and suggestion and suggestion != key:
        advice = f"{advice.rpartition(', such as')[0]}, such as {suggestion}"
    return f"is not a usable name; {advice}"


def _unknown_key(wrong: _Wrong) -> str:
    known = known_keys(wrong.around)
    guess = did_you_mean(wrong.keys[-1], known)
    if guess:
        return f"is not a known key{guess}"
    listed = f" or use one of {', '.join(known)}" if 0 < len(known) <= _MANY_KEYS else ""
    return f"is not a known key; remove it{listed}"


def _missing(wrong: _Wrong) -> str:
    return f"is missing; add {words_for(wrong.shape)}"


def _other_kind(wrong: _Wrong) -> str:
    expected = words_for(wrong.shape)
    looks_like_number = isinstance(wrong.given, str) and re.fullmatch(r"\s*-?\d+(\.\d+)?\s*", wrong.given)
    hint = f"; write {wrong.given.strip()} without quotes" if looks_like_number and "number" in expected else ""
    return f"must be {expected}, not {_with_kind(wrong.given)}{hint}"


def _not_allowed(wrong: _Wrong) -> str:
    allowed = allowed_values(wrong.shape)
    choice = f"one of {', '.join(allowed)}" if len(allowed) > 1 else "".join(allowed) or wrong.limits["expected"]
    is_near = isinstance(wrong.given, str) and wrong.given not in allowed
    guess = did_you_mean(wrong.given, allowed) if is_near else ""
    return f"must be {choice}, not {_with_kind(wrong.given)}{guess}"


def _outside(words: str, bound: str) -> Callable[[_Wrong], str]:
    def explain(wrong: _Wrong) -> str:
        limit = wrong.limits[bound]
        if isinstance(wrong.given, float) and not math.isfinite(wrong.given):
            return _other_kind(wrong)
        if abs(limit) >= _FAR:
            return "is too large a number to reckon with; check it"
        message = f"must be {words} {shown(limit)}, not {shown(wrong.given)}"
        if bound == "le" and limit == 1 and 1 < wrong.given <= 100 and "correlations" not in wrong.keys:
            message += f"; a share is a part of 1, so {wrong.given:g}% is {wrong.given / 100:g}"
        return message

    return explain


def _too_long(wrong: _Wrong) -> str:
    limit = wrong.limits["max_length"]
    return (f"has {len(wrong.given):,} characters, more than the {limit:,} that fit; "
            "shorten it or put the rest in a document")


def _pattern(wrong: _Wrong) -> str:
    advice = PATTERNS.get(wrong.limits["pattern"], "write it differently")
    return f"cannot be {shown(wrong.given)}; {advice}"


def _with_kind(value: object) -> str:
    return f"the text {shown(value)}" if isinstance(value, str) else shown(value)


_EXPLAIN: Mapping[str, str | Callable[[_Wrong], str]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _not_allowed,
    "enum": _not_allowed,
    "greater_than": _outside("above", "gt"),
    "greater_than_equal": _outside("at least", "ge"),
    "less_than": _outside("below", "lt"),
    "less_than_equal": _outside("at most", "le"),
    "string_too_long": _too_long,
    "string_too_short": "must not be empty; fill it in or remove the line",
    "string_pattern_mismatch": _pattern,
    "string_unicode": "holds half of a letter (a lone surrogate), which no file can hold; type that letter again",
}
"""By pydantic's name of the error; every other one says which kind of value is expected."""

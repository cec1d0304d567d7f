"""What pydantic says against a value, in words that a person can act on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

_SENTENCES: Mapping[str, str] = {
    "bool_type": "give true or false",
    "date_type": "give a date as 2026-11-20",
    "date_parsing": "give a date as 2026-11-20",
    "date_from_datetime_parsing": "give a date as 2026-11-20",
    "date_from_datetime_inexact": "give a date without a time, as 2026-11-20",
    "dict_type": "give a table",
    "extra_forbidden": "is not a key of this table; check its spelling or remove it",
    "finite_number": "give a finite number",
    "float_type": "give a number",
    "frozen_set_type": "give a list",
    "int_type": "give a whole number",
    "list_type": "give a list",
    "mapping_type": "give a table",
    "missing": "is missing; add it",
    "model_attributes_type": "give a table",
    "model_type": "give a table",
    "string_pattern_mismatch": "use lower-case letters, digits, dot, dash and underscore",
    "string_type": "give text",
    "tuple_type": "give a list",
}
_WITH_LIMITS: Mapping[str, str] = {
    "greater_than": "must be above {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than": "must be below {lt:g}",
    "less_than_equal": "must be at most {le:g}",
    "literal_error": "give one of {expected}",
    "enum": "give one of {expected}",
    "string_too_long": "keep it to {max_length} characters",
    "string_too_short": "give at least one character",
}
_OWN_WORDS = {"colour": "give a colour as #1a2b3c", "by_quarter": "name the quarter as 2026-Q4"}
_NAMES_ITS_PLACE = re.compile(r"([\w.-]+): (.+)", re.DOTALL)


def complaints(error: ValidationError) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return each place, as keys below the validated value, with what is wrong there and what to do.

    One complaint a place: a number that is neither whole nor decimal is said once. Validators that raise
    ValueError speak for themselves, and may begin with the place below them: `success_share: is a share`.
    """
    found: dict[tuple[str, ...], str] = {}
    for detail in error.errors(include_url=False):
        keys = _file_keys(detail["loc"])
        said = _complaint(detail["type"], detail.get("ctx", {}), detail["msg"], keys)
        named = _NAMES_ITS_PLACE.match(said) if detail["type"] == "value_error" else None
        if named:
            keys, said = (*keys, *named[1].split(".")), named[2]
        if detail["type"] == "float_type" or keys not in found:
            found[keys] = said
    return tuple(found.items())


def _file_keys(location: tuple[int | str, ...]) -> tuple[str, ...]:
    """Return where `location` is in the file: without a union's branch, a key's mark, or `roi.inputs`."""
    keys = [str(part) for part in location]
    if keys and keys[-1] in ("int", "float", "[key]"):
        keys.pop()
    if "roi" in keys[:-1] and keys[keys.index("roi") + 1] == "inputs":
        del keys[keys.index("roi") + 1]
    return tuple(keys)


def _complaint(kind: str, limits: Mapping[str, Any], message: str, keys: tuple[str, ...]) -> str:
    if kind == "value_error":
        return str(limits["error"])
    if kind == "string_pattern_mismatch":
        for word, own in _OWN_WORDS.items():
            if any(word in key for key in keys):
                return own
    if kind == "model_type" and limits.get("class_name") == "Quantity":
        return "give a number, or a table with p5 and p95, or with min, likely and max"
    if kind in _WITH_LIMITS:
        return _WITH_LIMITS[kind].format(**limits)
    return _SENTENCES.get(kind, message)

"""Settling what a merge could not decide."""

from __future__ import annotations

from typing import Any

from fortnight.core.assessment import Assessment
from fortnight.core.edit import remove_at, set_at
from fortnight.core.place import keys_of, without_number


def place_of(conflict: str) -> tuple[str, ...]:
    """Return the keys of the place that the entry `conflict` of `[conflicts]` is about."""
    return keys_of(without_number(conflict))


def settle(assessment: Assessment, conflict: str, value: Any) -> Assessment:
    """Return the assessment with `value` at the place of `conflict`, and that conflict gone.

    None takes the place out of the file. Raises EditError when the value does not fit there.
    """
    path = place_of(conflict)
    settled = remove_at(assessment, path) if value is None else set_at(assessment, path, value)
    rest = {entry: kept for entry, kept in settled.conflicts.items() if entry != conflict}
    return settled.model_copy(update={"conflicts": rest})

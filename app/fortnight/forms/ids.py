"""Stable ids made from names that people type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

LONGEST = 40


def id_from(name: str) -> str:
    """Return an id of lower-case letters, digits and dashes that reminds of `name`, or `item`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "item"


def free_id(name: str, taken: Container[str]) -> str:
    """Return an id for `name` that is not in `taken`; a number is added where it has to be."""
    wanted = id_from(name)
    candidate, number = wanted, 2
    while candidate in taken:
        candidate = f"{wanted}-{number}"
        number += 1
    return candidate

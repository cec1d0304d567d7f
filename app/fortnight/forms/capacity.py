"""Capacity: how many days a week each role can give, and in which quarters that differs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fortnight.forms.parts import Column, Field, Table

ROLES = ("product", "data", "engineering", "it-operations", "security", "legal", "business")
"""The usual roles, in the order in which they are listed."""

_QUARTER = re.compile(r"(?P<year>\d{4})[-/ ]*q(?P<quarter>[1-4])|q(?P<first>[1-4])[-/ ]*(?P<then>\d{4})",
                      re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quarter(Field):
    """A quarter of a year, kept as 2027-Q1."""

    @property
    def is_prose(self) -> bool:
        """Half a quarter is none."""
        return False

    def read(self, text: str, before: Any) -> str | None:
        """Return the quarter typed as 2027-Q1, 2027 q1 or Q1 2027; None for an empty field.

        Raises ValueError with a sentence.
        """
        del before
        if not text.strip():
            return None
        typed = _QUARTER.fullmatch(text.strip())
        if typed is None:
            raise ValueError(f"Type the quarter as year and number, such as {self.example}.")
        return f"{typed['year'] or typed['then']}-Q{typed['quarter'] or typed['first']}"


_BY_QUARTER = Table(
    "by_quarter", "Other quarters", "Quarters in which the role gives more or fewer days than that.",
    (Column("quarter", "Quarter", 12), Column("days_per_week", "Days a week", 12)),
    (
        Quarter("quarter", "Quarter", example="2027-Q1"),
        Field("days_per_week", "Days a week", "number", unit="days", example="1",
              help="In this quarter, instead of the days above; 0 where the role is not there at all."),
    ), "quarter", keyed_by="quarter", id_is_typed=True, holds="days_per_week", may_be_empty=True,
)

CAPACITY = Table(
    "capacity", "Capacity", "Days a week that each role can give; the roadmap plans against it.",
    (Column("role", "Role", 20), Column("days_per_week", "Days a week", 12), Column("focus", "Focus", 8)),
    (
        Field("role", "Role", "choice", choices=tuple((role, role) for role in ROLES)),
        Field("days_per_week", "Days a week", "number", unit="days", example="3"),
        Field("focus", "Focus", "share", example="0.7",
              help="Share of those days that really goes into this work; 0.7 unless you know better."),
        _BY_QUARTER,
    ), "role", keyed_by="role", id_is_typed=True,
)

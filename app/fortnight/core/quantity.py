"""Uncertain numbers and the evidence behind them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import model_serializer, model_validator

from fortnight.core.base import Frozen, Number, Text


class Evidence(StrEnum):
    """How a number is known, best first."""

    CONTRACT = "contract"
    LOGGED = "logged"
    TIMED = "timed"
    ESTIMATED = "estimated"
    SELF_REPORTED = "self-reported"
    GUESSED = "guessed"

    @property
    def is_measured(self) -> bool:
        """Whether the number comes from a contract, a log or a stopwatch rather than from opinion."""
        return self in (Evidence.CONTRACT, Evidence.LOGGED, Evidence.TIMED)


Kind = Literal["value", "range90", "bounds"]


class Quantity(Frozen):
    """A number as a person gave it: one value, a 90% range, or hard bounds with a likely value."""

    value: Number | None = None
    p5: Number | None = None
    """One chance in twenty that the truth is below."""
    p95: Number | None = None
    """One chance in twenty that the truth is above."""
    min: Number | None = None
    likely: Number | None = None
    max: Number | None = None
    evidence: Evidence = Evidence.GUESSED
    source: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _bare_number(cls, given: Any) -> Any:
        if isinstance(given, (int, float)) and not isinstance(given, bool):
            return {"value": given}
        return given

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [
            self.value is not None,
            self.p5 is not None or self.p95 is not None,
            any(part is not None for part in (self.min, self.likely, self.max)),
        ]
        if sum(kinds) != 1:
            raise ValueError("give one of: value; p5 and p95; or min, likely and max")
        if kinds[1]:
            if self.p5 is None or self.p95 is None:
                raise ValueError("a 90% range needs both p5 and p95")
            if self.p5 > self.p95:
                raise ValueError(
                    f"has its low end, p5 ({self.p5:g}), above its high end, p95 ({self.p95:g}); swap them"
                )
            if self.p5 == self.p95:
                raise ValueError("p5 equals p95, which is no range; give value instead")
        if kinds[2]:
            if self.min is None or self.likely is None or self.max is None:
                raise ValueError("bounds need min, likely and max")
            if not self.min <= self.likely <= self.max or self.min == self.max:
                raise ValueError("bounds must rise: min <= likely <= max, and min below max")
        return self

    @property
    def kind(self) -> Kind:
        """Which of the three ways of saying a number was used."""
        if self.value is not None:
            return "value"
        return "range90" if self.p5 is not None else "bounds"

    @property
    def low(self) -> float:
        """The lower end as given: the value, p5 or min."""
        return _first(self.value, self.p5, self.min)

    @property
    def high(self) -> float:
        """The upper end as given: the value, p95 or max."""
        return _first(self.value, self.p95, self.max)

    @model_serializer(mode="wrap")
    def _as_short_as_typed(self, handler: Any) -> Any:
        table = {key: part for key, part in handler(self).items() if part is not None and part != ""}
        if table.get("evidence") == Evidence.GUESSED:
            del table["evidence"]
        elif "evidence" in table:
            table["evidence"] = str(table["evidence"])
        return table["value"] if set(table) == {"value"} else table


def _first(*parts: int | float | None) -> float:
    return float(next(part for part in parts if part is not None))

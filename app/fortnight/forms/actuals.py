"""The actuals of a use case: which figures of a quarter of real use are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fortnight.forms import typed
from fortnight.forms.parts import Column, Field, Table


@dataclass(frozen=True, slots=True)
class NamedNumbers(Field):
    """Ids with a number each, typed as `late-injuries 0.5; hours-until-called 19`."""

    def read(self, text: str, before: Any) -> dict[str, int | float] | None:
        """Return the numbers by id, None for an empty field. Raises ValueError with a sentence."""
        del before
        numbers: dict[str, int | float] = {}
        for part in filter(None, (each.strip() for each in text.split(";"))):
            name, *number = part.replace("=", " ").split(maxsplit=1)
            if not number:
                raise ValueError(f"“{part}” is no id with a number; type them as {self.example}.")
            numbers[name] = typed.read_number(number[0])
        return numbers or None

    def shown(self, value: Mapping[str, int | float] | None) -> str:
        """Return the numbers as a person would type them; empty for none."""
        return "; ".join(f"{name} {typed.shown_number(number)}" for name, number in (value or {}).items())


ACTUALS = Table(
    "actuals", "Actuals",
    "What each quarter of real use came to, held against the forecast of the run before it.",
    (Column("period", "Period", 18), Column("until", "Until", 10), Column("tasks_per_month", "Tasks", 8),
     Column("minutes_per_task", "Minutes", 8), Column("success_share", "Usable", 7),
     Column("adoption_share", "Adoption", 8), Column("metric_value", "Metric", 7)),
    (
        Field("period", "Period", example="2026-Q3", help="What the period is called."),
        Field("until", "Until", "date", example="2026-09-30", help="Its last day."),
        Field("months", "Months", "whole", example="3",
              help="How many it covers, 3 unless you say otherwise; the gate to Scale wants at least 3."),
        Field("metric_value", "Success metric", "number", example="86"),
        NamedNumbers("guardrails", "Guardrails", example="late-injuries 0.5; hours-until-called 19",
                     help="The id of each guardrail, as in the file, and its number; a semicolon between two."),
        Field("tasks_per_month", "Tasks", "number", unit="a month", example="4150"),
        Field("minutes_per_task", "Minutes for one", "number", unit="minutes", example="7.5",
              help="Hands-on minutes with the AI, review and rework included."),
        Field("success_share", "Usable as it is", "share", example="86%",
              help="Share of the outputs that were used as they were."),
        Field("adoption_share", "Adoption", "share", example="58%",
              help="Share of the tasks that really went through it."),
        Field("cost_per_request", "Cost per request", "number", unit="money", example="0.04"),
        Field("net_benefit", "Net benefit", "number", unit="money", example="9000", help="Over the whole period."),
        Field("source", "Source", example="dashboard"),
    ), "period", keyed_by="period", id_is_typed=True, may_be_empty=True,
)

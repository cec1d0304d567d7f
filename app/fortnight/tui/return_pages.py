"""The pages of the Return: which inputs and tables each one has. No screen in here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fortnight.core.roi.inputs import BASELINE_FIELDS, GROUPS, INPUTS, InputSpec
from fortnight.core.use_case import UseCase
from fortnight.forms.correlations import CORRELATIONS
from fortnight.forms.parts import Column, Field, Heading, Kind, Part, Table
from fortnight.forms.typed import quantity_table
from fortnight.tui.store import REMOVED, Edit

_ABOUT = "about"
"""In a row of measures: the title of its input. Shown only, never in the file."""
HOW_TO_TYPE = "One value: 8. A range that holds nine times in ten: 6..11. Least / likely / most: 3/6/12."


@dataclass(frozen=True, slots=True)
class InputPage:
    """One page of inputs."""

    id: str
    title: str
    help: str
    parts: tuple[Part, ...]


def input_field(spec: InputSpec, *, below: str = "roi") -> Field:
    """Return the field for an input, at `below`.NAME of the use case."""
    kind: Kind = "share-quantity" if spec.domain == "share" else "quantity"
    return Field(f"{below}.{spec.name}", spec.title, kind, spec.unit, _example(spec), spec.help)


def _example(spec: InputSpec) -> str:
    return f"{float(spec.example):.0%}" if spec.domain == "share" and "0.0" not in spec.example else spec.example


def _of(specs: Iterable[InputSpec]) -> tuple[Field, ...]:
    return tuple(input_field(spec) for spec in specs)


def values_of(case: UseCase) -> Mapping[str, Any]:
    """Return the use case as a table of its file; what the baseline holds stands among the inputs too."""
    table = case.model_dump()
    held = {name: quantity_table(table["baseline"][field]) for name, field in held_by_baseline(case).items()}
    if case.baseline.evidence is not None:
        held = {name: {"evidence": str(case.baseline.evidence), **quantity} for name, quantity in held.items()}
    return {**table, "roi": {**held, **table["roi"]}, "measures": _measures(case, table["measures"])}


def _measures(case: UseCase, priced: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """Return a row for every input, those with a price first; each says which input it is about."""
    order = sorted(INPUTS, key=lambda name: name not in case.measures)
    return {name: {_ABOUT: INPUTS[name].title, **priced.get(name, {})} for name in order}


def held_by_baseline(case: UseCase) -> Mapping[str, str]:
    """Return the inputs whose value the baseline station holds, with the field there."""
    return {name: field for name, field in BASELINE_FIELDS.items() if getattr(case.baseline, field) is not None}


def missing_elsewhere(page_id: str, missing: Iterable[str]) -> tuple[tuple[InputPage, tuple[str, ...]], ...]:
    """Return the other pages that hold inputs still missing, with these; those of the page itself are out."""
    wanted = set(missing) - _inputs_of(BY_ID[page_id])
    found = ((page, _inputs_of(page)) for page in PAGES if page.id != page_id)
    return tuple((page, tuple(name for name in INPUTS if name in wanted and name in held))
                 for page, held in found if page.id != "room" and wanted & held)


def _inputs_of(page: InputPage) -> set[str]:
    return {part.path[-1] for part in page.parts if isinstance(part, Field)}


def problems_of(case: UseCase, problems: Mapping[str, str]) -> Mapping[str, str]:
    """Return `problems` by field, those of the baseline also at the inputs that stand for it."""
    moved = {f"roi.{name}": problems[f"baseline.{field}"] for name, field in held_by_baseline(case).items()
             if f"baseline.{field}" in problems}
    return {**moved, **problems}


def where_it_stands(edit: Edit, case: UseCase) -> tuple[Edit, ...]:
    """Return the edit at the place where the fact is kept, so that no figure stands twice and contradicts itself.

    What the baseline holds is changed there, and a copy among the inputs is taken out.
    """
    if edit.path[0] == "measures" and isinstance(edit.value, Mapping):
        return (Edit(edit.path, {key: value for key, value in edit.value.items() if key != _ABOUT}),)
    field = held_by_baseline(case).get(edit.path[1]) if len(edit.path) == 2 and edit.path[0] == "roi" else None
    if field is None:
        return (edit,)
    copy = (Edit(edit.path, REMOVED),) if edit.path[1] in case.roi.inputs else ()
    return (Edit(("baseline", field), edit.value), *copy)


_SEGMENT_INPUTS = ("success_share", "baseline_minutes", "operate_minutes", "review_minutes", "rework_minutes",
                   "cost_per_error")

_SEGMENTS = Table(
    "segments", "Segments", "A part of the tasks with figures of its own. Where the whole does not pay, one may.",
    (Column("name", "Segment", 26), Column("share", "Share of tasks", 14),
     Column("success_share", "Usable as they are", 18)),
    (Field("name", "Name", example="network garages"),
     Field("share", "Share of all tasks", "share-quantity", "share", "30%", "How much of the work it is."),
     Heading("Only where it differs from the whole"),
     *(Field(name, INPUTS[name].title, "share-quantity" if INPUTS[name].domain == "share" else "quantity",
             INPUTS[name].unit, _example(INPUTS[name]), INPUTS[name].help) for name in _SEGMENT_INPUTS)),
    "segment",
)

_REPLACED = ("success_share", "adoption_share", "eligible_share", "operate_minutes", "review_minutes",
             "rework_minutes", "review_share", "cost_per_call", "run_days_per_month", "platform_cost_per_month",
             "licence_cost_per_user_month", "users", "hardening_days", "hardening_months", "change_cost",
             "one_off_cost")
"""What usually differs in another way to the same end."""

_ALTERNATIVES = Table(
    "alternatives", "Other ways to the same end",
    "Run on the same draws with what differs. Other inputs that the file replaces are kept.",
    (Column("title", "Way", 40), Column("kind", "Kind", 14)),
    (Field("title", "Title", example="buy the vendor's module"),
     Field("kind", "Kind", "choice", choices=(("buy", "buy"), ("rules", "rules"), ("more-hands", "more hands"),
                                              ("nothing", "nothing"))),
     Heading("What differs"),
     *(input_field(INPUTS[name], below="inputs") for name in _REPLACED)),
    "way", keyed_by="title",
)

_MEASURES = Table(
    "measures", "What measuring would cost",
    "Price it, and the app can say whether knowing is worth its price.",
    (Column(_ABOUT, "Input", 34), Column("days", "Days", 6), Column("cash", "Cash", 8),
     Column("method", "How", 40)),
    (Field("method", "How", example="time 60 claims with a stopwatch"),
     Field("days", "Person-days", "number", "days", "3"),
     Field("cash", "Cash", "number", "money", "500")),
    "measure", keyed_by=_ABOUT, standing=tuple((spec.name, spec.title) for spec in INPUTS.values()),
)

_SHORT = {"The work today": "Today", "The work with AI": "With AI", "Quality": "Quality", "Cost to run": "Run",
          "Cost to get there": "Build"}

PAGES = (
    InputPage("room", "Room", "The six inputs that matter in the room.",
              _of(spec for spec in INPUTS.values() if spec.in_room)),
    *(InputPage(_SHORT[group].lower().replace(" ", "-"), _SHORT[group], f"{group}.",
                _of(spec for spec in INPUTS.values() if spec.group == group)) for group in GROUPS),
    InputPage("options", "Options",
              "Segments, other ways, inputs that move together, and what measuring would cost.",
              (_SEGMENTS, _ALTERNATIVES, CORRELATIONS, _MEASURES)),
)
"""In the order of the tabs."""

BY_ID = {page.id: page for page in PAGES}

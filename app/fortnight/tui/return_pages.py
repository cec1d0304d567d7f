"""The pages of the Return: which inputs and tables each one has. No screen in here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fortnight.core.roi.inputs import BASELINE_FIELDS, GROUPS, INPUTS, InputSpec
from fortnight.core.use_case import UseCase
from fortnight.forms.options import MEASURES, OPTIONS, input_field
from fortnight.forms.parts import Column, Field, Part
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


_MEASURES = replace(
    MEASURES, columns=(Column(_ABOUT, "Input", 34), *MEASURES.columns[1:]), fields=MEASURES.fields[1:],
    keyed_by=_ABOUT, id_is_typed=False, standing=tuple((spec.name, spec.title) for spec in INPUTS.values()),
)
"""On the screen every input has its line, priced or not."""

_SHORT = {"The work today": "Today", "The work with AI": "With AI", "Quality": "Quality", "Cost to run": "Run",
          "Cost to get there": "Build"}

PAGES = (
    InputPage("room", "Room", "The six inputs that matter in the room.",
              _of(spec for spec in INPUTS.values() if spec.in_room)),
    *(InputPage(_SHORT[group].lower().replace(" ", "-"), _SHORT[group], f"{group}.",
                _of(spec for spec in INPUTS.values() if spec.group == group)) for group in GROUPS),
    InputPage("options", "Options",
              "Segments, other ways, inputs that move together, and what measuring would cost.",
              (*(part for part in OPTIONS if part is not MEASURES), _MEASURES)),
)
"""In the order of the tabs."""

BY_ID = {page.id: page for page in PAGES}

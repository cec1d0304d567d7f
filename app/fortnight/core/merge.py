"""Three-way merge of assessments, thing by thing and field by field; nothing that anybody typed is lost.

Where one side changed a place, its change is taken. Where both did, notes are kept one after the other, votes
are added up and lists of names joined; what cannot be decided keeps its old value and is listed under
`conflicts` with both new ones. Neither side is favoured: swapping the two gives the same result, so the two
values of a conflict stand in an order of their own and do not say who wrote them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

from pydantic import ValidationError

from fortnight.core.assessment import ActionDecision, Answer, Assessment, Brand, Conflict, Header
from fortnight.core.base import Frozen
from fortnight.core.figures import Baseline, PricedMeasure, RoiTable
from fortnight.core.metric import Measurement, Metric
from fortnight.core.place import dotted, numbered
from fortnight.core.quantity import Quantity
from fortnight.core.use_case import DataSource, DrillPlay, UseCase

SEPARATOR: Final = "\n\n* * *\n\n"
"""Stands between two notes that were kept together."""

NOTES: Final[Mapping[type[Frozen], frozenset[str]]] = {
    Header: frozenset({"interest", "decision"}),
    Brand: frozenset({"cover_text"}),
    Answer: frozenset({"reason", "note", "evidence", "dissent"}),
    ActionDecision: frozenset({"rejected_because", "done_evidence"}),
    UseCase: frozenset({"summary"}),
    Metric: frozenset({"accepted_error"}),
    Baseline: frozenset({"sample"}),
    DataSource: frozenset({"holds", "legal_basis", "missing", "edge_cases"}),
    DrillPlay: frozenset({"notices", "acts", "written_where"}),
    PricedMeasure: frozenset({"method"}),
}
"""Fields of free text, of which two versions can stand side by side; two versions of a name cannot."""

_ONE_STATEMENT: Final = (Quantity, Measurement)
"""Values whose numbers only mean something together: half of one range and half of another is nobody's range."""

_SIGNATURE: Final = ("questionnaire_version", "questionnaire_digest")
"""What the program writes for itself; the next save writes it anew, so nobody needs to decide about it."""


_Keys = tuple[str, ...]
_Found = dict[str, Conflict]


class _Absent(Enum):
    """What stands at a place where a side has nothing."""

    ABSENT = "absent"


_ABSENT: Final = _Absent.ABSENT


def merge(base: Assessment, one: Assessment, other: Assessment) -> Assessment:
    """Return `base` with the edits of both `one` and `other`.

    The result does not depend on which side is called which. Conflicts that a side already had stay, unless it
    settled them.
    """
    found: _Found = {}
    fields = {
        name: _merged((name,), getattr(base, name), getattr(one, name), getattr(other, name), found)
        for name in Assessment.model_fields
        if name not in ("conflicts", "format")
    }
    fields["use_cases"] = _with_different_names(fields["use_cases"], base, one, other, found)
    return Assessment(**fields, conflicts=_with_carried(found, base, one, other))


def as_plain(value: Any) -> Any:
    """Return a value of the models as a file has it: tables, lists, text, numbers and dates; None for nothing."""
    if value is _ABSENT:
        return None
    if isinstance(value, Frozen):
        return as_plain(value.table())
    if isinstance(value, Mapping):
        return {_file_key(key): as_plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_plain(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def _merged(place: _Keys, base: Any, one: Any, other: Any, found: _Found) -> Any:
    """Return what stands at `place` after both edits; what cannot be decided goes into `found`."""
    if _same(one, other):
        return min(one, other, key=_sortable) if isinstance(one, (int, float)) else one
    if _same(other, base):
        return one
    if _same(one, base):
        return other
    given = [value for value in (one, other) if value is not _ABSENT and value is not None]
    if len(given) == 2:
        if all(isinstance(value, Frozen) for value in given):
            return _merged_record(place, base, one, other, found)
        if all(isinstance(value, Mapping) for value in given):
            return _merged_table(place, base, one, other, found)
        if all(isinstance(value, tuple) for value in given):
            return _merged_list(base, one, other)
    return _undecided(place, base, one, other, found)


def _merged_table(
    place: _Keys, base: Any, one: Mapping[Any, Any], other: Mapping[Any, Any], found: _Found
) -> dict[Any, Any]:
    old: Mapping[Any, Any] = base if isinstance(base, Mapping) else {}
    merged = {}
    for key in _order(old, one, other):
        value = _merged(
            (*place, _file_key(key)), old.get(key, _ABSENT), one.get(key, _ABSENT), other.get(key, _ABSENT), found
        )
        if value is not _ABSENT:
            merged[key] = value
    return merged


def _merged_record(place: _Keys, base: Any, one: Frozen, other: Frozen, found: _Found) -> Any:
    """Merge two values of one model by field; where the mixture makes no sense, it is undecided as a whole."""
    kind = type(one)
    if kind in _ONE_STATEMENT:
        return _undecided(place, base, one, other, found)
    inside: _Found = {}
    fields = {}
    for name in kind.model_fields:
        old, left, right = (_field(each, name, kind) for each in (base, one, other))
        if kind is Header and name in _SIGNATURE:
            fields[name] = left if left == right else ""
        elif name in NOTES.get(kind, ()):
            fields[name] = _merged_note(old, left, right)
        else:
            step = () if kind is RoiTable and name == "inputs" else (name,)
            fields[name] = _merged((*place, *step), old, left, right, inside)
    try:
        merged = kind(**{name: value for name, value in fields.items() if value is not _ABSENT})
    except ValidationError:
        return _undecided(place, base, one, other, found)
    found.update(inside)
    return merged


def _merged_note(base: str, one: str, other: str) -> str:
    """Keep both texts; a part that both have stands once, and the order is that of the alphabet."""
    if one == other or other == base:
        return one
    if one == base:
        return other
    parts = {part for text in (one, other) for part in text.split(SEPARATOR) if part}
    return SEPARATOR.join(sorted(parts))


def _merged_list(base: Any, one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    """Apply what each side added and took away; votes count, names do not stand twice."""
    old = Counter(base if isinstance(base, tuple) else ())
    left, right = Counter(one), Counter(other)
    wanted = {item: max(left[item] + right[item] - old[item], 0) for item in old | left | right}
    if all(isinstance(item, str) for item in wanted):
        wanted = {item: min(count, 1) for item, count in wanted.items()}
    kept = []
    for item in (*(base if isinstance(base, tuple) else ()), *sorted(wanted)):
        repeat = wanted.pop(item, 0)
        kept += [item] * repeat
    return tuple(kept)


def _undecided(place: _Keys, base: Any, one: Any, other: Any, found: _Found) -> Any:
    found[dotted(place)] = _conflict(as_plain(base), as_plain(one), as_plain(other))
    return base


def _conflict(base: Any, one: Any, other: Any) -> Conflict:
    ours, theirs = sorted((one, other), key=_sortable)
    return Conflict(ours=ours, theirs=theirs, base=base)


def _field(record: Any, name: str, kind: type[Frozen]) -> Any:
    if isinstance(record, kind):
        return getattr(record, name)
    field = kind.model_fields[name]
    return _ABSENT if field.is_required() else field.get_default()


def _order(base: Mapping[Any, Any], one: Mapping[Any, Any], other: Mapping[Any, Any]) -> list[Any]:
    """Return the ids of all three: old ones as they stood, or as the one side that moved them has them; new last.

    New ids of both sides are sorted, so that the sides can be swapped.
    """
    shared = [key for key in base if key in one and key in other]
    left, right = ([key for key in side if key in shared] for side in (one, other))
    moved = right if left == shared else left if right in (shared, left) else shared
    old = list(base) if moved == shared else [*moved, *(key for key in base if key not in shared)]
    left, right = ([key for key in side if key not in base] for side in (one, other))
    new = sorted({*left, *right}) if left and right and left != right else left or right
    return [*old, *new]


def _with_different_names(
    cases: Mapping[str, UseCase], base: Assessment, one: Assessment, other: Assessment, found: _Found
) -> Mapping[str, UseCase]:
    """Take back a new name that another use case has after the merge; ids stay, so nothing is mixed up."""
    while clashing := _same_names(cases):
        back = {}
        for case_id in clashing:
            old, left, right = (
                side.use_cases[case_id].name if case_id in side.use_cases else "" for side in (base, one, other)
            )
            if cases[case_id].name != old:
                back[case_id] = cases[case_id].model_copy(update={"name": old})
                found[dotted(("use_cases", case_id, "name"))] = _conflict(old or None, left or None, right or None)
        cases = {**cases, **back}
    return cases


def _same_names(cases: Mapping[str, UseCase]) -> list[str]:
    by_name: dict[str, list[str]] = {}
    for case_id, case in cases.items():
        if case.name.strip():
            by_name.setdefault(case.name.strip().casefold(), []).append(case_id)
    return [case_id for same in by_name.values() if len(same) > 1 for case_id in same]


def _with_carried(found: _Found, base: Assessment, one: Assessment, other: Assessment) -> _Found:
    """Return the conflicts that a side still has, then the new ones; several of one place are numbered."""
    all_of_them: list[tuple[str, Conflict]] = []
    for place in _order(base.conflicts, one.conflicts, other.conflicts):
        old, left, right = (side.conflicts.get(place) for side in (base, one, other))
        still = (right,) if left == old else (left,) if right in (old, left) else (left, right)
        kept = [conflict for conflict in still if conflict is not None]
        all_of_them += [(place, conflict) for conflict in sorted(kept, key=_sortable)]
    conflicts: _Found = {}
    for place, conflict in (*all_of_them, *found.items()):
        free, number = place, 1
        while free in conflicts and conflicts[free] != conflict:
            number += 1
            free = numbered(place, number)
        conflicts[free] = conflict
    return conflicts


def _same(one: Any, other: Any) -> bool:
    """Return whether two values are equal and their tables stand in the same order."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, Frozen) and type(one) is type(other):
        return all(_same(getattr(one, name), getattr(other, name)) for name in type(one).model_fields)
    return bool(one == other)


def _file_key(key: Any) -> str:
    return key.isoformat() if isinstance(key, dt.date) else str(key)


def _sortable(value: Any) -> str:
    return json.dumps(as_plain(value), default=str, ensure_ascii=False)

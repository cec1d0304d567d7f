"""Changing one place of an assessment: a new frozen value, or one sentence on why it does not fit."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ValidationError

from fortnight.core.assessment import ActionDecision, Answer, Assessment
from fortnight.core.explain import problems_in
from fortnight.core.figures import RoiTable
from fortnight.core.place import dotted
from fortnight.core.use_case import Decision, DrillPlay
from fortnight.core.wording import sentence
from fortnight.errors import UserError

Path = tuple[str, ...]
"""File keys from the top: `("answers", "data.real", "level")`."""

_GONE_WHEN_EMPTY = (Answer, ActionDecision, Decision, DrillPlay)
"""Tables that say nothing once they hold only defaults."""

_INSTEAD_OF = {"level": "state", "state": "level"}
"""An answer has a level or a state: giving one takes the other away."""


class EditError(UserError):
    """A change that does not fit the file; the message is one sentence."""

    def __init__(self, what: str, place: str = "") -> None:
        self.what = sentence(what)
        """The sentence without the place, for where the place is in front of everybody."""
        self.place = place
        """The place, dotted from the top of the file; empty for none."""
        super().__init__(f"{place}: {what}" if place else what)


def set_at(assessment: Assessment, path: Path, value: object) -> Assessment:
    """Return the assessment with `value` at `path`, a tuple of file keys.

    Missing tables are created; None resets a field to its default and takes an entry out of its table. Giving an
    answer a level takes its state away and the other way round. An answer, decision or drill play left with only
    defaults is removed. What lies beside the path is shared with the old assessment. Raises EditError when the
    place cannot exist or the value does not fit it.
    """
    if not path:
        raise EditError("Name the place to change.")
    if value is None and not _holds(assessment, path):
        return assessment
    changed = _with(assessment, path, value, above=())
    assert isinstance(changed, Assessment)
    return changed


def remove_at(assessment: Assessment, path: Path) -> Assessment:
    """Return the assessment without what is at `path`: an entry is gone, a field is back at its default.

    A place that holds nothing is left as it is. Raises EditError when what remains does not fit.
    """
    return set_at(assessment, path, None)


def _holds(node: object, path: Path) -> bool:
    entries = _entries(node)
    if not path or entries is None:
        return not path
    key = _own_key(entries, path[0])
    return key in entries and _holds(entries[key], path[1:])


def _with(node: object, path: Path, value: object, *, above: Path) -> object:
    """Return `node`, which stands at `above`, with `value` at `path` below it."""
    if not path:
        return value
    entries = _entries(node)
    if entries is None:
        return {path[0]: _with(None, path[1:], value, above=(*above, path[0]))}
    key = _own_key(entries, path[0])
    changed = {**entries, key: _with(entries.get(key), path[1:], value, above=(*above, path[0]))}
    if isinstance(node, Answer) and value is not None and path[0] in _INSTEAD_OF:
        changed[_INSTEAD_OF[path[0]]] = None
    given = {name: part for name, part in changed.items() if part is not None}
    if not isinstance(node, BaseModel):
        return given
    try:
        return _without_empty(type(node).model_validate(given))
    except ValidationError as error:
        first = problems_in(error, type(node), {str(name): part for name, part in given.items()})[0]
        place = ".".join(filter(None, (dotted(above), first.key)))
        stop = "" if first.message.endswith("?") else "."
        raise EditError(f"{first.message}{stop}", place) from error


def _without_empty(table: BaseModel) -> BaseModel:
    """Return `table` without those entries of its tables that say nothing any more."""
    emptied = {
        name: {key: part for key, part in entries.items() if not _says_nothing(part)}
        for name, entries in ((name, getattr(table, name)) for name in table.model_fields_set)
        if isinstance(entries, Mapping) and any(_says_nothing(part) for part in entries.values())
    }
    return table.model_copy(update=emptied) if emptied else table


def _says_nothing(part: object) -> bool:
    return isinstance(part, _GONE_WHEN_EMPTY) and part == type(part)()


def _entries(node: object) -> dict[object, object] | None:
    """Return what a table holds, by file key; None when `node` is no table."""
    if isinstance(node, RoiTable):
        entries: dict[object, object] = dict(node.inputs.items())
        return {**entries, "correlations": node.correlations} if node.correlations else entries
    if isinstance(node, BaseModel):
        return {name: getattr(node, name) for name in type(node).model_fields if name in node.model_fields_set}
    return dict(node) if isinstance(node, Mapping) else None


def _own_key(entries: Mapping[object, object], key: str) -> object:
    """Return the key of `entries` that is written as `key` in the file: measurements are keyed by date."""
    return next((own for own in entries if str(own) == key), key)

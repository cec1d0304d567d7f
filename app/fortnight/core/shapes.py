"""What the models expect at a place of a file, read from their annotations."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Literal

from pydantic import BaseModel

from fortnight.core.figures import RoiTable
from fortnight.core.quantity import Quantity
from fortnight.core.roi.inputs import INPUTS


def shape_at(model: type[BaseModel], keys: Sequence[str]) -> Any:
    """Return the annotation of what stands at `keys` below `model`, or None where nothing is expected."""
    shape: Any = model
    for key in keys:
        shape = _below(plain(shape), key)
        if shape is None:
            return None
    return plain(shape)


def known_keys(shape: Any) -> tuple[str, ...]:
    """Return the keys that a table of this shape may have; empty where the keys are free."""
    if shape is RoiTable:
        return (*INPUTS, "correlations")
    return tuple(shape.model_fields) if _is_model(shape) else ()


def words_for(shape: Any) -> str:
    """Return what a person should write for this shape, such as `a whole number`."""
    if shape is Quantity:
        return "a number such as 8, or a table such as { p5 = 6, p95 = 11 }"
    if _is_model(shape) or issubclass(_origin(shape), Mapping):
        return "a table"
    if issubclass(_origin(shape), (tuple, list)):
        return "a list in square brackets"
    allowed = allowed_values(shape)
    if allowed:
        return f"one of {', '.join(allowed)}" if len(allowed) > 1 else allowed[0]
    kinds = set(_kinds(shape))
    if float in kinds:
        return "a number"
    for kind, words in _WORDS.items():
        if kind in kinds:
            return words
    return "something else"


def allowed_values(shape: Any) -> tuple[str, ...]:
    """Return the values to choose from, in their order; empty where the choice is free."""
    if typing.get_origin(shape) is Literal:
        return tuple(str(value) for value in typing.get_args(shape))
    if isinstance(shape, type) and issubclass(shape, Enum):
        return tuple(str(member.value) for member in shape)
    return ()


def plain(shape: Any) -> Any:
    """Return the annotation without what only constrains it: Annotated and `| None`."""
    while True:
        if typing.get_origin(shape) is typing.Annotated:
            shape = typing.get_args(shape)[0]
        elif _is_union(shape):
            members = [member for member in typing.get_args(shape) if member is not type(None)]
            if len(members) != 1:
                return shape
            shape = members[0]
        else:
            return shape


_WORDS = {
    bool: "true or false",
    int: "a whole number",
    dt.date: "a date such as 2026-11-30",
    str: "text in quotes",
}


def _below(shape: Any, key: str) -> Any:
    if shape is RoiTable and key in INPUTS:
        return Quantity
    if _is_model(shape):
        field = shape.model_fields.get(key)
        return None if field is None else field.annotation
    origin = _origin(shape)
    arguments = typing.get_args(shape)
    if issubclass(origin, (Mapping, tuple, list)) and arguments:
        return arguments[1] if issubclass(origin, Mapping) else arguments[0]
    return None


def _kinds(shape: Any) -> Iterator[type]:
    shape = plain(shape)
    if _is_union(shape):
        for member in typing.get_args(shape):
            yield from _kinds(member)
    elif isinstance(shape, type):
        yield shape


def _is_union(shape: Any) -> bool:
    return typing.get_origin(shape) in (typing.Union, types.UnionType)


def _is_model(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, BaseModel)


def _origin(shape: Any) -> type:
    """Return the generic class behind `Mapping[str, int]` and the like; NoneType for everything else."""
    origin = typing.get_origin(shape)
    return origin if isinstance(origin, type) else type(None)

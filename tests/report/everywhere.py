"""An assessment with something typed in every place where people can type."""

import typing
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from fortnight.core.assessment import Assessment
from fortnight.core.base import Text

NOT_TYPED = frozenset((
    "currency", "language", "questionnaire_version", "questionnaire_digest", "previous", "logo", "font",
))
"""Texts that the program writes, or that name a file or a code."""

Typed = Callable[[tuple[str, ...], str], str]
"""Gives the new text for a place, such as ("use_cases", "triage", "metric", "name"), and the old text."""


def typed_everywhere(assessment: Assessment, text: Typed) -> Assessment:
    """Return the assessment with `text` in every field that takes free text, empty ones included."""
    return typing.cast(Assessment, _filled(assessment, text, ()))


def _filled(value: Any, text: Typed, path: tuple[str, ...]) -> Any:
    if isinstance(value, Mapping):
        return {key: _filled(part, text, (*path, str(key))) for key, part in value.items()}
    if not isinstance(value, BaseModel):
        return value
    kinds = typing.get_type_hints(type(value), include_extras=True)
    changed: dict[str, Any] = {}
    for name in type(value).model_fields:
        place, old = (*path, name), getattr(value, name)
        if name in NOT_TYPED:
            continue
        if kinds[name] == Text:
            changed[name] = text(place, old)
        elif kinds[name] == tuple[Text, ...]:
            changed[name] = tuple(text(place, each) for each in old)
        else:
            changed[name] = _filled(old, text, place)
    return value.model_copy(update=changed)

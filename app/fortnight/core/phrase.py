"""Sentences that remember how they were made, so that a report can make them again in another language.

English stands in the code, beside the rule that says it; a translation is looked up by that English. A phrase is
text like any other until somebody asks for it in another language.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

_PLACE = re.compile(r"\{(\w+)\}")

_Value = TypeVar("_Value")

Translate = Callable[[str], str]
"""Gives the template of another language for an English one, or the English one when there is none."""


def fill(template: str, values: Mapping[str, object]) -> str:
    """Return `template` with its {places} filled; braces inside a value stay as they were typed.

    Raises KeyError for a place without a value.
    """
    return _PLACE.sub(lambda place: str(values[place[1]]), template)


class Phrase(str):
    """English text made from a template and values, each of which may be a phrase itself."""

    template: str
    values: Mapping[str, object]
    shape: Callable[[str], str] | None
    """What is done to the text once it is filled, such as a capital at its beginning."""

    def __new__(
        cls, template: str, values: Mapping[str, object], shape: Callable[[str], str] | None = None
    ) -> Phrase:
        text = fill(template, values)
        made = super().__new__(cls, shape(text) if shape else text)
        made.template, made.values, made.shape = template, values, shape
        return made

    def __reduce__(self) -> tuple[type[Phrase], tuple[object, ...]]:
        """Pickle what it was made of; a report is drawn in another process."""
        return Phrase, (self.template, self.values, self.shape)


def say(template: str, /, **values: object) -> Phrase:
    """Return an English sentence, or a part of one, that can be said in another language.

    The template is a literal, so that the list of everything to translate can be read from the code. Values are
    numbers and dates as text, what people typed, or phrases. Raises KeyError for a place without a value.
    """
    return Phrase(template, values)


def shaped(text: str, shape: Callable[[str], str]) -> str:
    """Return `shape` of `text`, done again after a translation. `shape` is a function of a module."""
    return Phrase("{text}", {"text": text}, shape) if isinstance(text, Phrase) else shape(text)


def joined(gap: str, parts: tuple[str, ...]) -> Phrase:
    """Return `parts` as one text with `gap` between them, each of which can still be translated."""
    values = {f"part{place}": part for place, part in enumerate(parts)}
    return Phrase(gap.join(f"{{{name}}}" for name in values), values)


def translated(text: object, translate: Translate) -> object:
    """Return a phrase as plain text of another language; anything else, such as typed text, as it is."""
    if not isinstance(text, Phrase):
        return text
    values = {name: translated(value, translate) for name, value in text.values.items()}
    made = fill(translate(text.template), values)
    return text.shape(made) if text.shape else made


def in_language(value: _Value, translate: Translate) -> _Value:
    """Return `value` with every phrase in it translated: through tuples, mappings and frozen dataclasses.

    Keys stay, since they are identifiers. What was read from a file stays, since people typed it.
    """
    return cast(_Value, _walked(value, translate))


def _walked(value: Any, translate: Translate) -> Any:
    if isinstance(value, str):
        return translated(value, translate)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_walked(each, translate) for each in value)
    if isinstance(value, Mapping):
        return {key: _walked(each, translate) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
        said = {name: _walked(each, translate) for name, each in fields.items()}
        changed = {name: each for name, each in said.items() if each is not fields[name]}
        return dataclasses.replace(value, **changed) if changed else value
    return value

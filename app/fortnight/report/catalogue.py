"""The report's own words: one catalogue for each language, with plurals and named places for values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fortnight.core.phrase import fill, translated
from fortnight.core.place import dotted
from fortnight.core.wording import Wording
from fortnight.errors import Problem

CORE = "core"
"""The table of a catalogue that gives other languages what the rules say, by its English."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the report says itself, and how it writes numbers, money and dates."""

    entries: Mapping[str, str | Mapping[str, str]]
    """Texts by dotted key; a text with plurals has the forms `zero` (optional), `one` and `many`."""
    form: Wording
    language: str = "en"
    """The language that the texts are written in."""

    def say(self, key: str, /, **values: object) -> str:
        """Return the text at `key` with its {places} filled; `n` chooses the plural.

        Raises KeyError for a key that the catalogue lacks or a place that has no value.
        """
        entry = self.entries[key]
        text = entry if isinstance(entry, str) else entry[self._plural(entry, values["n"])]
        return fill(text, {name: translated(value, self.translate) for name, value in values.items()})

    def pair(self, name: object, text: object) -> str:
        """Return what is said of something, after its name and the colon of the language."""
        return f"{name}{self.say('report.colon')} {text}"

    def translate(self, template: str) -> str:
        """Return what the rules say in English, in the language of the catalogue; what it lacks stays English."""
        entry = self.entries.get(f"{CORE}.{template}")
        return entry if isinstance(entry, str) else template

    def label(self, prefix: str, key: str) -> str:
        """Return the text at `prefix.key`, or `key` in plain words when the catalogue has none."""
        entry = self.entries.get(f"{prefix}.{key}")
        return entry if isinstance(entry, str) else key.replace("_", " ").replace("-", " ")

    def _plural(self, forms: Mapping[str, str], count: object) -> str:
        if not isinstance(count, (int, float)):
            raise KeyError("n")
        if count == 0 and "zero" in forms:
            return "zero"
        return "one" if self.form.is_one(count) else "many"


def misfits(entries: Mapping[str, Any], english: Mapping[str, str | Mapping[str, str]]) -> Iterator[Problem]:
    """Yield what in a catalogue cannot take the place of its English: no text, or a place that has no value.

    A key that the English lacks is a word of another version; nobody asks for it.
    """
    for key, entry in entries.items():
        table, _, name = key.partition(".")
        source = name if table == CORE else english.get(key)
        if source is None:
            continue
        place = dotted((CORE, name)) if table == CORE else key
        forms = list(entry.values()) if isinstance(entry, Mapping) and not isinstance(source, str) else [entry]
        if not all(isinstance(form, str) for form in forms):
            yield Problem(place, "must be text in quotes, as in English")
            continue
        known = _places(*([source] if isinstance(source, str) else source.values()))
        for unknown in sorted(_places(*forms) - known):
            choice = f"use {', '.join(f'{{{each}}}' for each in sorted(known))}" if known else "take it out"
            yield Problem(place, f"has {{{unknown}}}, for which there is no value here; {choice}")


def _places(*texts: str) -> set[str]:
    return {place for text in texts for place in re.findall(r"\{(\w+)\}", text)}


def flatten(table: Mapping[str, Any], prefix: str = "") -> dict[str, str | Mapping[str, str]]:
    """Return a nested catalogue file as texts by dotted key."""
    flat: dict[str, str | Mapping[str, str]] = {}
    for key, entry in table.items():
        if isinstance(entry, Mapping) and not {"one", "many"} <= set(entry):
            flat.update(flatten(entry, f"{prefix}{key}."))
        else:
            flat[f"{prefix}{key}"] = entry
    return flat

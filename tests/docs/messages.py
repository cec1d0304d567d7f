"""Lists every English text that the rules say, as the table to translate in a catalogue of another language.

    python -m tests.docs.messages > report_templates/words/core-en.toml
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fortnight.core
from fortnight.report.catalogue import CORE as TABLE
from fortnight.storage.library import data_folder

CORE = Path(fortnight.core.__file__).parent
WORDS = data_folder("report_templates") / "words"
PAGE = WORDS / "core-en.toml"

OPENING = """\
# What the rules say in English. For another language, put this table at the end of your copy of en.toml and
# translate what stands to the right of each "="; the left side is looked up, so it stays as it is. Names in braces
# are replaced by values and may be moved within the text.

"""

_SAYS = "from fortnight.core.phrase import"
"""Stands in every module whose texts a report prints; the others talk to the screen and to the command line."""


@cache
def messages() -> frozenset[str]:
    """Return the templates of every `say("...")` and the nouns of every `words.count(n, "...", "...")` in core.

    Raises ValueError naming file and line where one of them is not a literal, since nobody could list it.
    """
    sources = {path: path.read_text(encoding="utf-8") for path in CORE.rglob("*.py")}
    return frozenset(text for path, source in sources.items() if _SAYS in source
                     for text in messages_in(source, str(path.relative_to(CORE))))


def messages_in(source: str, name: str) -> Iterator[str]:
    """Yield the templates and nouns of one module; raises ValueError as `messages` does."""
    for node in ast.walk(ast.parse(source)):
        for text in _texts(node):
            if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
                raise ValueError(f"{name}:{text.lineno}: a text to translate has to be one literal")
            yield text.value


def page() -> str:
    """Return the table of what the rules say, each text on both sides."""
    return OPENING + "\n".join(_toml(TABLE, {text: text for text in sorted(messages())})) + "\n"


def catalogue_toml(translate: Callable[[str], str]) -> str:
    """Return a whole catalogue of another language as a file: every text of en.toml and of the rules."""
    english = tomllib.loads((WORDS / "en.toml").read_text(encoding="utf-8"))
    tables = {**english, TABLE: {text: text for text in messages()}}
    return "\n".join(line for name, texts in tables.items() for line in _toml(name, _each(texts, translate)))


def problems(catalogue: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a catalogue: texts that it lacks, that nobody says, and that have other places."""
    english = tomllib.loads((WORDS / "en.toml").read_text(encoding="utf-8"))
    said = _flat({**english, TABLE: {text: text for text in messages()}})
    made = _flat(catalogue)
    return [
        *(f"lacks {key}" for key in said if key not in made),
        *(f"has {key}, which nobody says" for key in made if key not in said),
        *(f"other places in {key}" for key in said if key in made and _places(said[key]) != _places(made[key])),
    ]


def _texts(node: ast.AST) -> list[ast.expr]:
    """Return what a call gives to be translated: nothing, a template, or two nouns."""
    if not isinstance(node, ast.Call):
        return []
    if isinstance(node.func, ast.Name) and node.func.id == "say":
        return node.args[:1]
    if isinstance(node.func, ast.Attribute) and node.func.attr == "count" and len(node.args) == 3:
        return node.args[1:]
    return []


def _toml(name: str, texts: Mapping[str, Any]) -> Iterator[str]:
    yield f"[{name}]"
    for key, text in texts.items():
        for form, words in text.items() if isinstance(text, Mapping) else [("", text)]:
            yield f"{_quoted(key)}{f'.{form}' if form else ''} = {_quoted(words)}"


def _each(texts: Mapping[str, Any], translate: Callable[[str], str]) -> dict[str, Any]:
    return {key: _each(text, translate) if isinstance(text, Mapping) else translate(text)
            for key, text in texts.items()}


def _flat(tables: Mapping[str, Any], path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    flat: dict[tuple[str, ...], str] = {}
    for key, entry in tables.items():
        flat |= _flat(entry, (*path, key)) if isinstance(entry, Mapping) else {(*path, key): entry}
    return flat


def _places(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)\}", text)))


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    print(page(), end="")

"""Writes docs/json.md from the result types, so that the page lists exactly the keys that the program prints.

    python -m tests.docs.json_page > docs/json.md
"""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import inspect
import re
import sys
import textwrap
import types
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from fortnight.core.compare import Comparison
from fortnight.core.decision import Verdict
from fortnight.core.drill import DrillResult
from fortnight.core.gates import Gate
from fortnight.core.roadmap.plan import Roadmap
from fortnight.core.roi.results import PortfolioResult, RoiResult
from fortnight.core.scoring import Score
from fortnight.core.trend import Trend
from tests.docs.json_words import MEANING

PAGE = Path(__file__).parents[2] / "docs" / "json.md"

KEYED = {"break_even": "input", "value_of_information": "input", "alternatives": "id", "segments": "id"}
"""Lists of `roi` that the command prints as objects, and what their keys are."""

OPENING = """# What `--json` prints

`score`, `roi`, `roadmap`, `verdict` and `compare` take `--json` and then print one JSON document on stdout and
nothing else. Numbers are not rounded. Dates are text such as `2026-11-30`. What is not known or never happens is
`null`. Months count from the day of the assessment. A share is a number from 0 to 1; money is in the currency of
the assessment. Keys are not taken away or renamed within one format; new ones may be added.

`fortnight report FILE -o FILE.json` prints everything at once: `format` (1), `program` (its version),
`provisional` (true while no question of a next quarter is answered, so that everything computed rests on gaps),
`questionnaire` (`id`, `version`, `title`), `assessment` (the file, as tables), `score`, `use_cases` by id with
`use_case_id`, `gates`, `drill`, `closing`, `roi` and `verdict`, then `roadmap`, `portfolio` (null without
figures) and `comparison` with the last run (null without one), all as described below, but for four lists of
`roi` that stay lists there (`break_even`, `value_of_information`, `alternatives`, `segments`).
"""

COMMANDS = {
    "score FILE": "[Score](#score)",
    "roi FILE": "`use_cases`: [RoiResult](#roiresult) by use case; "
    "`portfolio`: [PortfolioResult](#portfolioresult) or null",
    "roadmap FILE": "[Roadmap](#roadmap)",
    "verdict FILE": "by use case: `verdict` ([Verdict](#verdict)), `provisional` (why not to act on it yet; "
    "mostly empty), `earned`, `live_at` and `aim` (stages), "
    "`gates` (list of [Gate](#gate)), `drill` ([DrillResult](#drillresult))",
    "compare OLD NEW": "[Comparison](#comparison)",
    "compare FOLDER": "list of [Trend](#trend), one for each team in the folder",
}
"""What each command prints."""

CLOSING = (
    "Stages are `demo`, `pilot`, `production` and `scale`. This page is written from the program's own types: "
    "`python -m tests.docs.json_page > docs/json.md`."
)

ROOTS = (Score, RoiResult, PortfolioResult, Roadmap, Verdict, Gate, DrillResult, Comparison, Trend)


def reachable() -> tuple[type, ...]:
    """Return every type that the JSON contains, roots first, each followed by what it brings along."""
    found: dict[type, None] = {}

    def visit(kind: type) -> None:
        if kind in found:
            return
        found[kind] = None
        for hint in fields_of(kind).values():
            for part in parts_of(hint):
                visit(part)

    for root in ROOTS:
        visit(root)
    return tuple(found)


def fields_of(kind: type) -> Mapping[str, Any]:
    """Return the printed fields of a type with their annotations."""
    hints = typing.get_type_hints(kind)
    if issubclass(kind, BaseModel):
        return {name: hints[name] for name in kind.model_fields}
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def parts_of(hint: Any) -> Iterator[type]:
    """Yield the types with fields of their own inside an annotation."""
    if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or issubclass(hint, BaseModel)):
        yield hint
    for inner in typing.get_args(hint):
        yield from parts_of(inner)


def words_for(hint: Any, key: str = "") -> str:
    """Return what stands at a key, for people: text, number or null, list of Gate."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return " \\| ".join(f"`{each}`" for each in inner)
    if origin in (typing.Union, types.UnionType):
        known = list(dict.fromkeys(words_for(each, key) for each in inner if each is not type(None)))
        return " or ".join([*known, *(["null"] if type(None) in inner else [])])
    if origin is typing.Annotated:
        return words_for(inner[0], key)
    if inner and issubclass(origin, Mapping):
        return f"{words_for(inner[1])} by {'use case' if 'use_case' in key or 'case' in key else 'key'}"
    if inner and issubclass(origin, (tuple, list, frozenset)):
        if key in KEYED:
            return f"{words_for(inner[0])} by {KEYED[key]}"
        if inner[-1] is not Ellipsis and issubclass(origin, tuple):
            return f"list of {len(inner)}: " + ", ".join(words_for(each) for each in inner)
        return f"list of {words_for(inner[0])}"
    return _plain(hint)


def _plain(hint: Any) -> str:
    if not isinstance(hint, type):
        return "any"
    if issubclass(hint, Enum):
        return " \\| ".join(f"`{each.value}`" for each in hint)
    if dataclasses.is_dataclass(hint) or issubclass(hint, BaseModel):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    names = {bool: "true or false", int: "whole number", float: "number", str: "text", dt.date: "date"}
    return names.get(hint, "any")


def docstrings_of(kind: type) -> Mapping[str, str]:
    """Return what stands below each field of a type."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        is_text = isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and is_text:
            found[field.target.id] = " ".join(str(text.value.value).split())  # type: ignore[attr-defined]
    return found


def page() -> str:
    """Return the page."""
    commands = [f"| `fortnight {name} --json` | {printed} |" for name, printed in COMMANDS.items()]
    blocks = [OPENING, "| command | prints |\n|---|---|\n" + "\n".join(commands), CLOSING]
    for kind in reachable():
        said = docstrings_of(kind)
        rows = []
        for name, hint in fields_of(kind).items():
            key = name if kind is RoiResult or name not in KEYED else ""
            meaning = said.get(name) or MEANING.get(f"{kind.__name__}.{name}") or MEANING.get(name, "")
            rows.append(f"| `{name}` | {words_for(hint, key or 'plain')} | {_for_json(meaning)} |")
        about = _for_json(" ".join((inspect.getdoc(kind) or "").split()))
        table = "\n".join(["| key | value | meaning |", "|---|---|---|", *rows])
        blocks.append(f"## {kind.__name__}\n\n{about}\n\n{table}")
    return "\n\n".join(block.strip("\n") for block in blocks) + "\n"


def _for_json(text: str) -> str:
    """Return a text about a Python value as it holds for JSON, safe inside a table."""
    return re.sub(r"\bNone\b", "null", text).replace("|", "/")


if __name__ == "__main__":
    sys.stdout.write(page())

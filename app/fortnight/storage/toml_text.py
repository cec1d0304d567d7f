"""TOML text: reading it with the line of a mistake, writing it so that nothing typed is lost."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from enum import Enum
from pathlib import PurePath
from typing import Any

import tomli_w

from fortnight.errors import FileProblem, Problem

MAX_BYTES = 20_000_000
"""No file of ours comes near; a bigger one is something else."""

_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?"""' r"|'''.*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|(?P<comment>\#)", re.DOTALL
)
"""Strings, so that a # inside one does not count, and the # of a comment."""

_WHERE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL)

_HEADER = re.compile(r"[ \t]*\[{1,2}[ \t]*(?P<table>[^\n]+?)[ \t]*\]{1,2}[ \t]*(?:#[^\n]*)?")
_NAME = re.compile(r'[ \t]*(?P<key>(?:"[^"\n]*"|[^="\n])+?)[ \t]*=')
_LONG_STRING = re.compile(r'"""(?:\\.|[^\\])*?"""' r"|'''.*?'''", re.DOTALL)

_GIT_MARK = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
"""How git begins and ends what it could not merge."""

_PLAIN = (
    ("Illegal character '\\n'", "the closing quote is missing"),
    ("Cannot declare", "{table} was opened before; keep one of the two and put everything of it together"),
    ("Cannot overwrite", "{key} stands here twice; keep one of the two"),
    ("Cannot mutate", "this table was closed before; put everything of it together in one place"),
    ("Cannot redefine", "{key} stands here twice; keep one of the two"),
    ("Duplicate inline table key", "this key stands here twice; keep one of the two"),
    ("Expected '=' after a key", "a key is followed by = and a value; write it as key = \"text\""),
    ("Expected ']'", "a table begins with its name in square brackets; the closing ] is missing"),
    ("Invalid initial character for a key part", "a key is made of letters, digits, - and _; put quotes round it"),
    ("Invalid value", "this is no value; put text in quotes, write yes as true and a date as 2026-11-30"),
    ("Invalid statement", "this is neither key = value nor [table]; text that goes on needs \"\"\" round it"),
    ("Invalid date or datetime", "there is no such date; write it as 2026-11-30"),
    ("Expected newline or end of document", "there is something after the value; put text in quotes, once"),
    ("Unterminated string", "the closing quote is missing"),
    ("Expected \"\"\"", "the closing \"\"\" is missing"),
    ("Expected \"'''\"", "the closing ''' is missing"),
    ("Unclosed array", "the list is not closed; add ]"),
    ("Unclosed inline table", "the table is not closed; add }"),
    ("Unescaped '\\'", "a backslash in quotes is written twice: \\\\"),
    ("Illegal character", "there is an invisible control character; remove it, or close the quote of this text"),
    ("Found invalid character", "there is a character that does not belong here; check the quotes"),
)
"""The parser's own phrases and what a person does about each; {table} and {key} stand for what is in that line."""


def parse(content: bytes, file: str) -> dict[str, Any]:
    """Return the tables in `content`; raises FileProblem, naming `file`, when it is not TOML in UTF-8."""
    if len(content) > MAX_BYTES:
        message = f"has more than {MAX_BYTES:,} bytes, too many for a file of Fortnight; check the name"
        raise _problem(file, message)
    if not content.strip():
        backup = f"{PurePath(file).name}.bak"
        raise _problem(file, f"is empty; put back {backup} if it is beside it, or delete the file and begin again")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _problem(file, f"line {line}: is not UTF-8 text; save it as UTF-8 in the editor") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _problem(file, _syntax(str(error), text)) from error
    except RecursionError as error:
        raise _problem(file, "has brackets nested too deeply to be read; undo the last edit") from error
    except ValueError as error:
        # The one thing the parser leaves to Python: a number with thousands of digits.
        raise _problem(file, "holds a number that is too long to be read; shorten it") from error


def has_comments(content: bytes) -> bool:
    """Return whether TOML holds a comment; a # inside text is none."""
    if b"#" not in content:
        return False
    return any(found["comment"] for found in _COMMENT.finditer(content.decode("utf-8-sig", errors="replace")))


def write(table: Mapping[str, Any]) -> str:
    """Return `table` as TOML: one line a field, text of several lines as such, nothing changed.

    The order is that of the mappings. None and what only Python knows are left out or turned into what TOML
    has: an enum into its text, a date that is a key into `2026-11-30`.
    """
    ready = as_toml(table)
    # The writer turns a carriage return before a line end into nothing in text of several lines.
    return tomli_w.dumps(ready, multiline_strings=not _holds_carriage_return(ready))


def as_toml(value: Any) -> Any:
    """Return `value` made of what TOML knows: tables with text keys, lists, text, numbers, truth and dates."""
    if isinstance(value, Mapping):
        return {_key(key): as_toml(part) for key, part in value.items() if part is not None}
    if isinstance(value, (list, tuple)):
        return [as_toml(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def _key(key: object) -> str:
    return key.isoformat() if isinstance(key, dt.date) else str(key)


def _holds_carriage_return(value: Any) -> bool:
    if isinstance(value, str):
        return "\r\n" in value
    if isinstance(value, dict):
        return any(_holds_carriage_return(part) for part in value.values())
    return isinstance(value, list) and any(_holds_carriage_return(part) for part in value)


def _syntax(message: str, text: str) -> str:
    mark = _GIT_MARK.search(text)
    if mark is not None:
        marked = text.count("\n", 0, mark.start()) + 1
        return f"line {marked}: git left its conflict marks here; keep one side and delete the marks"
    found = _WHERE.fullmatch(message)
    what = found["what"] if found else message
    line = found["line"] if found and found["line"] else str(text.rstrip("\n").count("\n") + 1)
    for phrase, advice in _PLAIN:
        if what.startswith(phrase):
            return f"line {line}: {_named(advice, text, int(line))}"
    return f"line {line}: is not written as TOML demands; undo the last edit there"


def _named(advice: str, text: str, line: int) -> str:
    """Return `advice` with the table that the line opens or stands in, and the key that it begins with."""
    if "{" not in advice:
        return advice
    # Text of several lines may hold what looks like a table.
    lines = _LONG_STRING.sub(lambda found: "\n" * found[0].count("\n"), text).splitlines()[:line]
    opened = next((found["table"] for found in map(_HEADER.fullmatch, reversed(lines)) if found), "")
    key = _NAME.match(lines[-1])
    where = f"{key['key']}, below [{opened}]," if key and opened else key["key"] if key else "this key"
    return advice.format(table=f"[{opened}]" if _HEADER.fullmatch(lines[-1]) else "this table", key=where)


def _problem(file: str, message: str) -> FileProblem:
    return FileProblem(file, (Problem("", message),))

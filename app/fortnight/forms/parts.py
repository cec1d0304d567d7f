"""What a form is made of: fields with label, kind, unit and example; tables of rows; headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from fortnight.forms import typed

Kind = Literal[
    "text", "number", "share", "whole", "date", "choice", "quantity", "share-quantity", "several", "list"
]
"""`several`: any of the choices; `list`: free words between commas that are not among the choices."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between fields."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a file that a person fills in."""

    key: str
    """Place below the root of the form, dotted; no key of a form has a dot of its own."""
    label: str
    kind: Kind = "text"
    unit: str = ""
    example: str = ""
    help: str = ""
    """One or two sentences, shown while the field has the focus."""
    choices: tuple[tuple[Any, str], ...] = ()
    """Value in the file and word on the screen."""

    @property
    def path(self) -> tuple[str, ...]:
        """The keys below the root of the form."""
        return tuple(self.key.split("."))

    @property
    def is_typed(self) -> bool:
        """Whether it is filled by typing rather than by choosing."""
        return self.kind not in ("choice", "several")

    @property
    def is_prose(self) -> bool:
        """Whether it holds words, of which half say less but nothing else."""
        return self.kind in ("text", "list")

    def read(self, text: str, before: Any) -> Any:
        """Return the value typed as `text`, None for an empty field; `before` is the value that it had.

        Raises ValueError with a sentence.
        """
        if not text.strip():
            return self._emptied(before)
        match self.kind:
            case "number":
                return typed.read_number(text)
            case "share":
                return typed.read_number(text, is_share=True)
            case "whole":
                return typed.read_whole(text)
            case "date":
                return typed.read_date(text)
            case "quantity" | "share-quantity":
                table = typed.quantity_table(before)
                kept = {key: table[key] for key in ("evidence", "source") if key in table}
                return typed.read_quantity(text, is_share=self.kind == "share-quantity") | kept
            case "list":
                return self._kept_choices(before) + tuple(word.strip() for word in text.split(",") if word.strip())
            case _:
                return text.strip()

    def shown(self, value: Any) -> str:
        """Return the value as a person would type it; empty for none."""
        if value is None:
            return ""
        match self.kind:
            case "number" | "whole":
                return typed.shown_number(value)
            case "share":
                return _percent(value)
            case "share-quantity":
                return _percents(typed.quantity_table(value))
            case "quantity":
                return typed.shown_quantity(typed.quantity_table(value))
            case "list":
                words = {str(choice) for choice, _ in self.choices}
                return ", ".join(word for word in value if word not in words)
            case _:
                return str(value)

    def _emptied(self, before: Any) -> Any:
        return (self._kept_choices(before) or None) if self.kind == "list" else None

    def _kept_choices(self, before: Any) -> tuple[str, ...]:
        words = {str(choice) for choice, _ in self.choices}
        return tuple(word for word in before or () if word in words)


def _percent(share: int | float) -> str:
    """Return a share in percent, or as it stands where percent would not be read back as the same share."""
    shown = f"{(Decimal(repr(share)) * 100).normalize():f}%"
    try:
        is_read_back = typed.read_number(shown, is_share=True) == share
    except ValueError:
        is_read_back = False
    return shown if is_read_back else typed.shown_number(share)


def _percents(quantity: Mapping[str, Any]) -> str:
    """Return the numbers of a share's table in percent, as a person would type them."""
    if "p5" in quantity:
        return f"{_percent(quantity['p5'])} to {_percent(quantity['p95'])}"
    return " / ".join(_percent(quantity[key]) for key in ("value", "min", "likely", "max") if key in quantity)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: a field of its rows, shortened."""

    key: str
    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that have an id; each is edited in a form of its own."""

    key: str
    title: str
    help: str
    columns: tuple[Column, ...]
    fields: tuple[Part, ...]
    row_name: str
    """What one row is called, such as `guardrail`."""
    keyed_by: str = "name"
    """The field that gives a new row its id."""
    id_is_typed: bool = False
    """That field is the id itself, such as a date, and no key of the row's own table."""
    standing: tuple[tuple[str, str], ...] = ()
    """Rows that are listed even when empty: id and what they are about."""
    may_be_empty: bool = False
    """Nothing is missing while it has no row."""

    @property
    def path(self) -> tuple[str, ...]:
        """The keys below the root of the form."""
        return tuple(self.key.split("."))


Part = Field | Table | Heading


def value_at(values: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """Return what stands at `path` in a table of a file; None where there is nothing."""
    found: Any = values
    for key in path:
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found

"""What a form is made of: fields with label, kind, unit and example; tables of rows; headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
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
    choices_at: tuple[str, ...] = ()
    """Place, from the top of the file, of the table whose rows are the choices; see `with_choices`."""

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
            case "choice":
                return self._word_for(value)
            case "several":
                return ", ".join(map(self._word_for, value))
            case _:
                return str(value)

    def _word_for(self, value: Any) -> str:
        return next((word for choice, word in self.choices if choice == value), str(value))

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
    then_by: str = ""
    """A second field of a typed id, where the rows lie two tables deep."""
    holds: str = ""
    """The one field that a row is in the file, such as a number by quarter; empty: a row is a table."""
    standing: tuple[tuple[str, str], ...] = ()
    """Rows that are listed even when empty: id and what they are about."""
    may_be_empty: bool = False
    """Nothing is missing while it has no row."""

    @property
    def path(self) -> tuple[str, ...]:
        """The keys below the root of the form."""
        return tuple(self.key.split("."))

    @property
    def takes_new_rows(self) -> bool:
        """Whether there is a field that gives a new row its id; otherwise the standing rows are all."""
        return any(isinstance(part, Field) and part.key == self.keyed_by for part in self.fields)

    @property
    def id_fields(self) -> tuple[str, ...]:
        """The fields that make up a row's id."""
        return (self.keyed_by, self.then_by) if self.then_by else (self.keyed_by,)

    def rows(self, found: Mapping[Any, Any] | None) -> dict[str, dict[str, Any]]:
        """Return what stands at the place of the table as rows by id, a typed id among their fields."""
        rows = {str(key): row for key, row in (found or {}).items()}
        if self.then_by:
            rows = {f"{first}{_AND}{second}": row
                    for first, inner in rows.items() for second, row in inner.items()}
        return {row_id: self._with_id(row_id, row) for row_id, row in rows.items()}

    def _with_id(self, row_id: str, row: Any) -> dict[str, Any]:
        table = {self.holds: row} if self.holds else dict(row)
        if not self.id_is_typed:
            return table
        return {**dict(zip(self.id_fields, self.place(row_id), strict=True)), **table}

    def typed_id(self, row: Mapping[str, Any]) -> str:
        """Return the id that the fields of a row make up; empty while one of them is."""
        typed = [str(row.get(key) or "") for key in self.id_fields]
        return _AND.join(typed) if all(typed) else ""

    def place(self, row_id: str) -> tuple[str, ...]:
        """Return the place of a row, below that of the table."""
        return tuple(row_id.split(_AND)) if self.then_by else (row_id,)

    def place_to_clear(self, row_id: str, found: Mapping[Any, Any]) -> tuple[str, ...]:
        """Return what goes with a row, below the table: its place, or the one around it that has no other row."""
        place = self.place(row_id)
        return place[:-1] if self.then_by and len(found[place[0]]) == 1 else place

    def in_file(self, row: Mapping[str, Any]) -> Any:
        """Return a row as the file takes it."""
        if self.holds:
            return row.get(self.holds)
        return {key: value for key, value in row.items() if not (self.id_is_typed and key in self.id_fields)}


_AND = "+"
"""Between the two halves of an id; no id has one of its own."""

Part = Field | Table | Heading


def with_choices(part: Part, at: Callable[[tuple[str, ...]], Any]) -> Part:
    """Return a part with those choices filled in that are rows of another table; `at` looks into the file.

    Rows that were archived are no choice any more.
    """
    match part:
        case Field(choices_at=place) if place and (rows := at(place)):
            named = tuple((key, row.get("name") or key) for key, row in rows.items() if not row.get("archived"))
            return replace(part, choices=named)
        case Table():
            return replace(part, fields=tuple(with_choices(each, at) for each in part.fields))
    return part


def value_at(values: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """Return what stands at `path` in a table of a file; None where there is nothing."""
    found: Any = values
    for key in path:
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found

"""Steps for the scoping record: its fields one by one, and its tables row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from fortnight.core.wording import inside_a_sentence
from fortnight.forms.ids import free_id
from fortnight.forms.parts import Field, Heading, Table, with_choices
from fortnight.forms.typed import read_quantity
from fortnight.workshop.steps import CLEAR, Refused, Sheet, Step, StepState, Taken, chosen, numbered


@dataclass(frozen=True, slots=True)
class FieldStep(Step):
    """One field of the record."""

    root: tuple[str, ...]
    """Place of the form that the field belongs to."""
    field: Field
    about: str
    """Whose field it is, such as the name of the use case."""

    @property
    def path(self) -> tuple[str, ...]:
        """The place of the field in the file."""
        return (*self.root, *self.field.path)

    def _choices(self, sheet: Sheet) -> tuple[tuple[Any, str], ...]:
        """Return the choices as the file has them now."""
        known = with_choices(self.field, sheet.value)
        assert isinstance(known, Field)
        return known.choices

    def state(self, sheet: Sheet) -> StepState:
        """Return `default` for a value that nobody has chosen yet."""
        if self.field.kind == "list":
            return "aside" if self._shown(sheet) == "" else "given"
        if self._shown(sheet) == "":
            return "open"
        return "default" if sheet.is_default(self.path) else "given"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return label, help, what stands there, and what may be typed."""
        field, shown, choices = self.field, self._shown(sheet), self._choices(sheet)
        about = f" ({self.about})" if self.about else ""
        unit = f", in {field.unit}" if field.unit else ""
        head = f"{field.label}{about}{unit}."
        lines = [f"{head} {field.help}".strip()]
        if shown:
            lines.append(f"Now: {shown}. Enter keeps it, {CLEAR} empties it.")
        if choices and field.kind == "choice":
            lines.append(f"{numbered(choices)}:")
        elif field.kind == "several":
            lines.append(f"{numbered(choices)}; several with commas between them:")
        else:
            lines.append(f"Such as {field.example}:" if field.example else "Type it:")
        return tuple(lines)

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write what was typed."""
        before = sheet.value(self.path)
        value = None if line.strip() == CLEAR else self._read(line, before, self._choices(sheet))
        changed = sheet.with_value(self.path, value)
        now = self._shown(changed)
        said = f"{self.field.label}: {now}." if now else f"{self.field.label} is empty."
        return Taken(changed, (said, *changed.complaint(self.path, sheet)))

    def _read(self, line: str, before: Any, choices: tuple[tuple[Any, str], ...]) -> Any:
        if self.field.kind == "choice":
            return chosen(line, choices)
        if self.field.kind == "several":
            words = {str(value) for value, _ in choices}
            others = tuple(entry for entry in before or () if entry not in words)
            picked = (chosen(part, choices) for part in line.split(",") if part.strip())
            return (*dict.fromkeys(picked), *others)
        try:
            return self.field.read(line, before)
        except ValueError as problem:
            raise Refused(str(problem)) from None

    def _shown(self, sheet: Sheet) -> str:
        value = sheet.value(self.path)
        if value is None or value == "" or value == []:
            return ""
        if self.field.kind == "several":
            # What is none of the choices is asked for beside them.
            return ", ".join(word for own, word in self._choices(sheet) if own in value)
        return self.field.shown(value)


@dataclass(frozen=True, slots=True)
class TableStep(Step):
    """The rows of a table: choose one to change, add one, or go on."""

    root: tuple[str, ...]
    table: Table
    about: str

    @property
    def path(self) -> tuple[str, ...]:
        """The place of the table in the file."""
        return (*self.root, *self.table.path)

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` while it has no row but should, or a standing row is empty."""
        rows = self._rows(sheet)
        if self.table.may_be_empty and not rows:
            return "aside"
        waiting = [row_id for row_id, _ in self.table.standing if row_id not in rows]
        return "open" if waiting or not rows else "given"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the rows by number, and what may be typed."""
        about = f" ({self.about})" if self.about else ""
        rows = enumerate(self._all(sheet), start=1)
        listed = [f"{number}. {self._title(row_id, row, sheet)}" for number, (row_id, row) in rows]
        change = "The number of one to change it, + to add one" if listed else "+ to add one"
        return (f"{self.table.title}{about}. {self.table.help}", *listed, f"{change}, Enter to go on:")

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Go into a row, or ask for the name of a new one."""
        typed, rows = line.strip(), self._all(sheet)
        if typed in ("+", "add", "a", "y", "yes"):
            return Taken(sheet, follow=(NewRowStep(self), self))
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(rows):
            row_id = rows[int(typed) - 1][0]
            return Taken(sheet, follow=(*self.row_steps(row_id, self._title(*rows[int(typed) - 1], sheet)), self))
        known = f"a number from 1 to {len(rows)}, + to add one" if rows else "+ to add one"
        raise Refused(f"“{typed}” is no {self.table.row_name} here; type {known}, or Enter to go on.")

    def row_steps(self, row_id: str, title: str) -> tuple[Step, ...]:
        """Return a step for each field of one row, but for one that is the row's id."""
        steps: list[Step] = []
        for part in self.table.fields:
            is_id = self.table.id_is_typed and isinstance(part, Field) and part.key in self.table.id_fields
            if isinstance(part, Heading) or is_id:
                continue
            if isinstance(part, Field) and part.key == self.table.holds:
                steps.append(FieldStep(self.path, replace(part, key=".".join(self.table.place(row_id))), title))
            else:
                steps.append(step_for((*self.path, row_id), part, title))
        return tuple(steps)

    def _all(self, sheet: Sheet) -> list[tuple[str, Mapping[str, Any]]]:
        rows = self._rows(sheet)
        standing = {row_id: rows.get(row_id, {}) for row_id, _ in self.table.standing}
        return list({**standing, **rows}.items())

    def _rows(self, sheet: Sheet) -> Mapping[str, Mapping[str, Any]]:
        return self.table.rows(sheet.value(self.path))

    def _title(self, row_id: str, row: Mapping[str, Any], sheet: Sheet) -> str:
        """Return what tells a row from the others: its name or its id, then the fields that the columns show."""
        known = (with_choices(part, sheet.value) for part in self.table.fields)
        fields = {part.key: part for part in known if isinstance(part, Field)}
        standing = dict(self.table.standing).get(row_id, "")
        name = standing or fields[self.table.keyed_by].shown(row.get(self.table.keyed_by)) or row_id
        others = (column for column in self.table.columns if column.key != self.table.keyed_by)
        said = [f"{inside_a_sentence(column.title)} {fields[column.key].shown(row[column.key])}"
                for column in others if column.key in row]
        return f"{name}: {', '.join(said)}" if said else name


@dataclass(frozen=True, slots=True)
class NewRowStep(Step):
    """The name, date or role that a new row of a table is known by, or one half of what it is known by."""

    of: TableStep
    first_half: str = ""
    """What was typed before, where two fields make up the id."""

    @property
    def _field(self) -> Field:
        table = self.of.table
        key = table.then_by if self.first_half else table.keyed_by
        return next(part for part in table.fields if isinstance(part, Field) and part.key == key)

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the question for what tells the new row from the others."""
        del sheet
        field = self._field
        choose = f"{numbered(field.choices)}:" if field.choices else f"Such as {field.example}:"
        return (f"New {self.of.table.row_name}. {field.label}?", choose)

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Make the row and ask for its fields."""
        field, table = self._field, self.of.table
        rows = table.rows(sheet.value(self.of.path))
        if not table.id_is_typed:
            name = line.strip()
            row_id = free_id(name, rows)
            changed = sheet.with_value((*self.of.path, row_id, *field.path), name)
            return Taken(changed, (f"Added {name}.",), self.of.row_steps(row_id, name)[1:])
        typed = str(chosen(line, field.choices) if field.choices else self._read(line))
        if table.then_by and not self.first_half:
            return Taken(sheet, follow=(NewRowStep(self.of, typed),))
        parts = (self.first_half, typed) if self.first_half else (typed,)
        row_id = table.typed_id(dict(zip(table.id_fields, parts, strict=True)))
        if row_id in rows:
            raise Refused(f"There is a {table.row_name} for {typed} already; type its number to change it.")
        return Taken(sheet, follow=(FirstValueStep(self.of, row_id),))

    def _read(self, line: str) -> Any:
        try:
            return self._field.read(line, None)
        except ValueError as problem:
            raise Refused(str(problem)) from None


@dataclass(frozen=True, slots=True)
class FirstValueStep(Step):
    """The value without which a new row means nothing: what was measured, or the days that a role gives."""

    of: TableStep
    row_id: str

    @property
    def _first(self) -> FieldStep:
        step = self.of.row_steps(self.row_id, self.row_id)[0]
        assert isinstance(step, FieldStep)
        return step

    @property
    def _may_be_range(self) -> bool:
        return self.of.table.key.endswith("measurements")

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the question for that value."""
        if self._may_be_range:
            return (f"What was measured on {self.row_id}?", "One value such as 87, or a range such as 80 to 83:")
        return self._first.ask(sheet)

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Make the row with this value in it and ask for its other fields."""
        rest = self.of.row_steps(self.row_id, self.row_id)[1:]
        if not self._may_be_range:
            taken = self._first.take(sheet, line)
            return Taken(taken.sheet, taken.said, rest)
        try:
            numbers = read_quantity(line)
        except ValueError as problem:
            raise Refused(str(problem)) from None
        if "min" in numbers:
            raise Refused("Type one value, or a range such as 80 to 83.")
        names = {"value": "value", "p5": "low", "p95": "high"}
        row = {names[key]: number for key, number in numbers.items()}
        changed = sheet.with_value((*self.of.path, self.row_id), row)
        return Taken(changed, (f"Measured on {self.row_id}: {line.strip()}.",), rest)


def step_for(root: tuple[str, ...], part: Field | Table, about: str) -> Step:
    """Return the step that asks for one part of a form."""
    return FieldStep(root, part, about) if isinstance(part, Field) else TableStep(root, part, about)

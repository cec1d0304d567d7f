"""Steps for the tables of a record: its rows listed, changed, added and taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fortnight.core.edit import EditError
from fortnight.core.place import dotted
from fortnight.core.wording import inside_a_sentence
from fortnight.forms.ids import free_id
from fortnight.forms.parts import Field, Heading, Part, Table, with_choices
from fortnight.forms.typed import read_quantity
from fortnight.workshop.field_steps import FieldStep
from fortnight.workshop.steps import Choices, Refused, Sheet, Step, StepState, Taken, chosen, counted, numbered

_YES_NO: Choices = ((True, "yes"), (False, "no"))


@dataclass(frozen=True, slots=True)
class TableStep(Step):
    """The rows of a table: change one, add one, take one out, or go on."""

    root: tuple[str, ...]
    table: Table
    about: str

    @property
    def path(self) -> tuple[str, ...]:
        """The place of the table in the file."""
        return (*self.root, *self.table.path)

    @property
    def is_list(self) -> bool:
        """Its rows come back to it."""
        return True

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` while it has no row but should, or a standing row is empty."""
        rows = self.rows(sheet)
        if self.table.may_be_empty and not rows:
            return "aside"
        waiting = [row_id for row_id, _ in self.table.standing if row_id not in rows]
        return "open" if waiting or not rows else "given"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the rows by number, and what may be typed."""
        about = f" ({self.about})" if self.about else ""
        rows = list(self._all(sheet).items())
        if not rows:
            first = f"The first {self.table.row_name}, {NewRowStep(self).what_to_type}; Enter goes on:"
            return (f"{self.table.title}{about}: none yet. {self.table.help}", first)
        listed = (f"{number}. {self._line(*row, sheet)}" for number, row in enumerate(rows, start=1))
        return (
            f"{self.table.title}{about}. {self.table.help}",
            *listed,
            "The number of one to change it, - before the number to take it out, + to add one, Enter to go on:",
        )

    def choices(self, sheet: Sheet) -> Choices:
        """Return what the first row may be about."""
        return () if self._all(sheet) else NewRowStep(self).choices(sheet)

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Go into a row, ask for a new one, or whether to take one out."""
        typed, rows = line.strip(), list(self._all(sheet).items())
        if typed.casefold() in ("+", "add", "a", "y", "yes"):
            return Taken(sheet, follow=(NewRowStep(self), self))
        number = typed.removeprefix("-").strip()
        if counted(number, len(rows)):
            row_id, row = rows[counted(number, len(rows)) - 1]
            name = self.name_of(row_id, row, sheet)
            if typed.startswith("-"):
                return Taken(sheet, follow=(TakeOutStep(self, row_id, name), self))
            said = f"{name}. Enter keeps a field as it is; end goes back to the list."
            return Taken(sheet, (said,), (*self.row_steps(row_id, name), self))
        fresh = NewRowStep(self)
        is_no_name = typed.casefold() in ("n", "no", "-") or (number.isdigit() and not fresh.choices(sheet))
        if rows or is_no_name:
            known = f"a number from 1 to {len(rows)}, + to add one" if rows else "+ to add one"
            raise Refused(f"“{typed}” is no {self.table.row_name} here; type {known}, or Enter to go on.")
        added = fresh.take(sheet, line)
        return replace(added, follow=(*added.follow, self))

    def row_steps(self, row_id: str, name: str) -> tuple[Step, ...]:
        """Return a step for each field of one row, but for one that is the row's id."""
        return tuple(self._row_steps(row_id, name))

    def _row_steps(self, row_id: str, name: str) -> Iterator[Step]:
        for part in self.table.fields:
            is_id = self.table.id_is_typed and isinstance(part, Field) and part.key in self.table.id_fields
            if isinstance(part, Heading) or is_id:
                continue
            if isinstance(part, Field) and part.key == self.table.holds:
                yield FieldStep(self.path, replace(part, key=".".join(self.table.place(row_id))), name)
            else:
                yield step_for((*self.path, row_id), part, name)

    def rows(self, sheet: Sheet) -> Mapping[str, Mapping[str, Any]]:
        """Return the rows in the file by id."""
        return self.table.rows(sheet.value(self.path))

    def name_of(self, row_id: str, row: Mapping[str, Any], sheet: Sheet) -> str:
        """Return what a row is called: what it is about, what makes up its id, or the id itself."""
        fields = self._fields(sheet)
        parts = [fields[key].shown(row.get(key)) for key in self.table.id_fields]
        return dict(self.table.standing).get(row_id, "") or " and ".join(filter(None, parts)) or row_id

    def _all(self, sheet: Sheet) -> dict[str, Mapping[str, Any]]:
        rows = self.rows(sheet)
        return {row_id: rows.get(row_id, {}) for row_id, _ in self.table.standing} | dict(rows)

    def _fields(self, sheet: Sheet) -> dict[str, Field]:
        known = (with_choices(part, sheet.value) for part in self.table.fields)
        return {part.key: part for part in known if isinstance(part, Field)}

    def _line(self, row_id: str, row: Mapping[str, Any], sheet: Sheet) -> str:
        """Return what tells a row from the others: its name or its id, then the fields that the columns show."""
        fields = self._fields(sheet)
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

    def choices(self, sheet: Sheet) -> Choices:
        """Return what a row may be about; nothing where it is typed."""
        del sheet
        return self._field.choices

    @property
    def what_to_type(self) -> str:
        """The choices, or an example."""
        return numbered(self._field.choices) if self._field.choices else f"such as {self._field.example}"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the question for what tells the new row from the others."""
        del sheet
        typed = self.what_to_type
        field = self._field
        question = f"New {self.of.table.row_name}. {field.label}? {field.help}".strip()
        return (question, f"{typed[:1].upper()}{typed[1:]}; Enter adds none:")

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Make the row and ask for its fields."""
        field, table, rows = self._field, self.of.table, self.of.rows(sheet)
        if not table.id_is_typed:
            name = line.strip()
            return self._begun(sheet, free_id(name, rows), {field.key: name})
        typed = str(chosen(line, field.choices) if field.choices else self._read(line))
        if table.then_by and not self.first_half:
            return Taken(sheet, follow=(NewRowStep(self.of, typed),))
        parts = (self.first_half, typed) if self.first_half else (typed,)
        row = dict(zip(table.id_fields, parts, strict=True))
        row_id = table.typed_id(row)
        if row_id in rows:
            name = self.of.name_of(row_id, row, sheet)
            raise Refused(f"There is a {table.row_name} for {name} already; type its number to change it.")
        return self._begun(sheet, row_id, row)

    def _read(self, line: str) -> Any:
        try:
            return self._field.read(line, None)
        except ValueError as problem:
            raise Refused(str(problem)) from None

    def _begun(self, sheet: Sheet, row_id: str, row: Mapping[str, Any]) -> Taken:
        """Return the row made, or first the question for the value without which the file takes no such row."""
        table, name = self.of.table, self.of.name_of(row_id, row, sheet)
        steps = [step for step in self.of.row_steps(row_id, name) if not self._is_named_by(step)]
        needed = steps[0] if table.holds else None
        if needed is None:
            place, begun = (*self.of.path, row_id), table.in_file(row)
            try:
                made = sheet.with_value(place, begun)
            except EditError as wrong:
                fields = (step for step in steps if isinstance(step, FieldStep))
                lacking = (step for step in fields if dotted(step.path) == wrong.place)
                # A measurement lacks no field by name: a value or both ends of a range will do.
                needed = next(lacking, steps[0] if wrong.place == dotted(place) else None)
                if needed is None:
                    raise
            else:
                # A row that is all id says nothing before something is typed into it.
                said = (f"Added {name}.",) if begun else ()
                return Taken(made if begun else sheet, said, tuple(steps))
        assert isinstance(needed, FieldStep)
        named = "" if table.id_is_typed else str(row[table.keyed_by])
        return Taken(sheet, follow=(FirstValueStep(self.of, row_id, name, needed, named),))

    def _is_named_by(self, step: Step) -> bool:
        return isinstance(step, FieldStep) and step.field.key == self.of.table.keyed_by


@dataclass(frozen=True, slots=True)
class FirstValueStep(Step):
    """The value without which a new row means nothing: what was measured, or a segment's share of the tasks."""

    of: TableStep
    row_id: str
    about: str
    needed: FieldStep
    named: str
    """The name that goes into the row; empty where that is the row's id."""

    def choices(self, sheet: Sheet) -> Choices:
        """Return what the value is picked from; nothing where it is typed."""
        return self.needed.choices(sheet)

    @property
    def _may_be_range(self) -> bool:
        return self.of.table.key.endswith("measurements")

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the question for that value."""
        if self._may_be_range:
            asked = f"What was measured on {self.about}?"
            typed = "One value such as 87, or a range such as 80 to 83"
        else:
            asked, typed = self.needed.ask(sheet)[0], self.needed.what_to_type(sheet)
        return (asked, f"{typed}; Enter leaves the {self.of.table.row_name} out:")

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Make the row with this value in it and ask for its other fields."""
        place = (*self.of.path, *self.of.table.place(self.row_id))
        rest = tuple(step for step in self.of.row_steps(self.row_id, self.about) if step != self.needed)
        if self._may_be_range:
            changed = sheet.with_value(place, _measured(line))
            return Taken(changed, (f"Measured on {self.about}: {line.strip()}.",), rest)
        value = self.needed.read(sheet, line)
        if not self.named:
            changed = sheet.with_value(self.needed.path, value)
        else:
            key = self.of.table.keyed_by
            changed = sheet.with_value(place, {key: self.named, self.needed.field.key: value})
            rest = tuple(step for step in rest if not (isinstance(step, FieldStep) and step.field.key == key))
        said = (f"Added {self.about}.", *self.needed.said(changed), *changed.complaint(self.needed.path, sheet))
        return Taken(changed, said, (*self.needed.proof, *rest))


@dataclass(frozen=True, slots=True)
class TakeOutStep(Step):
    """Whether a row really goes: nothing in the interview brings it back."""

    of: TableStep
    row_id: str
    name: str

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the question."""
        del sheet
        return (f"Take out {self.name}, with all that it holds?", "y takes it out, Enter keeps it:")

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Take the row out, or leave it."""
        if not chosen(line, _YES_NO):
            return Taken(sheet, (f"{self.name} stays.",))
        place = self.of.table.place_to_clear(self.row_id, sheet.value(self.of.path) or {})
        return Taken(sheet.with_value((*self.of.path, *place), None), (f"{self.name} is taken out.",))


def step_for(root: tuple[str, ...], part: Part, about: str) -> Step:
    """Return the step that asks for a field or a table of a form."""
    assert not isinstance(part, Heading)
    return FieldStep(root, part, about) if isinstance(part, Field) else TableStep(root, part, about)


def _measured(line: str) -> dict[str, int | float]:
    """Return a measurement as the file has it: a value, or both ends of a range; raises Refused."""
    try:
        numbers = read_quantity(line)
    except ValueError as problem:
        raise Refused(str(problem)) from None
    if "min" in numbers:
        raise Refused("Type one value, or a range such as 80 to 83.")
    names = {"value": "value", "p5": "low", "p95": "high"}
    return {names[key]: number for key, number in numbers.items()}

"""Steps that follow a figure: how it is known, and where it can be looked up."""

from __future__ import annotations

from dataclasses import dataclass

from fortnight.core.quantity import Evidence
from fortnight.forms.typed import quantity_table
from fortnight.workshop.steps import CLEAR, Choices, Refused, Sheet, Step, Taken, chosen, numbered

_GRADES: Choices = tuple((str(grade), str(grade)) for grade in Evidence)


def known_from(path: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps that ask about the figure at a place of the file."""
    return (GradeStep(path), SourceStep(path))


@dataclass(frozen=True, slots=True)
class GradeStep(Step):
    """How a figure is known."""

    path: tuple[str, ...]

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the grades to choose from."""
        now = quantity_table(sheet.value(self.path)).get("evidence", Evidence.GUESSED)
        return (f"How do you know it? Enter for {now}.", f"{numbered(_GRADES)}:")

    def choices(self, sheet: Sheet) -> Choices:
        """Return the grades."""
        del sheet
        return _GRADES

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write the grade."""
        grade = chosen(line, _GRADES)
        return Taken(_with(self.path, sheet, "evidence", grade), (f"Known as {grade}.",))


@dataclass(frozen=True, slots=True)
class SourceStep(Step):
    """Where a figure can be looked up."""

    path: tuple[str, ...]

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the question for the source."""
        source = quantity_table(sheet.value(self.path)).get("source", "")
        now = f" Now: {source}. Enter keeps it." if source else ""
        return (f"Where can it be looked up?{now}", "Such as ticket system, third quarter:")

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write the source."""
        source = "" if line.strip() == CLEAR else line.strip()
        return Taken(_with(self.path, sheet, "source", source), (f"Source: {source or 'none'}.",))


def _with(path: tuple[str, ...], sheet: Sheet, key: str, value: str) -> Sheet:
    """Return the sheet with one more word about a figure; a figure that is gone stays gone."""
    there = sheet.value(path)
    if there is None:
        raise Refused("There is no figure to say that about.")
    return sheet.with_value(path, {**quantity_table(there), key: value})

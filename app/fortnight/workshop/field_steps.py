"""Steps for the scoping record: its fields one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fortnight.core.wording import sentence
from fortnight.forms.parts import Field, with_choices
from fortnight.workshop.quantity_steps import known_from
from fortnight.workshop.steps import CLEAR, Choices, Refused, Sheet, Step, StepState, Taken, chosen, numbered

_WAYS_TO_TYPE = (
    "A figure is one number, a range such as 6 to 11 that holds it nine times out of ten, or least / likely / "
    "most such as 3 / 6 / 12. A share is 30% or 0.3."
)


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

    def choices(self, sheet: Sheet) -> Choices:
        """Return what a choice or several are picked from."""
        return () if self.field.is_typed else self._choices(sheet)

    def _choices(self, sheet: Sheet) -> Choices:
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
        shown = self._shown(sheet)
        about = f" ({self.about})" if self.about else ""
        unit = f" Unit: {sheet.words.in_currency(self.field.unit)}." if self.field.unit else ""
        lines = [f"{self.field.label}{about}.{unit} {self.field.help}".strip()]
        if shown:
            lines.append(f"{sentence(f'Now: {shown}')} Enter keeps it, {CLEAR} empties it.")
        return (*lines, f"{self.what_to_type(sheet)}:")

    def what_to_type(self, sheet: Sheet) -> str:
        """Return what may be typed, as the beginning of a line."""
        field, choices = self.field, self._choices(sheet)
        if choices and field.kind == "choice":
            return numbered(choices)
        if field.kind == "several":
            several = f"{numbered(choices)}; several with commas between them"
            return several if choices else "Nothing to choose from yet; Enter goes on"
        return f"Such as {field.example}" if field.example else "Type it"

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write what was typed; a figure is asked how it is known."""
        value = self._emptied(sheet) if line.strip() == CLEAR else self.read(sheet, line)
        changed = sheet.with_value(self.path, value)
        said = (*self.said(changed), *changed.complaint(self.path, sheet))
        return Taken(changed, said, () if value is None else self.proof)

    def help(self, sheet: Sheet) -> tuple[str, ...]:
        """Return how a figure may be typed."""
        del sheet
        return (_WAYS_TO_TYPE,) if self._is_figure else ()

    @property
    def _is_figure(self) -> bool:
        return self.field.kind in ("quantity", "share-quantity")

    @property
    def proof(self) -> tuple[Step, ...]:
        """What is asked once there is a figure; a baseline has one field of its own that says it for all."""
        return known_from(self.path) if self._is_figure and self.field.path[0] != "baseline" else ()

    def said(self, sheet: Sheet) -> tuple[str, ...]:
        """Return what stands there now, as a sentence."""
        now = self._shown(sheet)
        return (sentence(f"{self.field.label}: {now}" if now else f"{self.field.label} is empty"),)

    def read(self, sheet: Sheet, line: str) -> Any:
        """Return the value that a line means, as the file has it; raises Refused."""
        before, choices = sheet.value(self.path), self._choices(sheet)
        if self.field.kind == "choice":
            return chosen(line, choices)
        if self.field.kind == "several":
            picked = (chosen(part, choices) for part in line.split(",") if part.strip())
            return (*dict.fromkeys(picked), *(self._emptied(sheet) or ()))
        try:
            return self.field.read(line, before)
        except ValueError as problem:
            raise Refused(str(problem)) from None

    def _emptied(self, sheet: Sheet) -> Any:
        """Return what stays when the field is emptied: what a second field of the same place holds."""
        before = sheet.value(self.path)
        if self.field.kind == "several":
            words = {str(value) for value, _ in self._choices(sheet)}
            return tuple(entry for entry in before or () if entry not in words) or None
        return self.field.read("", before)

    def _shown(self, sheet: Sheet) -> str:
        value = sheet.value(self.path)
        if value is None or value == "" or value == []:
            return ""
        if self.field.kind == "several":
            # What is none of the choices is asked for beside them.
            return ", ".join(word for own, word in self._choices(sheet) if own in value)
        return self.field.shown(value)

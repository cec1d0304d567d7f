"""Steps that review what was promised last time: done with evidence, moved to a day, or dropped with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from fortnight.core.promises import Promise, to_review
from fortnight.forms.review import WAYS, decided
from fortnight.workshop.steps import Choices, Refused, Sheet, Step, StepState, Taken, chosen, numbered

_CHOICES: Choices = tuple((way, way) for way in WAYS)


def promises_to_review(sheet: Sheet) -> tuple[Promise, ...]:
    """Return what was promised last time and nobody has said anything about since."""
    if sheet.previous is None:
        return ()
    return to_review(sheet.previous, sheet.assessment, sheet.questionnaire)


@dataclass(frozen=True, slots=True)
class PromiseStep(Step):
    """One action that somebody took on."""

    action_id: str

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` until somebody says what became of it."""
        return "open" if any(each.action_id == self.action_id for each in promises_to_review(sheet)) else "given"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the action, who promised it, and what can have become of it."""
        promise = next((each for each in promises_to_review(sheet) if each.action_id == self.action_id), None)
        told = (f"{promise.title}.", promise.sentence) if promise is not None else (
            "This is reviewed already; what you type takes its place.",)
        return (*told, f"{numbered(_CHOICES)}:")

    def choices(self, sheet: Sheet) -> Choices:
        """Return what can have become of it."""
        del sheet
        return _CHOICES

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Ask what belongs to the way it went."""
        return Taken(sheet, follow=(PromiseProofStep(self.action_id, chosen(line, _CHOICES)),))


@dataclass(frozen=True, slots=True)
class PromiseProofStep(Step):
    """The evidence, the new day or the reason of one promise."""

    action_id: str
    way: str

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the question that belongs to the way."""
        del sheet
        return (WAYS[self.way].prompt,)

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write the decision."""
        try:
            fields = decided(self.way, line)
        except ValueError as problem:
            raise Refused(str(problem)) from problem
        for key, value in fields.items():
            sheet = sheet.with_value(("roadmap", self.action_id, key), value)
        return Taken(sheet, (f"Noted: {self.way}.",))

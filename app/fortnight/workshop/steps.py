"""One step of the interview: what is asked, and what a typed line does. No terminal in here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import BaseModel

from fortnight.core.assessment import Assessment
from fortnight.core.checks import check_assessment
from fortnight.core.edit import set_at
from fortnight.core.figures import RoiTable
from fortnight.core.merge import as_plain
from fortnight.core.place import dotted
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.replies import TakenReplies
from fortnight.core.wording import Wording, sentence

StepState = Literal["open", "default", "given", "aside"]
"""`default`: holds a value that nobody has chosen, asked once; `aside`: asked only when somebody goes there."""

CLEAR = "-"
"""Typed alone, it empties a field."""

LETTERS: Mapping[str, str] = {"s": "skip", "b": "back", "m": "menu", "q": "quit", "h": "help"}
"""Commands by their first letter."""

Choices = tuple[tuple[Any, str], ...]
"""Value in the file and word on the screen."""


class Refused(ValueError):
    """A line that the step cannot take; the message is one sentence, and the step is asked again."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the interview reads and changes."""

    assessment: Assessment
    questionnaire: Questionnaire
    previous: Assessment | None = None
    """The last run, to be shown beside each question."""
    taken: TakenReplies = field(default_factory=TakenReplies)
    """The record of the participants' replies, where there is one."""

    @property
    def words(self) -> Wording:
        """How numbers, dates and lists are written in this assessment."""
        header = self.assessment.assessment
        return Wording(header.language, header.currency)

    def value(self, path: tuple[str, ...]) -> Any:
        """Return what stands at a place, as a file has it; None for nothing."""
        return as_plain(_at(self.assessment, path))

    def is_default(self, path: tuple[str, ...]) -> bool:
        """Return whether nobody has typed what stands at a place: it is what leaving it out means."""
        table = _at(self.assessment, path[:-1])
        return not isinstance(table, BaseModel) or path[-1] not in table.model_fields_set

    def with_value(self, path: tuple[str, ...], value: Any) -> Sheet:
        """Return the sheet with `value` at a place; raises EditError when it does not fit."""
        return replace(self, assessment=set_at(self.assessment, path, value))

    def complaint(self, path: tuple[str, ...], before: Sheet) -> tuple[str, ...]:
        """Return what contradicts itself at a place and did not before, as sentences."""
        known = set(check_assessment(before.assessment, self.questionnaire))
        return tuple(
            sentence(f"Please note: {problem.message}")
            for problem in check_assessment(self.assessment, self.questionnaire)
            if problem.key == dotted(path) and problem not in known
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """What a typed line did."""

    sheet: Sheet
    said: tuple[str, ...] = ()
    """Sentences in reply."""
    follow: tuple[Step, ...] = ()
    """Steps to ask next, before the plan goes on."""


class Step(ABC):
    """One thing to ask; equal steps are the same step."""

    def state(self, sheet: Sheet) -> StepState:
        """Return whether there is anything to ask; `aside` for a step that only follows another."""
        del sheet
        return "aside"

    @abstractmethod
    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the lines that ask it; the last one says what may be typed."""

    @abstractmethod
    def take(self, sheet: Sheet, line: str) -> Taken:
        """Return what the line does; raises Refused or EditError with one sentence, and then nothing changes."""

    def help(self, sheet: Sheet) -> tuple[str, ...]:
        """Return more about this step."""
        del sheet
        return ()

    @property
    def is_remark(self) -> bool:
        """Whether it only follows when there is something to say."""
        return False

    @property
    def is_list(self) -> bool:
        """Whether it lists rows, whose steps come back to it."""
        return False

    def choices(self, sheet: Sheet) -> Choices:
        """Return what there is to choose from; a letter that begins a choice is no command here."""
        del sheet
        return ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the interview that has a name."""

    id: str
    title: str
    steps: tuple[Step, ...]
    aside: bool = False
    """Only asked when somebody goes there by the menu."""

    def open_steps(self, sheet: Sheet) -> int:
        """Return how many of its steps are still to be answered."""
        return sum(step.state(sheet) == "open" for step in self.steps)


def is_ambiguous(typed: str, choices: Choices) -> bool:
    """Return whether a letter is a command and begins a choice too."""
    return typed in LETTERS and any(word.casefold().startswith(typed) for _, word in choices)


def chosen(line: str, choices: Choices) -> Any:
    """Return the value that a line picks from numbered choices, by number, word or value; raises Refused."""
    typed = line.strip().casefold()
    if is_ambiguous(typed, choices):
        other = f"type a number or a whole word, or {LETTERS[typed]}"
        raise Refused(f"{typed} alone could mean two things here; {other}.")
    for number, (value, word) in enumerate(choices, start=1):
        if typed in (str(number), word.casefold(), str(value).casefold()):
            return value
    first_letters = [value for value, word in choices if word.casefold().startswith(typed)] if typed else []
    if len(first_letters) == 1:
        return first_letters[0]
    raise Refused(f"“{line.strip()}” is none of the choices; type a number from 1 to {len(choices)}, or its word.")


def counted(typed: str, most: int) -> int:
    """Return the number from 1 to `most` that is typed; 0 for anything else, however long."""
    return next((number for number in range(1, most + 1) if typed.strip() == str(number)), 0)


def numbered(choices: Choices) -> str:
    """Return choices as a line to pick from: 1 yes, 2 no."""
    return ", ".join(f"{number} {word}" for number, (_, word) in enumerate(choices, start=1))


def _at(node: Any, path: tuple[str, ...]) -> Any:
    """Return what stands at a place of the models; None for nothing."""
    for key in path:
        if isinstance(node, RoiTable):
            node = node.correlations if key == "correlations" else node.inputs.get(key)
        elif isinstance(node, BaseModel):
            node = getattr(node, key, None)
        elif isinstance(node, Mapping):
            node = next((part for own, part in node.items() if str(own) == key), None)
        else:
            return None
    return node

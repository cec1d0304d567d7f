"""The way through the questions: which come first, which are passed over, and which still wait. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from fortnight.core.questionnaire import Questionnaire
from fortnight.core.scoring import QuestionScore


@dataclass(frozen=True, slots=True)
class QuestionWalk:
    """All questions in the order in which they are asked; states are those of the answers at hand."""

    order: tuple[str, ...]

    @classmethod
    def through(cls, questionnaire: Questionnaire) -> QuestionWalk:
        """Return the walk through a questionnaire, dimension by dimension."""
        position = {dimension_id: number for number, dimension_id in enumerate(questionnaire.dimensions)}
        return cls(tuple(sorted(questionnaire.questions,
                                key=lambda question_id: position[questionnaire.questions[question_id].dimension])))

    def beginning(self, states: Mapping[str, QuestionScore]) -> str:
        """Return where to begin: the first open question, else the first one asked, else the first one."""
        return _first(self.order, lambda question_id: states[question_id].state == "unanswered") or _first(
            self.order, lambda question_id: _is_asked(states[question_id])) or self.order[0]

    def beside(self, current: str, step: int, states: Mapping[str, QuestionScore]) -> str | None:
        """Return the nearest question forwards (`step` 1) or backwards (-1) that is asked; None at either end."""
        at = self.order.index(current)
        others = self.order[at + 1:] if step > 0 else reversed(self.order[:at])
        return _first(others, lambda question_id: _is_asked(states[question_id]))

    def next_open(self, current: str, states: Mapping[str, QuestionScore]) -> str | None:
        """Return the next question without an answer, from the beginning after the end; None when all have one."""
        after = self.order.index(current) + 1
        return _first((*self.order[after:], *self.order[:after]),
                      lambda question_id: states[question_id].state == "unanswered")


def _is_asked(standing: QuestionScore) -> bool:
    return standing.state != "skipped"


def _first(question_ids: Iterable[str], is_meant: Callable[[str], bool]) -> str | None:
    return next(filter(is_meant, question_ids), None)

"""What a roadmap is made from, with the few questions that are asked of it again and again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from fortnight.core.assessment import ActionDecision, Assessment
from fortnight.core.base import Stage
from fortnight.core.drill import DrillResult, PlayedCard
from fortnight.core.facts import facts_of, holds_for, levels_of
from fortnight.core.gates import CLAUSES, Clause, GateReport
from fortnight.core.measures import MeasureFirst
from fortnight.core.questionnaire import Action, Question, Questionnaire
from fortnight.core.scoring import Score
from fortnight.core.wording import Wording

DRILL_CLAUSE = "g3.drill"
NO_DECISION = ActionDecision()


@dataclass(frozen=True)
class Setting:
    """An assessment with what was computed from it, as the roadmap looks at it."""

    assessment: Assessment
    questionnaire: Questionnaire
    score: Score
    gates: Mapping[str, GateReport]
    drills: Mapping[str, DrillResult]
    measures: Mapping[str, tuple[MeasureFirst, ...]] = field(default_factory=dict)
    levers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Names of the inputs that are worth lifting, by use case."""
    stopped: frozenset[str] = frozenset()
    """Use cases whose verdict is STOP."""
    aims: Mapping[str, Stage] = field(default_factory=dict)
    """Aims to plan for instead of those in the record."""

    @cached_property
    def wording(self) -> Wording:
        """How numbers, dates and lists are written."""
        header = self.assessment.assessment
        return Wording(header.language, header.currency)

    @cached_property
    def live_cases(self) -> tuple[str, ...]:
        """The active use cases that are not stopped, in file order."""
        return tuple(case_id for case_id in self.assessment.active_cases if case_id not in self.stopped)

    @cached_property
    def stopped_cases(self) -> tuple[str, ...]:
        """The active use cases that are stopped, in file order."""
        return tuple(case_id for case_id in self.assessment.active_cases if case_id in self.stopped)

    def aim(self, case_id: str) -> Stage:
        """Return the stage to plan for."""
        return self.aims.get(case_id, self.assessment.use_cases[case_id].aim)

    def name(self, case_id: str) -> str:
        """Return the name of a use case as people gave it, else its id."""
        return self.assessment.use_cases[case_id].name.strip() or case_id

    def decision(self, action_id: str) -> ActionDecision:
        """Return what people decided about an action."""
        return self.assessment.roadmap.get(action_id, NO_DECISION)

    def open_clauses(self, case_id: str) -> tuple[Clause, ...]:
        """Return the clauses that keep a use case below its aim."""
        return self.gates[case_id].open_for(self.aim(case_id))

    def bad_cards(self, case_id: str) -> tuple[PlayedCard, ...]:
        """Return the drill cards that count as limps or breaks."""
        return tuple(card for card in self.drills[case_id].cards if card.counted in ("limps", "breaks"))

    def applies(self, when: str, case_id: str) -> bool:
        """Return whether something with this `when` concerns a use case: only a certain no rules it out."""
        key = (when, case_id)
        if key not in self._known:
            self._known[key] = holds_for(when, (self._facts[case_id],), self._levels) is not False
        return self._known[key]

    def concerns(self, action: Action, case_id: str) -> bool:
        """Return whether an action, and the question that it lifts, concern a use case."""
        question = self.questionnaire.questions.get(action.question or "")
        return self.applies(action.when, case_id) and (question is None or self.applies(question.when, case_id))

    def level(self, question_id: str) -> int:
        """Return the level that a question stands at; unknown and unanswered stand at the lowest."""
        question = self.score.questions.get(question_id)
        if question is None:
            return 1
        if question.state in ("not-applicable", "skipped"):
            return self.questionnaire.top
        return question.level or 1

    def questions_of(self, clause_id: str) -> Sequence[str]:
        """Return the questions whose levels decide a clause."""
        return self._questions_by_clause.get(clause_id, ())

    def steps(self, question_id: str, above: int, up_to: int) -> list[str]:
        """Return the actions that lift a question, from just above one level up to another, lowest first."""
        return [
            action_id
            for level, action_id in self._steps_by_question.get(question_id, ())
            if above < level <= up_to
        ]

    def steps_to_target(self, question_id: str, target: int) -> list[str]:
        """Return the actions that lift a question up to a target above its level, lowest first.

        Where the lowest of them lifts beyond the target, that one is taken: a target has to bring work.
        """
        level = self.level(question_id)
        if level >= target:
            return []
        above = [step for step, _action_id in self._steps_by_question.get(question_id, ()) if step > level]
        return self.steps(question_id, level, max(target, min(above, default=target)))

    @cached_property
    def _steps_by_question(self) -> Mapping[str, list[tuple[int, str]]]:
        steps: dict[str, list[tuple[int, str]]] = {}
        for action_id, action in self.questionnaire.actions.items():
            if action.question is not None and action.level is not None:
                steps.setdefault(action.question, []).append((action.level, action_id))
        return {question_id: sorted(found, key=lambda step: step[0]) for question_id, found in steps.items()}

    @cached_property
    def _questions_by_clause(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for question_id, question in self.questionnaire.questions.items():
            if question.gate_level is not None:
                found.setdefault(_clause_of(question_id, question), []).append(question_id)
        return found

    @cached_property
    def _facts(self) -> Mapping[str, Mapping[str, bool | None]]:
        return {case_id: facts_of(case) for case_id, case in self.assessment.active_cases.items()}

    @cached_property
    def _levels(self) -> Mapping[str, int]:
        return levels_of(self.assessment)

    @cached_property
    def _known(self) -> dict[tuple[str, str], bool]:
        return {}


def _clause_of(question_id: str, question: Question) -> str:
    """Return the clause that a question decides: the built-in one it names, if that one is asked, else its own."""
    spec = CLAUSES.get(question.clause or "")
    return spec.id if spec is not None and spec.finding is None else question_id

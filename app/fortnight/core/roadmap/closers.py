"""Which actions close an open clause of a gate, and whether it can be closed at all."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from fortnight.core.gates import Clause
from fortnight.core.roadmap.own_actions import EVIDENCE
from fortnight.core.roadmap.setting import DRILL_CLAUSE, Setting


@dataclass(frozen=True, slots=True)
class Closers:
    """One open clause of one use case, with the work that closes it."""

    clause: Clause
    actions: tuple[str, ...]
    """Every action that works towards it."""
    ways: tuple[tuple[str, ...], ...]
    """It closes when one action of each way is carried out; an empty way is one that nobody can go."""
    unproven: tuple[str, ...] = ()
    """Questions that are claimed at the gate's level and only lack their proof."""

    def can_close_without(self, left_out: Container[str]) -> bool:
        """Return whether the clause can still close when the actions of `left_out` are not carried out."""
        return all(any(action not in left_out for action in way) for way in self.ways)


def closers_of(setting: Setting, case_id: str, clause: Clause) -> Closers:
    """Return the work that closes an open clause of a use case."""
    direct = [
        action_id
        for action_id, action in setting.questionnaire.actions.items()
        if clause.id in action.clauses and setting.concerns(action, case_id)
    ]
    if clause.id == DRILL_CLAUSE:
        direct = [*mending(setting, case_id), *direct]
    actions, ways, unproven = list(direct), [], []
    for question_id in setting.questions_of(clause.id):
        question = setting.questionnaire.questions[question_id]
        if not setting.applies(question.when, case_id) or question.gate_level is None:
            continue
        gate_level = min(question.gate_level, setting.questionnaire.top)
        if is_unproven(setting, question_id):
            actions.append(EVIDENCE)
            ways.append((EVIDENCE, *direct))
            unproven.append(question_id)
        elif setting.level(question_id) < gate_level:
            steps = [
                step
                for step in setting.steps(question_id, setting.level(question_id), gate_level)
                if setting.concerns(setting.questionnaire.actions[step], case_id)
            ]
            last = [step for step in steps if setting.questionnaire.actions[step].level == gate_level]
            actions += steps
            ways.append((*last, *direct))
    return Closers(clause, tuple(dict.fromkeys(actions)), tuple(ways) or (tuple(direct),), tuple(unproven))


def is_unproven(setting: Setting, question_id: str) -> bool:
    """Return whether a gate question only lacks its proof: evidence, or who decided that it does not apply."""
    found = setting.score.questions.get(question_id)
    if found is None:
        return False
    if found.state == "not-applicable":
        answer = setting.assessment.answers.get(question_id)
        return answer is None or not answer.decided_by.strip()
    return found.state == "level" and found.lacks_evidence


def mending(setting: Setting, case_id: str) -> list[str]:
    """Return the actions that mend the drill cards that broke or limped, without those that are in place."""
    wanted = (
        action_id
        for card in setting.bad_cards(case_id)
        for action_id in setting.questionnaire.cards[card.card_id].actions
    )
    return [action_id for action_id in dict.fromkeys(wanted) if needs_doing(setting, action_id, case_id)]


def needs_doing(setting: Setting, action_id: str, case_id: str | None) -> bool:
    """Return whether an action still has something to do for a use case, or for any of them (None).

    It has nothing to do when it concerns none, when its question stands at its level or above, or when every
    clause that it closes holds. A level that is claimed without evidence counts here: work may build on it, while
    the clause itself waits for the evidence.
    """
    action = setting.questionnaire.actions.get(action_id)
    if action is None:
        return False
    cases = setting.live_cases if case_id is None else (case_id,)
    concerned = [case for case in cases if setting.concerns(action, case)]
    if cases and not concerned:
        return False
    if action.question is not None and action.level is not None and setting.level(action.question) >= action.level:
        return False
    held = [not _is_open(setting, clause_id, case) for clause_id in action.clauses for case in concerned]
    return not (held and all(held))


def _is_open(setting: Setting, clause_id: str, case_id: str) -> bool:
    return any(clause.id == clause_id for gate in setting.gates[case_id].gates for clause in gate.open_clauses)

"""Gates: lists of clauses that hold only together, and the stage that a use case has earned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.base import Stage
from fortnight.core.clause import ClauseSpec, ClauseState, Finding, Record
from fortnight.core.clauses_framed import FRAMED
from fortnight.core.clauses_lawful import LAWFUL
from fortnight.core.clauses_trusted import PROVEN, SURVIVES, TRUSTED
from fortnight.core.conditions import parse
from fortnight.core.drill import DrillResult
from fortnight.core.facts import applies
from fortnight.core.phrase import say
from fortnight.core.place import dotted
from fortnight.core.questionnaire import GateId, Question, Questionnaire
from fortnight.core.wording import sentence

__all__ = ["CLAUSES", "GATES", "Clause", "ClauseSpec", "ClauseState", "Gate", "GateReport", "gate_report"]

CLAUSES: Mapping[str, ClauseSpec] = {spec.id: spec for spec in (*FRAMED, *LAWFUL, *TRUSTED, *SURVIVES, *PROVEN)}
"""Every built-in clause by id, in the order in which it is printed."""

GATES: Mapping[GateId, tuple[str, Stage]] = {
    "G0": (say("Framed"), Stage.PILOT),
    "G1": (say("Real and lawful"), Stage.PILOT),
    "G2": (say("Trusted"), Stage.PRODUCTION),
    "G3": (say("Survives"), Stage.PRODUCTION),
    "G4": (say("Proven"), Stage.SCALE),
}
"""Title of each gate and the stage that it opens."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of a gate for one use case."""

    id: str
    """Stable, such as g0.metric; a question's own id for a clause that only a questionnaire adds."""
    gate: str
    title: str
    """The condition as a short statement: what is true when it holds."""
    state: ClauseState
    because: str
    """One sentence: what was found, or what is missing and who could settle it."""
    refs: tuple[str, ...]
    """Dotted places in the file that decide it."""
    settled_today: bool
    """A person can settle it today by deciding or naming; it then belongs to DECIDE."""

    @property
    def is_open(self) -> bool:
        """Whether the clause holds its gate open."""
        return self.state in (ClauseState.NO, ClauseState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate of one use case."""

    id: str
    title: str
    opens: Stage
    clauses: tuple[Clause, ...]

    @property
    def holds(self) -> bool:
        """Whether every clause is yes or waived."""
        return not self.open_clauses

    @property
    def open_clauses(self) -> tuple[Clause, ...]:
        """The clauses that hold the gate open."""
        return tuple(clause for clause in self.clauses if clause.is_open)


@dataclass(frozen=True, slots=True)
class GateReport:
    """All gates of one use case."""

    use_case_id: str
    gates: tuple[Gate, ...]
    earned: Stage

    def gates_for(self, aim: Stage) -> tuple[Gate, ...]:
        """Return the gates that must hold for `aim`."""
        return tuple(gate for gate in self.gates if gate.opens.order <= aim.order)

    def open_for(self, aim: Stage) -> tuple[Clause, ...]:
        """Return the open clauses of every gate that must hold for `aim`."""
        return tuple(clause for gate in self.gates_for(aim) for clause in gate.open_clauses)


def gate_report(
    assessment: Assessment,
    questionnaire: Questionnaire,
    case_id: str,
    drill: DrillResult,
    *,
    earlier: Sequence[Assessment] = (),
) -> GateReport:
    """Return every gate of one use case and the stage it has earned: the last whose gates, and all before, hold.

    A built-in clause is answered by the record or by the questions that name it; one that the questionnaire does
    not ask stays unknown. A question with a gate level and no such clause is a clause of its own. `earlier`
    are the assessments of the same team before this one, oldest first; the actuals are held against the forecast
    of the one that promised them.
    """
    record = Record(assessment, case_id, drill, earlier)
    gates = tuple(
        Gate(gate_id, title, opens, _clauses(gate_id, record, questionnaire))
        for gate_id, (title, opens) in GATES.items()
    )
    return GateReport(case_id, gates, earned_stage((gate.opens, gate.holds) for gate in gates))


def earned_stage(gates: Iterable[tuple[Stage, bool]]) -> Stage:
    """Return the last stage whose gates, and all before, hold; each gate as what it opens and whether it holds."""
    first_shut = min((opens.order for opens, holds in gates if not holds), default=len(Stage))
    return [stage for stage in Stage if stage.order < max(1, first_shut)][-1]


def _clauses(gate_id: GateId, record: Record, questionnaire: Questionnaire) -> tuple[Clause, ...]:
    asked = {key: each for key, each in questionnaire.questions.items() if each.gate_level is not None}
    answerable = {spec.id for spec in CLAUSES.values() if spec.finding is None}
    built_in = []
    for spec in CLAUSES.values():
        if spec.gate != gate_id:
            continue
        answering = {key: question for key, question in asked.items() if question.clause == spec.id}
        found = spec.finding(record) if spec.finding else _from_questions(spec, answering, record)
        built_in.append(_clause(spec.id, gate_id, spec.title, found, settled_today=spec.settled_today))
    own = [
        _clause(key, gate_id, question.title, _from_question(key, question, record))
        for key, question in asked.items()
        if question.gate == gate_id and question.clause not in answerable
    ]
    return (*built_in, *own)


def _clause(clause_id: str, gate_id: str, title: str, found: Finding, *, settled_today: bool = False) -> Clause:
    return Clause(clause_id, gate_id, title, found.state, sentence(found.because), found.refs, settled_today)


def _from_questions(spec: ClauseSpec, answering: Mapping[str, Question], record: Record) -> Finding:
    """Return what the questions say together: the first no decides, else the first unknown, else a yes."""
    if applies(spec.when, record.assessment, record.case_id) is False:
        return Finding(ClauseState.WAIVED, _concerns_only(spec.when), ())
    if not answering:
        silent = say("This questionnaire does not ask it, so nobody can tell.")
        return Finding(ClauseState.UNKNOWN, silent, ())
    found = [_from_question(key, question, record) for key, question in answering.items()]
    order = (ClauseState.NO, ClauseState.UNKNOWN, ClauseState.YES, ClauseState.WAIVED)
    deciding = min(found, key=lambda each: order.index(each.state))
    return Finding(deciding.state, deciding.because, tuple(ref for each in found for ref in each.refs))


def _from_question(question_id: str, question: Question, record: Record) -> Finding:
    assert question.gate_level is not None
    title = question.title
    refs = (dotted(("answers", question_id)),)
    answer = record.assessment.answers.get(question_id, Answer())
    if applies(question.when, record.assessment, record.case_id) is False:
        return Finding(ClauseState.WAIVED, _concerns_only(question.when), refs)
    if answer.state == "not-applicable":
        if answer.reason.strip() and answer.decided_by.strip():
            waived = say("Waived as not applicable by {who}: {reason}", who=answer.decided_by.strip(),
                         reason=answer.reason.strip())
            return Finding(ClauseState.WAIVED, waived, refs)
        doubt = say("{question}: marked as not applicable, but nobody is named who decided so.", question=title)
        return Finding(ClauseState.UNKNOWN, doubt, refs)
    if answer.state == "unknown":
        unsaid = say("{question}: nobody in the room could say.", question=title)
        return Finding(ClauseState.UNKNOWN, unsaid, refs)
    if answer.level is None:
        return Finding(ClauseState.UNKNOWN, say("{question}: not answered yet.", question=title), refs)
    if answer.level < question.gate_level:
        needed = question.levels[question.gate_level - 1] if question.gate_level <= len(question.levels) else ""
        short = say("{question}: level {level} today, {needed} is needed: {meaning}", question=title,
                    level=answer.level, needed=question.gate_level, meaning=needed.strip())
        return Finding(ClauseState.NO, short, refs)
    if not answer.evidence.strip():
        claimed = say("{question}: level {level} is claimed without evidence; write down what was seen.",
                      question=title, level=answer.level)
        return Finding(ClauseState.UNKNOWN, claimed, refs)
    shown = say("{question}: level {level}; seen: {evidence}", question=title, level=answer.level,
                evidence=answer.evidence.strip())
    return Finding(ClauseState.YES, shown, refs)


def _concerns_only(when: str) -> str:
    return say("Waived: it concerns a use case only when {condition}.", condition=parse(when).in_words)

"""What every part of the report is made from: answers, what was computed from them, words and colours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fortnight.core.assessment import Assessment
from fortnight.core.compare import Comparison
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import CaseEvaluation, Evaluation
from fortnight.core.gates import Clause, Gate
from fortnight.core.phrase import in_language
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roadmap.plan import RoadmapItem
from fortnight.core.roadmap.roles import role_in_words
from fortnight.core.roi.results import SegmentResult
from fortnight.core.use_case import UseCase
from fortnight.core.verdict import VerdictKind
from fortnight.core.wording import capitalise
from fortnight.report.catalogue import Words
from fortnight.report.options import ReportOptions
from fortnight.report.theme import Theme

MANY = 5
"""With more use cases than this, tables are set smaller and names shorter."""

LONGEST_NAME, LONGEST_IN_TABLE = 56, 40
"""Longer names are cut with an ellipsis in sentences and in tables; the page of a use case has more of it."""

_SHORTEST_NAME = 8
"""Letters that are left of a typed text on a page one that would run over."""

LONGEST_UNIT = 24
"""Letters of a unit beside a figure."""

LONGEST_TEXT = 600
"""Letters of a typed text that are printed, in whole sentences; so that one text does not fill pages."""


@dataclass(frozen=True, slots=True)
class CaseBasis:
    """One use case with the number that it keeps throughout the report."""

    number: int
    case_id: str
    use_case: UseCase
    result: CaseEvaluation
    name: str
    """Its name, shortened where it is very long; never empty."""
    room: float = 1.0
    """The share of their usual length to which its names are cut."""

    @property
    def short_name(self) -> str:
        """Its name for a cell of a table."""
        return shorten(self.name, letters(LONGEST_IN_TABLE, self.room))

    @property
    def kind(self) -> VerdictKind:
        """The verdict."""
        return self.result.verdict.kind

    def in_short(self, text: str) -> str:
        """Return a sentence of the rules with the names and units of this use case cut as they are elsewhere."""
        case, longest = self.use_case, letters(LONGEST_NAME, self.room)
        names = (case.name, case.metric.name, *(each.name for each in case.metric.guardrails.values()),
                 *(each.name for each in case.segments.values()))
        units = (case.metric.unit, *(each.unit for each in case.metric.guardrails.values()))
        for typed, length in (*((name, longest) for name in names), *((unit, LONGEST_UNIT) for unit in units)):
            if len(typed) > length:
                text = text.replace(typed, shorten(typed, length))
        return text

    @property
    def goes_on(self) -> bool:
        """Whether it is not stopped."""
        return self.kind is not VerdictKind.STOP

    @property
    def gates(self) -> tuple[Gate, ...]:
        """The gates that must hold for its aim."""
        return self.result.gates.gates_for(self.use_case.aim)

    @property
    def closed_gates(self) -> tuple[Gate, ...]:
        """Those of its gates that do not hold."""
        return tuple(gate for gate in self.gates if not gate.holds)

    @property
    def open_clauses(self) -> tuple[Clause, ...]:
        """The conditions that are not met on the way to its aim."""
        return self.result.gates.open_for(self.use_case.aim)

    @property
    def segment(self) -> SegmentResult | None:
        """The part of it that the plan counts instead of the whole, or None."""
        counts = self.goes_on and self.result.verdict.segment
        return next((each for each in self.result.roi.segments if each.id == counts), None)

    @property
    def middle(self) -> float | None:
        """The median of its net present value."""
        return self.result.roi.npv.p50 if self.result.roi.npv else None


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that the report is made from."""

    assessment: Assessment
    questionnaire: Questionnaire
    evaluation: Evaluation
    comparison: Comparison | None
    """What moved since the last run; None without one."""
    options: ReportOptions
    words: Words
    theme: Theme
    cases: tuple[CaseBasis, ...]
    room: float = 1.0
    """The share of its usual length to which typed text is cut: below 1 on a page one that would run over."""

    def with_room(self, room: float) -> Basis:
        """Return the same basis with typed text cut to that share of its usual length."""
        return replace(self, room=room, cases=case_bases(self.assessment, self.evaluation, self.words, room))

    def cut(self, text: str, length: int) -> str:
        """Return typed text on one line, cut at a word where it is longer than its length in this basis."""
        return shorten(text, letters(length, self.room))

    def segment_name(self, segment: SegmentResult) -> str:
        """Return the name of a segment, else its id."""
        return self.cut(segment.name or segment.id, LONGEST_NAME)

    def item_for(self, clause: Clause, case_id: str) -> RoadmapItem | None:
        """Return the last action of the roadmap that was caused by an open condition, or None."""
        items = [
            item for item in self.evaluation.roadmap.items
            if any(cause.ref == clause.id and cause.use_case_id in ("", case_id) for cause in item.why)
        ]
        return max(items, key=lambda item: (item.ready_week, item.rank), default=None)

    def opening(self, text: str) -> str:
        """Return `text` with a capital first letter, unless it opens with a name, which stays as it was typed."""
        return text if any(text.startswith(case.name) for case in self.cases) else capitalise(text)

    def role(self, role: str) -> str:
        """Return the printed name of a role."""
        return capitalise(in_language(role_in_words(role), self.words.translate))

    def holder(self, item: RoadmapItem) -> str:
        """Return who holds an action: its owner, else its role."""
        return item.owner or self.role(item.role)


def basis_of(assessment: Assessment, questionnaire: Questionnaire, evaluation: Evaluation,
             comparison: Comparison | None, options: ReportOptions, words: Words, theme: Theme) -> Basis:
    """Return what a report is made from; what the rules say in it is said in the language of `words`."""
    found = in_language(evaluation, words.translate)
    compared = in_language(comparison, words.translate)
    return Basis(assessment, questionnaire, found, compared, options, words, theme,
                 case_bases(assessment, found, words))


def case_bases(assessment: Assessment, evaluation: Evaluation, words: Words,
               room: float = 1.0) -> tuple[CaseBasis, ...]:
    """Return the use cases that were evaluated, numbered from 1 in file order."""
    made: list[CaseBasis] = []
    for case_id, use_case in assessment.active_cases.items():
        if case_id in evaluation.cases:
            number = len(made) + 1
            name = (shorten(use_case.name, letters(LONGEST_NAME, room))
                    or words.say("report.no_name", number=number))
            made.append(CaseBasis(number, case_id, use_case, evaluation.cases[case_id], name, room))
    return tuple(made)


def basis_of_last(basis: Basis, last: EvaluatedRun) -> Basis:
    """Return what a report on the last run would be made from, in the words and colours of this one."""
    return basis_of(last.assessment, basis.questionnaire, last.evaluation, None, basis.options, basis.words,
                    basis.theme)


def letters(length: int, room: float) -> int:
    """Return how many letters are left of `length` at that share of it; a few always are."""
    return min(length, max(_SHORTEST_NAME, round(length * room)))


def shorten(text: str, length: int) -> str:
    """Return `text` on one line, cut at a word with an ellipsis where it is longer than `length` letters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    kept = line[: length - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept[length // 2:] else kept).rstrip(" ,;:-") + "…"


def whole(text: str, length: int = LONGEST_TEXT) -> str:
    """Return as many whole sentences of `text` as `length` letters hold, on one line.

    A sentence is cut only where it is longer than that by itself.
    """
    line = re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()
    if len(line) <= length:
        return line
    ends = [found.end() for found in re.finditer(r"[.!?](?= )", line) if found.end() <= length]
    return line[:ends[-1]] if ends else shorten(line, length)

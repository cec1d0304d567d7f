"""What can still change: for each open question and each unplayed card, by the rules alone, without the money.

A verdict hangs on four things: the stage that was earned against the stage where the case is live, what the facts
say (readiness), the open clauses below the aim, and the money. Answers and cards move the first and the third, and
the work that is left moves the money. So each open question is put at its lowest and at its highest level, each
unplayed card at its worst and its best outcome, and the gates are computed anew. This is done three times: with
everything else that is open as it stands, at its worst and at its best, so that two answers that only count
together are both seen to count. The money itself is held as it stands; nothing is simulated.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.base import Stage
from fortnight.core.conditions import parse
from fortnight.core.drill import drill_result
from fortnight.core.gates import GateReport, gate_report
from fortnight.core.questionnaire import Question, Questionnaire
from fortnight.core.readiness import readiness
from fortnight.core.roadmap.closers import closers_of, needs_doing
from fortnight.core.roadmap.setting import DRILL_CLAUSE, Setting
from fortnight.core.scoring import QuestionScore, score
from fortnight.core.use_case import DrillPlay


@dataclass(frozen=True, slots=True)
class Impact:
    """What one open question or card can still change for one use case."""

    use_case_id: str
    verdict: bool
    """There is a way for the rest to fall in which it decides between two kinds of verdict."""
    clauses: tuple[str, ...]
    """Ids of clauses, up to the aim or where the case is live, that it can close or leave open."""
    stage: bool
    """It can change the stage that the case has earned."""
    work: bool
    """Work on the way to the aim hangs on it, and with it effort, date and money."""

    @property
    def matters(self) -> bool:
        """Whether it can change anything that the verdict looks at."""
        return self.verdict or bool(self.clauses) or self.stage or self.work


@dataclass(frozen=True, slots=True)
class Impacts:
    """Everything that is open, with what it can still change; entries that change nothing are there, empty."""

    questions: Mapping[str, tuple[Impact, ...]]
    """By open question, in the order of the questionnaire: the use cases for which it matters."""
    cards: Mapping[str, Mapping[str, tuple[Impact, ...]]]
    """By use case and unplayed card, by day: that use case's impact, or nothing."""


def impacts(
    assessment: Assessment, questionnaire: Questionnaire, *, earlier: Sequence[Assessment] = ()
) -> Impacts:
    """Return what each open question and each unplayed card can still change.

    `earlier` are the runs before, oldest first, whose promises the gates look at. A question is open when it has
    no level, is unknown, claims its gate's level without evidence, or is said by nobody in particular not to apply
    to its gate. Without a use case nothing can be said, and nothing matters.
    """
    found = score(assessment, questionnaire).questions
    questions = tuple(
        key
        for key, question in questionnaire.questions.items()
        if _is_open(found[key], question, assessment.answers.get(key, Answer()))
    )
    cases = [_Case(assessment, questionnaire, case_id, questions, earlier) for case_id in assessment.active_cases]
    return Impacts(
        {key: tuple(impact for case in cases for impact in case.of_question(key)) for key in questions},
        {case.case_id: {card: tuple(case.of_card(card)) for card in case.cards} for case in cases},
    )


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What the rules of the verdict look at, apart from facts and money."""

    pulled_back: bool
    below_aim: frozenset[str]
    open_clauses: frozenset[str]
    """Up to the aim or where it is live, whichever is further."""
    earned: Stage

    def kind(self, *, failed: bool) -> str:
        """Return which rules are left: 1, 2, or those that only clauses and money decide."""
        if self.pulled_back:
            return "pull back"
        if failed:
            return "stop"
        return "open" if self.below_aim else "closed"


class _Case:
    """One use case with what is open for it."""

    def __init__(
        self, assessment: Assessment, questionnaire: Questionnaire, case_id: str, questions: Sequence[str],
        earlier: Sequence[Assessment]
    ) -> None:
        self.case_id = case_id
        self._earlier = earlier
        self._questionnaire = questionnaire
        self._case = assessment.use_cases[case_id]
        self._failed = readiness(assessment, case_id).failed
        played = drill_result(assessment, questionnaire, case_id).cards
        self.cards = tuple(card.card_id for card in played if card.counted is None)
        self._compared = _compared_ids(questionnaire)
        every_question, every_card = dict.fromkeys(questions), dict.fromkeys(self.cards)
        best = dict.fromkeys(every_question, questionnaire.top)
        self._worst = self._with(assessment, dict.fromkeys(every_question, 1), dict.fromkeys(every_card, False))
        self._worlds = (assessment, self._worst, self._with(assessment, best, dict.fromkeys(every_card, True)))
        self._lifted, self._mended = self._work_on_the_way()

    def of_question(self, question_id: str) -> Iterator[Impact]:
        """Yield the impact of an open question, if it has one."""
        question = self._questionnaire.questions[question_id]
        compared = question_id in self._compared
        work = question_id in self._lifted
        tries: list[list[Assessment]] = []
        if question.gate_level is not None or compared:
            levels = range(1, self._questionnaire.top + 1) if compared else (1, self._questionnaire.top)
            tries = [[self._with(world, {question_id: level}, {}) for level in levels] for world in self._worlds]
        yield from self._impact(tries, work=work)

    def of_card(self, card_id: str) -> Iterator[Impact]:
        """Yield the impact of an unplayed card, if it has one."""
        tries = [[self._with(world, {}, {card_id: good}) for good in (False, True)] for world in self._worlds]
        yield from self._impact(tries, work=card_id in self._mended)

    def _impact(self, tries: Iterable[Iterable[Assessment]], *, work: bool) -> Iterator[Impact]:
        verdict = stage = False
        clauses: dict[str, None] = {}
        for tried in tries:
            outlooks = [self._outlook(each) for each in tried]
            kinds = {outlook.kind(failed=self._failed) for outlook in outlooks}
            verdict = verdict or len(kinds) > 1
            if kinds != {"stop"}:
                stage = stage or len({outlook.earned for outlook in outlooks}) > 1
                lists = [outlook.open_clauses for outlook in outlooks]
                clauses |= dict.fromkeys(sorted(frozenset.union(*lists) - frozenset.intersection(*lists)))
        found = Impact(self.case_id, verdict, tuple(clauses), stage, work)
        if found.matters:
            yield found

    def _outlook(self, world: Assessment) -> _Outlook:
        report = self._gates(world)
        aim, live = self._case.aim, self._case.live_at
        furthest = max(aim, live, key=lambda stage: stage.order)
        return _Outlook(
            pulled_back=live.order > report.earned.order,
            below_aim=frozenset(clause.id for clause in report.open_for(aim)),
            open_clauses=frozenset(clause.id for clause in report.open_for(furthest)),
            earned=report.earned,
        )

    def _gates(self, world: Assessment) -> GateReport:
        drill = drill_result(world, self._questionnaire, self.case_id)
        return gate_report(world, self._questionnaire, self.case_id, drill, earlier=self._earlier)

    def _work_on_the_way(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the questions that work on the way to the aim lifts and the cards that it mends.

        Looked at with everything open at its worst, where the work is most.
        """
        if self._failed:
            return frozenset(), frozenset()
        world, questionnaire, case_id = self._worst, self._questionnaire, self.case_id
        maturity, drill = score(world, questionnaire), drill_result(world, questionnaire, case_id)
        setting = Setting(world, questionnaire, maturity, {case_id: self._gates(world)}, {case_id: drill})
        open_clauses = setting.open_clauses(case_id)
        waiting = deque(key for clause in open_clauses for key in closers_of(setting, case_id, clause).actions)
        to_do: set[str] = set()
        while waiting:
            action_id = waiting.popleft()
            known = action_id in questionnaire.actions and action_id not in to_do
            if known and needs_doing(setting, action_id, case_id):
                to_do.add(action_id)
                waiting.extend(questionnaire.actions[action_id].needs)
        tested = any(clause.id == DRILL_CLAUSE for clause in open_clauses)
        mended = (card for card in self.cards if to_do.intersection(questionnaire.cards[card].actions))
        return (
            frozenset(questionnaire.actions[action_id].question or "" for action_id in to_do),
            frozenset(mended if tested else ()),
        )

    def _with(self, world: Assessment, levels: Mapping[str, int], outcomes: Mapping[str, bool]) -> Assessment:
        """Return the world with these levels, all of them proven, and these cards, well (True) or badly played."""
        answers = {key: Answer(level=level, evidence="seen") for key, level in levels.items()}
        plays = {key: _WELL if good else _BADLY for key, good in outcomes.items()}
        case = world.use_cases[self.case_id]
        changed = case.model_copy(update={"drill": {**case.drill, **plays}})
        return world.model_copy(
            update={
                "answers": {**world.answers, **answers},
                "use_cases": {**world.use_cases, self.case_id: changed},
            }
        )


_WELL = DrillPlay(outcome="runs", written_where="log")
_BADLY = DrillPlay(outcome="breaks")


def _is_open(found: QuestionScore, question: Question, answer: Answer) -> bool:
    if found.state == "not-applicable":
        return question.gate_level is not None and not answer.decided_by.strip()
    return found.state in ("unanswered", "unknown") or found.lacks_evidence


def _compared_ids(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the questions whose levels some `when` compares; there the levels in between count as well."""
    conditions = (
        *(question.when for question in questionnaire.questions.values()),
        *(card.when for card in questionnaire.cards.values()),
        *(action.when for action in questionnaire.actions.values()),
    )
    compared = (parse(when).question_ids for when in conditions if when.strip())
    return frozenset(question_id for ids in compared for question_id in ids)

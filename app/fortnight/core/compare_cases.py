"""What moved for one use case between two runs: verdict, gates, two-week test, measurements, money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from fortnight.core.actuals import PeriodReading, new_periods, period_reading
from fortnight.core.base import Stage
from fortnight.core.clauses_actuals import promised_by
from fortnight.core.compare_measured import MeasurementMove, MoneyMove, measurement_moves, money_move
from fortnight.core.decision import VerdictKind
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import CaseEvaluation
from fortnight.core.gates import Clause
from fortnight.core.migration import Migration
from fortnight.core.money import Money
from fortnight.core.phrase import joined, say
from fortnight.core.place import keys_of
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording

Presence = Literal["both", "new", "gone"]


@dataclass(frozen=True, slots=True)
class ClauseMove:
    """One clause of a gate that closed or opened."""

    clause_id: str
    gate: str
    title: str
    because: str
    is_below_aim: bool
    """Whether what it aims for now needs the gate; only such clauses are counted by verdict and report."""


@dataclass(frozen=True, slots=True)
class VerdictMove:
    """The verdict then and now, and why it is another one."""

    before: VerdictKind | None
    now: VerdictKind | None
    headline: str
    """What to do now, in one sentence."""
    why: tuple[str, ...]
    """Sentences on what changed under the verdict, or that it stands and why."""

    @property
    def changed(self) -> bool:
        """Whether the verdict is another one."""
        return self.before is not self.now


@dataclass(frozen=True, slots=True)
class DrillMove:
    """The two-week test then and now."""

    before: str
    now: str
    survived_to_before: int | None
    """None: nothing broke, and not every card was played."""
    survived_to_now: int | None


@dataclass(frozen=True, slots=True)
class CaseComparison:
    """Everything that moved for one use case."""

    use_case_id: str
    name: str
    presence: Presence
    sentence: str
    """What to say first."""
    verdict: VerdictMove
    earned_before: Stage | None
    earned_now: Stage | None
    gates_closed: tuple[str, ...]
    """Gates that hold now and did not: every clause closed. As `G1 Real and lawful`."""
    gates_opened: tuple[str, ...]
    """Gates that held and no longer do."""
    clauses_closed: tuple[ClauseMove, ...]
    """Clauses that are closed now and were not."""
    clauses_opened: tuple[ClauseMove, ...]
    clauses_only_now: tuple[str, ...]
    """Ids of clauses that rest on questions which cannot be compared; they count as no move."""
    drill: DrillMove
    measurements: tuple[MeasurementMove, ...]
    periods: tuple[PeriodReading, ...]
    """Actuals recorded since, against the forecast of the run that promised them."""
    money: MoneyMove
    proven: str
    """What gate G4 says about the actuals."""


def compare_case(case_id: str, run_before: EvaluatedRun, run_now: EvaluatedRun) -> CaseComparison:
    """Return what moved for one use case that is active in at least one of the runs."""
    before, now = run_before.assessment, run_now.assessment
    words = Wording(now.assessment.language, now.assessment.currency)
    was, is_now = before.active_cases.get(case_id), now.active_cases.get(case_id)
    found_was, found_now = run_before.evaluation.cases.get(case_id), run_now.evaluation.cases.get(case_id)
    case = is_now or was
    assert case is not None
    name = case.name.strip() or case_id
    presence: Presence = "both" if was and is_now else "new" if is_now else "gone"
    verdict = _verdict_move(was, is_now, found_was, found_now, words)
    closed, opened, only_now = _clause_moves(found_was, found_now, run_before.migration, case.aim)
    return CaseComparison(
        use_case_id=case_id,
        name=name,
        presence=presence,
        sentence=_first_sentence(name, presence, verdict),
        verdict=verdict,
        earned_before=found_was.gates.earned if found_was else None,
        earned_now=found_now.gates.earned if found_now else None,
        gates_closed=_gates_closed(found_was, found_now, only_now),
        gates_opened=_gates_opened(found_was, found_now, only_now),
        clauses_closed=closed,
        clauses_opened=opened,
        clauses_only_now=only_now,
        drill=_drill_move(found_was, found_now),
        measurements=tuple(measurement_moves(before, now, was, is_now, words)) if is_now else (),
        periods=tuple(
            period_reading(case_id, promised_by(run_now.earlier, case_id, period) or was or is_now, is_now, period,
                           words, seed=now.settings.seed)
            for period in new_periods(was, is_now)
        ) if is_now else (),
        money=money_move(case_id, now, was, is_now, found_was, found_now, words),
        proven=_proven(found_now),
    )


def _first_sentence(name: str, presence: Presence, verdict: VerdictMove) -> str:
    if presence == "gone":
        return f"{name} is no longer assessed."
    if presence == "new":
        return f"{name} is new: {verdict.now}."
    if verdict.changed:
        return f"{name}: {verdict.before} last time, {verdict.now} now."
    return f"{name}: {verdict.now} both times."


def _verdict_move(
    was: UseCase | None,
    is_now: UseCase | None,
    found_was: CaseEvaluation | None,
    found_now: CaseEvaluation | None,
    words: Wording,
) -> VerdictMove:
    kinds = [found.verdict.kind if found else None for found in (found_was, found_now)]
    headline = found_now.verdict.headline if found_now else ""
    if not (was and is_now and found_was and found_now):
        return VerdictMove(kinds[0], kinds[1], headline, ())
    why = tuple(_causes(was, is_now, found_was, found_now, words))
    if kinds[0] is kinds[1]:
        before, now = str(found_was.verdict.rule), str(found_now.verdict.rule)
        rests = (say("It rests on the same rule, number {rule}.", rule=now) if before == now else
                 say("Rule {before} gave it last time, rule {now} now.", before=before, now=now))
        return VerdictMove(kinds[0], kinds[1], headline, (*why, rests))
    return VerdictMove(kinds[0], kinds[1], headline, why or found_now.verdict.reasons[:2])


def _causes(
    was: UseCase, is_now: UseCase, found_was: CaseEvaluation, found_now: CaseEvaluation, words: Wording
) -> Iterator[str]:
    """Yield what the rules look at that is not as it was."""
    if was.aim is not is_now.aim:
        yield say("It aims for {now} now; last time it was {before}.", now=is_now.aim.label,
                  before=was.aim.label)
    if was.live_at is not is_now.live_at:
        yield say("It is live at {now} now; last time it was {before}.", now=is_now.live_at.label,
                  before=was.live_at.label)
    before, now = found_was.verdict, found_now.verdict
    if now.readiness.failed and not before.readiness.failed:
        yield from (say("The facts speak against it now: {reason}", reason=reason)
                    for reason in now.readiness.reasons)
    elif before.readiness.failed and not now.readiness.failed:
        yield say("The facts that spoke against it no longer do.")
    if before.money is not now.money:
        yield say("{before} last time; {now} now.", before=_MONEY[before.money][0], now=_MONEY[now.money][1])
    yield from _open_clauses(was.aim, is_now.aim, found_was, found_now, words)
    if found_was.gates.earned is not found_now.gates.earned:
        yield say("It has earned {now}; last time it was {before}.", now=found_now.gates.earned.label,
                  before=found_was.gates.earned.label)


def _open_clauses(
    old_aim: Stage, aim: Stage, found_was: CaseEvaluation, found_now: CaseEvaluation, words: Wording
) -> Iterator[str]:
    """Yield how many clauses of the aim are open and how many were, where that is another number."""
    before, now = (len(found.gates.open_for(aim)) for found in (found_was, found_now))
    if before == now:
        return
    last = (say("last time {count}", count=words.exact(before)) if old_aim is aim else
            say("last time {count}, and {old_count} of {old_stage}, its aim then", count=words.exact(before),
                old_count=words.exact(len(found_was.gates.open_for(old_aim))), old_stage=old_aim.label))
    clauses = words.count(now, "clause", "clauses")
    if now == 0:
        yield say("No clause of {stage} is open; {last_time}.", stage=aim.label, last_time=last)
    elif words.is_one(now):
        yield say("{clauses} of {stage} is open; {last_time}.", clauses=clauses, stage=aim.label, last_time=last)
    else:
        yield say("{clauses} of {stage} are open; {last_time}.", clauses=clauses, stage=aim.label, last_time=last)


_MONEY: Mapping[Money, tuple[str, str]] = {
    Money.UNKNOWN: (say("Figures were missing"), say("figures are missing")),
    Money.PAYS: (say("The money said that it pays"), say("the money says that it pays")),
    Money.LOSES: (say("The money said that it loses"), say("the money says that it loses")),
    Money.DOUBTFUL: (say("The money was in doubt"), say("the money is in doubt")),
    Money.AFFORDABLE: (say("It was affordable"), say("it is affordable")),
}
"""What the money says, as it was and as it is."""


def _clause_moves(
    was: CaseEvaluation | None, is_now: CaseEvaluation | None, migration: Migration, aim: Stage
) -> tuple[tuple[ClauseMove, ...], tuple[ClauseMove, ...], tuple[str, ...]]:
    """Return the clauses that closed, those that opened, and those that cannot be compared."""
    if was is None or is_now is None:
        return (), (), ()
    before = {clause.id: clause for gate in was.gates.gates for clause in gate.clauses}
    closed, opened, only_now = [], [], []
    for gate in is_now.gates.gates:
        is_below_aim = gate.opens.order <= aim.order
        for clause in gate.clauses:
            move = ClauseMove(clause.id, clause.gate, clause.title, clause.because, is_below_aim)
            if clause.id not in before or not _is_comparable(clause, migration):
                only_now.append(clause.id)
            elif before[clause.id].is_open and not clause.is_open:
                closed.append(move)
            elif clause.is_open and not before[clause.id].is_open:
                opened.append(move)
    return tuple(closed), tuple(opened), tuple(only_now)


def _is_comparable(clause: Clause, migration: Migration) -> bool:
    """Return whether every answer that the clause rests on means what it meant last time."""
    places = [keys_of(ref) for ref in clause.refs]
    return all(keys[1] in migration.comparable for keys in places if keys[0] == "answers" and len(keys) > 1)


def _gates_closed(
    was: CaseEvaluation | None, is_now: CaseEvaluation | None, only_now: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the gates that hold now and were held open by something that compares."""
    if was is None or is_now is None:
        return ()
    open_then = _open_gates(was, only_now)
    return tuple(joined(" ", (gate.id, gate.title)) for gate in is_now.gates.gates
                 if gate.holds and gate.id in open_then)


def _gates_opened(
    was: CaseEvaluation | None, is_now: CaseEvaluation | None, only_now: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the gates that held, as far as that compares, and do not now."""
    if was is None or is_now is None:
        return ()
    open_then, open_now = _open_gates(was, only_now), _open_gates(is_now, only_now)
    return tuple(joined(" ", (gate.id, gate.title)) for gate in is_now.gates.gates
                 if gate.id in open_now - open_then)


def _open_gates(found: CaseEvaluation, only_now: tuple[str, ...]) -> set[str]:
    return {gate.id for gate in found.gates.gates if any(each.id not in only_now for each in gate.open_clauses)}


def _drill_move(was: CaseEvaluation | None, is_now: CaseEvaluation | None) -> DrillMove:
    days = [found.drill.survived_days if found else None for found in (was, is_now)]
    return DrillMove(was.drill.sentence if was else "", is_now.drill.sentence if is_now else "", days[0], days[1])


def _proven(found: CaseEvaluation | None) -> str:
    if found is None:
        return ""
    return next((clause.because for gate in found.gates.gates for clause in gate.clauses
                 if clause.id == "g4.actuals"), "")

"""Examples changed in one respect, for the wording at the edges."""

from collections.abc import Callable
from dataclasses import replace

from fortnight.core.base import Stage
from fortnight.core.evaluation import CaseEvaluation
from fortnight.core.gates import Clause, ClauseState, Gate
from fortnight.core.verdict import Verdict, VerdictKind, VerdictLimits
from tests.report.example import Example, example

NO_LIMITS = VerdictLimits(None, None, None, None)


def single(change: Callable[[CaseEvaluation], CaseEvaluation] = lambda case: case) -> Example:
    """Return an example with one use case, its evaluation changed."""
    made = example(1)
    case = made.evaluation.cases["claims-triage"]
    return replace(made, evaluation=replace(made.evaluation, cases={"claims-triage": change(case)}))


def with_verdict(kind: VerdictKind, **fields: object) -> Example:
    """Return a single use case with that verdict."""
    return single(lambda case: replace(case, verdict=_as(case.verdict, kind, **fields)))


def _as(verdict: Verdict, kind: VerdictKind, **fields: object) -> Verdict:
    return replace(verdict, kind=kind, **fields)  # type: ignore[arg-type]  # test data, checked by the assertions


def with_gates_met(case: CaseEvaluation) -> CaseEvaluation:
    """Return the case with every clause met."""

    def met(clause: Clause) -> Clause:
        return replace(clause, state=ClauseState.YES)

    gates: tuple[Gate, ...] = tuple(
        replace(gate, clauses=tuple(met(clause) for clause in gate.clauses)) for gate in case.gates.gates)
    return replace(case, gates=replace(case.gates, gates=gates, earned=Stage.SCALE))

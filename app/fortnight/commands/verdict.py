"""`fortnight verdict FILE [--json]`: what to do with each use case, and why."""

from __future__ import annotations

import argparse

from fortnight.commands.opening import evaluated, open_valid, print_json, wording_of
from fortnight.core.evaluation import CaseEvaluation
from fortnight.core.unanswered import (
    RUNS_NEEDED,
    LastVerdicts,
    is_unanswered,
    last_verdicts,
    provisional_sentence,
)
from fortnight.core.wording import Wording
from fortnight.storage.document import Document
from fortnight.storage.past import earlier_runs


def run(arguments: argparse.Namespace) -> int:
    """Print the verdicts as text, or as JSON keyed by use case."""
    document = open_valid(arguments.file)
    evaluation = evaluated(document)
    last = _last_verdicts(document)
    provisional = {
        case_id: provisional_sentence(case_id, last, wording_of(document)) if last else ""
        for case_id in evaluation.cases
    }
    if arguments.json:
        print_json({
            case_id: {
                "verdict": case.verdict, "provisional": provisional[case_id], "earned": case.gates.earned,
                "live_at": document.assessment.use_cases[case_id].live_at,
                "aim": document.assessment.use_cases[case_id].aim,
                "gates": case.gates.gates, "drill": case.drill,
            }
            for case_id, case in evaluation.cases.items()
        })
        return 0
    if not evaluation.cases:
        print("No use case is scoped, so there is nothing to decide yet.")
        return 0
    blocks = [
        "\n".join(verdict_lines(
            document.assessment.use_cases[case_id].name or case_id, case, wording_of(document),
            provisional[case_id]))
        for case_id, case in evaluation.cases.items()
    ]
    print("\n\n".join(blocks))
    return 0


def _last_verdicts(document: Document) -> LastVerdicts | None:
    """Return what the last run came to, for a run that has no answer of its own yet."""
    if document.previous is None or not is_unanswered(document.assessment):
        return None
    earlier = earlier_runs(document.path, document.assessment)[-RUNS_NEEDED:]
    return last_verdicts([each.assessment for each in earlier], document.questionnaire)


def verdict_lines(name: str, case: CaseEvaluation, wording: Wording, provisional: str = "") -> list[str]:
    """Return one use case's verdict as lines: the decision, why, the open clauses, what would change it.

    `provisional` says why it is only a provisional one, and is said first.
    """
    verdict = case.verdict
    ruled = f"{verdict.kind.value} (rule {verdict.rule})"
    lines = [f"{name}: {provisional}", f"  Provisional: {ruled}"] if provisional else [f"{name}: {ruled}"]
    lines.append(f"  {verdict.headline}")
    lines += [f"  - {reason}" for reason in verdict.reasons]
    if verdict.learned:
        lines.append(f"  Learned: {verdict.learned}")
    lines.append(f"  Earned stage: {case.gates.earned.label}. Two-week test: {case.drill.sentence}")
    open_clauses = [clause for gate in case.gates.gates_for(verdict.stage) for clause in gate.open_clauses]
    if open_clauses:
        lines.append(f"  {wording.count(len(open_clauses), 'clause', 'clauses')} open:")
        lines += [f"    {clause.id} ({clause.state.value}): {clause.because}" for clause in open_clauses]
    if verdict.would_change:
        lines.append("  What would change this:")
        lines += [f"    {change}" for change in verdict.would_change]
    return lines

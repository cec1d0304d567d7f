"""`fortnight verdict FILE [--json]`: what to do with each use case, and why."""

from __future__ import annotations

import argparse

from fortnight.commands.opening import (
    evaluated,
    last_if_unanswered,
    last_time,
    open_valid,
    print_json,
    wording_of,
)
from fortnight.core.evaluation import CaseEvaluation
from fortnight.core.unanswered import not_judged
from fortnight.core.wording import Wording


def run(arguments: argparse.Namespace) -> int:
    """Print the verdicts as text, or as JSON keyed by use case."""
    document = open_valid(arguments.file)
    if not document.assessment.active_cases and not arguments.json:
        print("No use case is scoped, so there is nothing to decide yet.")
        return 0
    last = last_if_unanswered(document)
    if last is not None and not arguments.json:
        print(last_time(document, last, document.assessment.active_cases))
        return 0
    evaluation, words = evaluated(document), wording_of(document)
    if arguments.json:
        provisional = {case_id: not_judged(case_id, last, words) if last else "" for case_id in evaluation.cases}
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
    print("\n\n".join(
        "\n".join(verdict_lines(document.assessment.use_cases[case_id].name or case_id, case, words))
        for case_id, case in evaluation.cases.items()
    ))
    return 0


def verdict_lines(name: str, case: CaseEvaluation, wording: Wording) -> list[str]:
    """Return one use case's verdict as lines: the decision, why, the open clauses, what would change it."""
    verdict = case.verdict
    lines = [f"{name}: {verdict.kind.value} (rule {verdict.rule})", f"  {verdict.headline}"]
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

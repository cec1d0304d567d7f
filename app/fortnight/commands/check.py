"""`fortnight check FILE... [--stage S]`: validate files, and say which clauses are open below a stage."""

from __future__ import annotations

import argparse

from fortnight.commands.opening import open_valid
from fortnight.core.base import Stage
from fortnight.core.checks import warnings
from fortnight.core.drill import drill_result
from fortnight.core.gates import gate_report
from fortnight.errors import FileProblem, Problem, UserError, line_for
from fortnight.storage.document import Document


def run(arguments: argparse.Namespace) -> int:
    """Print what is wrong with each file, one line a problem, or that it is in order; 1 where something is."""
    stage = Stage(arguments.stage) if arguments.stage else None
    failed = False
    for file in arguments.files:
        try:
            document = open_valid(file)
        except UserError as problem:
            print(problem)
            failed = True
            continue
        for warning in warnings(document.assessment, document.questionnaire):
            print(line_for(file, warning))
        open_clauses = open_below(document, stage) if stage else ()
        if open_clauses:
            print(FileProblem(file, open_clauses))
            failed = True
            continue
        print(f"{file}: in order" + (f", and every gate for {stage.label} holds" if stage else ""))
    return 1 if failed else 0


def open_below(document: Document, stage: Stage) -> tuple[Problem, ...]:
    """Return one problem for each clause that a use case has open for `stage`."""
    assessment, questionnaire = document.assessment, document.questionnaire
    if not assessment.active_cases:
        return (Problem("use_cases", f"there is no use case, so nothing has earned {stage.label}; scope one"),)
    found = []
    for case_id in assessment.active_cases:
        drill = drill_result(assessment, questionnaire, case_id)
        report = gate_report(assessment, questionnaire, case_id, drill, earlier=document.earlier)
        found += [
            Problem(f"use_cases.{case_id}",
                    f"{clause.id} is {clause.state.value}: {_said_once(clause.title, clause.because)}")
            for clause in report.open_for(stage)
        ]
    return tuple(found)


def _said_once(title: str, because: str) -> str:
    """Return both; a clause of a question's own has the title at the head of its reason already."""
    return because if because.startswith(title) else f"{title}. {because}"

"""`fortnight compare OLD NEW [--json]`: what moved; `fortnight compare FOLDER`: the trend over all runs in it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from fortnight.commands.opening import print_json
from fortnight.core.assessment import Assessment
from fortnight.core.checks import check_assessment
from fortnight.core.compare import compare
from fortnight.core.compare_text import comparison_lines, trend_lines
from fortnight.core.evaluated_run import EvaluatedRun, evaluated_run, evaluated_runs
from fortnight.core.migration import in_terms_of
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.trend import Trend, trend
from fortnight.core.wording import Wording
from fortnight.errors import FileProblem, Problem, UserError
from fortnight.storage.atomic import real_path
from fortnight.storage.library import load_questionnaire
from fortnight.storage.past import StoredRun, earlier_runs, load_answers, number_after
from fortnight.storage.runs import runs_in
from fortnight.storage.typed_path import exists


def run(arguments: argparse.Namespace) -> int:
    """Print the comparison or the trend as text, or as JSON.

    Raises FileProblem when a file cannot be used, UserError when there is nothing to compare.
    """
    old = Path(arguments.old)
    if arguments.new is None and exists(old) and old.is_dir():
        return _print_trends(old, as_json=arguments.json)
    if arguments.new is None:
        raise UserError(f"{old}: name the later file too, or a folder whose assessments are to be compared.")
    new = Path(arguments.new)
    for path in (old, new):
        if exists(path) and path.is_dir():
            raise UserError(f"{path}: is a folder; compare two files, or one folder alone.")
    if real_path(old) == real_path(new):
        raise UserError(f"{old}: is compared with itself; name the file of an earlier assessment first.")
    before, now = StoredRun(old, load_answers(old)), StoredRun(new, load_answers(new))
    questionnaire = _questionnaire_of(now)
    _usable((before, now), questionnaire)
    pasts = [earlier_runs(run.path, run.assessment) for run in (before, now)]
    # A file that names no run before it is taken to follow the one that it is compared with.
    earlier = (pasts[0], pasts[1] or (*pasts[0], before))
    runs = [_evaluated(run, past, questionnaire) for run, past in zip((before, now), earlier, strict=True)]
    found = compare(runs[0], runs[1], questionnaire, numbers=_numbers(before, pasts[1], now))
    if arguments.json:
        print_json(found)
    else:
        print("\n".join(comparison_lines(found, _wording(now.assessment))))
    return 0


def _evaluated(run: StoredRun, past: Sequence[StoredRun], questionnaire: Questionnaire) -> EvaluatedRun:
    """Return a run as `fortnight verdict` judges it, with its own past."""
    earlier = [in_terms_of(each.assessment, questionnaire) for each in past]
    return evaluated_run(run.assessment, questionnaire, earlier=earlier)


def _numbers(before: StoredRun, past: Sequence[StoredRun], now: StoredRun) -> tuple[int, int] | None:
    """Return which assessments of their team two runs are; None where the past of `now` does not tell."""
    number = number_after(past, now.assessment)
    places = [place for place, run in enumerate(past, start=1) if real_path(run.path) == real_path(before.path)]
    return (places[0], number) if places and number is not None else None


def _print_trends(folder: Path, *, as_json: bool) -> int:
    found = runs_in(folder)
    for problem in found.problems:
        print(f"Left out. {problem}", file=sys.stderr)
    told: list[tuple[Trend, Wording]] = []
    for team in found.teams:
        runs = tuple(each for each in team if not each.assessment.is_unanswered)
        for each in team:
            if each not in runs:
                print(f"{each.path}: has no answer yet, so it is left out.", file=sys.stderr)
        if len(runs) > 1:
            questionnaire = _questionnaire_of(runs[-1])
            evaluated = evaluated_runs(_usable(runs, questionnaire), questionnaire)
            told.append((trend(evaluated, questionnaire), _wording(runs[-1].assessment)))
        elif runs:
            print(f"{runs[0].path}: the only run of its team here, so there is no trend.", file=sys.stderr)
    if not told:
        raise UserError(f"{folder}: has no two assessments of the same organisation and team to compare.")
    if as_json:
        print_json([each for each, _words in told])
    else:
        print("\n\n".join("\n".join(trend_lines(each, words)) for each, words in told))
    return 0


def _questionnaire_of(run: StoredRun) -> Questionnaire:
    try:
        return load_questionnaire(run.assessment.assessment.questionnaire, run.path.parent)
    except FileProblem:
        raise
    except UserError as error:
        raise FileProblem(str(run.path), (Problem("assessment.questionnaire", str(error)),)) from error


def _usable(runs: tuple[StoredRun, ...], questionnaire: Questionnaire) -> list[Assessment]:
    """Return the assessments of the runs; raises FileProblem for one that contradicts the questionnaire."""
    for each in runs:
        problems = check_assessment(in_terms_of(each.assessment, questionnaire), questionnaire)
        if problems:
            raise FileProblem(str(each.path), problems)
    return [each.assessment for each in runs]


def _wording(assessment: Assessment) -> Wording:
    return Wording(assessment.assessment.language, assessment.assessment.currency)

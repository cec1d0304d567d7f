"""`fortnight score FILE [--json]`: the maturity of the team, dimension by dimension."""

from __future__ import annotations

import argparse

from fortnight.commands.opening import open_valid, print_json, wording_of
from fortnight.core.scoring import DimensionScore, Score, score
from fortnight.core.wording import Wording


def run(arguments: argparse.Namespace) -> int:
    """Print the scores as text, or as JSON."""
    document = open_valid(arguments.file)
    maturity = score(document.assessment, document.questionnaire)
    if arguments.json:
        print_json(maturity)
    else:
        print("\n".join(score_lines(maturity, wording_of(document))))
    return 0


def score_lines(maturity: Score, wording: Wording) -> list[str]:
    """Return the scores as lines: overall with the weakest dimension beside it, then each dimension."""
    if maturity.overall is None or maturity.weakest is None or maturity.weakest.score is None:
        return ["Not assessed: no question is answered yet."]
    width = max(len(dimension.title) for dimension in maturity.dimensions)
    lines = [
        f"Overall {wording.fixed(maturity.overall, 1)}; weakest: {maturity.weakest.title} "
        f"{wording.fixed(maturity.weakest.score, 1)}",
        f"Answered {_answered(maturity, wording)}{_range(maturity.low, maturity.high, wording)}",
        "",
    ]
    for dimension in maturity.dimensions:
        value = "not assessed" if dimension.score is None else wording.fixed(dimension.score, 1)
        target = "" if dimension.target is None else f"  target {wording.fixed(dimension.target, 1)}"
        lines.append(f"{dimension.title:<{width}}  {value}{target}  {_answered(dimension, wording)}"
                     f"{_range(dimension.low, dimension.high, wording)}")
    return lines


def _answered(part: Score | DimensionScore, wording: Wording) -> str:
    """Return how much was answered, and how much of that nobody could say: 44 of 44, 36 of them unknown."""
    unknown = f", {wording.exact(part.unknown)} of them unknown" if part.unknown else ""
    return f"{wording.exact(part.answered)} of {wording.exact(part.asked)}{unknown}"


def _range(low: float | None, high: float | None, wording: Wording) -> str:
    if low is None or high is None or low == high:
        return ""
    return f"; unknowns leave it between {wording.fixed(low, 1)} and {wording.fixed(high, 1)}"

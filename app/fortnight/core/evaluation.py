"""Everything that can be computed from an assessment, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fortnight.core.drill import DrillResult
from fortnight.core.gates import GateReport
from fortnight.core.roadmap.plan import Closing, Roadmap
from fortnight.core.roi.results import PortfolioResult, RoiResult
from fortnight.core.scoring import Score
from fortnight.core.verdict import Verdict

DRAWS = 50_000
"""Draws of the report and the verdict."""
PREVIEW_DRAWS = 2_000
"""Draws of a live preview; marked as such on the screen."""


@dataclass(frozen=True, slots=True)
class CaseEvaluation:
    """One use case, evaluated."""

    use_case_id: str
    gates: GateReport
    drill: DrillResult
    closing: Closing
    roi: RoiResult
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A whole assessment, evaluated; archived use cases are left out."""

    score: Score
    cases: Mapping[str, CaseEvaluation]
    roadmap: Roadmap
    portfolio: PortfolioResult | None
    """None when no use case has figures."""

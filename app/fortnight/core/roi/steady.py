"""The expected net benefit of a month once everything has settled: what a month of waiting costs."""

from __future__ import annotations

from fortnight.core.assessment import Assessment
from fortnight.core.roi.distributions import Distribution, Fixed
from fortnight.core.roi.model import amounts, settled_month, task_economics
from fortnight.core.roi.prepare import prepare
from fortnight.core.roi.sampling import CHUNK, chunks

_WAY_THERE = ("hardening_days", "hardening_months")
"""Not needed here: the roadmap, which asks for this number, is what supplies them."""


def steady_monthly_benefit(assessment: Assessment, case_id: str) -> float | None:
    """Return the expected net benefit of a month at today's volume and settled adoption, before build cost.

    None where inputs are missing or contradict one another. The mean of one chunk of draws, with the seed of
    the settings.
    """
    prepared = prepare(assessment.use_cases[case_id], None)
    if prepared.problems or any(name not in _WAY_THERE for name in prepared.case.missing):
        return None
    way_there: dict[str, Distribution] = dict.fromkeys(_WAY_THERE, Fixed(0.0))
    drawn = chunks(
        prepared.case.uncertain,
        CHUNK,
        seed=assessment.settings.seed,
        case_id=case_id,
        correlation=prepared.correlation,
    )
    values = next(drawn).values(way_there | prepared.case.distributions)
    return float(settled_month(task_economics(values), amounts(values)).mean())

"""The expected net benefit of a month once everything has settled: what a month of waiting costs."""

from __future__ import annotations

import numpy as np

from fortnight.core.assessment import Assessment
from fortnight.core.roi.comparisons import segment_reading
from fortnight.core.roi.model import amounts, settled_month, task_economics
from fortnight.core.roi.prepare import prepare
from fortnight.core.roi.runs import segment_values, with_segment
from fortnight.core.roi.sampling import CHUNK, chunks

_WAY_THERE = ("hardening_days", "hardening_months")
"""Not needed here: the roadmap, which asks for this number, is what supplies them."""


def steady_monthly_benefit(assessment: Assessment, case_id: str, segment_id: str = "") -> float | None:
    """Return the expected net benefit of a month at today's volume and settled adoption, before build cost.

    With `segment_id`, that of this segment alone, which carries the whole running cost. None where inputs are
    missing or contradict one another. The mean of one chunk of draws, with the seed of the settings.
    """
    case = assessment.use_cases[case_id]
    prepared = prepare(case, None)
    if prepared.problems or any(name not in _WAY_THERE for name in prepared.case.missing):
        return None
    segment = segment_reading(case, segment_id, None) if segment_id else None
    chunk = next(chunks(
        with_segment(prepared.case.uncertain, segment),
        CHUNK,
        seed=assessment.settings.seed,
        case_id=case_id,
        correlation=prepared.correlation,
    ))
    own = chunk.values(prepared.case.distributions) if segment is None else segment_values(segment, chunk)
    values = {name: np.zeros(1) for name in _WAY_THERE} | own
    return float(settled_month(task_economics(values), amounts(values)).mean())

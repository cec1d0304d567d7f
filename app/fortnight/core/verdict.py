"""The verdict on a use case: the first of eight rules that matches, with its numbers."""

from __future__ import annotations

from fortnight.core.assessment import Assessment
from fortnight.core.decision import Situation, Verdict, VerdictKind, VerdictLimits
from fortnight.core.drill import DrillResult
from fortnight.core.gates import GateReport
from fortnight.core.measures import MeasureFirst
from fortnight.core.money import Money, read_money
from fortnight.core.readiness import Readiness, readiness
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.results import RoiResult
from fortnight.core.rule_measure import measure
from fortnight.core.rules import (
    decide,
    go,
    harden,
    narrow,
    pull_back,
    stop_by_facts,
    stop_by_money,
    stop_unmeasured,
)

__all__ = [
    "MeasureFirst",
    "Money",
    "Readiness",
    "Verdict",
    "VerdictKind",
    "VerdictLimits",
    "readiness",
    "verdict",
]


def verdict(
    assessment: Assessment,
    case_id: str,
    gates: GateReport,
    drill: DrillResult,
    closing: Closing,
    roi: RoiResult,
    *,
    previous_kind: VerdictKind | None = None,
) -> Verdict:
    """Return the verdict on one use case, relative to its aim: the first rule that matches.

    1 PULL BACK, 2 STOP by the facts, 3 DECIDE, 4 NARROW, 5 MEASURE (or a pilot as the measurement), 6 STOP by the
    money, 7 HARDEN, 8 GO. `previous_kind` is the verdict of the last assessment on the same use case when nothing
    that it named to be measured was touched since; a second MEASURE in a row is then a STOP by rule 2.
    """
    situation = Situation(
        assessment,
        case_id,
        gates,
        drill,
        closing,
        roi,
        readiness(assessment, case_id),
        read_money(assessment, case_id, roi),
    )
    found = (
        pull_back(situation)
        or stop_by_facts(situation)
        or decide(situation)
        or narrow(situation)
        or measure(situation)
        or stop_by_money(situation)
        or harden(situation)
        or go(situation)
    )
    if found.kind is VerdictKind.MEASURE and previous_kind is VerdictKind.MEASURE:
        return stop_unmeasured(situation, found)
    return found

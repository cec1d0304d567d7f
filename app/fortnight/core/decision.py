"""What a verdict says, and everything that its rules look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.drill import DrillResult
from fortnight.core.gates import Clause, GateReport
from fortnight.core.measures import MeasureFirst
from fortnight.core.money import Money, MoneyReading
from fortnight.core.readiness import Readiness
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.results import RoiResult
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording, capitalise


class VerdictKind(StrEnum):
    """What to do with a use case."""

    PULL_BACK = "PULL BACK"
    STOP = "STOP"
    DECIDE = "DECIDE"
    NARROW = "NARROW"
    MEASURE = "MEASURE"
    HARDEN = "HARDEN"
    GO = "GO"


@dataclass(frozen=True, slots=True)
class VerdictLimits:
    """How far the verdict reaches: for a GO what may be released, for others by when to act."""

    users: int | None = None
    tasks_per_month: float | None = None
    spend: float | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one use case."""

    kind: VerdictKind
    rule: int
    """Number of the rule that matched, 1 to 8."""
    stage: Stage
    """The stage that the verdict is about: the aim, or for PULL BACK the stage to go back to."""
    headline: str
    """One sentence: what to do."""
    reasons: tuple[str, ...]
    """Why, each a full sentence with its numbers."""
    would_change: tuple[str, ...]
    """What would change the verdict, each a full sentence."""
    learned: str
    """For a STOP: what the work so far has shown, as a result in its own right; else empty."""
    numbers: Mapping[str, float | None]
    """The numbers that the rules look at, by stable name."""
    limits: VerdictLimits
    measure_first: tuple[MeasureFirst, ...]
    segment: str
    """For NARROW: id of the segment to keep; else empty."""
    readiness: Readiness
    money: Money


@dataclass(frozen=True, slots=True)
class Situation:
    """One use case as the rules of the verdict see it."""

    assessment: Assessment
    case_id: str
    gates: GateReport
    drill: DrillResult
    closing: Closing
    roi: RoiResult
    readiness: Readiness
    money: MoneyReading

    @property
    def case(self) -> UseCase:
        """The use case."""
        return self.assessment.use_cases[self.case_id]

    @property
    def name(self) -> str:
        """The name of the use case, its id while it has none."""
        return self.case.name.strip() or self.case_id

    @property
    def words(self) -> Wording:
        """How numbers, dates and lists are written in this assessment."""
        return Wording(self.assessment.assessment.language, self.assessment.assessment.currency)

    @property
    def today(self) -> dt.date | None:
        """The day of the assessment."""
        return self.assessment.assessment.date

    @property
    def open_clauses(self) -> tuple[Clause, ...]:
        """The clauses that keep the case from its aim."""
        return self.gates.open_for(self.case.aim)

    @property
    def pilot_cost(self) -> float | None:
        """What a pilot costs: the typed spend limit, else the median cost to get there; None: not known."""
        build = self.roi.build_cost.p50 if self.roi.build_cost else None
        return self.case.limits.spend if self.case.limits.spend is not None else build or None

    def numbers(self) -> dict[str, float | None]:
        """Return the numbers that the rules look at; the names are stable."""
        roi, npv = self.roi, self.roi.npv
        return {
            "open_clauses": len(self.open_clauses),
            "open_clauses_where_live": len(self.gates.open_for(self.case.live_at)),
            "drill_limps": self.drill.limps,
            "drill_breaks": self.drill.breaks,
            "probability_of_loss": roi.probability_of_loss,
            "payback_months": roi.payback_limit_percentile,
            "measured_share": roi.measured_share,
            "mean_npv": roi.mean_npv,
            "npv_p10": npv.p10 if npv else None,
            "npv_p50": npv.p50 if npv else None,
            "npv_p90": npv.p90 if npv else None,
            "probability_margin_not_positive": roi.probability_margin_not_positive,
            "probability_under_ceiling": roi.probability_under_ceiling,
            "peak_cash_at_risk": roi.peak_cash_at_risk,
            "evpi": roi.evpi,
            "cheapest_measure": self.money.cheapest_measure,
            "pilot_cost": self.pilot_cost,
        }

    def say(
        self,
        kind: VerdictKind,
        rule: int,
        headline: str,
        *,
        reasons: Sequence[str],
        would_change: Sequence[str],
        stage: Stage | None = None,
        learned: str = "",
        limits: VerdictLimits | None = None,
        measure_first: tuple[MeasureFirst, ...] = (),
        segment: str = "",
    ) -> Verdict:
        """Return a verdict with what is the same for every rule filled in, and sentences capitalised."""
        return Verdict(
            kind,
            rule,
            stage or self.case.aim,
            capitalise(headline),
            tuple(capitalise(reason) for reason in (*reasons, *self.readiness.notes)),
            tuple(capitalise(change) for change in would_change),
            capitalise(learned),
            self.numbers(),
            limits or VerdictLimits(),
            measure_first,
            segment,
            self.readiness,
            self.money.money,
        )

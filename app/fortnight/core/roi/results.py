"""What the money model says about a use case and about all of them together; no NumPy here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fortnight.core.quantity import Evidence


@dataclass(frozen=True, slots=True)
class Percentiles:
    """Three points of a simulated distribution; None stands for never (payback only)."""

    p10: float | None
    p50: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The value of one input at which the median case's NPV is zero, the others at their medians."""

    input_name: str
    """An input, or one of `inputs.DERIVED`."""
    value: float | None
    """None: nowhere inside the input's domain; if `inside_range`, the median case gains at any value."""
    median: float
    p5: float
    p95: float
    uncertain: bool
    inside_range: bool
    """Whether the break-even lies inside the input's own P5 to P95, or the median already clears it."""

    @property
    def pays_at_any_value(self) -> bool:
        """Whether there is no break-even because the median case gains whatever this input is."""
        return self.value is None and self.inside_range


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """NPV with one input at its P10 and P90, the others at their medians."""

    input_name: str
    input_low: float
    input_high: float
    npv_low: float
    npv_high: float


@dataclass(frozen=True, slots=True)
class InputWorth:
    """Value of information of one input: the most that measuring it exactly is worth."""

    input_name: str
    worth: float
    """0 when below the noise floor."""
    noise_floor: float


@dataclass(frozen=True, slots=True)
class Widened:
    """A range that its evidence did not allow to be so narrow."""

    input_name: str
    given: tuple[float, float]
    used: tuple[float, float]
    why: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class InputUsed:
    """One input as the model used it."""

    input_name: str
    median: float
    p5: float
    p95: float
    evidence: Evidence | None
    """None for an absent or default value and for what the roadmap supplied."""
    origin: str
    """`typed`, `baseline`, `roadmap`, `default`, `absent` or `measured`."""
    source: str


@dataclass(frozen=True, slots=True)
class AlternativeResult:
    """The next-best way on the same draws."""

    id: str
    title: str
    kind: str
    npv: Percentiles
    mean_npv: float
    share_beaten: float
    """Share of draws in which the AI case has the higher NPV."""


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """One segment alone, carrying the full fixed cost."""

    id: str
    name: str
    npv: Percentiles
    mean_npv: float
    probability_of_loss: float
    payback_p80: float | None
    measured_share: float


@dataclass(frozen=True, slots=True)
class LeverResult:
    """A what-if on the cost of calls: same draws, one lever pulled."""

    id: str
    title: str
    assumption: str
    """What pulling it means, in words."""
    cost_per_request: float
    npv_gain: float
    """Change of the mean NPV."""


@dataclass(frozen=True, slots=True)
class CostPoint:
    """Cost per request at a volume: calls alone, and with running cost shared out."""

    requests_per_month: float
    call_cost: float
    full_cost: float


@dataclass(frozen=True, slots=True)
class MonthBand:
    """Running sum of undiscounted net cash flow at the end of a month."""

    month: int
    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True)
class Line:
    """A whole business case under another reading: cash only, economic, or naive."""

    npv: Percentiles
    mean_npv: float
    probability_of_loss: float


@dataclass(frozen=True, slots=True)
class RoiResult:
    """The return of one use case."""

    use_case_id: str
    missing: tuple[str, ...]
    """Inputs without which there is no figure; when not empty, every figure below is None or empty."""
    problems: tuple[str, ...]
    """Sentences on inputs that contradict one another; they also prevent a figure."""
    npv: Percentiles | None = None
    roi: Percentiles | None = None
    """(PV benefits - PV costs) / PV costs."""
    payback_months: Percentiles | None = None
    discounted_payback_months: Percentiles | None = None
    payback_limit_percentile: float | None = None
    """Payback at the percentile that the settings ask for, in months; None: never."""
    mean_npv: float | None = None
    npv_at_medians: float | None = None
    """With every input at its median: where the bars of the tornado cross, and what break-evens bring to zero."""
    probability_of_loss: float | None = None
    probability_never_pays_back: float | None = None
    margin_per_task: Percentiles | None = None
    probability_margin_not_positive: float | None = None
    peak_cash_at_risk: float | None = None
    """P90 of the deepest point of the running sum, as a positive amount."""
    break_even: tuple[BreakEven, ...] = ()
    evpi: float | None = None
    value_of_information: tuple[InputWorth, ...] = ()
    """Largest first."""
    tornado: tuple[TornadoBar, ...] = ()
    """Widest first."""
    variance_by_evidence: Mapping[Evidence, float] | None = None
    """Shares of the variance of NPV, summing to 1."""
    measured_share: float | None = None
    """The part of that variance from contract, logged or timed inputs."""
    cash: Line | None = None
    economic: Line | None = None
    naive: Line | None = None
    alternatives: tuple[AlternativeResult, ...] = ()
    segments: tuple[SegmentResult, ...] = ()
    levers: tuple[LeverResult, ...] = ()
    cost_per_request: float | None = None
    cost_curve: tuple[CostPoint, ...] = ()
    cost_per_outcome: Percentiles | None = None
    """For `worth = "mission"`: costs by good outputs, both discounted; no benefit in money is set against them."""
    probability_under_ceiling: float | None = None
    steady_monthly_benefit: float | None = None
    """Expected net benefit of a month at the steady state, before build cost."""
    cumulative: tuple[MonthBand, ...] = ()
    inputs: tuple[InputUsed, ...] = ()
    assumptions: tuple[str, ...] = ()
    """One sentence for each default and each absent value in use."""
    widened: tuple[Widened, ...] = ()
    build_cost: Percentiles | None = None
    """Undiscounted cost to get there: build, and the change in work where go-live is inside the horizon."""
    internal_rate: float | None = None
    """A year, of the expected cash flow; only when asked for."""
    internal_rate_note: str = ""
    """Why there is no internal rate, when it was asked for: such as `no single rate`."""
    draws: int = 0
    seed: int = 0

    @property
    def has_figures(self) -> bool:
        """Whether the model could be run."""
        return self.npv is not None


@dataclass(frozen=True, slots=True)
class PortfolioResult:
    """Use cases that are not STOP, summed draw by draw, shared costs once."""

    use_case_ids: tuple[str, ...]
    left_out: tuple[str, ...]
    """Use cases without figures or stopped."""
    npv: Percentiles
    mean_npv: float
    probability_of_loss: float
    peak_cash_at_risk: float
    cumulative: tuple[MonthBand, ...]
    draws: int
    seed: int
    widened: tuple[Widened, ...] = ()
    """Shared costs whose evidence did not allow so narrow a range; `input_name` is their place in the file."""
    segments: Mapping[str, str] = field(default_factory=dict)
    """By use case, the id of the segment that it is narrowed to and counts as; a use case without one is whole."""
    shared_action_ids: tuple[str, ...] = ()
    """Actions that several use cases need, paid for once."""

"""Money results as the simulation returns them, typed by hand so that the report can be shown without it."""

from dataclasses import dataclass

from fortnight.core.quantity import Evidence
from fortnight.core.roi.cost import VOLUMES
from fortnight.core.roi.results import (
    AlternativeResult,
    BreakEven,
    CostPoint,
    InputUsed,
    InputWorth,
    LeverResult,
    Line,
    MonthBand,
    Percentiles,
    PortfolioResult,
    RoiResult,
    TornadoBar,
    Widened,
)

INPUTS = (
    ("tasks_per_month", 4200.0, 3900.0, 4500.0, Evidence.LOGGED, "baseline", "Claims system, Q3"),
    ("baseline_minutes", 14.0, 12.0, 16.5, Evidence.TIMED, "baseline", "Stopwatch, 120 claims"),
    ("labour_cost_per_hour", 48.0, 48.0, 48.0, Evidence.CONTRACT, "typed", "Collective agreement 2026"),
    ("eligible_share", 0.7, 0.62, 0.77, Evidence.LOGGED, "typed", ""),
    ("adoption_share", 0.55, 0.32, 0.76, Evidence.ESTIMATED, "typed", "Pilot team's view"),
    ("operate_minutes", 1.5, 1.1, 2.1, Evidence.TIMED, "typed", ""),
    ("review_minutes", 2.0, 1.4, 2.9, Evidence.TIMED, "typed", ""),
    ("cash_share", 0.2, 0.08, 0.42, Evidence.GUESSED, "typed", ""),
    ("redeployed_share", 0.4, 0.22, 0.61, Evidence.SELF_REPORTED, "typed", ""),
    ("success_share", 0.83, 0.78, 0.87, Evidence.LOGGED, "measured", "Evaluation set v7"),
    ("review_share", 1.0, 1.0, 1.0, Evidence.CONTRACT, "typed", "Policy 12"),
    ("cost_per_error", 60.0, 35.0, 105.0, Evidence.ESTIMATED, "typed", ""),
    ("calls_per_task", 3.0, 3.0, 3.0, Evidence.LOGGED, "typed", ""),
    ("cost_per_call", 0.021, 0.019, 0.024, Evidence.CONTRACT, "typed", "Invoice of October"),
    ("run_days_per_month", 4.0, 2.4, 6.7, Evidence.ESTIMATED, "typed", ""),
    ("day_rate", 650.0, 650.0, 650.0, Evidence.CONTRACT, "typed", ""),
    ("platform_cost_per_month", 800.0, 800.0, 800.0, Evidence.CONTRACT, "typed", ""),
    ("hardening_days", 61.0, 48.0, 79.0, None, "roadmap", ""),
    ("hardening_months", 4.4, 4.4, 4.4, None, "roadmap", ""),
    ("effort_overrun", 1.3, 1.0, 1.9, Evidence.ESTIMATED, "typed", ""),
    ("cached_price_ratio", 0.1, 0.1, 0.1, None, "default", "Anthropic price list"),
)


@dataclass(frozen=True)
class MoneyProfile:
    """The shape of one case's money."""

    p10: float
    p50: float
    p90: float
    loss: float
    payback: float | None
    go_live_month: float


PROFILES = (
    MoneyProfile(-38_000, 142_000, 331_000, 0.17, 15.2, 4.4),
    MoneyProfile(-21_000, 61_000, 160_000, 0.22, 17.0, 3.1),
    MoneyProfile(-244_000, -131_000, -42_000, 0.96, None, 6.0),
    MoneyProfile(12_000, 48_000, 92_000, 0.06, 9.4, 1.6),
    MoneyProfile(-90_000, 20_000, 210_000, 0.41, 28.0, 8.5),
)


def bands(profile: MoneyProfile, months: int = 36) -> tuple[MonthBand, ...]:
    """Return a running sum that sinks until go-live and then rises to about the NPV."""
    low_point = -0.18 * (profile.p90 - profile.p10) - 25_000
    made = []
    for month in range(1, months + 1):
        if month <= profile.go_live_month:
            middle = low_point * month / profile.go_live_month
        else:
            share = (month - profile.go_live_month) / (months - profile.go_live_month)
            middle = low_point + (profile.p50 * 1.2 - low_point) * share
        spread = month / months
        made.append(MonthBand(month, middle + (profile.p10 - profile.p50) * 1.1 * spread, middle,
                              middle + (profile.p90 - profile.p50) * 1.1 * spread))
    return tuple(made)


def example_roi(case_id: str, profile: MoneyProfile) -> RoiResult:
    """Return a whole money result."""
    width = profile.p90 - profile.p10
    bars = (("adoption_share", 0.38, 0.71, 0.46), ("cash_share", 0.1, 0.36, 0.4),
            ("redeployed_share", 0.26, 0.56, 0.31), ("run_days_per_month", 2.7, 6.0, -0.22),
            ("cost_per_error", 39, 92, -0.16), ("baseline_minutes", 12.4, 16.0, 0.14),
            ("effort_overrun", 1.1, 1.7, -0.08), ("review_minutes", 1.5, 2.7, -0.06))
    return RoiResult(
        use_case_id=case_id, missing=(), problems=(),
        npv=Percentiles(profile.p10, profile.p50, profile.p90),
        roi=Percentiles(profile.p10 / 150_000, profile.p50 / 150_000, profile.p90 / 150_000),
        payback_months=Percentiles(
            profile.payback and profile.payback * 0.7, profile.payback, None if profile.loss > 0.1 else 22.0),
        discounted_payback_months=Percentiles(profile.payback, profile.payback and profile.payback * 1.1, None),
        payback_limit_percentile=profile.payback and profile.payback * 1.1,
        mean_npv=profile.p50 * 1.04, npv_at_medians=profile.p50, probability_of_loss=profile.loss,
        probability_never_pays_back=profile.loss * 0.9,
        margin_per_task=Percentiles(0.8, 2.4, 4.1) if profile.p50 > 0 else Percentiles(-2.2, -0.9, 0.3),
        probability_margin_not_positive=0.03 if profile.p50 > 0 else 0.84,
        peak_cash_at_risk=84_000.0,
        break_even=(
            BreakEven("success_share", 0.71, 0.83, 0.78, 0.87, True, True),
            BreakEven("adoption_share", 0.34, 0.55, 0.32, 0.76, True, True),
            BreakEven("cash_and_redeployed_share", 0.41, 0.6, 0.36, 0.82, True, True),
            BreakEven("tasks_per_month", 2600.0, 4200.0, 3900.0, 4500.0, True, True),
            BreakEven("baseline_minutes", 10.9, 14.0, 12.0, 16.5, True, True),
            BreakEven("minutes_saved_per_task", 6.2, 9.6, 7.1, 12.4, True, True),
        ) if profile.p50 > 0 else (
            BreakEven("success_share", None, 0.83, 0.78, 0.87, True, False),
            BreakEven("adoption_share", None, 0.55, 0.32, 0.76, True, False),
            BreakEven("minutes_saved_per_task", 19.0, 9.6, 7.1, 12.4, True, False),
        ),
        evpi=31_000.0,
        value_of_information=(
            InputWorth("adoption_share", 14_000.0, 300.0), InputWorth("cash_share", 9_000.0, 300.0)),
        tornado=tuple(
            TornadoBar(name, low, high, profile.p50 - width * reach / 2, profile.p50 + width * reach / 2)
            for name, low, high, reach in bars
        ),
        variance_by_evidence={
            Evidence.CONTRACT: 0.0, Evidence.LOGGED: 0.21, Evidence.TIMED: 0.34, Evidence.ESTIMATED: 0.2,
            Evidence.SELF_REPORTED: 0.11, Evidence.GUESSED: 0.14,
        },
        measured_share=0.55,
        cash=Line(Percentiles(profile.p10 - 90_000, profile.p50 - 110_000, profile.p90 - 120_000),
                  profile.p50 - 108_000, min(0.99, profile.loss + 0.3)),
        economic=Line(Percentiles(profile.p10, profile.p50, profile.p90), profile.p50, profile.loss),
        naive=Line(Percentiles(profile.p90 * 1.9, profile.p90 * 2.3 + 100_000, profile.p90 * 3 + 150_000),
                   profile.p90 * 2.3 + 100_000, 0.0),
        alternatives=(
            AlternativeResult("rules", "Rules in the claims system", "rules",
                              Percentiles(10_000, 55_000, 88_000), 54_000, 0.68),
            AlternativeResult("nothing", "Do nothing", "nothing", Percentiles(0, 0, 0), 0, 1 - profile.loss),
        ),
        cost_per_request=0.066,
        cost_curve=tuple(CostPoint(times * 3000.0, 0.066, 0.066 + 3400.0 / (times * 3000.0)) for times in VOLUMES),
        levers=(
            LeverResult("smaller-model", "Smaller model", "A call costs half, at the same success. If success "
                        "falls by more than 0.4 percentage points, the gain is gone.", 0.033, 2_100.0),
            LeverResult("batching", "Batching", "Every call is sent in a batch, so results may come hours later.",
                        0.04, -300.0),
        ),
        steady_monthly_benefit=profile.p50 / 26, cumulative=bands(profile),
        inputs=tuple(InputUsed(*row) for row in INPUTS),
        assumptions=("No growth in the number of tasks was given, so none is assumed.",
                     "A cached token is taken to cost 0.1 of a normal one (Anthropic price list)."),
        widened=(Widened("cash_share", (0.2, 0.2), (0.08, 0.42),
                         "A guess cannot be known to the digit, so it is used as 0.08 to 0.42."),),
        build_cost=Percentiles(39_000, 52_000, 71_000), draws=50_000, seed=20261120,
    )


def example_portfolio(results: dict[str, RoiResult], left_out: tuple[str, ...]) -> PortfolioResult:
    """Return the sum of the given cases, as if they moved together."""
    counted = [result for key, result in results.items() if key not in left_out]
    low, middle, high = (sum(getattr(result.npv, name) for result in counted) for name in ("p10", "p50", "p90"))
    return PortfolioResult(
        use_case_ids=tuple(key for key in results if key not in left_out), left_out=left_out,
        npv=Percentiles(low, middle, high), mean_npv=middle, probability_of_loss=0.14, peak_cash_at_risk=121_000.0,
        cumulative=bands(MoneyProfile(low, middle, high, 0.14, 15.0, 3.5)), draws=50_000, seed=20261120,
    )

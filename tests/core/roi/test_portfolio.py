"""Several use cases summed draw by draw, with what they share paid once."""

from __future__ import annotations

from typing import Any

import pytest

from fortnight.core.assessment import Assessment
from fortnight.core.edit import remove_at, set_at
from fortnight.core.questionnaire import Effort
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.portfolio import portfolio
from fortnight.core.roi.results import PortfolioResult
from fortnight.core.roi.simulate import roi_result

from .cases import PLAIN, as_inputs, between, logged, result

YEAR = {"discount_rate": 0, "horizon_months": 12}


def several(cases: dict[str, dict[str, Any]], shared: dict[str, Any] | None = None) -> Assessment:
    """Return an assessment with these use cases, each the plain one with other inputs."""
    records = {
        name: {"name": name, "aim": "production", "roi": as_inputs({**PLAIN, **inputs})}
        for name, inputs in cases.items()
    }
    return Assessment.model_validate({"settings": YEAR, "use_cases": records, "shared_costs": shared or {}})


def of(assessment: Assessment, *names: str, draws: int = 1) -> PortfolioResult:
    found = portfolio(assessment, names, {}, draws=draws)
    assert found is not None
    return found


def test_use_cases_add_up() -> None:
    """One earns from month 1, the other from month 7."""
    assert 8_000 * (12 + 6) == pytest.approx(
        of(several({"a": {}, "b": {"hardening_months": 6}}), "a", "b").mean_npv
    )


def test_a_shared_cost_is_paid_once_from_the_first_go_live() -> None:
    """500 at the start and 100 a month over the nine months that the earlier of its two use cases is live."""
    cases = {"a": {"hardening_months": 6}, "b": {"hardening_months": 3}, "c": {}}
    hub = {"hub": {"title": "Hub", "cost_per_month": logged(100), "one_off": logged(500), "use_cases": ["a", "b"]}}
    assert 8_000 * (6 + 9) - 500 - 900 == pytest.approx(of(several(cases, hub), "a", "b").mean_npv)
    assert 8_000 * 6 - 500 - 600 == pytest.approx(of(several(cases, hub), "a").mean_npv)
    assert 8_000 * 12 == pytest.approx(of(several(cases, hub), "c").mean_npv)
    assert -500 == pytest.approx(of(several({"a": {"hardening_months": 6}}, hub), "a").cumulative[0].p50)


def test_a_shared_cost_without_names_is_shared_by_all() -> None:
    """Whoever is in the portfolio carries it."""
    assert 96_000 - 12 * 100 == pytest.approx(
        of(several({"a": {}}, {"hub": {"cost_per_month": logged(100)}}), "a").mean_npv
    )


def test_a_guessed_shared_cost_is_widened_and_told() -> None:
    """Shared costs are held to the rule of every input."""
    found = of(several({"a": {}}, {"hub": {"title": "Hub", "cost_per_month": 100}}), "a", draws=2_000)
    assert ["Hub: 100 is a guess, so it cannot count as certain; the model uses 58 to 170."] == [
        each.why for each in found.widened
    ]
    assert 0 < (found.npv.p90 or 0) - (found.npv.p10 or 0)


def test_use_cases_are_independent_but_share_their_market() -> None:
    """Volumes of two use cases level each other out; the wage, which moves for both, does not."""

    def spread(found: PortfolioResult) -> float:
        return (found.npv.p90 or 0) - (found.npv.p10 or 0)

    for name, own, factor in (
        ("tasks_per_month", between(800, 1_250), 2**0.5),
        ("labour_cost_per_hour", between(50, 72), 2),
    ):
        both = several({"a": {name: own}, "b": {name: own}})
        one = of(both, "a", draws=20_000)
        assert factor * spread(one) == pytest.approx(spread(of(both, "a", "b", draws=20_000)), rel=0.03), name


def test_a_portfolio_of_one_is_that_use_case() -> None:
    """The same draws, so the same figures."""
    inputs = {"tasks_per_month": between(500, 1_500), "one_off_cost": between(20_000, 90_000)}
    found, alone = of(several({"case": inputs}), "case", draws=4_000), result(inputs, draws=4_000, settings=YEAR)
    assert alone.npv is not None
    assert (alone.npv.p10, alone.npv.p50, alone.npv.p90) == pytest.approx(
        (found.npv.p10, found.npv.p50, found.npv.p90)
    )
    assert alone.probability_of_loss == found.probability_of_loss
    assert alone.peak_cash_at_risk == pytest.approx(found.peak_cash_at_risk)
    assert alone.cumulative[5].p50 == pytest.approx(found.cumulative[5].p50)


def test_what_has_no_figures_is_left_out_and_named() -> None:
    """A contradiction leaves a use case out, as does being stopped; with none left there is no portfolio."""
    cases = several({"a": {}, "b": {"cash_share": 0.9, "redeployed_share": 0.9}, "stopped": {}})
    found = of(cases, "a", "b")
    assert (("a",), ("b", "stopped")) == (found.use_case_ids, found.left_out)
    assert None is portfolio(cases, ["b"], {}, draws=1)
    assert None is portfolio(cases, [], {}, draws=1)


EASY = {"easy": {"name": "Easy", "share": logged(0.25), "operate_minutes": logged(1)}}
"""A quarter of the tasks, of which each saves 9 minutes."""


def test_a_narrowed_use_case_counts_as_its_segment() -> None:
    """250 tasks a month at 9 each, the full running cost on them, beside the other use case as a whole."""
    given = several({"a": {"platform_cost_per_month": 500}, "b": {}})
    given = set_at(given, ("use_cases", "a", "segments"), EASY)
    found = portfolio(given, ["a", "b"], {}, draws=1, segments={"a": "easy"})
    assert found is not None
    assert 12 * (250 * 9 - 500) + 96_000 == pytest.approx(found.mean_npv)
    assert {"a": "easy"} == found.segments
    whole = portfolio(given, ["a", "b"], {}, draws=1)
    assert whole is not None and {} == whole.segments
    assert 12 * (8_000 - 500) + 96_000 == pytest.approx(whole.mean_npv)


def test_a_narrowed_use_case_alone_has_the_figures_of_its_segment() -> None:
    """The portfolio runs the segment on the draws on which the use case ran it."""
    uncertain = {"adoption_share": between(0.3, 0.9), "platform_cost_per_month": between(500, 2_000)}
    given = set_at(several({"a": uncertain}), ("use_cases", "a", "segments"), EASY)
    alone = roi_result(given, "a", closing=None, draws=4_000).segments[0]
    found = portfolio(given, ["a"], {}, draws=4_000, segments={"a": "easy"})
    assert found is not None
    assert (alone.mean_npv, alone.npv.p10, alone.npv.p50, alone.npv.p90) == pytest.approx(
        (found.mean_npv, found.npv.p10, found.npv.p50, found.npv.p90)
    )
    assert alone.probability_of_loss == found.probability_of_loss


def planned(name: str, **days: float) -> Closing:
    """Return a closing whose actions take exactly these days, live from the first month."""
    efforts = {key: Effort(min=each, likely=each, max=each) for key, each in days.items()}
    total = sum(days.values())
    whole = Effort(min=total, likely=total, max=total)
    return Closing(name, tuple(days), whole, 0, None, 0.0, (), (), efforts)


@pytest.mark.parametrize(
    ("typed", "days", "shared"),
    [
        pytest.param((), 5 + 2 + 3, ("hub",), id="the first pays for the shared work"),
        pytest.param(("a",), 5 + 3 + 40, (), id="typed days stay as typed, so the other one pays from the plan"),
        pytest.param(("b",), 5 + 2 + 40, (), id="typed days stay as typed"),
    ],
)
def test_shared_work_is_paid_once(typed: tuple[str, ...], days: float, shared: tuple[str, ...]) -> None:
    """An action that both need costs its person-days once, at 100 a day."""
    cases = several({name: {"day_rate": 100, "hardening_days": 40} for name in ("a", "b")})
    for name in {"a", "b"} - set(typed):
        cases = remove_at(cases, ("use_cases", name, "roi", "hardening_days"))
    for name in ("a", "b"):
        cases = remove_at(cases, ("use_cases", name, "roi", "hardening_months"))
    closings = {"a": planned("a", hub=5, own=2), "b": planned("b", hub=5, other=3)}
    found = portfolio(cases, ["a", "b"], closings, draws=400)
    assert found is not None
    assert 2 * 96_000 - 100 * days == pytest.approx(found.mean_npv, rel=0.001)
    assert shared == found.shared_action_ids

"""What the Return says: where a figure comes from, what is missing, what to measure, what others promise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fortnight.core.measures import MeasureFirst
from fortnight.core.questionnaire import Effort
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.results import (
    AlternativeResult,
    CostPoint,
    LeverResult,
    Line,
    Percentiles,
    RoiResult,
    SegmentResult,
    Widened,
)
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording
from fortnight.forms.parts import Field
from fortnight.tui.return_pages import missing_elsewhere, problems_of, values_of
from fortnight.tui.return_words import (
    curve_note,
    figures,
    go_live_month,
    guess_finding,
    input_notes,
    measure_lines,
    naive_finding,
    needed_elsewhere,
    reading_lines,
    still_needed,
)

WORDS = Wording("en", "EUR")


def result(**figures_given: object) -> RoiResult:
    """Return a result with the given figures."""
    return RoiResult("claims", (), (), **figures_given)  # type: ignore[arg-type] # each test gives what it needs


def test_a_note_says_where_a_figure_comes_from() -> None:
    """Typed, from the baseline, assumed with its source, left empty, and needed."""
    case = UseCase.model_validate({
        "baseline": {"tasks_per_month": {"value": 500, "evidence": "logged", "source": "queue"}},
        "roi": {"day_rate": {"value": 600, "evidence": "contract", "source": "frame contract"},
                "success_share": 0.8},
    })
    notes = input_notes(case, None, None, WORDS)
    assert "contract · frame contract" == notes["day_rate"]
    assert "logged · from the baseline · queue" == notes["tasks_per_month"]
    assert "guessed · no source given" == notes["success_share"]
    assert notes["batch_price_ratio"].startswith("0.5 assumed")
    assert "left empty, it counts as 0%" == notes["monthly_growth"]
    assert "○ still needed" == notes["adoption_share"]
    assert "○ still needed" == notes["cost_per_call"]
    assert notes["input_tokens"].startswith("○ needed with the other three")
    priced = UseCase.model_validate({"roi": {"cost_per_call": 0.02}})
    assert input_notes(priced, None, None, WORDS)["input_tokens"].startswith("– not used here")


def test_a_note_says_what_the_model_believes_instead() -> None:
    """Of the input itself, and not of a segment that has the same input."""
    case = UseCase.model_validate({"roi": {"success_share": 0.8}})
    own = Widened("success_share", (0.8, 0.8), (0.7, 0.9), "")
    other = Widened("success_share", (0.5, 0.5), (0.4, 0.6), "")
    assert "guessed · the model uses 70% to 90% · no source given" == input_notes(
        case, None, result(widened=(own,)), WORDS)["success_share"]
    assert "guessed · no source given" == input_notes(
        case, None, result(widened=(other,)), WORDS)["success_share"]


def test_missing_figures_are_named_those_of_the_room_first() -> None:
    """A long list is counted, so that it stays readable on a wall."""
    assert ("Still needed: adoption and cost of a person-day."
            == still_needed(("day_rate", "adoption_share"), WORDS))
    many = ("labour_cost_per_hour", "eligible_share", "adoption_share", "operate_minutes", "cash_share",
            "success_share", "review_share", "day_rate")
    assert still_needed(many, WORDS).endswith("and two more.")


def test_only_what_is_worth_its_price_is_to_be_measured() -> None:
    """The first one in the title; when nothing is, it says what knowing everything would be worth."""
    worth = MeasureFirst("adoption_share", "count it", 9000.0, 2000.0)
    dear = MeasureFirst("success_share", "count it", 1000.0, 5000.0)
    title, lines = measure_lines((worth, dear), result(), WORDS)
    assert "Measure this first: adoption, worth at most €9,000" == title
    assert ("Adoption: count it; worth at most €9,000; costs €2,000.",) == lines
    title, lines = measure_lines((dear,), result(evpi=1200.0), WORDS)
    assert "Nothing has to be measured before deciding" == title
    assert ("Even knowing everything would be worth at most €1,200.",) == lines


def test_guesses_and_simple_calculators_are_told() -> None:
    """In one sentence each."""
    naive = Line(Percentiles(600_000, 700_000, 800_000), 710_000, 0.0)
    honest = result(naive=naive, npv=Percentiles(100_000, 200_000, 300_000))
    assert ("A simple calculator would have said €700,000; this model has €200,000 in the middle"
            == naive_finding(honest, WORDS))
    assert "36% of the spread rests on estimates and guesses" == guess_finding(result(measured_share=0.64), WORDS)
    assert "Over 99% of the spread rests on estimates and guesses" == guess_finding(
        result(measured_share=0.001), WORDS)


def test_a_mission_is_judged_by_its_outcome_first() -> None:
    """Cost of an outcome and the chance to stay under the ceiling stand before the chance of a loss."""
    labels = [label for label, _ in figures(result(
        npv=Percentiles(-3, -2, -1), probability_of_loss=1.0, payback_months=Percentiles(None, None, None),
        cost_per_outcome=Percentiles(300, 400, 500), probability_under_ceiling=0.8), WORDS)]
    assert ["Cost of an outcome", "Under the ceiling", "Chance of loss", "Payback"] == labels


def test_what_the_baseline_holds_is_shown_with_its_grade_and_its_problems() -> None:
    """As if it stood among the inputs."""
    case = UseCase.model_validate({"baseline": {"tasks_per_month": 500, "evidence": "timed"}})
    assert {"value": 500, "evidence": "timed"} == values_of(case)["roi"]["tasks_per_month"]
    assert "wrong" == problems_of(case, {"baseline.tasks_per_month": "wrong"})["roi.tasks_per_month"]


def test_other_ways_and_segments_are_told_by_the_middle_and_never_by_certainty() -> None:
    """P50 and chance, as on the command line; draws cannot show that something always happens."""
    hands = AlternativeResult("hands", "Hire two", "more-hands", Percentiles(-3e4, -15e3, -5e3), -9500.0, 1.0)
    part = SegmentResult("network", "Network garages", Percentiles(1e3, 2e3, 3e3), 9e3, 0.0, None, 0.5)
    assert ["Against hire two (−€15,000 in the middle): better in over 99% of the draws.",
            "Network garages alone, with the full fixed cost: €2,000 in the middle, chance of a loss under 1%."
            ] == list(reading_lines(result(alternatives=(hands,), segments=(part,)), WORDS))


def test_the_cost_of_a_request_is_told_by_volume_and_by_lever() -> None:
    """What keeps it running weighs less on each of many requests; a lever says what it would change."""
    curve = (CostPoint(100, 2, 50), CostPoint(1000, 2, 7), CostPoint(10000, 2, 3))
    lever = LeverResult("caching", "Caching", "Half repeats.", 1, 4000)
    told = list(reading_lines(result(cost_per_request=2, cost_curve=curve, levers=(lever,)), WORDS))
    assert ["Cost of one request: €2 for the model calls.",
            "With all that keeps it running, by requests a month: €50 at 100, €7 at 1,000 and €3 at 10,000.",
            "Caching would raise the mean net present value by €4,000, at €1 a request. Half repeats."
            ] == [line.replace(".00", "") for line in told]


def test_only_what_goes_live_has_a_month_for_it() -> None:
    """A stopped use case keeps the months of its work, and no day on which it goes live."""
    live = Closing("claims", (), Effort(min=1, likely=2, max=3), 8, None, 1.8, (), ())
    assert 1.8 == go_live_month(live)
    assert go_live_month(live.without_go_live()) is None
    assert go_live_month(None) is None


def test_the_curve_says_that_it_is_not_discounted() -> None:
    """It ends at another amount than the net present value; without a rate both are the same."""
    assert "The curve is not discounted; the net present value is, at 7.5% a year." == curve_note(0.075, WORDS)
    assert "" == curve_note(0.0, WORDS)


def test_what_other_pages_still_need_is_named_by_page() -> None:
    """The six of the room are not all; what the page itself holds is left out, and nothing is said twice."""
    elsewhere = missing_elsewhere("room", ("tasks_per_month", "review_share", "day_rate"))
    assert [("quality", ("review_share",)), ("run", ("day_rate",))] == sorted(
        (page.id, names) for page, names in elsewhere)
    assert needed_elsewhere([("4 Quality", ("review_share",)), ("5 Run", ("day_rate",))], WORDS).startswith(
        "○ Still needed on other pages: 4 Quality: ")
    assert "" == needed_elsewhere([], WORDS)


@given(st.floats(0.001, 1), st.integers(0, 10_000).map(lambda parts: parts / 10_000))
def test_a_share_that_is_shown_is_read_back_as_the_same(low: float, high: float) -> None:
    """In percent wherever percent says it exactly; alone and as a range."""
    share, range_of_shares = Field("share", "Share", "share"), Field("share", "Share", "share-quantity")
    assert low == share.read(share.shown(low), None)
    quantity = {"p5": low, "p95": high}
    assert quantity == range_of_shares.read(range_of_shares.shown(quantity), None)
    assert "2.5%" == share.shown(0.025)
    assert "5% / 10% / 60%" == range_of_shares.shown({"min": 0.05, "likely": 0.1, "max": 0.6})

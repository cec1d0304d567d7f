"""Sentence titles state what their figures show, and never contradict them."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from fortnight.core.base import Stage
from fortnight.core.compare import DimensionMove
from fortnight.core.drill import DrillResult
from fortnight.core.edit import set_at
from fortnight.core.locales import NBSP
from fortnight.core.roi.results import MonthBand, Percentiles
from fortnight.core.scoring import QuestionScore
from fortnight.core.verdict import VerdictKind
from fortnight.report.findings import middle_payback
from tests.report.changes import single, with_gates_met, with_verdict
from tests.report.example import Example, example
from tests.report.making import context_of


def plain(text: str) -> str:
    """Return text with ordinary spaces."""
    return text.replace(NBSP, " ")


def with_score(**fields: object) -> Example:
    """Return an example whose score is changed, without an earlier run."""
    made = example(1, with_previous=False)
    score = replace(made.evaluation.score, **fields)  # type: ignore[arg-type]  # test data
    return replace(made, evaluation=replace(made.evaluation, score=score))


def test_maturity_is_printed_with_its_weakest_part() -> None:
    """The mean never stands alone; a change since last time is said with both numbers."""
    assert "Maturity rose from 2.1 to 2.3 of 5; Governance is weakest at 1.5" == plain(
        context_of(example(1)).maturity.title)
    assert "Maturity stands at 2.3 of 5; Governance is weakest at 1.5" == plain(
        context_of(example(1, with_previous=False)).maturity.title)


def test_a_score_that_prints_the_same_has_not_risen() -> None:
    """2.04 and 2.01 are both 2.0 for a reader."""
    made = example(1)
    assert made.comparison is not None
    before = replace(made.comparison, overall_before=(made.comparison.overall_now or 0) - 0.001)
    title = context_of(replace(made, comparison=before)).maturity.title
    assert title.startswith("Maturity still stands at 2.3 of 5;")


@pytest.mark.parametrize(("expected", "moves"), [
    ("Cost moved most, up from 1.3 to 2.8", [("Data", 2.0, 3.0), ("Cost", 1.3, 2.8)]),
    ("Data moved most, down from 3.0 to 2.0", [("Data", 3.0, 2.0), ("Cost", 1.3, 1.8)]),
    ("Only Data moved, up from 2.0 to 3.0", [("Data", 2.0, 3.0), ("Cost", 1.31, 1.33)]),
    ("Only Data moved, down from 3.0 to 2.0", [("Data", 3.0, 2.0), ("Cost", None, None)]),
    ("The one dimension that compares stands where it stood", [("Data", 3.0, 3.0), ("Cost", None, None)]),
    ("No dimension has moved since last time", [("Data", 3.0, 3.0), ("Cost", 1.31, 1.33)]),
])
def test_the_slope_chart_names_what_moved_most(
    expected: str, moves: list[tuple[str, float | None, float | None]]
) -> None:
    """What prints as the same number has not moved, and a dimension without a common question is left out."""
    made = example(1)
    assert made.comparison is not None
    dimensions = tuple(DimensionMove(title.lower(), title, before, now, 2) for title, before, now in moves)
    since = context_of(replace(made, comparison=replace(made.comparison, dimensions=dimensions))).since
    assert since is not None and since.figure is not None
    assert expected == since.figure.title
    assert bool(since.figure.note) == any(before is None for _title, before, _now in moves)


def test_nothing_assessed_and_nothing_known_are_two_things() -> None:
    """No answer at all has no score; unknown everywhere has the lowest."""
    empty = with_score(overall=None, weakest=None, questions={}, dimensions=())
    assert "Maturity has not been assessed yet" == context_of(empty).maturity.title
    unknown = {key: QuestionScore(key, "unknown", None, 2, False) for key in ("data.real", "data.quality")}
    made = with_score(overall=1.0, questions=unknown)
    assert context_of(made).maturity.title.startswith("Nobody could answer: every answer is “unknown”")
    assert "2 of 2 answers stand at level 2 or lower, all of them in Data" == (
        context_of(made).maturity.heatmap.title)


@pytest.mark.parametrize(("expected", "levels"), [
    ("No answer stands at level 2 or lower", {"data.real": 3, "cost.limits": 5}),
    ("One of 2 answers stands at level 2 or lower, in Data", {"data.real": 1, "cost.limits": 5}),
    ("2 of 3 answers stand at level 2 or lower, spread over two dimensions",
     {"data.real": 1, "cost.limits": 2, "cost.at-volume": 3}),
    ("3 of 3 answers stand at level 2 or lower, most of them in Data",
     {"data.real": 1, "data.quality": 2, "cost.limits": 2}),
    ("4 of 4 answers stand at level 2 or lower, more in Data than anywhere else",
     {"data.real": 1, "data.quality": 2, "cost.limits": 2, "success.metric": 1}),
])
def test_the_heatmap_says_where_the_low_answers_are(expected: str, levels: dict[str, int]) -> None:
    """Most, more than elsewhere, or spread: whichever is true."""
    questions = {key: QuestionScore(key, "level", level, 5, False) for key, level in levels.items()}
    made = with_score(questions=questions)
    assert expected == context_of(made).maturity.heatmap.title


def test_the_use_case_worth_most_is_named_with_its_date() -> None:
    """The best of several, a single one with its amount, and none that pays."""
    assert "Claims triage is worth most and can be live in January 2027" == plain(
        context_of(example(3)).cases.title)
    assert "Claims triage is worth €140,000 in the middle and can be live in January 2027" == plain(
        context_of(example(1)).cases.title)
    losing = single(lambda case: replace(case, roi=replace(case.roi, npv=Percentiles(-9.0, -5.0, -1.0))))
    assert "No use case is worth its cost; Claims triage comes closest" == context_of(losing).cases.title
    assert "No use case has been scoped yet" == context_of(example(0)).cases.title


def test_an_unreachable_date_is_said() -> None:
    """Value without a date is not a plan."""
    made = single(lambda case: replace(case, closing=replace(case.closing, go_live_week=None, go_live=None)))
    assert "Claims triage is worth most, but no date for it is in reach" == context_of(made).cases.title


@pytest.mark.parametrize(("expected", "actions"), [
    ("22 actions are planned, eight of them in the next six weeks; the date hangs first on “Agree the data "
     "rights for claim files with legal”", 22),
    ("One action is planned for the next six weeks; the date hangs first on “Agree the data rights for claim "
     "files with legal”", 1),
    ("Two actions are planned, both of them in the next six weeks; the date hangs first on “Agree the data "
     "rights for claim files with legal”", 2),
    ("Four actions are planned, all of them in the next six weeks; the date hangs first on “Agree the data "
     "rights for claim files with legal”", 4),
    ("No action is planned, and six conditions stay open", 0),
])
def test_the_roadmap_counts_its_actions(expected: str, actions: int) -> None:
    """How many, how many now, and what decides the date; without any, what stays open."""
    assert expected == context_of(example(1, actions)).roadmap.title


def test_nothing_is_left_to_do_only_where_nothing_is_open() -> None:
    """Every gate holds and no action is planned."""
    made = example(1, 0)
    cases = {key: with_gates_met(case) for key, case in made.evaluation.cases.items()}
    done = replace(made, evaluation=replace(made.evaluation, cases=cases))
    assert "There is nothing to do: no action is left" == context_of(done).roadmap.title


def test_the_numbers_in_titles_are_those_of_the_tables() -> None:
    """Gates, money and drill titles repeat what stands under them."""
    page = context_of(example(1)).case_pages[0]
    holding = [row[1] for row in page.gates.rows]
    assert ("Three of four", 3) == (re.match(r"\w+ of \w+", page.gates.title)[0], holding.count("does not hold"))
    assert "Without its team it breaks on day 5: model retired" == page.drill.title
    money = context_of(example(1)).money
    assert money.npv is not None
    assert "Claims triage is worth €140,000 in the middle, and the chance of a loss is 17%" == money.title
    assert "Claims triage ends between −€38,000 and €330,000 in eight of ten simulated futures" == money.npv.title


def bands(*middles: float) -> tuple[MonthBand, ...]:
    """Return a running sum with these middles."""
    return tuple(MonthBand(month, value - 1, value, value + 1) for month, value in enumerate(middles, start=1))


@pytest.mark.parametrize(("expected", "middles"), [
    (3, (-5.0, -1.0, 0.0, 4.0)), (None, (-5.0, -1.0)), (1, (2.0, 3.0)), (4, (-1.0, 2.0, -1.0, 2.0)),
    (None, (3.0, 2.0, -1.0)),
])
def test_payback_counts_only_when_it_lasts(expected: int | None, middles: tuple[float, ...]) -> None:
    """The running sum must stay above zero to the end."""
    assert expected == middle_payback(bands(*middles))


def test_a_sum_that_never_returns_is_titled_so() -> None:
    """Never above zero, and sunk again at the end, are told apart."""
    low = single(lambda case: replace(case, roi=replace(case.roi, cumulative=bands(-1.0, -2.0, -3.0))))
    sunk = single(lambda case: replace(case, roi=replace(case.roi, cumulative=bands(1.0, 2.0, -3.0))))
    assert [("Below zero for all 3 months"), ("Below zero after 3 months")] == [
        each.fan.title for made in (low, sunk) for each in context_of(made).case_pages if each.fan]


def test_the_simple_figure_is_contrasted_only_when_it_is_higher() -> None:
    """A naive figure below the honest one proves nothing and is not boasted of."""
    promised = ("A simple calculator would have promised €860,000 for Claims triage; with adoption, errors and "
                "overrun ")
    assert f"{promised}counted, €140,000 is left in the middle" == plain(context_of(example(1)).money.naive.title)
    losing = single(lambda case: replace(case, roi=replace(case.roi, npv=Percentiles(-9_000, -5_000, -1_000))))
    assert f"{promised}counted, it loses €5,000 in the middle" == plain(context_of(losing).money.naive.title)
    low = single(lambda case: replace(case, roi=replace(
        case.roi, naive=replace(case.roi.naive, npv=Percentiles(1.0, 2.0, 3.0)))))
    assert "What a simple calculator would have said, and what is left of it" == context_of(low).money.naive.title


def test_the_best_lever_on_model_calls_is_named_with_what_it_would_add() -> None:
    """The largest gain of all use cases stands in the title, its supposition and the other levers in the row."""
    table = context_of(example(1)).money.costs
    assert table is not None
    assert "Cheaper model calls would add at most €2,100 (Claims triage: smaller model)" == plain(table.title)
    assert (
        "1  Claims triage", "€0.066", "€11 at 300, €1.20 at 3,000 and €0.18 at 30,000",
        "Smaller model +€2,100. A call costs half, at the same success. If success falls by more than 0.4 "
        "percentage points, the gain is gone. Also batching −€300.",
    ) == tuple(plain(cell) for cell in table.rows[0])


def test_levers_that_only_cost_are_not_sold_as_savings() -> None:
    """Where no lever raises the result, the title says so; without a model there is no table."""
    made = single(lambda case: replace(case, roi=replace(case.roi, levers=case.roi.levers[1:])))
    assert "Cheaper model calls would not raise the result of any use case" == context_of(made).money.costs.title
    free = single(lambda case: replace(case, roi=replace(case.roi, cost_per_request=0.0)))
    assert context_of(free).money.costs is None


def test_without_figures_every_missing_number_is_named_with_what_it_is() -> None:
    """A report that cannot give a figure says what would make one; with a figure it has no such table."""
    made = single(lambda case: replace(case, roi=replace(
        case.roi, npv=None, missing=("adoption_share", "day_rate"))))
    table = context_of(made).money.missing
    assert table is not None
    assert ("Two numbers are missing before there can be a figure", [
        ("Adoption", "Share of eligible tasks for which people really use it once it has settled."),
        ("Cost of a person-day", "Loaded internal cost or the contractor's rate."),
    ]) == (table.title, list(table.rows))
    assert context_of(example(1)).money.missing is None


def test_a_very_long_name_is_cut_in_the_sentences_of_a_use_case() -> None:
    """The headline and the reasons of a use case keep to its page, and what they say about it stays whole."""
    name = "Claims triage " + "for every office " * 20
    made = single(lambda case: replace(case, verdict=replace(
        case.verdict, headline=f"Harden {name} before Pilot", reasons=(f"{name} loses.",))))
    case = made.assessment.use_cases["claims-triage"].model_copy(update={"name": name})
    long = replace(made, assessment=made.assessment.model_copy(update={"use_cases": {"claims-triage": case}}))
    page = context_of(long).case_pages[0]
    assert "Harden Claims triage for every office for every office for… before Pilot." == page.headline
    assert ("Claims triage for every office for every office for… loses.",) == page.reasons


def test_without_event_cards_nothing_is_said_to_have_been_tested() -> None:
    """A questionnaire of one's own may have no cards: no use case then limps, survives or waits to be played."""
    empty = DrillResult((), 0, 0, 0, 0, 14, None, (), None, "")
    made = context_of(single(lambda case: replace(case, drill=empty)))
    assert "No event of the two-week test applies" == made.case_pages[0].drill.title
    assert "not played" == made.verdicts.rows[0][-1]
    assert {each.key: each.text for each in made.summary}["without_team"].startswith(
        "Whether Claims triage survives two weeks without its team is not known")


def test_a_stopped_use_case_on_the_chart_is_not_denied() -> None:
    """Where only stopped ones have a value and a date, the title speaks of those that go on."""
    stopped = with_verdict(VerdictKind.STOP)
    assert "No use case that goes on has both a value and a date" == context_of(stopped).cases.figure.title


def test_a_simple_figure_beyond_the_scale_points_away() -> None:
    """It is not drawn at a place that reads as a number; the note says where its number is."""
    far = single(lambda case: replace(case, roi=replace(
        case.roi, naive=replace(case.roi.naive, npv=Percentiles(8e6, 9e6, 9e6)))))
    assert "A mark that points sideways lies beyond the scale" in context_of(far).money.npv.note
    near = single(lambda case: replace(case, roi=replace(
        case.roi, naive=replace(case.roi.naive, npv=Percentiles(3e5, 4e5, 5e5)))))
    assert "beyond" not in context_of(near).money.npv.note


def test_what_a_page_cannot_hold_gives_way_to_the_reasons() -> None:
    """Long reasons stay whole; the summary, the conditions and the break-evens of the use case get shorter."""
    reasons = tuple(f"Reason {number} is a sentence of about a hundred letters, as the rules say them to a team "
                    "that has a lot to do before the pilot." for number in range(9))
    made = single(lambda case: replace(case, verdict=replace(case.verdict, reasons=reasons)))
    page, usual = context_of(made).case_pages[0], context_of(example(1)).case_pages[0]
    assert reasons == page.reasons
    assert (6, True) == (len(usual.break_even.lines), page.break_even is None or len(page.break_even.lines) < 6)


def test_two_gates_that_hold_are_both() -> None:
    """Not "all two"."""
    made = single(lambda case: replace(case, gates=replace(with_gates_met(case).gates)))
    case = made.assessment.use_cases["claims-triage"].model_copy(update={"aim": Stage.PILOT})
    pilot = replace(made, assessment=made.assessment.model_copy(update={"use_cases": {"claims-triage": case}}))
    assert context_of(pilot).summary[3].text.startswith("Nothing blocks: both gates on the way to pilot hold; ")


def test_what_is_not_known_is_counted_thing_by_thing() -> None:
    """A line that names three missing numbers counts as three, so that the title is not smaller than its list."""
    missing = ("adoption_share", "day_rate", "users")
    made = single(lambda case: replace(case, roi=replace(case.roi, missing=missing)))
    assert ["Six things that were asked have stayed open", "Nine things that were asked have stayed open"] == [
        context_of(each).record.unknown_title for each in (single(), made)]


def test_use_cases_that_lack_the_same_share_a_line() -> None:
    """The list is said once, with the names of both."""
    two = example(2)
    cases = {key: replace(case, roi=replace(case.roi, missing=("day_rate",)))
             for key, case in two.evaluation.cases.items()}
    record = context_of(replace(two, evaluation=replace(two.evaluation, cases=cases))).record
    lines = {group.label: group.lines for group in record.unknown}["Inputs that are missing"]
    assert ("Claims triage and Answers on policy terms: Cost of a person-day",) == lines


def test_the_latest_figure_of_a_use_case_is_the_latest_that_counts() -> None:
    """A later figure of a vendor does not hide the own one; where there is no other, it is said not to count."""
    made = single()
    own = {dt.date(2026, 11, 6): {"value": 0.83, "n": 412, "data": "own"}}
    vendor = {dt.date(2026, 11, 18): {"value": 0.96, "data": "vendor"}}
    place = ("use_cases", "claims-triage", "metric", "measurements")

    def metric_with(measurements: dict[dt.date, dict[str, object]]) -> str:
        changed = replace(made, assessment=set_at(made.assessment, place, measurements))
        facts = {fact.label: fact.text for fact in context_of(changed).case_pages[0].facts}
        return plain(facts["Metric"])

    assert metric_with({**own, **vendor}).endswith("; latest 83% on 6 Nov 2026, 412 measured")
    assert metric_with(vendor).endswith(
        "; latest 96% on 18 Nov 2026, which does not count: not on own data, or after the assessment")

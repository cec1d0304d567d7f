"""Page one: five sentences, each true to the numbers, also where there is little or nothing to say."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from fortnight.core.assessment import SharedCost
from fortnight.core.base import Stage
from fortnight.core.evaluation import CaseEvaluation
from fortnight.core.locales import NBSP
from fortnight.core.roi.results import Percentiles, RoiResult, SegmentResult
from fortnight.core.use_case import Law, Mission, UseCase
from fortnight.core.verdict import Money, VerdictKind, VerdictLimits
from tests.report.changes import NO_LIMITS, single, with_gates_met, with_verdict
from tests.report.example import Example, example
from tests.report.making import context_of


def sentences(made: Example) -> dict[str, str]:
    """Return the five sentences by key, with ordinary spaces."""
    return {each.key: each.text.replace(NBSP, " ") for each in context_of(made).summary}


def title(made: Example) -> str:
    """Return the headline."""
    return context_of(made).head.title


def with_money(**fields: object) -> Example:
    """Return a single use case whose money result is changed."""
    return single(lambda case: replace(case, roi=replace(case.roi, **fields)))  # type: ignore[arg-type]  # test data


def with_case(**fields: object) -> Example:
    """Return a single use case whose answers are changed."""
    made = example(1)
    use_case = made.assessment.use_cases["claims-triage"].model_copy(update=fields)
    return replace(made, assessment=made.assessment.model_copy(update={"use_cases": {"claims-triage": use_case}}))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 12])
def test_there_are_five_sentences_that_read_aloud(count: int) -> None:
    """Each begins with a capital, ends in one stop, and has no hole, no doubled word and no bare code."""
    made = sentences(example(count))
    assert ["decision", "money", "condition", "blocks", "without_team"] == list(made)
    for text in made.values():
        assert text[0].isupper() and text.endswith(".") and not text.endswith("..")
        assert not re.search(r"\{|\}|  | ,| ;|\bNone\b(?! of)|\bthe the\b|;\.|nan", text), text


def test_without_use_cases_nothing_is_claimed() -> None:
    """An empty file gets sentences that say so, and no number."""
    made = sentences(example(0))
    assert "No use case has been scoped yet" == title(example(0))
    assert not re.search(r"\d", "".join(made.values()))


@pytest.mark.parametrize(("headline", "decision", "kind", "limits"), [
    ("Release Claims triage to production",
     "Release Claims triage to production, for at most 40 users, 500 tasks a month, at most €25,500 spent, until "
     "30 June 2027; Maria Keller decides by 4 December 2026 (verdict go, rule 7).", VerdictKind.GO, True),
    ("Release Claims triage to production",
     "Release Claims triage to production; how many users, how much money and until when is still to be set; "
     "Maria Keller decides by 4 December 2026 (verdict go, rule 7).", VerdictKind.GO, False),
    ("Stop Claims triage", "Stop Claims triage as it is; Maria Keller decides by 4 December 2026 (verdict stop, "
     "rule 7).", VerdictKind.STOP, False),
    ("Settle what is open about Claims triage",
     "Claims triage cannot be judged yet: what is missing can be settled today, by naming or deciding; Maria "
     "Keller decides by 4 December 2026 (verdict decide, rule 7).", VerdictKind.DECIDE, False),
    ("Pull Claims triage back to production",
     "Pull Claims triage back to production, the last stage that it has earned, or close six open conditions by a "
     "date; Maria Keller decides by 4 December 2026 (verdict pull back, rule 7).", VerdictKind.PULL_BACK, False),
])
def test_the_decision_follows_the_verdict(headline: str, decision: str, kind: VerdictKind, limits: bool) -> None:
    """What to do, how far, and who decides until when."""
    given = VerdictLimits(40, 500, 25_500, dt.date(2027, 6, 30)) if limits else NO_LIMITS
    made = with_verdict(kind, limits=given)
    assert (headline, decision) == (title(made), sentences(made)["decision"])


def test_a_hardening_says_what_is_open_how_much_work_and_when() -> None:
    """The count of conditions, the mean effort and the month of the plan."""
    text = sentences(with_verdict(VerdictKind.HARDEN))["decision"]
    assert text.startswith("Do not release Claims triage to production yet: six conditions are not met, about 62 "
                           "person-days of work, live in January 2027 at the earliest;")


def test_nobody_named_to_decide_is_said() -> None:
    """A missing decider or date is a finding, not a blank."""
    made = example(1)
    header = made.assessment.assessment.model_copy(update={"decider": "", "decide_by": None})
    made = replace(made, assessment=made.assessment.model_copy(update={"assessment": header}))
    assert "; nobody has been named to decide (" in sentences(made)["decision"]


def test_several_use_cases_are_grouped_by_verdict() -> None:
    """Names while they fit, numbers of the table when there are many, one phrase when all are alike."""
    assert "Of three use cases: one to release, one to harden and one to stop" == title(example(3))
    assert ("Of three use cases, release Answers on policy terms, harden Claims triage and stop Letters to "
            "suspected fraudsters; Maria Keller decides by 4 December 2026.") == sentences(example(3))["decision"]
    assert "release three (numbers 2, 7 and 12)" in sentences(example(12))["decision"]
    two = example(2)
    case = two.evaluation.cases["claims-triage"]
    both = {key: replace(each, verdict=case.verdict) for key, each in two.evaluation.cases.items()}
    alike = replace(two, evaluation=replace(two.evaluation, cases=both))
    assert "Harden both use cases" == title(alike)
    assert "Harden both use cases; Maria Keller decides by 4 December 2026." == sentences(alike)["decision"]


def test_money_says_range_middle_loss_and_cash_at_risk() -> None:
    """P10, P50 and P90, two significant digits, and the chance of a loss."""
    assert ("Claims triage is worth between −€38,000 and €330,000 in eight of ten simulated futures, with "
            "€140,000 in the middle (36 months, net present value at 10%); the chance of a loss is 17% and in "
            "nine of ten futures no more than €84,000 is out of pocket at any time.") == (
        sentences(example(1))["money"])


@pytest.mark.parametrize(("expected", "fields"), [
    ("Claims triage loses between €42,000 and €240,000 in eight of ten simulated futures, €130,000 in the middle",
     {"npv": Percentiles(-244_000, -131_000, -42_000), "probability_of_loss": 0.96}),
    ("the chance of a loss is under 1% and", {"probability_of_loss": 0.0}),
    ("the chance of a loss is over 99% and", {"probability_of_loss": 1.0}),
    ("and no cash is at risk along the way.", {"peak_cash_at_risk": 0.0}),
    ("the chance of a loss is under 1% and", {"probability_of_loss": 0.001}),
])
def test_money_at_its_edges(expected: str, fields: dict[str, object]) -> None:
    """Losses are said as losses, and draws show nothing that never or always happens."""
    assert expected in sentences(with_money(**fields))["money"]


def narrowed(case: CaseEvaluation) -> CaseEvaluation:
    """Return a use case that loses as a whole and is narrowed to a part that pays."""
    part = SegmentResult("garages", "Network garages", Percentiles(11_000, 53_000, 90_000), 53_000, 0.03, 14, 0.6)
    return replace(case, verdict=replace(case.verdict, kind=VerdictKind.NARROW, segment="garages"),
                   roi=replace(case.roi, npv=Percentiles(-160_000, -91_000, -30_000), segments=(part,)))


def test_a_narrowed_use_case_counts_as_its_segment_alone() -> None:
    """The sum says so, and the segment's own figures stand below those of the whole."""
    three = example(3)
    cases = {**three.evaluation.cases, "claims-triage": narrowed(three.evaluation.cases["claims-triage"])}
    made = replace(three, evaluation=replace(three.evaluation, cases=cases))
    assert ("Together, the two use cases that go on and have figures (Claims triage counted as Network garages "
            "alone) are worth ") in sentences(made)["money"]
    context = context_of(made)
    assert context.verdicts is not None and context.cases.table is not None
    whole, part = context.verdicts.rows[:2]
    assert ("−€91k", "€53k", "3%") == (whole[4], part[4], part[5])
    assert ("1", "Network garages alone") == part[:2]
    assert ("1", "Network garages alone", "counted", "€53k", "€11k to €90k") == next(
        row[:5] for row in context.cases.table.rows if row[2] == "counted")


def test_one_use_case_alone_bears_the_shared_costs_and_the_sentence_says_so() -> None:
    """What stands in the tables leaves them out; what page one promises does not."""
    made = example(1)
    portfolio = made.evaluation.portfolio
    assert portfolio is not None
    poorer = replace(portfolio, npv=Percentiles(-60_000, 90_000, 290_000))
    gateway = SharedCost.model_validate({"title": "Gateway", "cost_per_month": {"value": 1_400}})
    shared = made.assessment.model_copy(update={"shared_costs": {"gateway": gateway}})
    said = sentences(replace(
        made, assessment=shared, evaluation=replace(made.evaluation, portfolio=poorer)))["money"]
    assert "with €90,000 in the middle" in said
    assert said.endswith("; the shared costs, which the table leaves out, are counted.")


def test_a_fact_that_stops_nothing_is_heard_by_whoever_decides() -> None:
    """A metric that is short of its threshold and has not risen stands under the decision."""
    note = "Correct orders was 80% on 30 June 2022, short of 95%, and has not risen since 30 June 2021 (85%)."
    made = single(lambda case: replace(case, verdict=replace(
        case.verdict, readiness=replace(case.verdict.readiness, notes=(note,)))))
    assert sentences(made)["decision"].endswith(f"). {note}")


def test_missing_inputs_are_named_and_nothing_is_invented() -> None:
    """No figure, no range, and the inputs by title."""
    made = single(lambda case: replace(case, roi=RoiResult("claims-triage", ("adoption_share", "cash_share"), ())))
    assert ("There is no figure for Claims triage: “adoption” and “freed time that leaves the budget” are "
            "missing, and nothing was invented in their place.") == sentences(made)["money"]
    assert "The conditions cannot be stated in numbers until the missing inputs are known." == (
        sentences(made)["condition"])


def test_contradicting_inputs_give_their_reason() -> None:
    """What contradicts is printed instead of a figure, without its place in the file."""
    problem = "roi.redeployed_share: cash and redeployed shares come to 130%"
    made = single(lambda case: replace(case, roi=RoiResult("claims-triage", (), (problem,))))
    assert ("There is no figure for Claims triage: Cash and redeployed shares come to 130%."
            == sentences(made)["money"])


def test_a_mission_is_judged_by_its_outcome() -> None:
    """Cost per outcome against the signed ceiling instead of a net present value."""
    made = with_money(cost_per_outcome=Percentiles(18, 25, 34), probability_under_ceiling=0.8)
    use_case = made.assessment.use_cases["claims-triage"].model_copy(
        update={"worth": "mission", "mission": Mission(outcome="decided", ceiling=30, signed_by="M. Keller")})
    made = replace(made, assessment=made.assessment.model_copy(update={"use_cases": {"claims-triage": use_case}}))
    assert ("Claims triage is judged by its outcome: one costs between €18 and €34 in eight of ten simulated "
            "futures, and the chance of staying under the signed ceiling of €30 is 80%.") == (
        sentences(made)["money"])
    assert "no more than €30" in sentences(made)["condition"]


def test_conditions_are_the_break_evens_that_limit() -> None:
    """For a case that pays: at least; with the share of opinion and the best alternative."""
    assert ("Claims triage pays only if it saves at least 6.2 minutes a task and people use it for at least 34% "
            "of the tasks it may try; 45% of the spread rests on numbers that nobody measured; it beats the "
            "best alternative (Rules in the claims system) in 68% of the simulated futures.") == (
        sentences(example(1))["condition"])


def test_a_break_even_below_zero_is_no_condition() -> None:
    """Nobody is told to save at least minus one minute."""
    def generous(case: CaseEvaluation) -> CaseEvaluation:
        points = tuple(replace(point, value=-1.0) if point.input_name == "minutes_saved_per_task" else point
                       for point in case.roi.break_even)
        return replace(case, roi=replace(case.roi, break_even=points))

    assert sentences(single(generous))["condition"].startswith(
        "Claims triage pays only if people use it for at least 34% of the tasks it may try")


def test_a_loser_is_told_what_would_make_it_pay() -> None:
    """Break-evens above the median, or that no single input is enough."""
    def losing(case: CaseEvaluation) -> CaseEvaluation:
        points = tuple(replace(point, value=None if point.input_name != "minutes_saved_per_task" else 19.0)
                       for point in case.roi.break_even)
        return replace(case, roi=replace(case.roi, npv_at_medians=-50_000.0, break_even=points, alternatives=()))

    assert sentences(single(losing))["condition"].startswith(
        "Claims triage would pay only if it saves at least 19 minutes a task; 45%")

    def hopeless(case: CaseEvaluation) -> CaseEvaluation:
        lost = losing(case)
        points = tuple(replace(point, value=None) for point in lost.roi.break_even)
        return replace(lost, roi=replace(lost.roi, break_even=points, measured_share=1.0))

    assert ("None of the six main inputs could make Claims triage pay on its own; the whole spread rests on "
            "measured numbers.") == sentences(single(hopeless))["condition"]


def test_blocks_name_gate_holder_date_and_law() -> None:
    """Who holds each gate and until when, from the roadmap; the AI Act class and who decided it."""
    text = sentences(example(1))["blocks"]
    assert text.startswith("Three of four gates on the way to production do not hold: Real and lawful (one "
                           "condition, Priya Shah, by 4 December 2026), Trusted (")
    assert text.endswith("under the AI Act it counts as limited risk, as Priya Shah decided.")


def test_when_every_gate_holds_nothing_blocks() -> None:
    """And the law is still said."""
    assert ("Nothing blocks: all four gates on the way to production hold; under the AI Act it counts as limited "
            "risk, as Priya Shah decided.") == (
        sentences(single(with_gates_met))["blocks"])


def test_an_undecided_class_is_said() -> None:
    """The missing line of the law is in the sentence."""
    assert sentences(with_case(law=Law()))["blocks"].endswith("; its class under the AI Act is not named.")
    unsigned = sentences(with_case(law=Law(ai_act_class="high")))["blocks"]
    assert unsigned.endswith("it counts as high risk, but nobody is named who decided so.")


@pytest.mark.parametrize(("expected", "fields"), [
    ("Without its team, Claims triage breaks on day 5 (model retired); 8 of 14 events are handled.", {}),
    ("Claims triage survives two weeks without its team: 14 of 14 events are handled and none breaks it.",
     {"first_break": None, "passes": True, "handled": 14, "unplayed": 0, "breaks": 0}),
    ("Whether Claims triage survives two weeks without its team is not known yet: 3 of 14 events have not been "
     "played; of the 11 played, 11 are handled.",
     {"first_break": None, "passes": None, "handled": 11, "unplayed": 3, "breaks": 0}),
    ("Claims triage gets through two weeks without its team, but 5 of 14 events leave users waiting, which is "
     "too many to pass.", {"first_break": None, "passes": False, "handled": 9, "limps": 5, "unplayed": 0,
                           "breaks": 0}),
    ("Whether Claims triage survives two weeks without its team is not known: no card of the two-week test has "
     "been played.", {"first_break": None, "passes": None, "handled": 0, "unplayed": 14, "breaks": 0}),
])
def test_the_two_weeks_are_told_as_they_went(expected: str, fields: dict[str, object]) -> None:
    """Break, pass, limp, unfinished or not played."""
    made = single(lambda case: replace(case, drill=replace(case.drill, **fields)))  # type: ignore[arg-type]
    assert expected == sentences(made)["without_team"]


def test_live_above_its_stage_is_pulled_back() -> None:
    """The stage to go back to is the one that the verdict names, not the aim."""
    made = with_verdict(VerdictKind.PULL_BACK, stage=Stage.DEMO, rule=1, money=Money.UNKNOWN)
    assert "Pull Claims triage back to demo" == title(made)
    assert "(verdict pull back, rule 1)." in sentences(made)["decision"]


def test_all_stopped_leaves_nothing_to_earn_or_unblock() -> None:
    """Several stopped use cases: no sum is printed as if it were a plan."""
    two = example(2)
    stop = replace(two.evaluation.cases["claims-triage"].verdict, kind=VerdictKind.STOP)
    cases = {key: replace(case, verdict=stop) for key, case in two.evaluation.cases.items()}
    made = replace(two, evaluation=replace(two.evaluation, cases=cases, portfolio=None))
    assert "Nothing is left to earn: every use case with figures is stopped" in sentences(made)["money"]
    assert sentences(made)["blocks"].startswith("Nothing is left to unblock, because no use case goes on; ")


def test_a_use_case_without_a_name_has_a_number() -> None:
    """No sentence has a hole where a name should be."""
    assert "Harden Use case 1 before production" == title(with_case(name=""))


def test_a_very_long_name_is_cut() -> None:
    """A name of twenty thousand letters does not take the page."""
    assert len(title(with_case(name="x" * 20_000))) < 120


def test_numbers_follow_language_and_currency() -> None:
    """A German file in francs prints its numbers so, whatever the language of the words."""
    made = example(1)
    header = made.assessment.assessment.model_copy(update={"language": "de", "currency": "CHF"})
    made = replace(made, assessment=made.assessment.model_copy(update={"assessment": header}))
    assert "−38.000 CHF and 330.000 CHF" in sentences(made)["money"]
    assert "4. Dezember 2026" in sentences(made)["decision"]


def test_sentences_hold_for_a_use_case_with_nothing_filled_in() -> None:
    """An empty use case is described without inventing anything."""
    made = replace(example(1), assessment=example(1).assessment.model_copy(
        update={"use_cases": {"claims-triage": UseCase()}}))
    assert all(text.endswith(".") for text in sentences(made).values())


def test_a_typed_name_keeps_its_letters() -> None:
    """A sentence that opens with a name does not give it a capital."""
    made = with_case(name="aBot")
    assert sentences(made)["money"].startswith("aBot is worth between")


def test_gates_that_hold_up_every_use_case_say_so() -> None:
    """Both, not "two of the two"; and whose class the law line counts."""
    two = example(2)
    gates = two.evaluation.cases["claims-triage"].gates
    cases = {key: replace(case, gates=gates) for key, case in two.evaluation.cases.items()}
    text = sentences(replace(two, evaluation=replace(two.evaluation, cases=cases)))["blocks"]
    assert text.startswith("Gates hold up both use cases that go on, ")
    # Claims triage aims higher and is held by three gates: one is named, and the two others are counted.
    assert text.endswith(") and two more gates; under the AI Act, two use cases are limited risk.")


def test_what_the_plan_leaves_out_is_named_with_its_reason() -> None:
    """A stopped use case and one without figures are two reasons."""
    three = example(3)
    ids = list(three.evaluation.cases)
    stopped, bare = three.evaluation.cases[ids[1]], three.evaluation.cases[ids[2]]
    cases = {**three.evaluation.cases,
             ids[1]: replace(stopped, verdict=replace(stopped.verdict, kind=VerdictKind.STOP)),
             ids[2]: replace(bare, roi=RoiResult(ids[2], ("tasks_per_month",), ()),
                             verdict=replace(bare.verdict, kind=VerdictKind.MEASURE))}
    portfolio = replace(three.evaluation.portfolio, use_case_ids=(ids[0],))  # type: ignore[type-var]
    made = replace(three, evaluation=replace(three.evaluation, cases=cases, portfolio=portfolio))
    names = [three.assessment.use_cases[key].name for key in ids]
    assert (f"; {names[1]} is left out because it is stopped; {names[2]} is left out because it has no figures "
            "yet.") in sentences(made)["money"]

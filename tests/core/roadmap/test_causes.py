"""Which actions come onto the roadmap, and that each of them says why."""

from __future__ import annotations

from typing import Any

import pytest

from fortnight.core.base import Stage
from fortnight.core.measures import MeasureFirst
from fortnight.core.roadmap.plan import Roadmap
from tests.core.cases import CASE
from tests.core.roadmap.plans import (
    action,
    answered,
    asked,
    base,
    changed,
    closing,
    item,
    order,
    question,
    roadmap,
    second_case,
)

FALLBACK = "all.fallback"
STEPS = {
    "two": action("Agree the fallback", question=FALLBACK, level=2, gate="G2"),
    "three": action("Write the fallback", question=FALLBACK, level=3, gate="G2"),
    "four": action("Rehearse the fallback", question=FALLBACK, level=4),
}


def kinds(plan: Roadmap, action_id: str) -> list[tuple[str, str]]:
    """Return what caused an item, by kind and reference."""
    return [(cause.kind, cause.ref) for cause in item(plan, action_id).why]


def test_nothing_open_means_nothing_to_do() -> None:
    """A use case that holds every gate, with no answer below its target, has an empty roadmap and lives today."""
    plan = roadmap(base(), asked(STEPS))
    assert () == plan.items
    assert (0, 0.0, ()) == (closing(plan).go_live_week, closing(plan).months, closing(plan).chain)


def test_an_open_gate_question_brings_every_step_up_to_its_level() -> None:
    """From level 1 both steps to the gate level apply, one after the other; the step beyond does not."""
    plan = roadmap(answered(base(), all__fallback=1), asked(STEPS))
    assert ["two", "three"] == order(plan)
    assert ("two",) == item(plan, "three").needs
    assert [("clause", "g2.fallback"), ("gap", FALLBACK), ("need", "three")] == kinds(plan, "two")
    assert ("two", "three") == closing(plan).action_ids


def test_steps_already_taken_do_not_come_back() -> None:
    """At level 2 only the step to level 3 is left."""
    assert ["three"] == order(roadmap(answered(base(), all__fallback=2), asked(STEPS)))


def test_a_typed_target_beyond_the_gate_adds_steps_that_no_go_live_waits_for() -> None:
    """A target of 4 brings the step to 4, as a gap, outside what go-live needs."""
    given = changed(answered(base(), all__fallback=3), {("answers", FALLBACK, "target"): 4})
    plan = roadmap(given, asked(STEPS))
    assert ["four"] == order(plan)
    assert [("gap", FALLBACK)] == kinds(plan, "four")
    assert () == closing(plan).action_ids


@pytest.mark.parametrize("state", ["unknown", None])
def test_what_nobody_can_say_counts_as_the_lowest_level(state: str | None) -> None:
    """An unknown or unanswered gate question keeps its clause open, so all its steps apply."""
    answers = dict(base().answers)
    del answers[FALLBACK]
    given = base().model_copy(update={"answers": answers})
    if state:
        given = changed(given, {("answers", FALLBACK, "state"): state})
    assert ["two", "three"] == order(roadmap(given, asked(STEPS)))


def test_a_claim_without_evidence_asks_for_the_evidence_and_not_for_the_work() -> None:
    """A gate level that is claimed but not shown brings one small action, whatever the number of claims."""
    unseen: dict[tuple[str, ...], Any] = {
        ("answers", key, "evidence"): "" for key in (FALLBACK, "all.audit-trail")
    }
    given = changed(base(), unseen)
    plan = roadmap(given, asked(STEPS))
    assert ["evidence"] == order(plan)
    assert [("clause", "g2.fallback"), ("clause", "g2.audit-trail")] == kinds(plan, "evidence")
    assert ("evidence",) == closing(plan).action_ids
    assert Stage.SCALE == plan.waves[0].earned_after[CASE]


def test_a_waiver_that_nobody_signed_asks_for_the_name() -> None:
    """Not applicable without who decided it keeps the clause open; completing the record closes it."""
    given = changed(base(), {("answers", FALLBACK): {"state": "not-applicable", "reason": "No users yet"}})
    assert ["evidence"] == order(roadmap(given, asked(STEPS)))


def test_an_answer_below_its_target_without_a_gate_is_a_gap() -> None:
    """A question of no gate aims one level up, and its text says where it stands."""
    questions = {"all.extra": question("An extra thing")}
    given = changed(base(), {("answers", "all.extra", "level"): 2})
    plan = roadmap(given, asked({"up": action("Lift it", question="all.extra", level=3)}, questions))
    assert ["“An extra thing” is at level 2 of 5; the target is 3."] == [cause.text for cause in plan.items[0].why]


@pytest.mark.parametrize(
    ("level", "target", "steps"),
    [
        (1, None, ["three"]),
        (2, None, ["three"]),
        (3, None, ["five"]),
        (1, 4, ["three"]),
        (1, 5, ["three", "five"]),
        (3, 2, []),
        (3, 3, []),
    ],
)
def test_a_target_that_no_action_stops_at_brings_the_next_one(
    level: int, target: int | None, steps: list[str]
) -> None:
    """The next step applies even where it lifts beyond the target; at the target or above it nothing does."""
    actions = {
        "three": action("To three", question="all.runbook", level=3),
        "five": action("To five", question="all.runbook", level=5),
    }
    answer = {"level": level} | ({} if target is None else {"target": target})
    given = changed(base(), {("answers", "all.runbook"): answer})
    assert steps == order(roadmap(given, asked(actions, {"all.runbook": question("Runbook")})))


def test_timing_the_work_for_the_baseline_is_measuring_its_minutes() -> None:
    """One action answers the open clause and the measure; without the clause the measure is an action itself."""
    timing = {"time": action("Time the work", clauses=["g0.baseline"])}
    measures = {CASE: (MeasureFirst("baseline_minutes", "time it", 9_000, 500),)}
    guessed = changed(base(), {("use_cases", CASE, "baseline", "evidence"): "guessed"})
    plan = roadmap(guessed, asked(timing), measures=measures)
    assert ["time"] == order(plan)
    assert [("measure", "baseline_minutes"), ("clause", "g0.baseline")] == kinds(plan, "time")
    assert "A decision waits for the figure, so it is measured first." == item(plan, "time").why_now
    assert ["measure.baseline_minutes.letters"] == order(roadmap(base(), asked(timing), measures=measures))


def test_one_action_answers_several_and_cites_them_all() -> None:
    """An action that closes clauses of two use cases stands once on the roadmap, with a cause for each."""
    given = second_case(base())
    given = given.model_copy(
        update={
            "use_cases": {
                case_id: case.model_copy(update={"decisions": {}, "metric": case.metric.model_copy(
                    update={"accepted_error": ""})})
                for case_id, case in given.use_cases.items()
            }
        }
    )  # fmt: skip
    plan = roadmap(given, asked({"accept": action("Accept an error level", clauses=["g2.accepted-error"])}))
    assert ["accept"] == order(plan)
    assert [(CASE, "g2.accepted-error"), ("mails", "g2.accepted-error")] == [
        (cause.use_case_id, cause.ref) for cause in plan.items[0].why
    ]
    assert (CASE, "mails") == plan.items[0].use_cases


def test_a_need_is_pulled_in_with_its_reason() -> None:
    """What an action needs comes along, needs of needs as well, each naming what needs it."""
    actions = {
        **STEPS,
        "three": {**STEPS["three"], "needs": ["first"]},
        "first": action("Do this first", needs=["zeroth"]),
        "zeroth": action("Do this even earlier"),
    }
    plan = roadmap(answered(base(), all__fallback=2), asked(actions))
    assert ["zeroth", "first", "three"] == order(plan)
    assert ["“Do this first” needs it."] == [cause.text for cause in item(plan, "zeroth").why]
    assert {"zeroth", "first", "three"} == set(closing(plan).action_ids)


@pytest.mark.parametrize(
    "need",
    [
        pytest.param(action("Trail", question="all.audit-trail", level=3), id="its question stands at its level"),
        pytest.param(action("Notices", clauses=["g2.notices"]), id="every clause it closes holds"),
        pytest.param(action("Personal", clauses=["g1.legal-basis"]), id="every clause it closes is waived"),
        pytest.param(action("Agents", when="agentic"), id="it concerns no use case"),
    ],
)
def test_a_need_that_is_met_is_not_pulled_in(need: dict[str, object]) -> None:
    """A need whose work is there already, or that concerns nobody, stays off the roadmap."""
    actions = {"three": {**STEPS["three"], "needs": ["met"]}, "met": need}
    nobody = changed(base(), {("use_cases", CASE, "data", "policies", "personal"): "none"})
    plan = roadmap(answered(nobody, all__fallback=2), asked(actions))
    assert ["three"] == order(plan)
    assert () == item(plan, "three").needs


def test_a_need_marked_done_is_met() -> None:
    """What people marked done is not planned again and holds nothing up."""
    actions = {"three": {**STEPS["three"], "needs": ["first"]}, "first": action("Do this first")}
    given = changed(answered(base(), all__fallback=2), {("roadmap", "first"): {"status": "done"}})
    assert ["three"] == order(roadmap(given, asked(actions)))


def test_a_bad_card_brings_what_mends_it() -> None:
    """A card that limps or breaks brings its actions; a card that was handled brings none."""
    actions = {"key": action("Hand over the keys"), "other": action("Something else")}
    plan = roadmap(base(), asked(actions, cards={"spike": ("key",), "outage": ("other",)}))
    assert ["key"] == order(plan)
    assert ["On day 8 of the two-week test “Letters” limps: Cost spike."] == [
        cause.text for cause in plan.items[0].why
    ]


def test_a_bad_card_whose_cure_is_in_place_is_questioned() -> None:
    """When the answers say that the cure is there, the plan asks to look again instead of planning it."""
    questionnaire = asked(STEPS, cards={"spike": ("two", "three")})
    plan = roadmap(base(), questionnaire)
    assert () == plan.items
    assert any("limps (Cost spike)" in warning and "Look again" in warning for warning in plan.warnings)


def test_the_two_week_test_is_replayed_after_what_mends_it() -> None:
    """An action that closes the drill's clause waits for the actions that mend its cards."""
    actions = {"play": action("Play it again", clauses=["g3.drill"]), "key": action("Hand over the keys")}
    given = changed(base(), {("use_cases", CASE, "drill", "retired", "outcome"): "breaks"})
    plan = roadmap(given, asked(actions, cards={"retired": ("key",)}))
    assert ["key", "play"] == order(plan)
    assert ("key",) == item(plan, "play").needs


def test_what_concerns_no_use_case_stays_out() -> None:
    """An action whose `when` is false for the use case does not apply to it."""
    actions = {"two": STEPS["two"], "three": {**STEPS["three"], "when": "agentic"}}
    plan = roadmap(answered(base(), all__fallback=1), asked(actions))
    assert ["two"] == order(plan)
    assert 1 == len(closing(plan).unclosable)


def measure(worth: float | None, price: float | None) -> dict[str, Any]:
    """Return one measurement for the use case."""
    return {"measures": {CASE: (MeasureFirst("success_share", "count it", worth, price),)}}


def test_a_measurement_worth_its_price_comes_first() -> None:
    """It goes ahead of valuable work of its own role, and says what it is worth."""
    given = answered(base(), all__fallback=2)
    actions = {"three": {**STEPS["three"], "role": "data"}}
    plan = roadmap(given, asked(actions), **measure(24_000, 3_000))
    assert ["measure.success_share.letters", "three"] == order(plan)
    assert "worth up to €24,000 and costs €3,000" in plan.items[0].why[0].text
    assert "A decision waits for the figure, so it is measured first." == plan.items[0].why_now
    assert ("three",) == closing(plan).action_ids


def test_a_measurement_that_costs_more_than_it_brings_is_not_planned() -> None:
    """Worth 2,000 and priced 3,000: left out."""
    assert () == roadmap(base(), asked({}), **measure(2_000, 3_000)).items


def test_days_of_a_measurement_come_from_the_file() -> None:
    """Priced days are its effort; without them the plan says what it assumes."""
    given = changed(base(), {("use_cases", CASE, "measures", "success_share"): {"days": 6, "method": "count"}})
    assert 6 == roadmap(given, asked({}), **measure(None, None)).items[0].effort.mean
    assumed = roadmap(base(), asked({}), **measure(None, None)).items[0]
    assert "the plan assumes 1 to 4" in assumed.why[0].text


def test_a_lever_that_pays_brings_its_action() -> None:
    """An action that moves an input worth lifting applies, one that moves another does not."""
    actions = {"lift": action("Lift it", lever="adoption_share"), "other": action("No", lever="success_share")}
    plan = roadmap(base(), asked(actions), levers={CASE: ("adoption_share",)})
    assert ["lift"] == order(plan)
    assert [("lever", "adoption_share")] == kinds(plan, "lift")


def test_levels_are_those_of_the_scale() -> None:
    """A gate level above the scale counts as its top."""
    questions = {"all.extra": question("An extra thing", gate="G2", gate_level=9)}
    given = changed(base(), {("answers", "all.extra"): {"level": 4}})
    plan = roadmap(given, asked({"top": action("To the top", question="all.extra", level=5)}, questions))
    assert ["top"] == order(plan)
    assert () == closing(plan).unclosable

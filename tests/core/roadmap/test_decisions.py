"""People decide, the rest is computed round them, and a decision that breaks a need says which."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fortnight.core.assessment import Assessment
from fortnight.core.roadmap.plan import Roadmap
from tests.core.roadmap.plans import (
    action,
    answered,
    asked,
    base,
    changed,
    closing,
    item,
    left_out,
    order,
    question,
    roadmap,
)

ACTIONS = {
    "one": action("Agree the fallback", question="all.fallback", level=2),
    "two": action("Write the fallback", question="all.fallback", level=3),
    "other": action("Keep a trail", question="all.audit-trail", level=3),
}
EASTER = dt.date(2027, 3, 29)
"""A Monday, eighteen weeks after day 0."""


def decided(decisions: dict[str, dict[str, Any]], given: Assessment | None = None) -> Roadmap:
    """Return the roadmap of two open gate questions under these decisions."""
    start = answered(base(), all__fallback=1, all__audit_trail=2) if given is None else given
    return roadmap(changed(start, {("roadmap", key): value for key, value in decisions.items()}), asked(ACTIONS))


def says(plan: Roadmap, *parts: str) -> bool:
    """Return whether one warning holds all these parts."""
    return any(all(part in warning for part in parts) for warning in plan.warnings)


def test_without_decisions_nothing_is_said() -> None:
    """A plan that rests on no decision and no assumption has no warnings."""
    assert () == decided({}).warnings


def test_a_pinned_action_goes_first_with_its_needs() -> None:
    """Pinning the last step pulls it and the step it needs ahead of the computed order."""
    assert ["other", "one", "two"] == order(decided({"other": {"pinned": True}}))
    plan = decided({"two": {"pinned": True}})
    assert ["one", "two"] == [key for key in order(plan) if key != "other"]
    assert (0, 1) == (item(plan, "one").start_week, item(plan, "two").start_week)
    assert item(plan, "two").pinned
    assert "People pinned it" in item(plan, "two").why_now


def test_a_pinned_action_that_nothing_calls_for_is_planned() -> None:
    """People may put an action on the roadmap; its cause says that they did."""
    actions = {"extra": action("Tell the world")}
    given = changed(base(), {("roadmap", "extra"): {"pinned": True}})
    assert ["People pinned it to the roadmap."] == [
        cause.text for cause in roadmap(given, asked(actions)).items[0].why
    ]


def test_a_postponed_action_starts_no_earlier_and_what_needs_it_waits() -> None:
    """The first week that starts on or after the day; the plan names what waits with it."""
    plan = decided({"one": {"postponed_to": EASTER}})
    assert (EASTER, 18) == (item(plan, "one").start, item(plan, "one").start_week)
    assert 19 == item(plan, "two").start_week
    assert 0 == item(plan, "other").start_week
    assert says(plan, "“Agree the fallback” is postponed to 29\u00a0March 2027", "“Write the fallback”")
    assert "People postponed it to 29\u00a0March 2027." == item(plan, "one").why_now


def test_postponed_to_the_middle_of_a_week_means_the_next_monday() -> None:
    """Tuesday the 24th is in the week of day 0, so work starts in the week after."""
    assert 1 == item(decided({"other": {"postponed_to": dt.date(2026, 11, 24)}}), "other").start_week


def test_a_rejected_action_is_left_out_and_the_broken_need_is_named() -> None:
    """What needs it is planned all the same, and the warning names both and the reason."""
    plan = decided({"one": {"rejected_because": "We have agreed it by word of mouth."}})
    assert {"two", "other"} == set(order(plan))
    assert {"one": "Rejected: We have agreed it by word of mouth."} == left_out(plan)
    assert all(each.by_choice for each in plan.not_doing)
    assert says(plan, "“Write the fallback” needs “Agree the fallback”, which people rejected", "word of mouth")
    assert "one" not in closing(plan).action_ids


def test_what_only_a_rejected_action_needs_is_not_planned() -> None:
    """Nobody prepares for work that will not be done."""
    actions = {**ACTIONS, "other": {**ACTIONS["other"], "needs": ["before"]}, "before": action("Prepare")}
    given = changed(answered(base(), all__audit_trail=2), {("roadmap", "other"): {"rejected_because": "No"}})
    assert [] == order(roadmap(given, asked(actions)))


def test_rejecting_the_last_step_leaves_the_gate_open() -> None:
    """Go-live is out of reach, and the closing says which clause stays open and why."""
    plan = decided({"two": {"rejected_because": "Too dear"}})
    assert closing(plan).go_live_week is None
    assert ["G2 stays open for “Letters” (There is a fallback): people rejected “Write the fallback”."] == list(
        closing(plan).unclosable
    )


def test_dropped_counts_as_rejected_and_asks_for_the_reason() -> None:
    """A dropped action without a reason is left out and the plan asks to write the reason down."""
    plan = decided({"other": {"status": "dropped"}})
    assert {"other": "Dropped; nobody wrote down why."} == left_out(plan)
    assert says(plan, "“Keep a trail” is dropped without a reason")


def test_owner_and_due_date_are_kept_and_a_late_end_is_said() -> None:
    """An action that ends after its due date is late, with both dates in the warning."""
    plan = decided({"two": {"owner": "Priya", "due": dt.date(2026, 11, 27)}})
    found = item(plan, "two")
    assert ("Priya", dt.date(2026, 11, 27), True) == (found.owner, found.due, found.late)
    assert says(plan, "“Write the fallback” is due on 27\u00a0November 2026", "4\u00a0December 2026")
    assert not item(decided({"two": {"due": dt.date(2026, 12, 4)}}), "two").late


def test_done_with_evidence_takes_it_off_the_plan() -> None:
    """It stands under done with its evidence, and what needs it starts at once."""
    plan = decided({"one": {"status": "done", "done_evidence": "Minutes of 3 November"}})
    assert [("one", "Agree the fallback", "Minutes of 3 November")] == [
        (done.action_id, done.title, done.evidence) for done in plan.done
    ]
    assert () == item(plan, "two").needs
    assert 0 == item(plan, "two").start_week


def test_done_without_evidence_or_against_the_answers_is_questioned() -> None:
    """The plan says that evidence is missing, and that the answer still stands below the level."""
    plan = decided({"two": {"status": "done"}})
    assert says(plan, "“Write the fallback” is marked done without evidence")
    assert says(plan, "“Write the fallback” is marked done, yet “There is a fallback” stands at level 1")


def test_done_before_its_need_names_the_need() -> None:
    """Marking the second step done while the first is open breaks a need, and the plan says which."""
    actions = {**ACTIONS, "late": action("Use it", needs=["other"])}
    given = changed(
        answered(base(), all__audit_trail=2), {("roadmap", "late"): {"status": "done", "done_evidence": "Seen"}}
    )
    assert says(roadmap(given, asked(actions)), "“Use it” is marked done, yet “Keep a trail”, which it needs")


def test_done_work_that_leaves_its_clause_open_is_questioned() -> None:
    """Everything that closes a clause is marked done but the record still says no."""
    actions = {"accept": action("Accept an error level", clauses=["g2.accepted-error"])}
    given = changed(base(), {("use_cases", "letters", "metric", "accepted_error"): ""})
    given = changed(given, {("use_cases", "letters", "decisions"): {}})
    given = changed(given, {("roadmap", "accept"): {"status": "done", "done_evidence": "Mail"}})
    assert says(roadmap(given, asked(actions)), "is marked done, yet G2 of “Letters” is still open")


def test_started_work_goes_first() -> None:
    """What is under way is not put back behind better ideas."""
    plan = decided({"other": {"status": "started"}})
    assert "other" == order(plan)[0]
    assert "It is under way already." == item(plan, "other").why_now


def test_started_before_its_need_names_the_need() -> None:
    """A started action is planned after what it needs, and the plan says so."""
    assert says(decided({"two": {"status": "started"}}), "“Write the fallback” is marked started", "“Agree the")


@pytest.mark.parametrize(
    ("decision", "part"),
    [
        ({"pinned": True, "rejected_because": "No"}, "both pinned and rejected; it is left out"),
        ({"pinned": True, "postponed_to": EASTER}, "both pinned and postponed"),
    ],
)
def test_decisions_that_contradict_are_named(decision: dict[str, Any], part: str) -> None:
    """Rejected wins over pinned, postponed over pinned, and the plan says so."""
    assert says(decided({"other": decision}), "“Keep a trail”", part)


def test_a_decision_about_an_action_that_no_longer_applies_changes_nothing() -> None:
    """Rejecting or postponing what nothing calls for leaves no trace."""
    plan = decided({"other": {"rejected_because": "No"}, "one": {"postponed_to": EASTER}}, base())
    assert ((), (), ()) == (plan.items, plan.not_doing, plan.warnings)


def test_people_decide_about_evidence_and_measurements_too() -> None:
    """The roadmap's own actions take decisions under their ids and stand under done with their titles."""
    given = changed(
        base(),
        {
            ("answers", "all.fallback", "evidence"): "",
            ("roadmap", "evidence"): {"owner": "Kim", "postponed_to": EASTER},
            ("roadmap", "measure.success_share.letters"): {"status": "done", "done_evidence": "Log of May"},
        },
    )
    plan = roadmap(given, asked({}))
    assert ("Kim", EASTER) == (plan.items[0].owner, plan.items[0].start)
    assert ["Measure outputs usable as they are for “Letters”"] == [done.title for done in plan.done]


def test_the_pinned_step_of_an_unlifted_question_needs_its_lower_steps() -> None:
    """Pinning the step to level 4 of a question at 1 brings the steps to 2 and 3 along, in order."""
    actions = {
        f"to-{level}": action(f"To level {level}", question="all.extra", level=level) for level in (4, 2, 3)
    }
    given = changed(base(), {("answers", "all.extra"): {"level": 1}, ("roadmap", "to-4"): {"pinned": True}})
    questionnaire = asked(actions, {"all.extra": question("An extra thing")})
    assert ["to-2", "to-3", "to-4"] == order(roadmap(given, questionnaire))

"""What it takes to reach the aim: effort, date, chain; and whose value decides the order."""

from __future__ import annotations

import datetime as dt

import pytest

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.questionnaire import Questionnaire
from tests.core.cases import CASE
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
    roadmap,
    second_case,
)

STEPS = {
    "two": action("Agree the fallback", question="all.fallback", level=2),
    "three": action("Write the fallback", question="all.fallback", level=3, wait_weeks=3),
    "trail": action("Keep a trail", question="all.audit-trail", level=3, role="business"),
}


def test_go_live_is_when_the_last_wait_is_over() -> None:
    """Two weeks of work and three of waiting: go-live in the sixth week, on its Monday."""
    found = closing(roadmap(answered(base(), all__fallback=1), asked(STEPS)))
    assert (5, dt.date(2026, 12, 28)) == (found.go_live_week, found.go_live)
    assert pytest.approx(5 * 7 / 30.4375) == found.months
    assert ("two", "three") == found.chain


def test_effort_is_the_sum_of_what_the_aim_needs() -> None:
    """Work for targets beyond the aim's gates is not counted."""
    actions = {**STEPS, "four": action("Rehearse", question="all.fallback", level=4)}
    given = changed(answered(base(), all__fallback=1), {("answers", "all.fallback", "target"): 4})
    plan = roadmap(given, asked(actions))
    assert {"two", "three", "four"} == set(order(plan))
    assert (2, 4, 6) == tuple(closing(plan).effort_days.table().values())


def test_an_action_marked_for_an_open_gate_counts_for_it() -> None:
    """Go-live needs every action of its gates, those without a clause of their own as well."""
    questions = {"all.runbook": {"dimension": "all", "title": "Runbook", "ask": "?", "levels": list("abcde")}}
    actions = {**STEPS, "book": action("Write it", question="all.runbook", level=3, gate="G2")}
    low = changed(answered(base(), all__fallback=2), {("answers", "all.runbook"): {"level": 2}})
    assert {"three", "book"} == set(closing(roadmap(low, asked(actions, questions))).action_ids)
    held = changed(base(), {("answers", "all.runbook"): {"level": 2}})
    plan = roadmap(held, asked(actions, questions))
    assert ["book"] == order(plan)
    assert () == closing(plan).action_ids


def test_a_clause_without_an_action_puts_go_live_out_of_reach() -> None:
    """Nothing in the questionnaire closes it: no date, and a sentence with the reason."""
    found = closing(roadmap(answered(base(), all__fallback=1), asked({})))
    assert (None, None, None) == (found.go_live_week, found.go_live, found.months)
    assert 1 == len(found.unclosable)
    assert found.unclosable[0].startswith("G2 stays open for “Letters” (There is a fallback): no action")


def test_the_chain_passes_through_a_busy_role() -> None:
    """Where an action waits for its role, the one that kept the role busy decides with it."""
    actions = {
        "long": action("Long", question="all.fallback", level=3, effort_days={"min": 21, "likely": 21, "max": 21}),
        "short": action("Short", question="all.audit-trail", level=3, wait_weeks=9),
    }
    plan = roadmap(answered(base(), all__fallback=2, all__audit_trail=2), asked(actions))
    assert ["short", "long"] == order(plan)
    assert ("short",) == closing(plan).chain
    assert (CASE,) == item(plan, "short").decides_go_live_of
    assert () == item(plan, "long").decides_go_live_of
    busy = {**actions, "short": {**actions["short"], "wait_weeks": 0}}
    given = changed(
        answered(base(), all__fallback=2, all__audit_trail=2), {("roadmap", "short"): {"pinned": True}}
    )
    assert ("short", "long") == closing(roadmap(given, asked(busy))).chain


def test_the_chain_crosses_roles() -> None:
    """Work that waits for somebody else's is linked to it, though another job of its own role came before."""
    actions = {
        "legal": action("Ask the lawyers", role="business", wait_weeks=8),
        "three": action("Write it", question="all.fallback", level=3, needs=["legal"]),
        "trail": action("Keep a trail", question="all.audit-trail", level=3,
                        effort_days={"min": 28, "likely": 28, "max": 28}),
    }  # fmt: skip
    plan = roadmap(answered(base(), all__fallback=2, all__audit_trail=2), asked(actions))
    assert ["legal", "trail", "three"] == order(plan)
    assert ("legal", "three") == closing(plan).chain


def two_cases() -> tuple[Assessment, Questionnaire]:
    """Return an assessment of an agent and a bought tool, with a week of work for each, and its questionnaire."""
    given = second_case(base(), "mails", bought=True)
    given = answered(given, all__fallback=2, all__audit_trail=2)
    actions = {
        "letters-work": action("A", question="all.fallback", level=3, when="not bought"),
        "mails-work": action("B", question="all.audit-trail", level=3, when="bought"),
    }
    return given, asked(actions)


@pytest.mark.parametrize(
    ("weights", "first"),
    [
        ({"letters": 9_000, "mails": 1_000}, "letters-work"),
        ({"letters": 1_000, "mails": 9_000}, "mails-work"),
        ({"letters": None, "mails": 1}, "mails-work"),
        ({"letters": 1, "mails": -9_000}, "letters-work"),
        ({"letters": float("nan"), "mails": 1}, "mails-work"),
    ],
)
def test_the_use_case_with_more_value_waiting_goes_first(weights: dict[str, float | None], first: str) -> None:
    """The order follows the benefit of a month; none, negative or not a number makes nothing wait."""
    given, questionnaire = two_cases()
    assert first == order(roadmap(given, questionnaire, weights))[0]


def test_without_value_the_gate_decides_and_then_the_lift_for_the_effort() -> None:
    """No benefit anywhere: the lower gate first, then what lifts most for its effort."""
    actions = {
        "late": action("Late gate", question="all.monitoring", level=3),
        "dear": action("Dear", question="all.fallback", level=3, effort_days={"min": 3, "likely": 3, "max": 3}),
        "cheap": action("Cheap", question="all.audit-trail", level=3),
    }
    given = answered(base(), all__fallback=1, all__audit_trail=1, all__monitoring=1)
    assert ["cheap", "dear", "late"] == order(roadmap(given, asked(actions), {}))


def test_what_only_a_stopped_use_case_needs_is_not_done() -> None:
    """It is named with its reason; what a living use case needs as well stays."""
    given, questionnaire = two_cases()
    plan = roadmap(given, questionnaire, stopped=frozenset({"mails"}))
    assert ["letters-work"] == order(plan)
    assert {"mails-work": "Only “Mails” needs it, and that use case is stopped."} == left_out(plan)
    assert (None, ("mails-work",)) == (closing(plan, "mails").go_live_week, closing(plan, "mails").action_ids)


def test_with_everything_stopped_nothing_is_planned() -> None:
    """Gaps of the team serve nobody then, and stand under not doing."""
    plan = roadmap(answered(base(), all__fallback=1), asked(STEPS), stopped=frozenset({CASE}))
    assert () == plan.items
    assert {"two", "three"} == set(left_out(plan))


def test_without_a_use_case_gaps_are_planned() -> None:
    """A team that has scoped nothing yet still sees what lifts its maturity."""
    given = answered(base(), all__fallback=1).model_copy(update={"use_cases": {}})
    plan = roadmap(given, asked(STEPS))
    assert ["two", "three"] == order(plan)
    assert {} == plan.closings


def test_another_aim_can_be_planned_for() -> None:
    """Aiming for Pilot, nothing of G2 is needed; the record's own aim is Production."""
    given = answered(base(), all__fallback=1)
    assert 5 == closing(roadmap(given, asked(STEPS))).go_live_week
    assert 0 == closing(roadmap(given, asked(STEPS), aims={CASE: Stage.PILOT})).go_live_week


def test_each_item_says_what_its_place_depends_on() -> None:
    """On the chain, needed but not deciding, and needed by no go-live read differently; money has two digits."""
    questions = {"all.extra": {"dimension": "all", "title": "Extra", "ask": "?", "levels": list("abcde")}}
    actions = {**STEPS, "extra": action("Nice", question="all.extra", level=2)}
    given = answered(base(), all__fallback=2, all__audit_trail=2)
    given = changed(given, {("answers", "all.extra"): {"level": 1}})
    plan = roadmap(given, asked(actions, questions), {CASE: 12_345.0})
    assert {
        "three": "It lies on the chain that decides when “Letters” can reach Production, and €12,000 a month "
        "waits for that.",
        "trail": "It has to be done before “Letters” can reach Production, and €12,000 a month waits for that; "
        "other work decides the date.",
        "extra": "No go-live waits for it: its gate, then what it lifts for its effort, sets its place.",
    } == {found.action_id: found.why_now for found in plan.items}
    assert ("“Letters” can reach Production",) == item(plan, "three").unlocks


def test_work_that_only_another_use_case_needs_is_not_charged() -> None:
    """The works council is still to be heard for the one and was heard for the other: effort, date and needs."""
    actions = {
        "council": action("Hear the works council", clauses=["g1.works-council"], gate="G1", role="business",
                          wait_weeks=8),
        "notices": action("Give the notices", clauses=["g2.notices"], gate="G2", needs=["council"]),
        "basis": action("Record the legal basis", clauses=["g1.legal-basis"], gate="G1"),
    }  # fmt: skip
    given = changed(
        second_case(base()),
        {
            ("use_cases", CASE, "law", "transparency_notice"): "missing",
            ("use_cases", CASE, "data", "policies", "legal_basis"): "",
            ("use_cases", "mails", "law", "works_council"): "not-heard",
        },
    )
    plan = roadmap(given, asked(actions))
    assert {"notices", "basis"} == set(closing(plan).action_ids)
    assert {"council"} == set(closing(plan, "mails").action_ids)
    heard = closing(plan).go_live_week
    assert heard is not None and heard < 8
    assert ("mails",) == item(plan, "council").use_cases
    assert () == item(plan, "notices").needs


def test_work_that_several_use_cases_need_is_in_each_closing_and_named_as_shared() -> None:
    """Each closing has the whole effort of the shared action, and says which of its actions are shared."""
    given = changed(
        answered(second_case(base()), all__fallback=2),
        {("use_cases", CASE, "law", "transparency_notice"): "missing"},
    )
    actions = {
        "three": action("Write the fallback", question="all.fallback", level=3),
        "notices": action("Give the notices", clauses=["g2.notices"]),
    }
    plan = roadmap(given, asked(actions))
    assert (4, 2) == (closing(plan).effort_days.likely, closing(plan, "mails").effort_days.likely)
    assert (("three",), ("three",)) == (closing(plan).shared_action_ids, closing(plan, "mails").shared_action_ids)
    assert 2 == closing(plan).without({"three", "elsewhere"}).effort_days.likely

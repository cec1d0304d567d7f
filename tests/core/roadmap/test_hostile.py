"""Whatever the questionnaire, the capacity and the decisions: no rule is broken, nothing is lost, all is said."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.core.assessment import Assessment, Capacity
from fortnight.core.phrase import in_language
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roadmap.plan import Roadmap
from tests.core.cases import CASE
from tests.core.roadmap.plans import action, answered, asked, base, changed, closing, left_out, order, roadmap

QUESTIONS = ("all.fallback", "all.audit-trail", "all.monitoring", "all.support")
ROLES = ("engineering", "business", "legal", "nobody")
IDS = [f"a{number}" for number in range(9)]


@st.composite
def actions(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Nine actions whose needs may run in circles, point nowhere, and take longer than any plan."""
    return {
        key: action(
            f"Action {key}",
            question=draw(st.sampled_from((*QUESTIONS, None))),
            level=draw(st.integers(2, 5)),
            clauses=draw(st.sampled_from(([], ["g2.notices"], ["g3.drill"], ["g3.names"]))),
            needs=draw(st.lists(st.sampled_from([*IDS, "nowhere"]), max_size=2, unique=True)),
            role=draw(st.sampled_from(ROLES)),
            wait_weeks=draw(st.sampled_from((0, 0.5, 4, 400, 1e9))),
            gate=draw(st.sampled_from((None, "G2", "G3", "G4"))),
            when=draw(st.sampled_from(("", "", "agentic", "language_model"))),
            lever=draw(st.sampled_from((None, "adoption_share"))),
            effort_days={"min": 0, "likely": draw(st.sampled_from((0, 0.01, 1, 7, 3_000, 1e290))), "max": 1e299},
        )
        if draw(st.booleans())
        else action(f"Action {key}", role=draw(st.sampled_from(ROLES)), question=QUESTIONS[0], level=3)
        for key in IDS
    }


decisions = st.fixed_dictionaries(
    {},
    optional={
        "pinned": st.just(True),
        "status": st.sampled_from(("started", "done", "dropped")),
        "rejected_because": st.just("No"),
        "postponed_to": st.sampled_from((dt.date(1, 1, 1), dt.date(2027, 2, 3), dt.date(9999, 12, 31))),
        "due": st.sampled_from((dt.date(2026, 1, 1), dt.date(9999, 12, 31))),
    },
)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Assessment, Questionnaire, dict[str, Any]]:
    """An assessment with odd answers, odd capacity and odd decisions, and a questionnaire to match."""
    questionnaire = asked(draw(actions()), cards={"spike": tuple(draw(st.sets(st.sampled_from(IDS), max_size=2)))})
    given = base()
    for key in QUESTIONS:
        given = changed(given, {("answers", key): {"level": draw(st.integers(1, 4)), "evidence": "log"}})
    capacity = {
        role: Capacity(
            days_per_week=draw(st.sampled_from((0, 0.001, 2, 12, 1e299))),
            by_quarter=draw(st.sampled_from(({}, {"2027-Q1": 0}, {"2027-Q2": 9}))),
        )
        for role in draw(st.sets(st.sampled_from(ROLES[:3])))
    }
    decided = draw(st.dictionaries(st.sampled_from(IDS), decisions, max_size=4))
    date = draw(st.sampled_from((None, dt.date(2026, 11, 20), dt.date(9999, 12, 31))))
    given = changed(given, {("roadmap", key): value for key, value in decided.items()})
    given = given.model_copy(
        update={"capacity": capacity, "assessment": given.assessment.model_copy(update={"date": date})}
    )
    more = {
        "stopped": frozenset(draw(st.sets(st.just(CASE)))),
        "levers": {CASE: draw(st.sampled_from(((), ("adoption_share",))))},
        "weights": {CASE: draw(st.sampled_from((None, -5.0, 0.0, 1e300, float("inf"))))},
    }
    return given, questionnaire, more


@given(plans())
@settings(max_examples=150)
def test_no_plan_breaks_a_rule_whatever_it_is_made_from(
    made: tuple[Assessment, Questionnaire, dict[str, Any]],
) -> None:
    """Needs, waits, postponements, capacity and go-lives hold; each action stands in one place, with sentences."""
    given, questionnaire, more = made
    plan = roadmap(given, questionnaire, **more)
    items = {item.action_id: item for item in plan.items}

    everywhere = Counter([*items, *left_out(plan), *(done.action_id for done in plan.done)])
    assert {1} >= set(everywhere.values()), "an action stands in two places"
    assert list(range(1, len(items) + 1)) == [item.rank for item in plan.items]

    used: Counter[tuple[str, int]] = Counter()
    for item in plan.items:
        for need in questionnaire.actions[item.action_id].needs:
            if need in items:
                assert need in item.needs
        assert all(items[need].ready_week <= item.start_week for need in item.needs)
        assert item.start_week <= item.end_week
        assert item.ready_week - item.end_week >= item.wait_weeks
        postponed_to = given.roadmap[item.action_id].postponed_to if item.action_id in given.roadmap else None
        if postponed_to and item.start:
            assert item.start >= postponed_to
        assert item.why, "an item without a cause"
        assert item.why_now.endswith(".")
    for load in plan.loads:
        assert load.used <= load.available + 1e-9
        used[load.role, load.week] += 1
    assert {1} >= set(used.values())

    for found in plan.closings.values():
        if found.go_live_week is not None:
            assert all(items[key].ready_week <= found.go_live_week for key in found.action_ids)
            assert set(found.chain) <= set(items)
            assert () == found.unclosable
    for sentence in (*plan.warnings, *left_out(plan).values()):
        assert sentence.strip()
        assert sentence[0].isupper() or sentence[0] in "“[", sentence


@given(plans())
@settings(max_examples=40)
def test_no_action_that_something_calls_for_is_lost(
    made: tuple[Assessment, Questionnaire, dict[str, Any]],
) -> None:
    """Each step of an open question is planned, left out with a reason, or done."""
    given, questionnaire, more = made
    plan = roadmap(given, questionnaire, **more)
    somewhere = {*order(plan), *left_out(plan), *(done.action_id for done in plan.done)}
    for key, found in questionnaire.actions.items():
        answer = given.answers.get(found.question or "")
        if answer and found.level and answer.level and answer.level < found.level <= 3 and found.when != "agentic":
            assert key in somewhere


@given(plans())
@settings(max_examples=40)
def test_every_sentence_can_be_said_in_another_language(
    made: tuple[Assessment, Questionnaire, dict[str, Any]],
) -> None:
    """In a language without a word, no sentence of a plan has one left."""
    given, questionnaire, more = made
    silent = in_language(roadmap(given, questionnaire, **more), lambda _english: "")
    reasons = {cause.text for item in silent.items for cause in item.why} | {item.why_now for item in silent.items}
    unclosable = {sentence for found in silent.closings.values() for sentence in found.unclosable}
    left = {each.reason for each in silent.not_doing}
    assert {""} >= reasons | unclosable | left | set(silent.warnings)


@given(plans())
@settings(max_examples=25)
def test_the_same_input_gives_the_same_roadmap(made: tuple[Assessment, Questionnaire, dict[str, Any]]) -> None:
    """Two runs are equal to the last field."""
    given, questionnaire, more = made
    assert roadmap(given, questionnaire, **more) == roadmap(given, questionnaire, **more)


def test_the_plan_does_not_depend_on_the_hash_seed() -> None:
    """Fresh interpreters with different hash seeds print the same plan."""
    code = (
        "from tests.bench.bench_roadmap import *\n"
        "q, a = questionnaire(), assessment()\n"
        "d = {c: drill_result(a, q, c) for c in a.active_cases}\n"
        "g = {c: gate_report(a, q, c, d[c]) for c in a.active_cases}\n"
        "r = build_roadmap(a, q, score(a, q), g, d, weights={'one': 9e3, 'two': 4e3, 'three': 1.5e3})\n"
        "print(r)"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert 1 == len(printed)


def one(**changes: Any) -> Roadmap:
    """Return the roadmap of one open gate question with one action, changed as given."""
    questionnaire = asked({"three": action("Write it", question="all.fallback", level=3, **changes)})
    return roadmap(answered(base(), all__fallback=2), questionnaire)


def test_needs_in_a_circle_are_spelled_out() -> None:
    """Neither action is planned, the circle is shown once, and go-live is out of reach."""
    actions = {
        "three": action("Write it", question="all.fallback", level=3, needs=["other"]),
        "other": action("Approve it", needs=["three"]),
        "after": action("Use it", question="all.audit-trail", level=3, needs=["other"]),
    }
    plan = roadmap(answered(base(), all__fallback=2, all__audit_trail=2), asked(actions))
    assert () == plan.items
    circle = "“Write it” needs “Approve it” and “Approve it” needs “Write it”"
    assert (
        f"Needs run in a circle: {circle}. None of them can be planned; take one need out of the questionnaire.",
    ) == plan.warnings
    assert {
        "three": f"Its needs run in a circle, so no order exists: {circle}.",
        "other": f"Its needs run in a circle, so no order exists: {circle}.",
        "after": "It needs something whose own needs run in a circle.",
    } == left_out(plan)
    assert not any(each.by_choice for each in plan.not_doing)
    assert closing(plan).go_live_week is None


def test_an_action_that_needs_itself_is_a_circle() -> None:
    """The shortest circle of all."""
    assert "“Write it” needs “Write it”" in one(needs=["three"]).warnings[0]


def test_a_role_without_days_is_named() -> None:
    """Capacity 0: the action is not planned and the sentence says what to change."""
    given = answered(base(), all__fallback=2).model_copy(update={"capacity": {"legal": Capacity(days_per_week=0)}})
    plan = roadmap(given, asked({"three": action("Write it", question="all.fallback", level=3, role="legal")}))
    assert {
        "three": "Nobody has time for it: the capacity of legal has no days. Give that role days, or reject it."
    } == left_out(plan)
    assert ("The capacity of legal has no days, so 1\u00a0action cannot be planned: “Write it”.",) == plan.warnings
    assert ["G2 stays open for “Letters” (There is a fallback): nobody can plan “Write it”."] == list(
        closing(plan).unclosable
    )


def test_a_role_nobody_has_is_assumed_and_named() -> None:
    """A role that the file does not know gets the assumed days, with a warning."""
    plan = one(role="wizard")
    assert ["three"] == order(plan)
    assert "No capacity is given for wizard" in plan.warnings[0]


def test_an_action_longer_than_the_plan_is_named() -> None:
    """More work than five years hold is not planned, and what needs it neither."""
    actions = {
        "two": action("Dig a tunnel", question="all.fallback", level=2,
                      effort_days={"min": 4_000, "likely": 4_000, "max": 4_000}),
        "three": action("Write it", question="all.fallback", level=3),
    }  # fmt: skip
    plan = roadmap(answered(base(), all__fallback=1), asked(actions))
    assert {
        "two": "It takes 4,000\u00a0person-days of engineering, which does not end within the 5 years that a plan "
        "covers. Give that role more days, or split the action.",
        "three": "It needs “Dig a tunnel”, which cannot be planned.",
    } == left_out(plan)


def test_postponed_beyond_the_plan_is_named() -> None:
    """An action put off for six years stands under not doing with its date."""
    given = changed(
        answered(base(), all__fallback=2), {("roadmap", "three"): {"postponed_to": dt.date(2033, 1, 3)}}
    )
    plan = roadmap(given, asked({"three": action("Write it", question="all.fallback", level=3)}))
    assert {"three": "Postponed to 3\u00a0January 2033, beyond the 5 years that a plan covers."} == left_out(plan)


def test_a_need_that_the_questionnaire_does_not_have_is_named() -> None:
    """It is ignored, and the sentence names both."""
    plan = one(needs=["ghost"])
    assert ["three"] == order(plan)
    assert ("“Write it” needs “ghost”, which this questionnaire does not have; it is ignored.",) == plan.warnings


@pytest.mark.parametrize("text", ["[red]no[/red]", "<script>", "“quoted”", "{braces}", "100% %s"])
def test_what_people_type_stays_text(text: str) -> None:
    """Names and reasons come back to the letter."""
    given = changed(answered(base(), all__fallback=2), {("roadmap", "three"): {"rejected_because": text}})
    given = changed(given, {("use_cases", CASE, "name"): text})
    plan = roadmap(given, asked({"three": action(text, question="all.fallback", level=3)}))
    assert f"Rejected: {text}" == plan.not_doing[0].reason
    assert f"“{text}”" in closing(plan).unclosable[0]

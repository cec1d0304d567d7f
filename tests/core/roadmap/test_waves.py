"""Now, Next and Later: dates, loads, and the score and stage after each."""

from __future__ import annotations

import datetime as dt

import pytest

from fortnight.core.assessment import Capacity
from fortnight.core.base import Stage
from fortnight.core.roadmap.weeks import Weeks, effort_units, weeks_from
from tests.core.cases import CASE
from tests.core.roadmap.plans import ENGINEERING, action, answered, asked, base, changed, item, order, roadmap

CHAIN = {
    "two": action("Agree the fallback", question="all.fallback", level=2, wait_weeks=6),
    "three": action("Write the fallback", question="all.fallback", level=3, wait_weeks=20),
    "four": action("Rehearse the fallback", question="all.fallback", level=4),
}


@pytest.mark.parametrize(
    ("date", "day_zero", "last_next_monday"),
    [
        (dt.date(2026, 11, 20), dt.date(2026, 11, 23), dt.date(2027, 3, 29)),
        (dt.date(2026, 11, 23), dt.date(2026, 11, 23), dt.date(2027, 3, 29)),
        (dt.date(2026, 12, 30), dt.date(2027, 1, 4), dt.date(2027, 6, 28)),
        (dt.date(2028, 2, 29), dt.date(2028, 3, 6), dt.date(2028, 6, 26)),
    ],
)
def test_day_zero_and_the_end_of_next(date: dt.date, day_zero: dt.date, last_next_monday: dt.date) -> None:
    """Day 0 is the first Monday on or after the date; Next ends with the quarter after that of day 0."""
    weeks = weeks_from(date)
    last = weeks.last_week("next")
    assert last is not None
    assert (day_zero, last_next_monday) == (weeks.day_zero, weeks.monday(last))
    assert ["now", "now", "next", "next", "later"] == [weeks.horizon(week) for week in (0, 5, 6, last, last + 1)]


def test_a_role_has_its_days_times_its_focus_and_a_person_at_most_five() -> None:
    """Ten days a week at a focus of 0.7 are seven, of which one person gives three and a half to one action."""
    time = weeks_from(dt.date(2026, 11, 20)).role_time(Capacity(days_per_week=10))
    assert (700, 350) == (time.available[0], time.one_person[0])


def test_capacity_by_quarter_holds_in_that_quarter_only() -> None:
    """The weeks of 2027-Q1 have their own figure; before and after the usual one holds."""
    weeks = weeks_from(dt.date(2026, 11, 20))
    time = weeks.role_time(Capacity(days_per_week=4, by_quarter={"2027-Q1": 0}, focus=0.5))
    closed = {weeks.monday(week) for week in range(30) if time.available[week] == 0}
    assert {dt.date(2027, 1, 4) + dt.timedelta(weeks=week) for week in range(13)} == closed
    assert {0, 200} == set(time.available)


@pytest.mark.parametrize(("days", "units"), [(0, 0), (0.001, 1), (0.25, 25), (13 / 6, 217), (1e300, 100_000_000)])
def test_effort_is_counted_in_hundredths(days: float, units: int) -> None:
    """No effort is rounded away, and an absurd one stays a number."""
    assert units == effort_units(days)


def test_each_wave_says_where_the_team_stands_after_it() -> None:
    """Score and stage rise as steps are done; a go-live is earned in the wave that closes its last clause."""
    given = changed(answered(base(), all__fallback=1), {("answers", "all.fallback", "target"): 4})
    plan = roadmap(given, asked(CHAIN))
    assert ["now", "next", "later"] == [wave.horizon for wave in plan.waves]
    assert [("two",), ("three",), ("four",)] == [wave.action_ids for wave in plan.waves]
    count = sum(1 for answer in given.answers.values() if answer.level)
    start = (4 * (count - 1) + 1) / count
    assert pytest.approx([start + lifted / count for lifted in (1, 2, 3)]) == [
        wave.score_after for wave in plan.waves
    ]
    assert [Stage.PILOT, Stage.SCALE, Stage.SCALE] == [wave.earned_after[CASE] for wave in plan.waves]
    assert pytest.approx(1 / count) == item(plan, "two").score_change
    now, later = plan.waves[0], plan.waves[-1]
    assert (dt.date(2026, 11, 23), dt.date(2027, 1, 1)) == (now.starts, now.ends)
    assert (dt.date(2027, 4, 5), None) == (later.starts, later.ends)


def test_a_stage_is_earned_only_when_all_that_works_towards_it_is_done() -> None:
    """Two actions close one clause: the gate holds after the later one, or at once when that one is rejected."""
    actions = {
        "ask": action("Ask", clauses=["g2.accepted-error"]),
        "sign": action("Sign", clauses=["g2.accepted-error"], needs=["ask"]),
    }
    given = changed(base(), {("use_cases", CASE, "metric", "accepted_error"): ""})
    given = changed(given, {("use_cases", CASE, "decisions"): {}})
    later = changed(given, {("roadmap", "sign"): {"postponed_to": dt.date(2027, 2, 1)}})
    waves = roadmap(later, asked(actions)).waves
    assert [Stage.PILOT, Stage.SCALE] == [wave.earned_after[CASE] for wave in waves]
    without = changed(given, {("roadmap", "sign"): {"rejected_because": "Asking is enough"}})
    assert [Stage.SCALE] == [wave.earned_after[CASE] for wave in roadmap(without, asked(actions)).waves]


def test_dates_of_an_item_run_from_monday_to_friday_of_the_last_wait() -> None:
    """One week of work and six of waiting end on the Friday of the seventh week."""
    found = item(roadmap(answered(base(), all__fallback=1), asked(CHAIN)), "two")
    assert (0, 0, 7) == (found.start_week, found.end_week, found.ready_week)
    assert (dt.date(2026, 11, 23), dt.date(2027, 1, 8)) == (found.start, found.finish)


def test_loads_say_how_full_each_week_is() -> None:
    """Two person-days of three and a half in the first week."""
    plan = roadmap(answered(base(), all__fallback=2), asked({"three": {**CHAIN["three"], "wait_weeks": 0}}))
    assert [("engineering", 0, 2.0, ENGINEERING)] == [
        (load.role, load.week, load.used, load.available) for load in plan.loads
    ]


def test_without_a_date_the_plan_counts_weeks_and_says_so() -> None:
    """No dates anywhere, the order as before, decisions with dates without effect, and one warning."""
    given = answered(base(), all__fallback=1)
    undated = given.model_copy(update={"assessment": given.assessment.model_copy(update={"date": None})})
    decision = {"postponed_to": dt.date(2027, 3, 1), "due": dt.date(2026, 1, 1)}
    plan = roadmap(changed(undated, {("roadmap", "two"): decision}), asked(CHAIN))
    assert ["two", "three"] == order(plan)
    assert (None, None, None, 0, False) == (
        plan.day_zero, plan.items[0].start, plan.items[0].finish, plan.items[0].start_week, plan.items[0].late
    )  # fmt: skip
    assert 1 == len(plan.warnings)
    assert "The assessment has no date, so the plan counts weeks only." in plan.warnings[0]


def test_the_last_days_of_the_calendar_are_no_start() -> None:
    """A date with no room for five years of weeks after it is treated as none."""
    assert Weeks(None) == weeks_from(dt.date(9999, 12, 31))


def test_a_role_without_capacity_in_the_file_is_assumed_and_said() -> None:
    """Two days a week at the usual focus, in one warning that says how to change it."""
    plan = roadmap(answered(base(), all__fallback=2), asked({"three": {**CHAIN["three"], "role": "legal"}}))
    assert {1.4} == {load.available for load in plan.loads}
    assert (
        "No capacity is given for legal; the plan assumes 2\u00a0days a week, of which 70% go into this work. "
        "Give the days on the Capacity page of the roadmap.",
    ) == plan.warnings

"""Plans keep every rule, whatever they are made from."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.core.roadmap.instance import Instance, Job, Milestone, RoleTime, reached, value_waiting
from fortnight.core.roadmap.schedule import Scheduler
from fortnight.core.roadmap.solve import solve
from tests.core.roadmap.rules import broken_rules

WEEKS = 60
ROLES = ("business", "data", "engineering")


@st.composite
def role_times(draw: st.DrawFn) -> RoleTime:
    """A role whose time changes a few times, to nothing as well."""
    levels = draw(st.lists(st.sampled_from((0, 35, 70, 140, 350, 490, 1050)), min_size=1, max_size=4))
    available = tuple(levels[week * len(levels) // WEEKS] for week in range(WEEKS))
    return RoleTime(available, tuple(min(units, 350) for units in available))


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    """Up to twelve jobs with needs, waits, postponements and urgencies, some of them impossible."""
    size = draw(st.integers(0, 12))
    jobs: list[Job] = []
    for number in range(size):
        needs = draw(st.sets(st.sampled_from([job.id for job in jobs]), max_size=3)) if jobs else set()
        jobs.append(
            Job(
                id=f"a{number}",
                role=draw(st.sampled_from(ROLES)),
                effort=draw(st.sampled_from((0, 1, 25, 100, 333, 1_000, 50_000))),
                needs=tuple(sorted(needs)),
                wait_weeks=draw(st.sampled_from((0, 0, 0, 1, 6, 70))),
                earliest=draw(st.sampled_from((0, 0, 0, 5, 60))),
                urgency=draw(st.sampled_from((0, 0, 0, 1, 2))),
                tie=(draw(st.integers(0, 5)), draw(st.sampled_from((0.0, -0.5, -3.0)))),
            )
        )
    order = draw(st.permutations(jobs))
    milestones = tuple(
        Milestone(f"m{number}", draw(st.integers(1, 50)), tuple(sorted(draw(st.sets(
            st.sampled_from([job.id for job in jobs]), min_size=1, max_size=5)))))
        for number in range(draw(st.integers(0, 4)) if jobs else 0)
    )  # fmt: skip
    return Instance(tuple(order), milestones, {role: draw(role_times()) for role in ROLES})


@given(instances())
@settings(max_examples=150)
def test_no_plan_breaks_a_rule(instance: Instance) -> None:
    """Needs, waits, capacity, one person, no interruption, nothing lost or doubled."""
    assert [] == list(broken_rules(instance, solve(instance, seed=1, moves=40)))


@given(instances())
@settings(max_examples=40)
def test_the_same_problem_gives_the_same_plan(instance: Instance) -> None:
    """Two runs agree in every week."""
    assert solve(instance, seed=7, moves=60) == solve(instance, seed=7, moves=60)


@given(instances())
@settings(max_examples=60)
def test_searching_never_makes_it_worse(instance: Instance) -> None:
    """The value that waits after the search is at most what waits without it."""
    assert value_waiting(instance, solve(instance, seed=1, moves=60)) <= value_waiting(
        instance, solve(instance, seed=1, moves=0)
    )


@given(
    role_times(),
    st.sampled_from((0, 1, 333, 1_000, 5_000, 50_000)),
    st.sampled_from((0, 1, 40, 70)),
    st.sampled_from((0, 5, 59, 60)),
)
@settings(max_examples=150)
def test_a_job_alone_is_planned_whenever_one_person_has_the_time(
    time: RoleTime, effort: int, wait_weeks: int, earliest: int
) -> None:
    """It is left out only when work and waiting do not fit between its earliest week and the end of the plan."""
    instance = Instance((Job("a", "team", effort, (), wait_weeks, earliest),), (), {"team": time})
    last = WEEKS - wait_weeks
    fits = earliest < last and sum(time.one_person[earliest : max(0, last)]) >= effort
    assert fits == ("a" in solve(instance, seed=1).placed)


def plain(*jobs: Job, available: int = 100, weeks: int = 30, milestones: tuple[Milestone, ...] = ()) -> Instance:
    """Return jobs of one role with the same time every week."""
    each = (available,) * weeks
    return Instance(jobs, milestones, {"team": RoleTime(each, tuple(min(units, 350) for units in each))})


def placed(instance: Instance, key: str) -> tuple[int, int, int]:
    """Return first week, last week and ready week of one job."""
    found = solve(instance, seed=1).placed[key]
    return found.start, found.end, found.ready


def test_effort_is_spread_over_weeks() -> None:
    """Two and a half weeks of work take three weeks, and what needs it starts in the fourth."""
    instance = plain(Job("a", "team", 250), Job("b", "team", 100, ("a",)))
    assert (0, 2, 3) == placed(instance, "a")
    assert (3, 3, 4) == placed(instance, "b")


def test_the_rest_of_a_week_goes_to_the_next_job() -> None:
    """A job that ends in mid-week leaves the rest of that week to another."""
    plan = solve(plain(Job("a", "team", 140), Job("b", "team", 60)), seed=1)
    assert {"a": ((0, 100), (1, 40)), "b": ((1, 60),)} == {key: each.uses for key, each in plan.placed.items()}


def test_waiting_uses_nobody() -> None:
    """During the weeks of waiting after a job its role does something else."""
    instance = plain(Job("a", "team", 100, wait_weeks=4), Job("b", "team", 100, ("a",)), Job("c", "team", 300))
    assert (0, 0, 5) == placed(instance, "a")
    assert (5, 5, 6) == placed(instance, "b")
    assert (1, 3, 4) == placed(instance, "c")


def test_one_person_for_one_job() -> None:
    """A role of three people gives one job no more than one of them, and does three jobs side by side."""
    instance = plain(*(Job(key, "team", 700) for key in "abc"), available=1_050)
    assert [(0, 1, 2)] * 3 == [placed(instance, key) for key in "abc"]


def test_a_closed_quarter_is_no_interruption() -> None:
    """Work goes on after weeks in which nobody of the role works."""
    available = (100,) * 3 + (0,) * 10 + (100,) * 10
    instance = Instance((Job("a", "team", 500),), (), {"team": RoleTime(available, available)})
    found = solve(instance, seed=1).placed["a"]
    assert (0, 14, 15) == (found.start, found.end, found.ready)
    assert not {week for week, _ in found.uses} & set(range(3, 13))


def test_urgent_work_goes_first_with_what_it_needs() -> None:
    """A job of little worth that people put ahead starts before valuable ones, right after its own needs."""
    urgent = Job("urgent", "team", 100, ("need",), urgency=1)
    jobs = (Job("valuable", "team", 100), Job("need", "team", 100), urgent)
    instance = plain(*jobs, milestones=(Milestone("m", 50, ("valuable",)),))
    assert [0, 1, 2] == [placed(instance, key)[0] for key in ("need", "urgent", "valuable")]


def test_where_no_value_waits_the_tie_break_decides() -> None:
    """Without milestones the lowest tie goes first, with its needs ahead of it."""
    jobs = (
        Job("late", "team", 100, tie=(3, -9.0)),
        Job("need", "team", 100, tie=(5, 0.0)),
        Job("early", "team", 100, ("need",), tie=(0, -1.0)),
        Job("middle", "team", 100, tie=(0, -0.5)),
    )
    assert ["need", "early", "middle", "late"] == list(solve(plain(*jobs), seed=1).placed)


def test_urgency_passes_through_needs() -> None:
    """A runbook without worth of its own comes before a nice job, because a go-live needs it."""
    jobs = (Job("nice", "team", 100), Job("runbook", "team", 400), Job("live", "team", 100, ("runbook",)))
    instance = plain(*jobs, milestones=(Milestone("go", 100, ("live",)), Milestone("small", 1, ("nice",))))
    assert ["runbook", "live", "nice"] == list(solve(instance, seed=1).placed)


def test_a_milestone_out_of_reach_has_no_week() -> None:
    """A go-live that needs something nobody can do is never reached."""
    instance = plain(Job("a", "team", 100), Job("b", "team", 90_000), milestones=(Milestone("go", 1, ("a", "b")),))
    plan = solve(instance, seed=1)
    assert ("b",) == plan.unplaced
    assert reached(instance.milestones[0], plan) is None


def test_a_long_chain_needs_no_deep_stack() -> None:
    """Fifteen hundred jobs in one chain are ordered without running out of stack."""
    jobs = tuple(Job(f"a{n}", "team", 0, (f"a{n - 1}",) if n else ()) for n in range(1_500))
    instance = plain(*jobs, milestones=(Milestone("go", 1, ("a1499",)),))
    assert [job.id for job in jobs] == list(solve(instance, seed=1, moves=0).placed)


def test_later_jobs_never_take_time_from_earlier_ones() -> None:
    """Adding a job that no value waits for changes nothing for those with value."""
    jobs = tuple(Job(f"a{n}", "team", 130 + 40 * n) for n in range(5))
    instance = plain(*jobs, milestones=tuple(Milestone(job.id, 3, (job.id,)) for job in jobs))
    before = solve(instance, seed=1).placed
    after = solve(replace(instance, jobs=(*jobs, Job("extra", "team", 500))), seed=1).placed
    assert before == {key: found for key, found in after.items() if key != "extra"}


def test_a_calendar_that_is_full_is_left_as_it_was() -> None:
    """A job that finds no room takes no time from anybody."""
    scheduler = Scheduler(plain(Job("a", "team", 90_000)))
    left = scheduler.empty_calendar()
    assert scheduler.place(0, [-1], left) is None
    assert scheduler.empty_calendar() == left

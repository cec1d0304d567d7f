"""Agenda: what is next, what it costs, how the time stands; and proposals taken or left one by one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fortnight.core.agenda_plan import AgendaItem, Part
from fortnight.core.assessment import Answer, Assessment
from fortnight.core.figures import RoiTable
from fortnight.core.quantity import Evidence, Quantity
from fortnight.core.replies import TakenReplies, TakenReply, pending
from fortnight.core.use_case import DataSource, UseCase
from fortnight.storage.document import open_document
from fortnight.storage.taken_replies import load_replies, replies_path, save_replies
from fortnight.storage.toml_files import load_assessment
from fortnight.storage.workshop_times import KeptTimes, keep_times, kept_times
from fortnight.tui.planner import WHILE_ANSWERING
from fortnight.tui.widgets.agenda_line import AgendaLine
from fortnight.tui.widgets.field_row import FieldRow
from fortnight.tui.widgets.text_block import TextBlock
from fortnight.tui.workshop_clock import WorkshopClock, how_time_stands
from tests.tui.conftest import QUESTIONNAIRE, Running, app_of, screen_text, settled, until


def on_disk(file: Path) -> Assessment:
    """Return what the file holds."""
    return load_assessment(file).assessment


def waiting(file: Path) -> int:
    """Return how many proposals still wait."""
    document = open_document(file)
    return len(pending(load_replies(file), document.assessment, document.questionnaire))


async def to_agenda(pilot: Pilot[int]) -> None:
    """Open the agenda and wait until it was made from the answers at hand."""
    await pilot.press("f10")
    await until(pilot, lambda: app_of(pilot).planner.is_current)
    await settled(pilot)


@pytest.fixture
def to_production(file: Path) -> Path:
    """The file with an aim for which the first question is a condition of a gate."""
    name = 'name = "Claims triage"'
    file.write_text(file.read_text().replace(name, f'{name}\naim = "production"'))
    return file


# The time.

ROOM = Part("room", "In the room", 90, (
    AgendaItem("decision", "The decision", 3, True, ""), AgendaItem("drill", "Drill", 60, False, ""),
    AgendaItem("reserve", "In reserve", 27, True, "")))


def test_the_clock_counts_only_while_it_runs() -> None:
    """Breaks do not count, and starting one part stops the other."""
    seconds = [0.0]
    clock = WorkshopClock(lambda: seconds[0])
    assert clock.minutes("room") is None
    clock.toggle("room")
    seconds[0] = 600
    clock.toggle("room")
    seconds[0] = 6000
    assert 10 == clock.minutes("room")
    clock.toggle("room")
    seconds[0] = 6060
    clock.toggle("after")
    seconds[0] = 6120
    assert (11, 1) == (clock.minutes("room"), clock.minutes("after"))
    assert "after" == clock.part
    assert not clock.is_running("room")


NOON = dt.datetime(2026, 11, 20, 12).timestamp()


def clock_after(seconds: float) -> WorkshopClock:
    """Return the clock of a run that begins so long after one ended with 20 minutes in the room, running."""
    return WorkshopClock(lambda: NOON + seconds, KeptTimes(NOON, {"room": 1200.0, "after": 60.0}, "room", True))


def test_a_restart_in_the_room_loses_no_minute() -> None:
    """A running clock has gone on while the app was away; what another part had run stays."""
    clock = clock_after(10 * 60)
    assert (30, 1) == (clock.minutes("room"), clock.minutes("after"))
    assert clock.is_running("room")


def test_a_clock_that_was_left_running_counts_no_afternoon() -> None:
    """After more than half an hour it stands where it was seen last, and can go on from there."""
    clock = clock_after(3 * 3600)
    assert 20 == clock.minutes("room")
    assert not clock.is_running("room")
    clock.toggle("room")
    assert clock.is_running("room")


def test_a_new_day_begins_anew_and_midnight_alone_is_no_new_day() -> None:
    """What was counted yesterday is no part of today's workshop; twenty minutes across midnight are."""
    assert clock_after(24 * 3600).minutes("room") is None
    late = dt.datetime(2026, 11, 20, 23, 50).timestamp()
    across = WorkshopClock(lambda: late + 1200, KeptTimes(late, {"room": 600.0}, "room", True))
    assert 30 == across.minutes("room")


def test_a_clock_set_back_goes_on_from_zero() -> None:
    """After a rehearsal the part begins anew, the others keep theirs."""
    clock = clock_after(60)
    clock.set_back("room")
    assert (0, 1, True) == (clock.minutes("room"), clock.minutes("after"), clock.is_running("room"))


async def test_the_time_is_there_again_after_a_restart(running: Running, file: Path) -> None:
    """Started, left running and opened again, it counts on; 0 asks first and then begins anew."""
    async with running(file, size=(120, 40)) as pilot:
        await to_agenda(pilot)
        await pilot.press("s")
    kept = kept_times(file)
    assert kept is not None
    assert kept.is_running
    keep_times(file, replace(kept, seen=kept.seen - 300))
    async with running(file, size=(120, 40)) as pilot:
        await to_agenda(pilot)
        assert "5 of 90 minutes used" in screen_text(pilot)
        assert "s stops the clock" in screen_text(pilot)
        await pilot.press("0")
        assert "The clock says 5 minutes" in screen_text(pilot)
        await pilot.press("right", "enter")
        await settled(pilot)
        assert "0 of 90 minutes used" in screen_text(pilot)


def test_how_the_time_stands_is_told_without_alarm() -> None:
    """Before it begins everything counts; then only what is open; beyond the plan it says by how much."""
    assert "90 minutes; the list takes 63, 27 to spare." == how_time_stands(ROOM, None)
    assert "20 of 90 minutes used; the rest takes 60, 10 to spare." == how_time_stands(ROOM, 20)
    assert "30 of 90 minutes used; the rest takes 60, just enough." == how_time_stands(ROOM, 30)
    assert "40 of 90 minutes used; the rest takes 60, 10 too many." == how_time_stands(ROOM, 40)


async def test_the_clock_stands_beside_the_plan(running: Running, file: Path) -> None:
    """s starts and stops it; a minute later it says one minute."""
    async with running(file, size=(120, 40)) as pilot:
        await to_agenda(pilot)
        assert "s starts the clock" in screen_text(pilot)
        seconds = [0.0]
        app_of(pilot).planner._clock = WorkshopClock(lambda: seconds[0])
        await pilot.press("s")
        assert "0 of 90 minutes used" in screen_text(pilot)
        seconds[0] = 65
        await pilot.press("s")
        assert "1 of 90 minutes used" in screen_text(pilot)
        assert "s goes on counting" in screen_text(pilot)
        await pilot.press("f2")
        await settled(pilot)
        assert "In the room: 1 of 90 minutes" in screen_text(pilot)


# The list.

async def test_what_can_change_the_verdict_comes_first(running: Running, to_production: Path) -> None:
    """The question that a gate waits for stands above those that only shape the score; Enter goes there."""
    async with running(to_production) as pilot:
        await to_agenda(pilot)
        shown = screen_text(pilot)
        assert "can still change the verdict" in shown
        assert "Real data  (holds a gate open)" in shown
        assert shown.index("Real data  (") < shown.index("shapes the score only")
        assert "▸" in next(line for line in shown.splitlines() if "The decision" in line)
        await pilot.press(*("down",) * 3, "enter")
        await settled(pilot)
        assert "assess" == pilot.app.current_mode
        assert "Which data did it run on?" in screen_text(pilot)


async def test_each_item_leads_to_where_it_is_worked_on(running: Running, file: Path) -> None:
    """Into the very field of the team's station, the metric or the Return; to the card of the test."""
    (file.parent / "small.toml").write_text(QUESTIONNAIRE.replace("day = 5\n", "day = 5\nroom = true\n"))
    async with running(file) as pilot:
        for steps, area, words in ((0, "scope", "To be decided"), (1, "scope", "Success metric"),
                                   (8, "test", "Day 5: Quality drifts"), (13, "return", "Adoption")):
            await to_agenda(pilot)
            await pilot.press(*("down",) * steps, "enter")
            await settled(pilot)
            assert area == pilot.app.current_mode
            assert words in screen_text(pilot)
            if area in ("scope", "return"):
                field = next(row.field for row in pilot.app.screen.query(FieldRow) if row.has_focus_within)
                assert words == field.label


async def test_what_is_settled_leaves_the_list(running: Running, file: Path) -> None:
    """And the next open item is in hand again."""
    async with running(file) as pilot:
        await to_agenda(pilot)
        assert "Rights" in screen_text(pilot)
        await pilot.press("f2", "3", "3", "3")
        await to_agenda(pilot)
        assert "Rights" not in screen_text(pilot)


async def test_it_says_when_nothing_can_change_the_verdict(running: Running, file: Path) -> None:
    """On the agenda, and on the quiet line below the question."""
    text = file.read_text().replace('[use_cases.mail]\nname = "Mail"\n', "")
    answers = "".join(f'[answers."{key}"]\nlevel = 5\nevidence = "seen"\n'
                      for key in ("data.real", "data.rights", "people.owner", "people.agents"))
    plays = "".join(f'[use_cases.claims.drill.{card}]\noutcome = "limps"\n'
                    for card in ("outage", "drift", "joiner"))
    file.write_text(text + answers + plays)
    async with running(file, size=(120, 40)) as pilot:
        await to_agenda(pilot)
        planned = app_of(pilot).planner.planned
        assert planned is not None
        assert planned.agenda.nothing_more_can_change
        assert " ".join(planned.agenda.headline.split()) in " ".join(screen_text(pilot).split())
        await pilot.press("f2")
        await settled(pilot)
        assert planned.agenda.headline[:60] in screen_text(pilot)


async def test_parked_questions_wait_under_after(running: Running, file: Path) -> None:
    """Enter takes them up again."""
    async with running(file) as pilot:
        await pilot.press("right", "p")
        await to_agenda(pilot)
        await pilot.press("3", "end")
        await until(pilot, lambda: "Rights" in screen_text(pilot).partition("What was parked")[2])
        await pilot.press("1")
        assert "Everybody votes alone" in screen_text(pilot)
        assert "s starts the clock" not in screen_text(pilot)


async def test_the_point_in_hand_stays_in_view(running: Running, file: Path) -> None:
    """Whether the screen grows smaller or what is said about the point grows longer."""
    async with running(file, size=(80, 45)) as pilot:
        await to_agenda(pilot)
        await pilot.press("3", "end")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "Verdict and roadmap" in screen_text(pilot)
        pilot.app.screen.query_one("#notes", TextBlock).say("A gate is open.\n" * 10)
        await settled(pilot)
        assert "Verdict and roadmap" in screen_text(pilot)


async def test_parts_points_and_the_clock_can_be_clicked(running: Running, file: Path) -> None:
    """Every key has its click."""
    async with running(file, size=(120, 40)) as pilot:
        lines = screen_text(pilot).splitlines()
        await pilot.click(offset=(lines[1].index("F10 Agenda") + 2, 1))
        await until(pilot, lambda: app_of(pilot).planner.is_current)
        await settled(pilot)
        for words, expected in (("s starts the clock", "s stops the clock"), ("3 After", "What was parked"),
                                ("2 In the room", "The success metric"), ("The success metric", "Guardrails")):
            lines = screen_text(pilot).splitlines()
            row = next(number for number, line in enumerate(lines) if words in line)
            assert await pilot.click(offset=(lines[row].index(words) + 1, row))
            await settled(pilot)
            assert expected in screen_text(pilot)


async def test_without_a_use_case_it_leads_to_the_first(running: Running, file: Path) -> None:
    """Naming one is the only thing to do before."""
    file.write_text(file.read_text().split("[use_cases.claims]")[0])
    async with running(file) as pilot:
        await to_agenda(pilot)
        await pilot.press("1", "enter")
        await settled(pilot)
        assert "Name of the new use case:" in screen_text(pilot)


async def test_the_quiet_line_keeps_out_of_small_screens(running: Running, file: Path) -> None:
    """At 80 x 24 every line belongs to the question, and nothing is computed for it."""
    async with running(file) as pilot:
        await pilot.press("3")
        await pilot.pause(WHILE_ANSWERING + 0.2)
        await settled(pilot)
        assert not pilot.app.screen.query_one(AgendaLine).region
        assert app_of(pilot).planner.planned is None


async def test_the_quiet_line_says_what_hangs_on_the_question(running: Running, to_production: Path) -> None:
    """Where there is room."""
    async with running(to_production, size=(120, 40)) as pilot:
        await until(pilot, lambda: app_of(pilot).planner.is_current)
        await settled(pilot)
        planned = app_of(pilot).planner.planned
        assert planned is not None
        question = planned.question("data.real")
        assert question is not None
        assert "holds a gate of Claims triage open" in question.why
        assert "holds a gate of Claims triage open" in screen_text(pilot)


async def test_a_fault_in_the_agenda_ends_no_workshop(
    running: Running, file: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is written down and said; answering goes on, and the next agenda is shown."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    async with running(file, size=(120, 40)) as pilot:
        with monkeypatch.context() as patched:
            patched.setattr("fortnight.core.agenda.agenda", broken)
            await pilot.press("f10")
            await until(pilot, lambda: bool(app_of(pilot).planner.problem))
            await settled(pilot)
            assert "The agenda failed through a fault of the program." in screen_text(pilot)
        await pilot.press("f2", "3")
        await to_agenda(pilot)
        assert 3 == on_disk(file).answers["data.real"].level
        assert "The success metric" in screen_text(pilot)
        assert "fault of the program" not in screen_text(pilot)


# Replies.

def with_replies(file: Path) -> None:
    """Put two replies beside the file: a source, two different figures, and proof."""
    figure = {name: Quantity(p5=low, p95=high, evidence=Evidence.TIMED)
              for name, low, high in (("operate_minutes", 2.0, 3.0),)}
    other = {"operate_minutes": Quantity(value=9.0)}
    save_replies(file, TakenReplies(replies={
        "aaaa": TakenReply(
            roles=("data",), answers={"data.real": Answer(evidence="the extract of 3 May")},
            use_cases={"claims": UseCase(data={"letters": DataSource(name="claim letters", system="archive")},
                                         roi=RoiTable(inputs=figure))}),
        "bbbb": TakenReply(roles=("users",), use_cases={"claims": UseCase(roi=RoiTable(inputs=other))}),
    }))


async def test_whoever_opens_the_file_hears_of_proposals(running: Running, file: Path) -> None:
    """Once, with the way to them; without any, nothing is said."""
    async with running(file) as pilot:
        assert "proposals" not in screen_text(pilot)
    with_replies(file)
    async with running(file) as pilot:
        assert "4 proposals from replies wait; F10 and then r shows them." in screen_text(pilot)


async def test_nothing_proposed_is_taken_by_itself(running: Running, file: Path) -> None:
    """The agenda says how many wait; looking at them and leaving changes nothing."""
    with_replies(file)
    before = on_disk(file)
    async with running(file) as pilot:
        await to_agenda(pilot)
        assert "4 proposals from replies wait; F10 and then r shows them." in screen_text(pilot)
        await pilot.press("r", "down", "enter", "escape")
        await settled(pilot)
    assert before == on_disk(file)
    assert 4 == waiting(file)


async def test_each_proposal_is_taken_or_left(running: Running, file: Path) -> None:
    """t writes it into the assessment, l keeps it out; both are remembered."""
    with_replies(file)
    async with running(file) as pilot:
        await to_agenda(pilot)
        await pilot.press("r")
        await settled(pilot)
        assert "Proposed by data: the extract of 3 May." in screen_text(pilot)
        await pilot.press("t")
        assert "the extract of 3 May" == on_disk(file).answers["data.real"].evidence
        await pilot.press("l")
        assert {} == on_disk(file).use_cases["claims"].data
        await pilot.press("t")
        taken = on_disk(file).use_cases["claims"].roi.inputs["operate_minutes"]
        assert (2.0, 3.0, Evidence.TIMED) == (taken.p5, taken.p95, taken.evidence)
        assert 1 == waiting(file)
        assert "Now: 2 to 3, timed" in screen_text(pilot)
        await pilot.press("l", "escape")
        await settled(pilot)
        assert 0 == waiting(file)
        assert not pilot.app.screen.query_one("#waiting").display


async def test_what_was_left_can_be_taken_all_the_same(running: Running, file: Path) -> None:
    """It stays at the end of the list; and undo takes a taken one back, which then stands there too."""
    with_replies(file)
    async with running(file) as pilot:
        await to_agenda(pilot)
        await pilot.press("r", "down", "l")
        assert "left  New source claim letters" in screen_text(pilot)
        await pilot.press("up", "up", "t")
        assert "claim letters" == on_disk(file).use_cases["claims"].data["letters"].name
        await pilot.press("escape", "ctrl+z")
        await settled(pilot)
        assert {} == on_disk(file).use_cases["claims"].data
        assert "scope" == pilot.app.current_mode
        await to_agenda(pilot)
        await pilot.press("r")
        assert "left  New source claim letters" in screen_text(pilot)


async def test_a_record_that_cannot_be_read_is_said_in_words(running: Running, file: Path) -> None:
    """The agenda goes on without it."""
    replies_path(file).write_text("format = 1\nnonsense = 3\n")
    async with running(file, size=(120, 40)) as pilot:
        await to_agenda(pilot)
        assert "The replies cannot be read:" in screen_text(pilot)
        await pilot.press("r")
        await settled(pilot)
        assert "nonsense" in screen_text(pilot)

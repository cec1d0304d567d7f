"""Text on the screen can be marked by dragging and copied; marking never does what a click does."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.geometry import Offset
from textual.pilot import Pilot

from fortnight.core.assessment import Answer
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.widgets.level_picker import LevelPicker
from tests.tui.conftest import QUESTIONNAIRE, Running, app_of, screen_text, settled, until

LONG = "A hand-picked sample of cases that somebody who knows the work chose, week after week, on one afternoon."


def where(pilot: Pilot[int], words: str) -> Offset:
    """Return the cell of the first of `words`, which stand on the screen."""
    y, line = next((y, line) for y, line in enumerate(screen_text(pilot).splitlines()) if words in line)
    return Offset(line.index(words), y)


def along(at: Offset, cells: int) -> Offset:
    """Return the cell so many further right."""
    return Offset(at.x + cells, at.y)


async def hand(pilot: Pilot[int], kind: type[events.MouseEvent], at: Offset) -> None:
    """Do with the left button, at a cell of the screen, what a terminal would report."""
    pilot.app.post_message(kind(None, at.x, at.y, 0, 0, 1, False, False, False, at.x, at.y))
    await pilot.pause()


async def click(pilot: Pilot[int], at: Offset) -> None:
    """Press and release on one cell."""
    await hand(pilot, events.MouseDown, at)
    await hand(pilot, events.MouseUp, at)
    await settled(pilot)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two clicks on one cell are a double click, however slow the machine is between them."""
    monkeypatch.setattr(App, "CLICK_CHAIN_TIME_THRESHOLD", 600.0)


async def copied(pilot: Pilot[int], first: Offset, last: Offset) -> str:
    """Return what the clipboard holds after a drag from one cell to another and Ctrl+C."""
    await hand(pilot, events.MouseDown, first)
    await hand(pilot, events.MouseMove, last)
    await hand(pilot, events.MouseUp, last)
    await pilot.press("ctrl+c")
    return pilot.app.clipboard


async def test_a_drag_over_a_level_marks_its_sentence_and_answers_nothing(running: Running, file: Path) -> None:
    """The marked words only; over several levels a line for each, without signs, numbers and tags."""
    async with running(file) as pilot:
        sample, month = where(pilot, "hand-picked"), where(pilot, "A month")
        assert "hand-picked" == await copied(pilot, sample, along(sample, 10))
        assert "hand-picked" == await copied(pilot, along(sample, 10), sample)
        several = "hand-picked sample.\nA week of real cases.\nA month"
        assert several == await copied(pilot, sample, along(month, 6))
        tag = along(where(pilot, "gate G2"), 6)
        assert "A week of real cases." == await copied(pilot, Offset(month.x - 4, tag.y), tag)
        assert {} == load_assessment(file).assessment.answers
        assert "Which data did it run on?" in screen_text(pilot)


@pytest.mark.parametrize(("width", "sentence"), [(80, LONG), (120, LONG), (80, "標本" * 40)],
                         ids=["narrow", "wide", "without-spaces"])
async def test_a_sentence_over_several_rows_is_copied_as_one(running: Running, file: Path, width: int,
                                                             sentence: str) -> None:
    """However wide the screen is, and in a script without spaces too, what is copied is what was written."""
    file.with_name("small.toml").write_text(QUESTIONNAIRE.replace("A hand-picked sample.", sentence))
    async with running(file, size=(width, 40)) as pilot:
        first, after = where(pilot, sentence[:12]), where(pilot, "A week of real")
        assert after.y - first.y > 2
        assert f"{sentence}\nA" == await copied(pilot, first, after)


async def test_a_click_answers_though_text_is_marked(running: Running, file: Path) -> None:
    """Press and release on one cell answers; what was marked before is let go."""
    async with running(file) as pilot:
        sample = where(pilot, "hand-picked")
        await copied(pilot, sample, along(sample, 10))
        await click(pilot, sample)
        assert {"data.real": Answer(level=2)} == dict(load_assessment(file).assessment.answers)
        assert not pilot.app.screen.selections


@pytest.mark.usefixtures("patient")
async def test_a_double_click_answers_one_question(running: Running, file: Path) -> None:
    """Its second half falls on the next question, which nobody has read yet."""
    async with running(file) as pilot:
        sample = where(pilot, "hand-picked")
        await click(pilot, sample)
        await click(pilot, sample)
        assert {"data.real": Answer(level=2)} == dict(load_assessment(file).assessment.answers)
        assert not pilot.app.screen.selections


@pytest.mark.usefixtures("patient")
async def test_a_double_click_opens_a_dialog_and_leaves_it_open(running: Running, file: Path) -> None:
    """Its second half falls beside the dialog; a click there leaves it."""
    async with running(file) as pilot:
        votes = where(pilot, "Votes")
        await click(pilot, votes)
        await click(pilot, votes)
        assert "Type a number from 1 to 5" in screen_text(pilot)
        await click(pilot, Offset(0, 0))
        assert "Type a number from 1 to 5" not in screen_text(pilot)


@pytest.mark.parametrize("words", ["Which data did", "hand-picked"])
async def test_the_next_question_is_not_marked(running: Running, file: Path, words: str) -> None:
    """The mark lay on words that are gone."""
    async with running(file) as pilot:
        first = where(pilot, words)
        await copied(pilot, first, along(first, len(words) - 1))
        await pilot.press("right")
        assert not pilot.app.screen.selections


async def test_other_rows_are_not_marked_on_a_screen_of_another_size(running: Running, file: Path) -> None:
    """The levels are broken anew."""
    async with running(file) as pilot:
        sample = where(pilot, "hand-picked")
        await copied(pilot, sample, along(sample, 10))
        await pilot.resize_terminal(120, 40)
        await settled(pilot)
        assert not pilot.app.screen.query_one(LevelPicker).text_selection


async def test_the_lines_of_the_agenda_can_be_marked(running: Running, file: Path) -> None:
    """What hangs on a question is copied without leaving it, the time without starting the clock."""
    async with running(file, size=(120, 40)) as pilot:
        await until(pilot, lambda: app_of(pilot).planner.is_current)
        await settled(pilot)
        said = "Only the money can still change the verdict"
        first = where(pilot, said)
        assert said == await copied(pilot, first, along(first, len(said) - 1))
        assert "assess" == pilot.app.current_mode
        await pilot.press("f10")
        await until(pilot, lambda: "starts the clock" in screen_text(pilot))
        first = where(pilot, "starts the clock")
        assert "starts the clock" == await copied(pilot, first, along(first, 15))
        assert app_of(pilot).planner.clock.part is None

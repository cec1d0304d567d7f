"""Whatever is typed is saved, waits to be mended, or is said to be left out; undo brings back what was."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Button, Input

from fortnight.core.assessment import ActionDecision
from fortnight.core.quantity import Evidence
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.modals.decision import DecisionModal
from fortnight.tui.store import Edit
from fortnight.tui.widgets.field_row import FieldRow, row_around
from tests.tui.conftest import Running, app_of, screen_text, settled, type_text, until
from tests.tui.test_scope import at_station, case_on_disk, new_row, to_field

MINUTES = "baseline.minutes_per_task"


def in_hand(pilot: Pilot[int]) -> FieldRow:
    """Return the field with the focus."""
    row = row_around(pilot.app.focused)
    assert row is not None
    return row


async def with_minutes(pilot: Pilot[int], text: str) -> None:
    """Fill in how long a task takes, and stay in the field."""
    await at_station(pilot, "2")
    await to_field(pilot, MINUTES)
    await type_text(pilot, text)


async def test_how_a_value_is_known_can_be_said_before_the_value_is_right(running: Running, file: Path) -> None:
    """Grade and source wait with the text that cannot be read, and go into the file with what it becomes."""
    async with running(file) as pilot:
        await with_minutes(pilot, "12 to 18")
        await pilot.press("enter", "shift+tab", "x", "tab", "t", "tab")
        await type_text(pilot, "stopwatch")
        await pilot.press("f2", "f3")
        assert "✗ “18x” is not a number." in screen_text(pilot)
        known = case_on_disk(file).baseline.minutes_per_task
        assert known is not None and (Evidence.GUESSED, "") == (known.evidence, known.source)
        await to_field(pilot, MINUTES)
        await pilot.press("backspace", "enter")
        known = case_on_disk(file).baseline.minutes_per_task
        assert known is not None and (Evidence.TIMED, "stopwatch") == (known.evidence, known.source)


async def test_undo_takes_a_source_out_of_its_field(running: Running, file: Path) -> None:
    """The field shows the file even while it has the focus; an emptied value is left at once by Tab."""
    file.write_text(file.read_text() + "\n[use_cases.claims.baseline]\nminutes_per_task = 12\n")
    async with running(file) as pilot:
        await at_station(pilot, "2")
        await to_field(pilot, MINUTES)
        await pilot.press("tab", "tab", "s", "enter", "shift+tab", "ctrl+z")
        source = in_hand(pilot).query(Input).last()
        assert ("", True) == (source.value, source.display)
        await pilot.press("shift+tab", "shift+tab", "end", "backspace", "backspace", "tab")
        assert case_on_disk(file).baseline.minutes_per_task is None
        assert MINUTES != in_hand(pilot).field.key


async def test_undo_of_a_value_takes_the_focus_back_into_its_field(running: Running, file: Path) -> None:
    """Where nothing is known, evidence and source are hidden; the next letter must not go nowhere."""
    async with running(file) as pilot:
        await with_minutes(pilot, "7")
        await pilot.press("tab", "tab", "ctrl+z", "8", "enter")
        assert 8 == getattr(case_on_disk(file).baseline.minutes_per_task, "value", None)


@pytest.mark.parametrize("text", ["2026-0", "12.13.2026"])
async def test_undo_first_takes_back_what_the_field_cannot_save(running: Running, file: Path, text: str) -> None:
    """Half a date goes; what was saved before it, elsewhere, stays until undo is pressed again."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await type_text(pilot, "accuracy")
        await to_field(pilot, "metric.by")
        await type_text(pilot, text)
        await pilot.press("ctrl+z")
        assert ("metric.by", "", "") == (in_hand(pilot).field.key, in_hand(pilot).typed, in_hand(pilot).problem)
        assert "accuracy" == case_on_disk(file).metric.name
        await pilot.press("ctrl+z")
        assert "" == case_on_disk(file).metric.name


async def test_a_refused_change_of_a_value_gives_way_to_the_value(running: Running, file: Path) -> None:
    """Undo in a field that holds both: first the file's value comes back, then it is taken back."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await to_field(pilot, "metric.threshold")
        await pilot.press("8", "5", "enter", "shift+tab", "x", "ctrl+z")
        assert "85" == in_hand(pilot).typed
        await pilot.press("ctrl+z")
        assert ("", None) == (in_hand(pilot).typed, case_on_disk(file).metric.threshold)


async def test_all_lines_of_a_paste_are_kept(running: Running, file: Path) -> None:
    """A field has one line; a table's cells and a letter's lines come in one after the other."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        pilot.app.post_message(Paste("handled\twithout\r\n\nrework\n"))
        await until(pilot, lambda: "handled without rework" == case_on_disk(file).metric.name)
        pilot.app.copy_to_clipboard(" in a\nweek")
        await pilot.press("ctrl+v", "enter")
        assert "handled without rework in a week" == case_on_disk(file).metric.name


async def test_leaving_the_app_asks_about_text_that_could_not_be_saved(running: Running, file: Path) -> None:
    """Wherever it stands; staying keeps it, and what is saved is never asked about."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await to_field(pilot, "metric.threshold")
        await type_text(pilot, "8x")
        await pilot.press("f2", "ctrl+q")
        assert "Threshold, “8x”: “8x” is not a number." in screen_text(pilot)
        await pilot.press("enter", "f3")
        assert "8x" in screen_text(pilot)
        await to_field(pilot, "metric.threshold")
        await pilot.press("backspace", "5", "ctrl+q")
    assert 85 == case_on_disk(file).metric.threshold


async def test_leaving_the_app_asks_about_a_row_that_is_not_complete(running: Running, file: Path) -> None:
    """A role without its name is in no file."""
    async with running(file) as pilot:
        await at_station(pilot, "7")
        await new_row(pilot, 1)
        await to_field(pilot, "days_per_week")
        await pilot.press("3", "ctrl+q")
        assert "Not saved yet: Role is still empty." in screen_text(pilot)
        assert isinstance(pilot.app.focused, Button)


async def test_opening_another_file_asks_as_leaving_does(running: Running, file: Path) -> None:
    """What could not be saved goes with the file before; staying keeps it open."""
    other = file.with_name("other.toml")
    other.write_text(file.read_text())
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await to_field(pilot, "metric.threshold")
        await type_text(pilot, "8x")
        for answer, opened in (("enter", file), ("right", other)):
            app_of(pilot).open_file(other)
            await settled(pilot)
            assert "Threshold, “8x”: “8x” is not a number." in screen_text(pilot)
            await pilot.press(answer, "enter")
            await until(pilot, lambda path=opened: app_of(pilot).open_store.path == path)


async def test_a_decision_is_not_left_with_a_date_that_is_none(running: Running, file: Path) -> None:
    """Escape says so once, and again for another text; what was mended leaves with the form."""
    written: list[Edit] = []
    async with running(file) as pilot:
        await pilot.app.push_screen(DecisionModal("Action", ActionDecision(), "due",
                                                  lambda edits, label: written.extend(edits)))
        for text in ("soon", "er"):
            await type_text(pilot, text)
            await pilot.press("escape")
            assert "Esc again leaves it out." in " ".join(screen_text(pilot).split())
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, DecisionModal)
        assert [] == written


async def test_the_name_being_typed_is_for_the_use_case_it_was_asked_for(running: Running, file: Path) -> None:
    """Wherever the cursor of the list is by then."""
    async with running(file) as pilot:
        await pilot.press("f8", "r", "s", "shift+tab", "down", "enter")
        assert ["Claims triages", "Mail"] == [
            case.name for case in load_assessment(file).assessment.use_cases.values()]


async def test_undo_of_archiving_takes_the_use_case_in_hand_again(running: Running, file: Path) -> None:
    """The screen shows what it showed before."""
    async with running(file) as pilot:
        await pilot.press("f3", "f8", "x", "escape")
        assert "mail" == app_of(pilot).case_id
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert "claims" == app_of(pilot).case_id


@pytest.mark.parametrize(("area", "page"), [("f3", "2"), ("f5", "1")])
async def test_what_is_wrong_stays_with_its_use_case(running: Running, file: Path, area: str, page: str) -> None:
    """Mended beside another one it would become that one's figure; what is left behind is said."""
    async with running(file) as pilot:
        await pilot.press(area)
        await settled(pilot)
        await pilot.press("escape", page, "tab")
        while in_hand(pilot).field.label != "Tasks a month":
            await pilot.press("tab")
        await type_text(pilot, "12x")
        await pilot.press("f8", "down", "enter")
        await settled(pilot)
        assert not any(row.is_wrong for row in pilot.app.screen.query(FieldRow))
        assert ["Tasks a month, “12x”: “12x” is not a number."] == [
            each.message for each in pilot.app._notifications if each.title == "Not saved"]

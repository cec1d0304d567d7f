"""Keys that come in all at once land where somebody who types blind means them; Alt never types."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from fortnight.storage.toml_files import load_assessment
from fortnight.tui import keys_in_turn
from fortnight.tui.modals.note import NoteModal
from fortnight.tui.widgets.station_bar import StationBar
from fortnight.tui.widgets.tab_bar import TabBar
from tests.tui.conftest import Running, app_of, settled, until
from tests.tui.test_scope import at_station, case_on_disk, to_field


async def at_once(pilot: Pilot[int], *keys: str, in_hand: int = 0) -> None:
    """Press keys without a pause between them; a text of several letters that is no key's name is typed.

    It is over when so many keys are still in hand.
    """
    named = {"tab", "enter", "escape", "backspace", "home", "f2", "f3", "right", "pagedown"}
    for key in keys:
        for one in [key] if key in named else key:
            pilot.app.post_message(events.Key(one, one if len(one) == 1 else None))
    await pilot.pause()
    await until(pilot, lambda: len(app_of(pilot)._typed) <= in_hand)
    await settled(pilot)


async def test_keys_without_a_pause_go_into_the_field_that_is_meant(running: Running, file: Path) -> None:
    """Tab and Enter move on before the next letter is read; so does leaving for another area."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await at_once(pilot, "right answers", "tab", "%", "enter", "right", "tab", "85", "tab", "31.3.2027", "tab",
                      "62,5", "f2", "3", "f3")
        metric = case_on_disk(file).metric
        assert ("right answers", "%", "up") == (metric.name, metric.unit, metric.direction)
        assert (85, dt.date(2027, 3, 31), 62.5) == (metric.threshold, metric.by, metric.stop_below)
        assert 3 == load_assessment(file).assessment.answers["data.real"].level


async def test_a_machine_that_is_late_is_waited_for(
    running: Running, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much time has passed, and though nothing told that a key was handled, all it set off goes first."""
    monkeypatch.setattr(keys_in_turn, "_PATIENCE", 0.0001)
    monkeypatch.setattr(keys_in_turn.KeysInTurnApp, "_came_back", lambda app, turn: None)
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await at_once(pilot, "right answers", "tab", "%", "enter", "right", "tab", "85", "f2", "3", "f3",
                      in_hand=1)
        metric = case_on_disk(file).metric
        assert ("right answers", "%", "up", 85) == (metric.name, metric.unit, metric.direction, metric.threshold)
        assert 3 == load_assessment(file).assessment.answers["data.real"].level


async def test_digits_follow_a_figure_that_was_cleared(running: Running, file: Path) -> None:
    """They are typed into its field, none turns to another page; Tab goes by how it is known and its source."""
    async with running(file, size=(120, 40)) as pilot:
        await pilot.press("f5", "tab")
        await settled(pilot)
        await at_once(pilot, "412", "tab", "l", "tab", "desk", "tab", "15")
        await at_once(pilot, "backspace", "backspace", "2", "6", "enter")
        assert "room" == pilot.app.screen.query_one(TabBar).current
        inputs = case_on_disk(file).roi.inputs
        assert (412, 26) == (inputs["tasks_per_month"].value, inputs["baseline_minutes"].value)
        assert ("logged", "desk") == (str(inputs["tasks_per_month"].evidence), inputs["tasks_per_month"].source)


async def test_a_dialog_gets_the_keys_after_the_one_that_opened_it(running: Running, file: Path) -> None:
    """And the screen below those after the one that closed it."""
    async with running(file) as pilot:
        await at_once(pilot, "n", "see page 3", "escape", "4")
        answer = load_assessment(file).assessment.answers["data.real"]
        assert ("see page 3", 4) == (answer.note, answer.level)


async def test_alt_types_nothing(running: Running, file: Path) -> None:
    """Neither into a field nor onto a page, and it answers nothing in the area below."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await to_field(pilot, "metric.name")
        for key in XTermParser().feed("\x1ba\x1bx"):
            pilot.app.post_message(key)
        await settled(pilot)
        await pilot.press("f2", "n")
        for key in XTermParser().feed("\x1b1\x1b-\x1bu"):
            pilot.app.post_message(key)
        await settled(pilot)
        assert isinstance(pilot.app.screen, NoteModal)
        await pilot.press("escape")
        assert "" == case_on_disk(file).metric.name
        assert {} == load_assessment(file).assessment.answers


async def test_escape_and_a_digit_as_one_key_open_a_station(running: Running, file: Path) -> None:
    """A terminal passes both as Alt and the digit when they are typed fast; what stood in the field is saved."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await at_once(pilot, "a")
        for key in XTermParser().feed("\x1b4"):
            pilot.app.post_message(key)
        await settled(pilot)
        assert "owners" == pilot.app.screen.query_one(StationBar).current
        assert "a" == case_on_disk(file).metric.name


@pytest.mark.parametrize(("keys", "saved"), [
    ("\x1bOR\x1b3\t\rmail\tDMS\t", '[use_cases.claims.data.mail]\nname = "mail"\nsystem = "DMS"'),
    ("\x1b[15~\x1b2\t77\t", "tasks_per_month = 77"),
])
async def test_area_page_and_field_in_one_breath(running: Running, file: Path, keys: str, saved: str) -> None:
    """Each key waits until the page that the one before it opened stands and has the focus."""
    async with running(file) as pilot:
        for key in XTermParser().feed(keys):
            pilot.app.post_message(key)
        await until(pilot, lambda: saved in file.read_text())


async def test_a_key_on_its_way_when_the_app_closes_ends_nothing(running: Running, file: Path) -> None:
    """Leaving just behind it is no fault of the program."""
    async with running(file) as pilot:
        app = app_of(pilot)
    app._typed.append(events.Key("3", "3"))
    app._came_back(app._turn)
    await app._next(app._turn)
    assert not app._in_turn(lambda: None)
    assert app.fault_log is None

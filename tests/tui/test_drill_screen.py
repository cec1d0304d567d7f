"""Test: one key plays a card, proof decides how it counts, and the result is on the wall."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from fortnight.core.use_case import DrillPlay
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.widgets.big_figure import big
from fortnight.tui.widgets.day_line import DayLine
from fortnight.tui.widgets.field_row import FieldRow
from fortnight.tui.widgets.outcome_picker import OutcomePicker
from tests.tui.conftest import Running, screen_text, settled, type_text


def play_on_disk(file: Path, card_id: str = "outage") -> DrillPlay:
    """Return the play of a card that the file holds."""
    return load_assessment(file).assessment.use_cases["claims"].drill.get(card_id, DrillPlay())


async def to_test(pilot: Pilot[int]) -> None:
    """Open the area."""
    await pilot.press("f4")
    await settled(pilot)


async def test_one_key_says_how_a_card_goes(running: Running, file: Path) -> None:
    """r, c, l and b; saved at once; Delete takes it away."""
    async with running(file) as pilot:
        await to_test(pilot)
        assert "Day 2: Provider down" in screen_text(pilot)
        for key, outcome in (("r", "runs"), ("c", "recovers"), ("l", "limps"), ("b", "breaks")):
            await pilot.press(key)
            assert outcome == play_on_disk(file).outcome
        await pilot.press("delete")
        assert DrillPlay() == play_on_disk(file)


async def test_unproven_runs_counts_as_limps_and_says_so(running: Running, file: Path) -> None:
    """Proof typed below makes it count; Enter leads through the fields to the next card."""
    async with running(file) as pilot:
        await to_test(pilot)
        await pilot.press("r")
        assert "Counts as limps: there is neither a log nor a date" in " ".join(screen_text(pilot).split())
        assert "0 of 3 handled" in screen_text(pilot)
        await pilot.press("enter")
        await type_text(pilot, "shift lead")
        await pilot.press("enter", "enter")
        await type_text(pilot, "runbook 4")
        await pilot.press("enter")
        await type_text(pilot, "2026-10-02")
        await pilot.press("enter")
        await settled(pilot)
        expected = DrillPlay(outcome="runs", notices="shift lead", written_where="runbook 4",
                             tested_on=dt.date(2026, 10, 2))
        assert expected == play_on_disk(file)
        assert "Day 5: Quality drifts" in screen_text(pilot)
        assert "1 of 3 handled" in screen_text(pilot)


async def test_letters_in_a_field_are_letters(running: Running, file: Path) -> None:
    """Only Escape makes them outcomes again."""
    async with running(file) as pilot:
        await to_test(pilot)
        await pilot.press("l", "enter", "b", "c", "escape")
        assert "limps" == play_on_disk(file).outcome
        assert "bc" == play_on_disk(file).notices
        await pilot.press("b")
        assert "breaks" == play_on_disk(file).outcome


async def test_what_was_typed_stays_with_its_card(running: Running, file: Path) -> None:
    """Going on before typing paused, and with half a date in the field, mixes nothing up."""
    async with running(file) as pilot:
        await to_test(pilot)
        await pilot.press("l", "enter", "x", "enter", "enter", "enter")
        await type_text(pilot, "2026-1")
        await pilot.press("pagedown", "b", "enter")
        await settled(pilot)
        assert "x" == play_on_disk(file).notices
        assert DrillPlay(outcome="breaks") == play_on_disk(file, "drift")
        assert "2026-1" not in [field.value for field in pilot.app.screen.query(Input)]


async def test_enter_stays_at_a_wrong_date(running: Running, file: Path) -> None:
    """The next card comes once it is right; going on by page key says what could not be kept."""
    async with running(file) as pilot:
        await to_test(pilot)
        await pilot.press("c")
        await pilot.pause()
        row = list(pilot.app.screen.query(FieldRow))[-1]
        row.query_one(Input).focus()
        await type_text(pilot, "31 Feb")
        await pilot.press("enter")
        await pilot.pause()
        assert row.query_one(Input).has_focus
        assert "Day 2: Provider down" in screen_text(pilot)
        assert "Type the date as year-month-day" in row.problem
        await pilot.press("pagedown")
        await pilot.pause()
        assert any("31 Feb" in notice.message for notice in pilot.app._notifications)


async def test_the_result_fills_the_wall(running: Running, file: Path) -> None:
    """Large figures, the sentence, and what is missing."""
    async with running(file, size=(120, 40)) as pilot:
        await to_test(pilot)
        await pilot.press("b", "right", "l", "right", "l", "right")
        await settled(pilot)
        shown = screen_text(pilot)
        assert "first break on day 2: provider down" in shown
        assert all(line in shown for line in big(1))
        assert "✗ a fallback process" in shown
        assert "✗ Not passed" in shown
        await pilot.press("escape")
        assert "Day 5: A new joiner" in screen_text(pilot)


async def test_cards_and_outcomes_can_be_clicked(running: Running, file: Path) -> None:
    """On the line of days, and on the outcomes."""
    async with running(file, size=(120, 40)) as pilot:
        await to_test(pilot)
        line = pilot.app.screen.query_one(DayLine)
        width = line.content_size.width // 14
        assert await pilot.click(DayLine, offset=(2 + 4 * width, 2))
        await settled(pilot)
        assert "Day 5: Quality drifts" in screen_text(pilot)
        limps = list(pilot.app.screen.query_one(OutcomePicker).children)[2]
        assert await pilot.click(limps)
        assert "limps" == play_on_disk(file, "drift").outcome


async def test_undo_goes_back_to_the_card(running: Running, file: Path) -> None:
    """From another area and another use case."""
    async with running(file) as pilot:
        await to_test(pilot)
        await pilot.press("right", "b", "f8", "down", "enter", "f2", "ctrl+z")
        await settled(pilot)
        assert "Day 5: Quality drifts" in screen_text(pilot)
        assert "Claims triage" in screen_text(pilot).splitlines()[0]
        assert DrillPlay() == play_on_disk(file, "drift")


async def test_an_unplayed_deck_claims_nothing(running: Running, file: Path) -> None:
    """No day is said to be survived before a card was played."""
    async with running(file, size=(120, 40)) as pilot:
        await to_test(pilot)
        assert "Not played yet: 3 cards to play." in screen_text(pilot)
        assert "no break" in screen_text(pilot)
        assert not any(line in screen_text(pilot) for line in big(14)[:1])


async def test_without_a_use_case_no_card_can_be_played(running: Running, file: Path) -> None:
    """The last one is archived while its card is shown: every key of the area rests, and the footer says none."""
    file.write_text(file.read_text().split("[use_cases.mail]")[0])
    async with running(file) as pilot:
        await to_test(pilot)
        await pilot.press("r", "f8", "x", "escape", "b", "s", "delete", "enter", "right", "left")
        await settled(pilot)
        assert "No use case yet." in screen_text(pilot)
        assert "Breaks" not in screen_text(pilot)
        assert "runs" == play_on_disk(file).outcome


async def test_a_date_that_is_none_stays_with_its_use_case(running: Running, file: Path) -> None:
    """Another use case has its own proof of the same card; what is left behind is said."""
    async with running(file) as pilot:
        await to_test(pilot)
        await pilot.press("r", "enter", "tab", "tab", "tab")
        await type_text(pilot, "yesterday")
        await pilot.press("f8", "down", "enter")
        await settled(pilot)
        tried = next(row for row in pilot.app.screen.query(FieldRow) if row.field.key == "tested_on")
        assert ("", False) == (tried.typed, tried.is_wrong)
        assert any("yesterday" in each.message for each in pilot.app._notifications)

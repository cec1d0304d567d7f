"""Roadmap: verdicts and plan in view; decisions go into the file and the plan follows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from textual.pilot import Pilot

from fortnight.core.assessment import ActionDecision
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.roadmap_moves import earlier
from fortnight.tui.screens.roadmap import RoadmapScreen
from fortnight.tui.widgets.tab_bar import TabBar
from tests.tui.areas.results import evaluated, with_figures
from tests.tui.conftest import Running, app_of, screen_text, settled, type_text


def decision(file: Path, action_id: str) -> ActionDecision:
    """Return what the file says people decided."""
    return load_assessment(file).assessment.roadmap.get(action_id, ActionDecision())


async def at_board(pilot: Pilot[int]) -> RoadmapScreen:
    """Go to the board, with the first action in hand."""
    await pilot.press("f6")
    await evaluated(pilot)
    await pilot.press("2", "tab")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, RoadmapScreen)
    return screen


async def in_hand(pilot: Pilot[int], title: str) -> None:
    """Take the action with this title in hand."""
    for _ in range(5):
        if any("›" in line and title in line for line in screen_text(pilot).splitlines()):
            return
        await pilot.press("down")
        await settled(pilot)
    raise AssertionError(f"{title} is not on the board")


async def test_the_verdict_comes_first_with_its_reasons(running: Running, folder: Path) -> None:
    """In plain words: what to do, why, and what would change it."""
    async with running(with_figures(folder), size=(120, 60)) as pilot:
        await pilot.press("f6")
        await evaluated(pilot)
        text = screen_text(pilot)
        assert "DECIDE" in text
        assert "Claims triage" in text
        assert "Why" in text
        assert "What would change it" in text


async def test_the_detail_answers_why_and_why_now(running: Running, folder: Path) -> None:
    """For the action in hand, at 80x24 too."""
    async with running(with_figures(folder)) as pilot:
        await at_board(pilot)
        await in_hand(pilot, "Extract a week")
        text = screen_text(pilot)
        assert "Why is this here?" in text
        assert "“Real data” is at level 1 of 5" in text


async def test_rejecting_takes_it_off_the_plan_with_its_reason(running: Running, folder: Path) -> None:
    """And emptying the reason brings it back."""
    file = with_figures(folder)
    async with running(file, size=(120, 40)) as pilot:
        await at_board(pilot)
        await in_hand(pilot, "Write down who")
        await pilot.press("x")
        await type_text(pilot, "covered elsewhere")
        await pilot.press("escape")
        await evaluated(pilot)
        assert "covered elsewhere" == decision(file, "rights").rejected_because
        await pilot.press("4")
        await settled(pilot)
        assert "covered elsewhere" in screen_text(pilot)
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert "" == decision(file, "rights").rejected_because


async def test_owner_due_and_status_are_typed_into_one_dialog(running: Running, folder: Path) -> None:
    """Enter opens it at the owner; a wrong date is refused beside the field and never saved."""
    file = with_figures(folder)
    async with running(file, size=(120, 40)) as pilot:
        await at_board(pilot)
        await in_hand(pilot, "Extract a week")
        await pilot.press("enter")
        await type_text(pilot, "[Ana]")
        await pilot.press("enter")
        await type_text(pilot, "soon")
        assert "Type the date as year-month-day" in screen_text(pilot)
        await pilot.press("ctrl+u")
        await type_text(pilot, "2026-12-18")
        await pilot.press("tab", "s", "escape")
        await settled(pilot)
        expected = ActionDecision(owner="[Ana]", due=dt.date(2026, 12, 18), status="started")
        assert expected == decision(file, "extract")
        await evaluated(pilot)
        assert "[Ana]" in screen_text(pilot)


async def test_p_pins_and_a_move_later_takes_the_pin_back(running: Running, folder: Path) -> None:
    """Later again postpones it to the Monday after its wave."""
    file = with_figures(folder)
    async with running(file, size=(120, 40)) as pilot:
        await at_board(pilot)
        await in_hand(pilot, "Extract a week")
        await pilot.press("p")
        assert decision(file, "extract").pinned
        await evaluated(pilot)
        await pilot.press("shift+right")
        assert not decision(file, "extract").pinned
        await evaluated(pilot)
        await pilot.press("shift+right")
        wave = app_of(pilot).evaluated.evaluation
        assert wave is not None
        ends = wave.roadmap.waves[0].ends
        assert ends is not None
        assert ends + dt.timedelta(days=3) == decision(file, "extract").postponed_to
        await evaluated(pilot)
        await pilot.press("shift+left")
        assert decision(file, "extract").postponed_to is None


async def test_capacity_moves_the_plan(running: Running, folder: Path) -> None:
    """Days typed for a role are in the file; emptying them takes the role out of it."""
    file = with_figures(folder)
    async with running(file, size=(120, 40)) as pilot:
        await pilot.press("f6")
        await evaluated(pilot)
        await pilot.press("5", "tab")
        await type_text(pilot, "0.5")
        await pilot.press("enter")
        await settled(pilot)
        capacity = load_assessment(file).assessment.capacity
        assert {"data": 0.5} == {role: each.days_per_week for role, each in capacity.items()}
        await pilot.press("shift+tab", "ctrl+u", "enter")
        await settled(pilot)
        assert {} == load_assessment(file).assessment.capacity


async def test_a_click_takes_an_action_in_hand_and_a_second_opens_it(running: Running, folder: Path) -> None:
    """The mouse does what the keys do."""
    async with running(with_figures(folder), size=(120, 40)) as pilot:
        screen = await at_board(pilot)
        await pilot.click("#waves", offset=(8, 2))
        await settled(pilot)
        assert "›" in screen_text(pilot).splitlines()[screen.query_one("#waves").region.y + 2]
        await pilot.click("#waves", offset=(8, 2))
        await settled(pilot)
        assert "DecisionModal" == type(pilot.app.screen).__name__


async def test_the_timeline_shows_weeks_and_roles(running: Running, folder: Path) -> None:
    """Bars above, how full each role is below."""
    async with running(with_figures(folder), size=(120, 40)) as pilot:
        await pilot.press("f6")
        await evaluated(pilot)
        await pilot.press("3")
        await settled(pilot)
        text = screen_text(pilot)
        assert "█" in text
        assert "How full each role is" in text
        assert "business" in text


async def test_only_what_can_be_decided_is_offered_to_the_mouse(running: Running, folder: Path) -> None:
    """What is left out cannot be pinned or moved, so above its reason there is no word for it."""
    file = with_figures(folder)
    file.write_text(file.read_text() + '\n[roadmap.extract]\nrejected_because = "not now"\n')
    async with running(file, size=(120, 40)) as pilot:
        screen = await at_board(pilot)
        assert "Pin" in str(screen.query_one("_Decisions").render())
        await pilot.press("escape", "4", "tab")
        await settled(pilot)
        offered = str(screen.query_one("_Decisions").render())
        assert "Reject" in offered
        assert "Pin" not in offered
        assert "▶" not in offered


async def test_tabs_and_decisions_can_be_clicked(running: Running, folder: Path) -> None:
    """A page by its tab, a pin by its word above the detail."""
    file = with_figures(folder)
    async with running(file, size=(120, 40)) as pilot:
        screen = await at_board(pilot)
        line = next(line for line in screen_text(pilot).splitlines() if "3 Timeline" in line)
        await pilot.click(TabBar, offset=(line.index("Timeline") - screen.query_one(TabBar).content_region.x, 0))
        await settled(pilot)
        assert "How full each role is" in screen_text(pilot)
        await in_hand(pilot, "Extract a week")
        await pilot.click("_Decisions", offset=(3, 0))
        await settled(pilot)
        assert decision(file, "extract").pinned


def test_what_is_pinned_cannot_be_moved_earlier_still() -> None:
    """It says so instead of writing anything."""
    assert () == earlier(ActionDecision(pinned=True)).edits
    assert 1 == len(earlier(ActionDecision()).edits)

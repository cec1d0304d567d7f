"""What works in every area: help, palette, saving, themes, sizes, keys of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.command import CommandPalette

from fortnight.storage.toml_files import load_assessment
from fortnight.tui import commands, themes
from fortnight.tui.areas import AREAS
from fortnight.tui.commands import Command
from fortnight.tui.providers import CommandProvider
from fortnight.tui.screens.home import HomeScreen
from fortnight.tui.widgets.fitted_footer import FittedFooter, fitting
from tests.tui.conftest import Running, app_of, screen_text, settled, type_text, until


def all_commands() -> list[Command]:
    """Return every command there is."""
    return [command for group in vars(commands).values() if isinstance(group, tuple)
            for command in group if isinstance(command, Command)]


def test_every_command_has_a_name_of_its_own() -> None:
    """Keymaps name commands by id."""
    ids = [command.id for command in all_commands()]
    assert len(ids) == len(set(ids))


def test_every_command_does_something() -> None:
    """Each action is a method of the screen that lists it, or of the app."""
    from fortnight.tui.app import FortnightApp

    owners = [(FortnightApp, commands.EVERYWHERE), (HomeScreen, commands.HOME)]
    owners += [(type(area.open()), area.open().PLACE_COMMANDS) for area in AREAS]
    for owner, listed in owners:
        for command in listed:
            if not command.shown_as:
                assert hasattr(owner, f"action_{command.action.partition('(')[0]}"), command.id


def test_no_key_has_two_meanings_in_one_place() -> None:
    """Nor does a key of an area cover one that works everywhere."""
    for area in AREAS:
        keys = [key for command in (*area.open().PLACE_COMMANDS, *commands.EVERYWHERE) if command.key
                for key in command.key.split(",")]
        assert len(keys) == len(set(keys)), area.id


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_the_footer_never_shows_half_a_command(width: int) -> None:
    """As many as fit, the most useful first; help is always there."""
    for area in AREAS:
        offered = (*area.open().PLACE_COMMANDS, *commands.EVERYWHERE)
        shown = fitting(offered, width)
        assert shown[0] is commands.EVERYWHERE[0]
        assert len("   ".join(f"{command.shown_key} {command.label}" for command in shown)) <= width


@pytest.mark.parametrize("key", ["", "f2", "f3", "f4", "f5", "f6", "f7", "f10", "ctrl+o"])
async def test_every_command_is_reached_by_key_palette_and_mouse(running: Running, file: Path, key: str) -> None:
    """In each place at 80 x 24: what can be done has a key or says none, and stands in the palette, which opens
    by a click in the footer and whose entries are clicked."""
    async with running(file) as pilot:
        await pilot.press(*filter(None, [key]))
        await settled(pilot)
        screen = pilot.app.screen
        footer = screen.query_one(FittedFooter)
        usable = {command.id: command for command in footer.commands
                  if command.full_action and footer._usable(command)}
        bound = {binding.id for node in (screen, pilot.app) for _, binding in node._bindings}
        pages = {command.action for command in usable.values() if ".page-" in command.id}
        actions = {binding.action for _, binding in screen._bindings}
        assert pages <= actions
        assert {"review"} >= {name for name in usable if ".page-" not in name} - bound
        clickable = [x for x in range(footer.content_size.width)
                     if (part := footer.part_at(x)) is not None and part.action == "app.command_palette"]
        await pilot.click(FittedFooter, offset=(clickable[0] + 1, 0))
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
        offered = {entry.help for entry in CommandProvider(screen).entries()}
        assert set() == {name for name, command in usable.items() if command.help not in offered} - {"palette"}
        assert {area.help for area in AREAS} <= offered


async def test_the_footer_offers_no_letter_where_letters_are_typed(running: Running, file: Path) -> None:
    """On a card its outcomes, in a field of the card the key that leads back; all other keys go on working."""
    async with running(file) as pilot:
        await pilot.press("f4")
        await settled(pilot)
        assert "b Breaks   s Result" in screen_text(pilot).splitlines()[-1]
        await pilot.press("r")
        await settled(pilot)
        assert "r Runs   c Recovers   l Limps   b Breaks   Enter Proof" in screen_text(pilot).splitlines()[-1]
        await pilot.press("enter")
        await settled(pilot)
        footer = screen_text(pilot).splitlines()[-1]
        assert "Esc Card" in footer
        assert "Runs" not in footer
        assert "/ Find" not in footer
        await pilot.press("escape")
        await settled(pilot)
        assert "r Runs" in screen_text(pilot).splitlines()[-1]


async def test_the_footer_can_be_clicked(running: Running, file: Path) -> None:
    """A click on a name does what its key does."""
    async with running(file) as pilot:
        footer = pilot.app.screen.query_one(FittedFooter)
        position = screen_text(pilot).splitlines()[-1].index("u Unknown")
        assert await pilot.click(FittedFooter, offset=(position, 0))
        await pilot.pause()
        assert "unknown" == load_assessment(file).assessment.answers["data.real"].state
        assert footer.part_at(0) is not None


async def test_the_tabs_can_be_clicked(running: Running, file: Path) -> None:
    """Every key has its click."""
    async with running(file) as pilot:
        position = screen_text(pilot).splitlines()[1].index("F4 Test")
        await pilot.click(offset=(position + 1, 1))
        await settled(pilot)
        assert "Day 2: Provider down" in screen_text(pilot)


@pytest.mark.parametrize(("key", "words"), [("f2", "Read the question aloud"), ("f3", "frame one use case"),
                                            ("f4", "The project team is away")])
async def test_help_explains_the_place(running: Running, file: Path, key: str, words: str) -> None:
    """F1 says what the place is for and lists its keys; it works inside a dialog too."""
    async with running(file, size=(120, 90)) as pilot:
        await pilot.press(key)
        await settled(pilot)
        await pilot.press("f1")
        await pilot.pause()
        shown = screen_text(pilot)
        assert words in shown
        # Only a short questionnaire can go on as the full one.
        assert all(command.help[:20] in shown for command in commands.EVERYWHERE if command.id != "full")
        await pilot.press("escape", "f8", "f1")
        await pilot.pause()
        assert "A use case is one workflow" in screen_text(pilot)


async def test_the_palette_finds_commands_questions_and_themes(running: Running, file: Path) -> None:
    """By typing a few letters."""
    async with running(file) as pilot:
        await pilot.press("ctrl+p")
        await type_text(pilot, "the owner")
        await until(pilot, lambda: "The owner  (People)" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "Who owns the result?" in screen_text(pilot))
        await pilot.press("ctrl+p")
        await type_text(pilot, "theme high")
        await until(pilot, lambda: "Theme: High contrast" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.theme == "high-contrast")
        await pilot.press("ctrl+p")
        await type_text(pilot, "park")
        await until(pilot, lambda: "Park the question" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: load_assessment(file).assessment.answers["people.owner"].parked)


async def test_what_works_everywhere_is_carried_out_from_the_palette(running: Running, file: Path) -> None:
    """The palette is a dialog itself, and yet it goes to areas and takes back changes."""
    async with running(file) as pilot:
        await pilot.press("3", "ctrl+p")
        await type_text(pilot, "undo")
        await until(pilot, lambda: "Take back the last change" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: {} == load_assessment(file).assessment.answers)
        await pilot.press("ctrl+p")
        await type_text(pilot, "go to test")
        await until(pilot, lambda: "Play the two weeks" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "test" == pilot.app.current_mode)


async def test_a_theme_is_remembered(running: Running, file: Path) -> None:
    """In this run and in the next."""
    async with running(file) as pilot:
        app_of(pilot).choose_theme("projector-light")
    async with running(file) as pilot:
        assert "projector-light" == pilot.app.theme


async def test_no_color_is_respected(running: Running, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever theme was chosen, a terminal without colour gets the one made for it."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(file) as pilot:
        assert themes.NO_COLOUR == pilot.app.theme


async def test_keys_can_be_changed(running: Running, file: Path, tmp_path: Path) -> None:
    """The settings name a command and another key."""
    settings = tmp_path / "own-config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('[keymap]\n"assess.unknown" = "q"\n')
    async with running(file) as pilot:
        await pilot.press("u")
        assert {} == load_assessment(file).assessment.answers
        assert "q Unknown" in screen_text(pilot).splitlines()[-1]
        await pilot.press("f1")
        await pilot.pause()
        assert re.search(r"q +Nobody in the room can say", screen_text(pilot))
        await pilot.press("escape", "q")
        assert "unknown" == load_assessment(file).assessment.answers["data.real"].state


async def test_a_keymap_for_no_command_is_said(running: Running, file: Path, tmp_path: Path) -> None:
    """A slip in an id or in the name of a theme is no silent nothing; the other keys of the file count."""
    settings = tmp_path / "own-config" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('theme = "dark"\n[keymap]\n"asess.unknown" = "q"\n"area.test" = "ctrl+g"\n')
    async with running(file) as pilot:
        said = " ".join(notice.message for notice in pilot.app._notifications)
        assert "“asess.unknown” in [keymap]" in said
        assert "the theme “dark”, and there is none of this name; use one of projector-dark" in said
        assert " Ctrl+G Test" in screen_text(pilot)
        await pilot.press("ctrl+g")
        await settled(pilot)
        assert "test" == pilot.app.current_mode


async def test_wall_mode_hides_the_frame(running: Running, file: Path) -> None:
    """F9 hides head and footer and brings them back."""
    async with running(file, size=(120, 40)) as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert "F2 Assess" not in screen_text(pilot)
        assert "F1 Help" not in screen_text(pilot)
        await pilot.press("3", "f9")
        await pilot.pause()
        assert "F2 Assess" in screen_text(pilot)


async def test_ctrl_s_says_where_it_is_saved(running: Running, file: Path) -> None:
    """Nothing has to be saved by hand; the path is told."""
    async with running(file, size=(160, 40)) as pilot:
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Saved" in screen_text(pilot))
        assert "Every answer is in" in screen_text(pilot)
        assert any(str(file) in notice.message for notice in pilot.app._notifications)


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (40, 10), (20, 5)])
async def test_too_little_room_is_said_politely(running: Running, file: Path, size: tuple[int, int]) -> None:
    """Below 80 x 24 a sentence; nothing is lost, and more room brings everything back."""
    async with running(file) as pilot:
        await pilot.press("3")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert "Please enlarge the terminal" in " ".join(screen_text(pilot).split())
        await pilot.press("4", "f3")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert "Who allowed you to use it?" in screen_text(pilot)
        assert ["data.real"] == list(load_assessment(file).assessment.answers)


async def test_a_terminal_that_is_too_small_from_the_start(running: Running, file: Path) -> None:
    """The area that opens asks for room too, and Home, where the app began, has it by then."""
    async with running(file, size=(79, 24)) as pilot:
        await pilot.press("3")
        assert "Please enlarge the terminal" in screen_text(pilot)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert not load_assessment(file).assessment.answers
        await app_of(pilot).action_home()
        await settled(pilot)
        assert "Two-minute tour" in screen_text(pilot)


async def test_area_keys_do_nothing_under_a_dialog(running: Running, file: Path) -> None:
    """A dialog is finished first; only help and leaving work above it."""
    async with running(file) as pilot:
        await pilot.press("n", "f4", "f8")
        assert "assess" == pilot.app.current_mode
        assert "Note: Real data" in screen_text(pilot)


async def test_home_offers_no_areas_before_a_file_is_open(running: Running, tmp_path: Path) -> None:
    """F2 to F7, undo and the rest wait for a file."""
    async with running(tmp_path) as pilot:
        await pilot.press("f2", "f8", "ctrl+z", "slash", "ctrl+s")
        assert "home" == pilot.app.current_mode
        assert "Two-minute tour" in screen_text(pilot)

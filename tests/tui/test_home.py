"""Home: three doors in an empty folder, files in a full one."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from fortnight.storage.toml_files import load_assessment
from tests.tui.conftest import Running, app_of, screen_text, settled, type_text, until


async def test_an_empty_folder_has_three_doors(running: Running, tmp_path: Path) -> None:
    """Start, look at a sample, learn in two minutes; the first has the focus."""
    async with running(tmp_path) as pilot:
        shown = screen_text(pilot)
        assert all(door in shown for door in ("Start", "Look at a sample", "Two-minute tour"))
        await pilot.press("enter")
        assert "Organisation or team" in screen_text(pilot)


async def test_the_tour_goes_through_the_real_screens(running: Running, tmp_path: Path) -> None:
    """Each page stands over the area it speaks of, on a copy of a sample; after the last one Home comes back."""
    async with running(tmp_path) as pilot:
        await pilot.press("t")
        for number, area in enumerate(("assess", "scope", "test", "return", "roadmap", "report"), 1):
            await until(pilot, lambda seen=f"{number} of 6": seen in screen_text(pilot))
            await until(pilot, lambda: "Harbour Mutual" in screen_text(pilot))
            assert area == pilot.app.current_mode
            await pilot.press("right")
        await until(pilot, lambda: "Two-minute tour" in screen_text(pilot))
        assert [] == list(tmp_path.glob("*.toml"))


async def test_the_tour_goes_back_and_lets_one_look_around(running: Running, tmp_path: Path) -> None:
    """Before the first page there is none; Escape leaves the visitor in the area, with keys that work."""
    async with running(tmp_path) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "1 of 6" in screen_text(pilot))
        await pilot.press("left", "right")
        await until(pilot, lambda: "2 of 6" in screen_text(pilot))
        await pilot.press("left")
        await until(pilot, lambda: "1 of 6" in screen_text(pilot))
        await pilot.press("escape", "2")
        await settled(pilot)
        assert "assess" == pilot.app.current_mode
        assert 2 == app_of(pilot).open_store.assessment.answers["success.problem"].level


async def test_a_new_file_is_named_after_the_organisation(running: Running, tmp_path: Path) -> None:
    """Three fields, each with something sensible in it; the file is written and opened."""
    async with running(tmp_path) as pilot:
        await pilot.press("n")
        await type_text(pilot, "Northwind Ltd")
        assert "northwind-ltd-2026-q4.toml" in screen_text(pilot)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: pilot.app.current_mode == "assess")
        header = load_assessment(tmp_path / "northwind-ltd-2026-q4.toml").assessment.assessment
        assert "Northwind Ltd" == header.organisation


async def test_a_name_that_is_taken_is_refused(running: Running, folder: Path) -> None:
    """Nothing is overwritten; the sentence says what to do."""
    before = (folder / "team.toml").read_bytes()
    async with running(folder) as pilot:
        await pilot.press("n", "enter", "enter", *["backspace"] * 30)
        await type_text(pilot, "team.toml")
        await pilot.press("enter")
        assert "exists already" in screen_text(pilot)
    assert before == (folder / "team.toml").read_bytes()


async def test_files_nearby_and_recent_are_listed_and_opened(running: Running, folder: Path) -> None:
    """By organisation and period; Enter opens; next time the file is among the recent ones of any folder."""
    async with running(folder) as pilot:
        assert "Northwind  2026-Q4   team.toml" in screen_text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "assess")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    async with running(elsewhere) as pilot:
        assert "Northwind  2026-Q4" in screen_text(pilot)


async def test_a_sample_is_opened_as_a_copy(running: Running, tmp_path: Path) -> None:
    """What people try there stays there, and is not remembered."""
    async with running(tmp_path) as pilot:
        await pilot.press("s", "enter")
        await until(pilot, lambda: pilot.app.current_mode == "assess")
        assert "fortnight-sample-" in str(app_of(pilot).open_store.path)
    async with running(tmp_path) as pilot:
        assert "Files" not in screen_text(pilot)


async def test_a_file_with_a_mistake_says_which(running: Running, folder: Path) -> None:
    """In a dialog, with place and remedy; the app stays."""
    (folder / "team.toml").write_text('format = 1\n[assessment]\nperiood = "x"\n')
    async with running(folder / "team.toml") as pilot:
        assert "team.toml cannot be opened" in screen_text(pilot)
        assert "periood" in screen_text(pilot)
        await pilot.press("enter")
        assert "Start" in screen_text(pilot)


async def test_a_path_can_be_typed(running: Running, folder: Path) -> None:
    """A missing file is said to be missing."""
    async with running(folder) as pilot:
        await pilot.press("o")
        await type_text(pilot, "nothing.toml")
        await pilot.press("enter")
        assert "There is no file" in screen_text(pilot)
        await pilot.press(*["backspace"] * 12)
        await type_text(pilot, "team.toml")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "assess")


async def test_another_file_can_be_opened_afterwards(running: Running, folder: Path) -> None:
    """Nothing of the first is left on any screen."""
    (folder / "other.toml").write_text((folder / "team.toml").read_text().replace("Northwind", "Southwind"))
    async with running(folder / "team.toml") as pilot:
        await pilot.press("3", "f3", "f4", "ctrl+o")
        await settled(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Southwind" in screen_text(pilot).splitlines()[0])
        assert "0 of 3 answered" in screen_text(pilot) or "0 of 4 answered" in screen_text(pilot)
        await pilot.press("f4")
        await settled(pilot)
        assert "Southwind" in screen_text(pilot)


@pytest.mark.parametrize("name", ["~nobody-here/x.toml", "x" * 300, "x" * 253, "a\0b.toml", ".", "/"])
@pytest.mark.parametrize("keys", ["o", "n enter enter", "q"])
async def test_a_name_that_no_file_can_have_is_refused(running: Running, folder: Path, keys: str,
                                                       name: str) -> None:
    """In every dialog that asks for a file, in a sentence; nothing is written and the dialog stays."""
    before = sorted(folder.iterdir())
    async with running(folder) as pilot:
        await pilot.press(*keys.split())
        field = pilot.app.focused
        assert isinstance(field, Input)
        field.value = name
        await pilot.press("enter")
        await settled(pilot)
        assert "✗" in screen_text(pilot)
        assert sorted(folder.iterdir()) == before

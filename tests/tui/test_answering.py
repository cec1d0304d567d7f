"""What an answer writes, and which question follows it, however it is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from fortnight.core.assessment import Answer
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.answering import asks_what_was_seen, level_given
from fortnight.tui.modals.votes import distribution
from tests.tui.conftest import QUESTIONNAIRE, Running, screen_text, settled, type_text

TOO_LONG = "x" * 20_001
"""One letter more than a field of the file holds."""


def on_disk(file: Path, question_id: str = "data.real") -> Answer:
    """Return the answer that the file holds."""
    return load_assessment(file).assessment.answers.get(question_id, Answer())


@pytest.fixture
def rerun(file: Path) -> Path:
    """The file as that of the quarter after one in which the first question stood at level 3 with evidence."""
    seen = '\n[answers."data.real"]\nlevel = 3\nevidence = "extract of May"\n'
    file.with_name("last.toml").write_text(file.read_text() + seen)
    file.write_text(file.read_text().replace('period = "2026-Q4"', 'period = "2026-Q4"\nprevious = "last.toml"'))
    return file


@pytest.mark.parametrize("keys", [["3"], ["v", "3", "enter", "3", "enter"]], ids=["digit", "vote"])
async def test_what_was_seen_stands_for_a_level_no_higher(running: Running, rerun: Path, keys: list[str]) -> None:
    """Whether one person says the level or the room votes and agrees on it."""
    async with running(rerun) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        assert (3, "extract of May") == (on_disk(rerun).level, on_disk(rerun).evidence)


@pytest.mark.parametrize("keys", [["4"], ["v", "4", "enter", "4", "enter"]], ids=["digit", "vote"])
async def test_a_level_that_rises_asks_what_was_seen(running: Running, rerun: Path, keys: list[str]) -> None:
    """Last quarter's evidence does not stand for more than it showed."""
    async with running(rerun) as pilot:
        await pilot.press(*keys)
        await settled(pilot)
        assert "Last time it was level 3; now level 4. What was seen?" in screen_text(pilot)
        assert Answer(level=4, votes=on_disk(rerun).votes) == on_disk(rerun)


def test_what_is_written_down_already_is_neither_replaced_nor_asked_for() -> None:
    """Evidence of this quarter goes before that of the last."""
    last, now = Answer(level=3, evidence="old"), Answer(evidence="new")
    assert "evidence" not in level_given(3, now, last)
    assert not asks_what_was_seen(5, now, last)


async def test_the_question_that_follows_is_one_that_is_asked_now(running: Running, file: Path) -> None:
    """An answer can take the next question out, or bring it in; the way on follows the new answer, not the old."""
    file.with_name("small.toml").write_text(
        QUESTIONNAIRE.replace('when = "agentic"', "when = 'answer(\"people.owner\") >= 3'")
        + '\n[questions."people.last"]\ndimension = "people"\ntitle = "Last"\nask = "What else?"\n'
          'levels = ["Nothing.", "This.", "That.", "More.", "All."]\n')
    async with running(file) as pilot:
        await pilot.press("1", "1")
        assert "Who owns the result?" in screen_text(pilot)
        await pilot.press("1")
        assert "What else?" in screen_text(pilot)
        await pilot.press("left")
        assert "Who owns the result?" in screen_text(pilot)
        await pilot.press("3")
        assert "Who watches what it does by itself?" in screen_text(pilot)


async def test_dissent_that_the_file_cannot_hold_stays_to_be_shortened(running: Running, file: Path) -> None:
    """The votes are not lost with it."""
    async with running(file) as pilot:
        await pilot.press("v", *"15", "enter")
        await type_text(pilot, TOO_LONG)
        await pilot.press("enter", "enter")
        assert "20,001 characters" in " ".join(screen_text(pilot).split())
        await pilot.press("shift+tab", "backspace", "escape")
        await settled(pilot)
        assert ((1, 5), 20_000) == (on_disk(file).votes, len(on_disk(file).dissent))


async def test_a_reason_that_the_file_cannot_hold_stays_to_be_shortened(running: Running, file: Path) -> None:
    """The sentence says by how much."""
    async with running(file) as pilot:
        await pilot.press("right", "x")
        await type_text(pilot, TOO_LONG)
        await pilot.press("enter")
        assert "20,001 characters" in " ".join(screen_text(pilot).split())
        await pilot.press("backspace", "enter")
        await settled(pilot)
        assert 20_000 == len(on_disk(file, "data.rights").reason)


async def test_a_note_that_cannot_be_saved_is_not_thrown_away(running: Running, file: Path) -> None:
    """Esc leaves only once the text is in the file."""
    async with running(file) as pilot:
        await pilot.press("n")
        await type_text(pilot, TOO_LONG)
        await pilot.press("escape")
        await settled(pilot)
        assert "Esc leaves once this can be saved" in screen_text(pilot)
        await pilot.press("backspace", "escape")
        await settled(pilot)
        assert 20_000 == len(on_disk(file).note)
        assert "1–5 answer" in screen_text(pilot)


async def test_dissent_can_be_taken_back_when_votes_agree(running: Running, file: Path) -> None:
    """What was written when they lay apart is shown, so that nothing stands in the file unseen."""
    file.write_text(file.read_text() + '\n[answers."data.real"]\nvotes = [1, 5]\ndissent = "night shift"\n')
    async with running(file) as pilot:
        await pilot.press("v")
        assert "already here; Ctrl+U clears the line." in screen_text(pilot)
        await pilot.press("ctrl+u", *"33", "enter")
        assert "2 votes, all for level 3." in screen_text(pilot)
        assert "night shift" in screen_text(pilot)
        await pilot.press("shift+tab", "ctrl+u", "escape")
        await settled(pilot)
        assert Answer(votes=(3, 3)) == on_disk(file)


@pytest.mark.parametrize("voters", [1, 25, 26, 50])
def test_the_votes_of_a_full_room_fit_on_one_line(voters: int) -> None:
    """Each has a mark of its own, in the 64 cells of the dialog."""
    line = distribution((3,) * voters, 5).plain.splitlines()[2]
    assert voters == line.count("■")
    assert 64 >= len(line)
    assert line.endswith(f" {voters}")

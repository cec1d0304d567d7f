"""Assess: one digit answers, every state can be given, and the way back is always open."""

from __future__ import annotations

from pathlib import Path

from fortnight.core.assessment import Answer
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.widgets.level_picker import LevelPicker
from tests.tui.conftest import Running, app_of, screen_text, settled, type_text


def on_disk(file: Path, question_id: str = "data.real") -> Answer:
    """Return the answer that the file holds."""
    return load_assessment(file).assessment.answers.get(question_id, Answer())


async def test_a_digit_answers_and_moves_on(running: Running, file: Path) -> None:
    """1 to 5 pick a level; the next question stands there; the answer is on disk."""
    async with running(file) as pilot:
        assert "Which data did it run on?" in screen_text(pilot)
        await pilot.press("3")
        assert 3 == on_disk(file).level
        assert "Who allowed you to use it?" in screen_text(pilot)


async def test_a_level_beyond_the_scale_is_no_answer(running: Running, file: Path) -> None:
    """6 to 9 do nothing where there are five levels."""
    async with running(file) as pilot:
        await pilot.press("6", "9", "0")
        assert on_disk(file) == Answer()
        assert "Which data did it run on?" in screen_text(pilot)


async def test_digits_work_wherever_the_focus_is(running: Running, file: Path) -> None:
    """On the tree of a wide screen too."""
    async with running(file, size=(160, 40)) as pilot:
        await pilot.press("tab", "tab", "4")
        assert 4 == on_disk(file).level


async def test_arrows_and_enter_answer_too(running: Running, file: Path) -> None:
    """Down moves the cursor to a level, Enter picks it."""
    async with running(file) as pilot:
        await pilot.press("down", "down", "enter")
        assert 2 == on_disk(file).level


async def test_a_click_answers(running: Running, file: Path) -> None:
    """Mouse does all of it too."""
    async with running(file) as pilot:
        picker = pilot.app.screen.query_one(LevelPicker)
        assert await pilot.click(LevelPicker, offset=(10, 4))
        assert 5 == on_disk(file).level
        assert picker.has_focus


async def test_unknown_is_an_answer(running: Running, file: Path) -> None:
    """u says that nobody here can say."""
    async with running(file) as pilot:
        await pilot.press("u")
        assert "unknown" == on_disk(file).state
        await pilot.press("left")
        assert "? Unknown" in screen_text(pilot)


async def test_not_applicable_wants_a_reason_and_at_a_gate_a_person(running: Running, file: Path) -> None:
    """x asks why; for a gate question it also asks who decided; nothing is written before both are there."""
    async with running(file) as pilot:
        await pilot.press("x", "enter")
        assert "Write a reason" in screen_text(pilot)
        await type_text(pilot, "bought")
        await pilot.press("enter", "enter")
        assert "Name who decided it" in screen_text(pilot)
        assert on_disk(file).state is None
        await type_text(pilot, "CTO")
        await pilot.press("enter")
        assert Answer(state="not-applicable", reason="bought", decided_by="CTO") == on_disk(file)


async def test_a_level_takes_the_reason_away(running: Running, file: Path) -> None:
    """An answer never says two things."""
    async with running(file) as pilot:
        await pilot.press("right", "x")
        await type_text(pilot, "none")
        await pilot.press("enter", "left", "2")
        assert Answer(level=2) == on_disk(file, "data.rights")


async def test_skipped_questions_are_passed_over_but_can_be_seen(running: Running, file: Path) -> None:
    """No use case is agentic here: next goes past the question; jumping to it says why it is skipped."""
    no_agents = "agentic = false\n\n[use_cases.mail]\nagentic = false"
    file.write_text(file.read_text().replace("[use_cases.mail]", no_agents))
    async with running(file) as pilot:
        await pilot.press("right", "right", "right")
        assert "Who owns the result?" in screen_text(pilot)
        await app_of(pilot).go_to("assess", "people.agents")
        await pilot.pause()
        assert "Skipped: asked only when it acts on its own through tools." in screen_text(pilot)


async def test_a_note_is_saved_when_typing_pauses(running: Running, file: Path) -> None:
    """Nobody has to leave the page for it; Escape then closes."""
    async with running(file) as pilot:
        await pilot.press("n")
        await type_text(pilot, "said twice")
        await pilot.pause(0.6)
        assert "said twice" == on_disk(file).note
        await type_text(pilot, "!")
        await pilot.press("escape")
        assert "¶ Note: said twice!" in screen_text(pilot)
        await pilot.press("ctrl+z")
        assert Answer() == on_disk(file)


async def test_evidence_lets_a_claimed_gate_level_count(running: Running, file: Path) -> None:
    """A gate level without evidence is marked; with it, the clause holds."""
    async with running(file) as pilot:
        await pilot.press("3", "left")
        assert "nothing seen is written down" in screen_text(pilot)
        await pilot.press("e")
        assert "(3) the extract and its date" in screen_text(pilot)
        await type_text(pilot, "extract 4 May")
        await pilot.press("escape")
        assert "✓ Gate G2: this clause holds" in screen_text(pilot)
        assert "extract 4 May" == on_disk(file).evidence


async def test_a_target_can_be_set_and_given_back(running: Running, file: Path) -> None:
    """t and a digit; t and 0 for the usual one."""
    async with running(file) as pilot:
        await pilot.press("t", "5")
        assert 5 == on_disk(file).target
        await pilot.press("t", "0")
        assert on_disk(file).target is None


async def test_votes_stay_hidden_until_all_have_voted(running: Running, file: Path) -> None:
    """Dots first, then the distribution; votes two levels apart ask for the reason; no names are kept."""
    async with running(file) as pilot:
        await pilot.press("v")
        await type_text(pilot, "2 2 4")
        assert "2 2 4" not in screen_text(pilot)
        await pilot.press("enter")
        assert "3 votes, from 2 to 4. They lie apart" in screen_text(pilot)
        await type_text(pilot, "night shift differs")
        await pilot.press("enter", "3", "enter")
        assert Answer(level=3, votes=(2, 2, 4), dissent="night shift differs") == on_disk(file)


async def test_votes_once_shown_are_kept_however_the_dialog_is_left(running: Running, file: Path) -> None:
    """Esc keeps them with the reason as far as it was typed; before they are shown, nobody has voted."""
    async with running(file) as pilot:
        await pilot.press("v")
        await type_text(pilot, "2 2 4")
        await pilot.press("escape")
        assert {} == load_assessment(file).assessment.answers
        await pilot.press("v")
        await type_text(pilot, "224")
        await pilot.press("enter")
        await type_text(pilot, "night shift")
        assert "Esc keep and close" in screen_text(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert Answer(votes=(2, 2, 4), dissent="night shift") == on_disk(file)


async def test_votes_close_together_ask_no_reason(running: Running, file: Path) -> None:
    """A spread of one level is agreement enough."""
    async with running(file) as pilot:
        await pilot.press("v")
        await type_text(pilot, "3 2 9")
        await pilot.press("enter")
        assert "“9” is not a level" in screen_text(pilot)
        await pilot.press("backspace", "backspace", "enter")
        assert "2 votes, from 2 to 3." in screen_text(pilot)
        await pilot.press("enter")
        assert Answer(votes=(3, 2)) == on_disk(file)


async def test_parking_is_a_switch(running: Running, file: Path) -> None:
    """p parks, p again takes it back up."""
    async with running(file) as pilot:
        await pilot.press("p")
        assert on_disk(file).parked
        assert "▪ Parked" in screen_text(pilot)
        await pilot.press("p")
        assert Answer() == on_disk(file)


async def test_delete_takes_the_answer_and_leaves_the_note(running: Running, file: Path) -> None:
    """Only what was answered goes."""
    file.write_text(file.read_text() + '\n[answers."data.real"]\nlevel = 3\nnote = "kept"\n')
    async with running(file) as pilot:
        await pilot.press("left", "delete")
        assert Answer(note="kept") == on_disk(file)


async def test_undo_shows_the_question_that_it_changed(running: Running, file: Path) -> None:
    """Ctrl+Z goes back to the place; Ctrl+Y too."""
    async with running(file) as pilot:
        await pilot.press("3", "2", "ctrl+z")
        assert "Who allowed you to use it?" in screen_text(pilot)
        assert on_disk(file, "data.rights").level is None
        await pilot.press("ctrl+z")
        assert "Which data did it run on?" in screen_text(pilot)
        await pilot.press("ctrl+y", "ctrl+y")
        assert 2 == on_disk(file, "data.rights").level


async def test_the_first_open_question_stands_there_at_first(running: Running, file: Path) -> None:
    """Going on next morning needs no searching; o finds open ones left behind."""
    file.write_text(file.read_text() + '\n[answers."data.real"]\nlevel = 3\n[answers."people.owner"]\nlevel = 1\n')
    async with running(file) as pilot:
        assert "Who allowed you to use it?" in screen_text(pilot)
        await pilot.press("right", "right", "o")
        assert "Who allowed you to use it?" in screen_text(pilot)


async def test_jumping_by_letters(running: Running, file: Path) -> None:
    """/ and a few letters of title, question or dimension; Enter goes there."""
    async with running(file) as pilot:
        await pilot.press("slash")
        await type_text(pilot, "own")
        await pilot.press("enter")
        await settled(pilot)
        assert "Who owns the result?" in screen_text(pilot)


async def test_jumping_to_nothing_says_so(running: Running, file: Path) -> None:
    """Where no question has the letters, a sentence stands in the list, and neither arrows nor Enter choose it."""
    async with running(file) as pilot:
        await pilot.press("slash")
        await type_text(pilot, "zzz")
        await pilot.press("down", "enter")
        assert "No question has all of these letters." in screen_text(pilot)
        await pilot.press("backspace", "backspace", "backspace", "down", "enter")
        await settled(pilot)
        assert "Who allowed you to use it?" in screen_text(pilot)


async def test_last_quarters_answer_stands_beside(running: Running, file: Path) -> None:
    """The level of the file named as previous is marked on its sentence."""
    last = file.with_name("last.toml")
    last.write_text(file.read_text() + '\n[answers."data.real"]\nlevel = 2\n')
    file.write_text(file.read_text().replace('period = "2026-Q4"', 'period = "2026-Q4"\nprevious = "last.toml"'))
    async with running(file) as pilot:
        line = next(line for line in screen_text(pilot).splitlines() if "A hand-picked sample." in line)
        assert line.rstrip().endswith("last time")


async def test_the_tree_of_a_wide_screen_leads_to_questions(running: Running, file: Path) -> None:
    """Dimensions with progress; Enter on a question goes there."""
    async with running(file, size=(120, 40)) as pilot:
        await pilot.press("3")
        assert "Data 1/2" in screen_text(pilot)
        await pilot.press("shift+tab", "up", "enter")
        await settled(pilot)
        assert "Which data did it run on?" in screen_text(pilot)


async def test_a_notice_covers_nothing_that_is_read(running: Running, file: Path) -> None:
    """One line in the place of the footer, and said again it stands there once."""
    async with running(file) as pilot:
        await pilot.press(*"n", "escape")
        before = screen_text(pilot).splitlines()
        await pilot.press("left", "left", "left")
        await settled(pilot)
        shown = screen_text(pilot).splitlines()
        assert before[:-1] == shown[:-1]
        assert "This is the first question." in shown[-1]
        assert 1 == len(pilot.app._notifications)


async def test_progress_tells_unknown_from_known(running: Running, file: Path) -> None:
    """An unknown is an answer, and is counted apart as well."""
    async with running(file, size=(120, 40)) as pilot:
        await pilot.press("u", "3")
        await settled(pilot)
        assert "2 of 4 answered, 1 unknown" in screen_text(pilot)


async def test_only_a_target_that_somebody_set_is_marked(running: Running, file: Path) -> None:
    """The usual one is everywhere the same and says nothing about this question."""
    async with running(file, size=(120, 40)) as pilot:
        await pilot.press("right")
        await settled(pilot)
        assert "target" not in screen_text(pilot).casefold().replace("t target", "")
        await pilot.press("t", "4")
        await settled(pilot)
        assert "target" in next(line for line in screen_text(pilot).splitlines() if "It is renewed." in line)


async def test_what_to_ask_to_see_stands_once(running: Running, file: Path) -> None:
    """A very wide screen shows it at the side, others below the levels."""
    for size in ((80, 24), (200, 60)):
        async with running(file, size=size) as pilot:
            assert 1 == screen_text(pilot).count("Ask to see")

"""However the app ends, nothing is lost and nothing of the client's stays on the wall."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest
from textual.app import App

from fortnight.storage.recent import remember
from fortnight.storage.toml_files import load_assessment
from fortnight.storage.window_lock import lock_path, was_left_behind
from fortnight.tui.app import FortnightApp
from fortnight.tui.noticed import one_line
from tests.tui.conftest import TODAY, Running, app_of, screen_text, settled, type_text, until
from tests.tui.terminal import terminal

RUN = "import sys, pathlib; from fortnight.tui.app import run; sys.exit(run(pathlib.Path(sys.argv[1])))"
CRASH = """
import sys, pathlib
from fortnight.tui.app import run
from fortnight.tui.screens.assess import AssessScreen
def park(self):
    answers_of_the_client = self.store.assessment.use_cases["claims"].summary
    raise RuntimeError(answers_of_the_client)
AssessScreen.action_park = park
sys.exit(run(pathlib.Path(sys.argv[1])))
"""
needs_terminal = pytest.mark.skipif(os.name != "posix", reason="needs pseudo-terminals and signals")
LEFT_FULL_SCREEN = b"\x1b[?1049l"
"""What gives the terminal back."""


@needs_terminal
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_request_to_end_saves_what_is_half_typed(name: str, file: Path) -> None:
    """The note on the page is in the file, the terminal is restored, the mark beside the file is gone."""
    with terminal(RUN, file) as app:
        app.wait_for(b"Which data did it run on?")
        app.type("n")
        app.wait_for(b"What was said")
        app.type("half a tho")
        app.wait_for(b"tho")
        app.process.send_signal(getattr(signal, name))
        assert 0 == app.end()
        assert LEFT_FULL_SCREEN in app.painted
    assert "half a tho" == load_assessment(file).assessment.answers["data.real"].note
    assert not lock_path(file).exists()


@needs_terminal
def test_a_terminal_that_is_gone_ends_the_app_and_loses_nothing(file: Path) -> None:
    """However much was still to be painted: nobody waits for ever for a window that was closed."""
    with terminal(RUN, file) as app:
        app.wait_for(b"Which data did it run on?")
        app.type("n")
        app.wait_for(b"What was said")
        app.type("half a tho")
        app.wait_for(b"tho")
        app.process.send_signal(signal.SIGCONT)  # as the kernel does when a line is hung up
        assert 0 == app.hang_up()
    assert "half a tho" == load_assessment(file).assessment.answers["data.real"].note
    assert not lock_path(file).exists()


@needs_terminal
def test_leaving_is_quick_and_clean(file: Path) -> None:
    """Ctrl+Q ends with exit code 0."""
    with terminal(RUN, file) as app:
        app.wait_for(b"Which data did it run on?")
        app.type("3\x11")
        assert 0 == app.end()
    assert 3 == load_assessment(file).assessment.answers["data.real"].level


@needs_terminal
def test_a_crash_shows_no_answers_and_names_its_log(file: Path, tmp_path: Path) -> None:
    """Exit code 3; neither values of variables nor the text of the error reach the screen; the file is safe."""
    secret = "settlement with the Okafor family"
    file.write_text(file.read_text().replace('name = "Claims triage"', f'name = "Claims"\nsummary = "{secret}"'))
    with terminal(CRASH, file) as app:
        app.wait_for(b"Which data did it run on?")
        app.type("3p")
        assert 3 == app.end()
        after = app.painted.split(LEFT_FULL_SCREEN)[-1].decode()
    assert secret not in app.painted.decode()
    assert "fault in the program" in after
    assert "Your answers are safe" in " ".join(after.split())
    assert "Traceback" not in after
    logs = list((tmp_path / "own-state" / "faults").glob("*.log"))
    assert 1 == len(logs)
    assert "action_park" in logs[0].read_text() or "in park" in logs[0].read_text()
    assert 3 == load_assessment(file).assessment.answers["data.real"].level
    assert was_left_behind(file)


async def test_the_start_after_a_crash_offers_to_go_on(running: Running, folder: Path, file: Path) -> None:
    """Home names the file that was not left, Enter opens it, and after leaving it nothing is offered."""
    remember(file)
    lock_path(file).write_text(f'process = 2147483646\nmachine = "{socket.gethostname()}"\n')
    async with running(folder) as pilot:
        said = " ".join(screen_text(pilot).split())
        assert "team.toml holds every answer until then; Enter goes on with it." in said
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.current_mode == "assess")
    async with running(folder) as pilot:
        assert "Enter goes on with it" not in " ".join(screen_text(pilot).split())


async def test_the_crash_path_of_the_framework_is_ours(file: Path) -> None:
    """Textual's own names for it still exist, so that our override is what runs."""
    assert App._fatal_error is not FortnightApp._fatal_error
    app = FortnightApp(file, today=TODAY)
    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            await settled(pilot)
            app.call_later(lambda: 1 // 0)
            await pilot.pause()
    assert app.fault_log is not None
    assert 1 == app.return_code


async def test_leaving_unsaved_asks_first(running: Running, file: Path) -> None:
    """Only when something could not be saved; staying is the first choice."""
    async with running(file) as pilot:
        file.unlink()
        file.mkdir()
        await pilot.press("3", "ctrl+q")
        await pilot.pause()
        assert "Leave although the last change is not on disk?" in screen_text(pilot)
        assert not pilot.app._notifications
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.is_running
        assert "! Not saved" in screen_text(pilot)
        file.rmdir()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert 3 == load_assessment(file).assessment.answers["data.real"].level
        assert "✓ Saved" in screen_text(pilot)


async def test_somebody_elses_change_is_asked_about(running: Running, file: Path) -> None:
    """A dialog with three ways; bringing both together keeps both."""
    async with running(file) as pilot:
        file.write_text(file.read_text() + '\n[answers."people.owner"]\nlevel = 4\n')
        await pilot.press("3")
        await pilot.pause()
        assert "The file was changed by somebody else" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        answers = load_assessment(file).assessment.answers
        assert (3, 4) == (answers["data.real"].level, answers["people.owner"].level)
        assert "2 of" in screen_text(pilot)


async def test_a_file_changed_by_git_is_reloaded_with_a_question(running: Running, file: Path) -> None:
    """Without any change of ours; a dialog is finished first, and leaving asks nothing."""
    async with running(file) as pilot:
        await pilot.press("n", "h", "i")
        file.write_text(file.read_text() + '\n[answers."people.owner"]\nlevel = 4\n')
        app_of(pilot).look_at_disk()
        await pilot.press("escape")
        await pilot.pause()
        assert "The file was changed by somebody else" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        answers = load_assessment(file).assessment.answers
        assert ("hi", 4) == (answers["data.real"].note, answers["people.owner"].level)
        file.write_text(file.read_text().replace("level = 4", "level = 2"))
        app_of(pilot).look_at_disk()
        await until(pilot, lambda: "The file was changed by somebody else" in screen_text(pilot))
        await pilot.press("escape", "ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)


async def test_a_change_seen_while_the_app_closes_asks_nothing(running: Running, file: Path) -> None:
    """The clock that looks at the file may strike when the last screen is gone."""
    async with running(file) as pilot:
        app = app_of(pilot)
    file.write_text(file.read_text() + '\n[answers."people.owner"]\nlevel = 4\n')
    app.look_at_disk()
    assert [] == list(app.screen_stack)


async def test_what_does_not_fit_the_questionnaire_is_said_on_opening(running: Running, file: Path) -> None:
    """The first mistake in words, and how many more there are: no blank question without a reason.

    It takes one line over the footer, so that the question stays whole; F1 has all of it.
    """
    file.write_text(file.read_text() + '\n[answers."people.owner"]\nlevel = 9\n[answers."data.real"]\nlevel = 8\n')
    file.write_text(file.read_text().replace("[assessment]", '[assessment]\nprevious = "gone.toml"'))
    async with running(file) as pilot:
        said = [notice.message for notice in pilot.app._notifications]
        assert 1 == len(said)
        assert said[0].endswith("(F1: this and 1 more)")
        assert said[0] in screen_text(pilot).splitlines()[-1]
        await pilot.press("f1")
        await pilot.pause()
        shown = " ".join(screen_text(pilot).replace("│", " ").split())
        assert "ends at 5" in shown
        assert "lists 1 more" in shown
        assert "The last run cannot be shown. /" in shown


def test_what_is_noticed_is_said_whole_where_it_fits() -> None:
    """Cut at its width with the key that shows the rest; with more of it, how much more."""
    assert "The file is open twice." == one_line(("The file is\nopen twice.",), 23, "F1")
    assert "The f… (F1: the rest)" == one_line(("The file is open twice.",), 21, "F1")
    assert "The file… (F1: this and 2 more)" == one_line(("The file is open twice.", "b", "c"), 31, "F1")
    assert "" == one_line((), 80, "F1")


async def test_ctrl_c_says_what_leaves_and_leaves_nothing(running: Running, file: Path) -> None:
    """Whoever presses it out of habit is told the key, as a person reads it."""
    async with running(file) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "Ctrl+Q leaves. Ctrl+C copies what the mouse has marked." in screen_text(pilot)
        assert pilot.app.is_running


async def test_put_off_the_dialog_comes_back_with_the_next_change(running: Running, file: Path) -> None:
    """Escape decides nothing and loses nothing."""
    async with running(file) as pilot:
        file.write_text(file.read_text() + '\n[answers."people.owner"]\nlevel = 4\n')
        await pilot.press("3", "escape")
        await pilot.pause()
        assert "! Not saved" in screen_text(pilot)
        await pilot.press("2")
        await pilot.pause()
        await pilot.press("down", "enter")
        await settled(pilot)
        assert ["data.real", "data.rights"] == list(load_assessment(file).assessment.answers)


async def test_what_a_merge_could_not_decide_is_asked(running: Running, file: Path) -> None:
    """One field after the other, by digit; nobody is told whose edit it is, which no merge records."""
    file.write_text(file.read_text() + """
[answers."data.real"]
level = 3
[conflicts.'answers."data.real".level']
ours = 3
theirs = 4
base = 2
[conflicts.'use_cases.claims.name']
ours = "Claims triage"
theirs = "Claims [b]routing[/b]"
base = "Claims"
""")
    async with running(file) as pilot:
        assert "Real data ▸ level" in screen_text(pilot)
        assert all(way in screen_text(pilot) for way in ("1  One: 3", "2  The other: 4", "3  As it was: 2"))
        await pilot.press("2")
        await settled(pilot)
        assert "Claims [b]routing[/b]" in screen_text(pilot)
        await pilot.press("2")
        await settled(pilot)
        loaded = load_assessment(file).assessment
        assert (4, "Claims [b]routing[/b]") == (loaded.answers["data.real"].level, loaded.use_cases["claims"].name)
        assert {} == loaded.conflicts
        await pilot.press("ctrl+z", "ctrl+z")
        assert 2 == len(load_assessment(file).assessment.conflicts)


async def test_a_second_window_is_noticed(running: Running, file: Path) -> None:
    """The one that came later is told."""
    async with running(file) as first:
        assert "another window" not in screen_text(first)
        async with running(file, size=(120, 30)) as second:
            assert "another window" in " ".join(screen_text(second).split())


async def test_markup_typed_by_people_stays_text_everywhere(running: Running, file: Path) -> None:
    """In head, notes, notices and lists; none of it vanishes and none of it crashes."""
    nasty = "[b]cost [EUR] 5k[/foo] [link=http://a]x"
    file.write_text(file.read_text().replace("Northwind", nasty))
    async with running(file, size=(120, 40)) as pilot:
        assert nasty in screen_text(pilot)
        await pilot.press("n")
        await type_text(pilot, nasty)
        await pilot.press("escape")
        assert nasty in screen_text(pilot).split("Note: ")[1]
        pilot.app.complain(nasty, nasty)
        await pilot.pause()
        assert 2 <= screen_text(pilot).count(nasty)

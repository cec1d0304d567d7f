"""Report: page one in view, a file written beside the app, cancelled on demand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from fortnight.errors import UserError
from fortnight.report import job
from fortnight.report.job import Progress, ReportCancelled
from fortnight.report.options import ReportOptions
from fortnight.tui import evaluator
from fortnight.tui.opener import open_command
from fortnight.tui.report_choices import typed_target, usual_target, what_it_holds
from fortnight.tui.screens.report import ReportScreen
from tests.tui.areas.results import evaluated, with_figures
from tests.tui.conftest import Running, app_of, screen_text, settled, until


async def test_page_one_is_shown_before_anything_is_written(running: Running, folder: Path) -> None:
    """The five sentences, and the verdict of each use case."""
    async with running(with_figures(folder), size=(120, 60)) as pilot:
        await pilot.press("f7")
        await evaluated(pilot)
        await until(pilot, lambda: "Without the team" in screen_text(pilot))
        for word in ("Decision", "Money", "DECIDE", "Claims triage"):
            assert word in screen_text(pilot)


async def test_on_a_wall_the_findings_stand_beside_page_one(running: Running, folder: Path) -> None:
    """The titles of the pages behind it, once there is an answer to judge; elsewhere there is no room."""
    async with running(with_figures(folder), size=(200, 60)) as pilot:
        await pilot.press("f7")
        await evaluated(pilot)
        await until(pilot, lambda: "What the pages behind it find" in screen_text(pilot))
        for word in ("Maturity stands at", "The plan is worth", "Claims triage: "):
            assert word in screen_text(pilot)
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: "What the pages behind it find" not in screen_text(pilot))


async def test_figures_of_few_draws_are_marked_as_a_preview(
    running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Until those of the report are there; after that nothing is said of a preview."""
    full_draws_may_begin = threading.Event()
    work = evaluator._evaluated

    def held_back(request: evaluator._Request, *, is_preview: bool) -> evaluator.Evaluated:
        assert is_preview or full_draws_may_begin.wait(30)
        return work(request, is_preview=is_preview)

    monkeypatch.setattr(evaluator, "_evaluated", held_back)
    async with running(with_figures(folder), size=(200, 60)) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: "preview, 2,000 draws; the figures of 50,000 follow" in screen_text(pilot))
        full_draws_may_begin.set()
        await evaluated(pilot)
        await until(pilot, lambda: "preview, 2,000 draws" not in screen_text(pilot))
        assert "What page one says" in screen_text(pilot)


async def test_a_report_is_written_and_its_place_is_said(running: Running, folder: Path) -> None:
    """As Markdown, which needs no engine; the file is whole and its size is shown."""
    file = with_figures(folder)
    async with running(file, size=(160, 40)) as pilot:
        await pilot.press("f7")
        await settled(pilot)
        pilot.app.screen.query_one("#format").focus()
        await pilot.press("m", "w")
        out = file.with_suffix(".md")
        await until(pilot, lambda: "✓ Written" in screen_text(pilot), tries=2000)
        assert "Claims triage" in out.read_text()
        assert "kB)" in screen_text(pilot)
        assert "Open it" in screen_text(pilot)


async def test_arrows_reach_and_change_every_choice(running: Running, folder: Path) -> None:
    """Up and down go from line to line, left and right choose; the name follows until somebody types one."""
    file = with_figures(folder)
    async with running(file, size=(120, 40)) as pilot:
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("up", "up", "right", "up", "up", "up", "left")
        await settled(pilot)
        target = pilot.app.screen.query_one("#target", Input)
        assert "team-board-redacted.pdf" == target.value
        target.value = "mine.pdf"
        await pilot.press("right")
        await settled(pilot)
        assert "mine.pdf" == target.value


async def test_cancel_ends_the_job_and_the_app_goes_on(running: Running, folder: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    """While pages are drawn, keys are still answered; Esc cancels, and nothing is written."""
    seen = threading.Event()

    def endless(document: Path, out: Path, options: ReportOptions, on_progress: Callable[[Progress], None], *,
                is_cancelled: Callable[[], bool]) -> Path:
        on_progress(Progress(0.4, "drawing pages"))
        while not is_cancelled():
            seen.wait(0.01)
        raise ReportCancelled

    monkeypatch.setattr(job, "write_report", endless)
    async with running(with_figures(folder), size=(120, 40)) as pilot:
        await pilot.press("f7")
        await evaluated(pilot)
        await pilot.press("w")
        await until(pilot, lambda: "40%  drawing pages" in screen_text(pilot))
        await pilot.press("f2")
        assert "assess" == app_of(pilot).current_mode
        await pilot.press("f7", "escape")
        await until(pilot, lambda: "Cancelled; nothing was written." in screen_text(pilot))


async def test_a_problem_is_said_in_its_own_words(running: Running, folder: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """Brackets and all; the app lives, and can try again."""
    from fortnight.errors import UserError

    def refuse(*_: object, **__: object) -> Path:
        raise UserError("no room left in [/disk]")

    monkeypatch.setattr(job, "write_report", refuse)
    async with running(with_figures(folder), size=(120, 40)) as pilot:
        await pilot.press("f7")
        await settled(pilot)
        await pilot.press("w")
        await until(pilot, lambda: "✗ no room left in [/disk]" in screen_text(pilot))
        assert "Write it" in screen_text(pilot)


async def test_a_target_that_cannot_be_is_said_while_it_is_typed(running: Running, folder: Path) -> None:
    """And nothing is written there."""
    file = with_figures(folder)
    async with running(file, size=(120, 40)) as pilot:
        await pilot.press("f7")
        await settled(pilot)
        field = pilot.app.screen.query_one("#target", Input)
        field.value = "nowhere/at/all.pdf"
        await settled(pilot)
        assert "There is no folder" in screen_text(pilot)
        field.focus()
        await pilot.press("enter")
        screen = pilot.app.screen
        assert isinstance(screen, ReportScreen)
        assert screen.check_action("write", ())


def test_the_usual_name_says_what_is_inside() -> None:
    """Beside the assessment, with what differs from the full report."""
    source = Path("/quarters/q4.toml")
    assert Path("/quarters/q4.pdf") == usual_target(source, ReportOptions())
    assert Path("/quarters/q4-board-redacted.pdf") == usual_target(source, ReportOptions("board", redact=True))
    assert Path("/quarters/q4.csv") == usual_target(source, ReportOptions("board", "csv"))


def test_the_assessment_is_never_written_over(tmp_path: Path) -> None:
    """Nor a folder, nor a place that is not there or cannot be."""
    source = tmp_path / "a.toml"
    for text, why in (("a.toml", "itself"), (".", "is a folder"), ("b/c.pdf", "no folder"), (" ", "Name the file"),
                      ("~nobody-here/a.pdf", "nobody's home"), ("a" * 300, "too long"), ("a\0.pdf", "a letter")):
        with pytest.raises(UserError, match=why):
            typed_target(text, source)
    assert tmp_path / "a.pdf" == typed_target("a.pdf ", source)


def test_what_a_report_holds_is_said() -> None:
    """Whether it can be opened again, and whether names are out."""
    assert "left out" in what_it_holds(ReportOptions(with_answers=False))
    assert "People's names, notes and evidence are taken out" in what_it_holds(ReportOptions(redact=True))


def test_a_system_without_an_opener_says_so() -> None:
    """Each platform has its own program; without any there is no command."""
    path = Path("r.pdf")
    assert ("/x/xdg-open", "r.pdf") == open_command(path, "linux", lambda name: f"/x/{name}")
    assert ("/x/gio", "open", "r.pdf") == open_command(path, "linux", {"gio": "/x/gio"}.get)
    assert ("/x/open", "r.pdf") == open_command(path, "darwin", lambda name: f"/x/{name}")
    assert () == open_command(path, "linux", lambda name: None)

"""What belongs to the user: recent files, settings, nearby assessments, error logs."""

from __future__ import annotations

import datetime as dt
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from fortnight import __version__
from fortnight.core.assessment import Assessment, Header
from fortnight.storage.faults import write_fault
from fortnight.storage.locations import user_settings_file, user_state_folder
from fortnight.storage.nearby import NearbyAssessment, describe, nearby_assessments
from fortnight.storage.recent import KEPT_FILES, forget, recent_files, remember
from fortnight.storage.settings import LoadedSettings, UserSettings, load_settings, save_settings
from fortnight.storage.toml_files import encoded
from fortnight.storage.workshop_times import KeptTimes, keep_times, kept_times
from tests.storage.pdfs import pdf_with
from tests.storage.questionnaires import small


def files(folder: Path, count: int) -> list[Path]:
    """Create so many files and return them."""
    paths = [folder / f"{number}.toml" for number in range(count)]
    for path in paths:
        path.touch()
    return paths


def test_the_file_opened_last_comes_first(tmp_path: Path) -> None:
    """Opening a file again moves it up; a forgotten and a deleted one are gone."""
    first, second, third, fourth = files(tmp_path, 4)
    for path in (first, second, third, fourth, first):
        remember(path)
    forget(third)
    fourth.unlink()
    assert (first, second) == recent_files()


def test_only_the_latest_files_are_kept(tmp_path: Path) -> None:
    """The list does not grow for ever."""
    paths = files(tmp_path, KEPT_FILES + 3)
    for path in paths:
        remember(path)
    assert tuple(reversed(paths))[:KEPT_FILES] == recent_files()


@pytest.mark.parametrize("content", [b"", b"\xff", b"files = 3", b'files = [1, "a\\u0000b"]', b"x=" + b"[" * 9999])
def test_a_damaged_list_of_recent_files_is_an_empty_one(content: bytes, tmp_path: Path) -> None:
    """The list is a convenience: nobody is troubled about it, and it works again at once."""
    user_state_folder().mkdir(parents=True)
    (user_state_folder() / "recent.toml").write_bytes(content)
    assert () == recent_files()
    remember(files(tmp_path, 1)[0])
    assert (tmp_path / "0.toml",) == recent_files()


def test_a_state_folder_that_cannot_be_made_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be remembered, nothing is, and nobody is stopped."""
    monkeypatch.setenv("FORTNIGHT_STATE", str(files(tmp_path, 1)[0] / "below a file"))
    remember(tmp_path / "0.toml")
    assert () == recent_files()


def test_settings_come_back_as_saved() -> None:
    """Theme, wall and keys survive, in a file for the owner alone."""
    settings = UserSettings(theme="high-contrast", wall=True, keymap={"area.assess": "f2,ctrl+1"})
    save_settings(settings)
    assert LoadedSettings(settings) == load_settings()
    assert 0o600 == stat.S_IMODE(user_settings_file().stat().st_mode)


def test_no_settings_are_the_usual_ones() -> None:
    """A missing and an empty file are no problem."""
    assert LoadedSettings(UserSettings()) == load_settings()
    user_settings_file().parent.mkdir(parents=True)
    user_settings_file().touch()
    assert LoadedSettings(UserSettings()) == load_settings()


@pytest.mark.parametrize(("content", "problem"), [
    ("theme = 3", "theme: must be text in quotes, not 3"),
    ("them = 'dark'", 'them: is not a known key; did you mean "theme"?'),
    ("theme = dark", "line 1: this is no value; put text in quotes, write yes as true and a date as 2026-11-30"),
])
def test_broken_settings_give_one_sentence_and_the_usual_ones(content: str, problem: str) -> None:
    """The app starts all the same, and says which line it could not use."""
    user_settings_file().parent.mkdir(parents=True)
    user_settings_file().write_text(content)
    loaded = load_settings()
    assert UserSettings() == loaded.settings
    stop = "" if problem.endswith("?") else "."
    assert f"Your settings are not used. {user_settings_file()}: {problem}{stop}" == loaded.problem


def test_nearby_assessments_are_told_from_other_files(tmp_path: Path) -> None:
    """Assessments and PDFs with answers are listed with what their head says; nothing else is."""
    header = Header(organisation="Acme [b]", team="Claims", period="2026-Q4", date=dt.date(2026, 11, 2),
                    decision='"""\n[answers]\nnot a table')
    (tmp_path / "acme.toml").write_bytes(encoded(Assessment(assessment=header)))
    (tmp_path / "acme.pdf").write_bytes(pdf_with(b'[assessment]\nteam = "In PDF"'))
    (tmp_path / "other.pdf").write_bytes(pdf_with(None))
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "package.toml").write_text('[project]\nname = "assessment"')
    (tmp_path / "noise.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.toml").mkdir()
    small(tmp_path, "ours")
    assert (
        NearbyAssessment(tmp_path / "acme.toml", "Acme [b]", "Claims", "2026-Q4", dt.date(2026, 11, 2)),
        NearbyAssessment(tmp_path / "acme.pdf", team="In PDF", is_pdf=True),
    ) == nearby_assessments(tmp_path)


def test_an_assessment_with_mistakes_is_listed(tmp_path: Path) -> None:
    """Opening it says what is wrong; hiding it would not."""
    path = tmp_path / "acme.toml"
    path.write_text('[assessment]\nteam = "A\n')
    assert NearbyAssessment(path) == describe(path)


def test_a_folder_that_is_none_has_no_assessments(tmp_path: Path) -> None:
    """A missing folder is empty."""
    assert () == nearby_assessments(tmp_path / "nowhere")


def test_a_fault_is_written_down_for_its_owner() -> None:
    """The log holds the trace and the version, and nobody else can read it."""
    try:
        raise RuntimeError("planted")
    except RuntimeError as fault:
        log = write_fault(fault)
    assert user_state_folder() / "faults" == log.parent
    assert "RuntimeError: planted" in log.read_text()
    assert log.read_text().startswith(f"Fortnight {__version__}, Python 3.")
    assert 0o600 == stat.S_IMODE(log.stat().st_mode)


def test_a_fault_is_written_down_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the user's folder cannot be written, the log lies in the temporary folder."""
    monkeypatch.setenv("FORTNIGHT_STATE", str(files(tmp_path, 1)[0] / "below a file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert tmp_path == write_fault(RuntimeError("planted")).parent


def test_the_clock_of_each_workshop_is_remembered_by_its_file(tmp_path: Path) -> None:
    """Two files keep two clocks, through a link too; one that nobody looked at for days is dropped."""
    first, second, old = files(tmp_path, 3)
    link = tmp_path / "link.toml"
    link.symlink_to(first)
    times = KeptTimes(1_800_000_000.0, {"room": 61.5, "after": 2.0}, "room", is_running=True)
    keep_times(old, replace(times, seen=times.seen - 3 * 24 * 3600))
    keep_times(link, times)
    keep_times(second, replace(times, is_running=False))
    assert times == kept_times(first)
    assert replace(times, is_running=False) == kept_times(second)
    assert kept_times(old) is None


@pytest.mark.parametrize("content", [
    "files = 3", "[files.F]\nseen = 1.0", '[files.F]\nseen = 1.0\npart = "x"\nrunning = true\nseconds = {x = 1.0}',
    '[files.F]\nseen = -1.0\npart = "room"\nrunning = true\nseconds = {room = 1.0}',
    '[files.F]\nseen = 1.0\npart = "room"\nrunning = true\nseconds = {room = nan}', "x=" + "[" * 9999])
def test_damaged_times_are_no_times(content: str, tmp_path: Path) -> None:
    """The clock begins anew instead of ending the app, and can be remembered again."""
    file = files(tmp_path, 1)[0]
    user_state_folder().mkdir(parents=True, exist_ok=True)
    (user_state_folder() / "workshop-times.toml").write_text(content.replace("files.F", f"files.'{file}'"))
    assert kept_times(file) is None
    keep_times(file, KeptTimes(5.0, {"room": 1.0}, "room", is_running=False))
    assert KeptTimes(5.0, {"room": 1.0}, "room", is_running=False) == kept_times(file)

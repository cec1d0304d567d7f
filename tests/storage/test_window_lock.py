"""A second window on the same file is noticed; a mark left by a dead one is not."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fortnight.storage.toml_text import write
from fortnight.storage.window_lock import OtherWindow, lock_path, take_lock, was_left_behind

HERE = socket.gethostname()


def mark(path: Path, process: object, machine: str = HERE) -> Path:
    """Leave a mark as another window would, and return the file that is marked."""
    lock_path(path).write_text(write({"process": process, "machine": machine}))
    return path


def test_the_first_window_marks_and_the_second_is_told(tmp_path: Path) -> None:
    """The second learns that the file is open, and its end does not take the first one's mark away."""
    path = tmp_path / "acme.toml"
    first, second = take_lock(path), take_lock(path)
    assert (True, None) == (first.is_ours, first.other)
    assert (False, OtherWindow(HERE, is_certain=True)) == (second.is_ours, second.other)
    assert second.other is not None
    assert ("This file is open in another window. What is saved there appears here too."
            == second.other.sentence)
    second.release()
    assert lock_path(path).exists()
    first.release()
    assert [] == list(tmp_path.iterdir())


def test_the_mark_is_for_its_owner_alone(tmp_path: Path) -> None:
    """It names a machine, so others need not read it."""
    assert 0o600 == stat.S_IMODE(take_lock(tmp_path / "acme.toml").path.stat().st_mode)


def test_a_link_and_its_file_are_one(tmp_path: Path) -> None:
    """Two windows that came by different names still meet."""
    (tmp_path / "acme.toml").touch()
    (tmp_path / "link.toml").symlink_to("acme.toml")
    take_lock(tmp_path / "acme.toml")
    assert not take_lock(tmp_path / "link.toml").is_ours


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a process cannot be asked whether it lives")
def test_a_mark_of_a_process_that_ended_is_taken_over(tmp_path: Path) -> None:
    """After a crash the next window opens without a warning, and knows that the last one was not left."""
    command = [sys.executable, "-c", "import os; print(os.getpid())"]
    ended = subprocess.run(command, capture_output=True, check=True)
    path = mark(tmp_path / "acme.toml", int(ended.stdout))
    assert was_left_behind(path)
    lock = take_lock(path)
    assert lock.is_ours and lock.after_a_crash
    assert not was_left_behind(path)
    assert f"process = {os.getpid()}" in lock_path(path).read_text()


@pytest.mark.parametrize("process", ["text", -1, 0, True, 2**70])
def test_a_mark_that_names_nobody_is_taken_over_or_told(process: object, tmp_path: Path) -> None:
    """Whatever a mark holds, opening goes on."""
    lock = take_lock(mark(tmp_path / "acme.toml", process))
    assert lock.is_ours or lock.other is not None


def test_a_damaged_mark_is_taken_over(tmp_path: Path) -> None:
    """Bytes that are no mark are left over from something that went wrong."""
    path = tmp_path / "acme.toml"
    lock_path(path).write_bytes(b"\xff\x00[")
    assert take_lock(path).is_ours


def test_a_window_on_another_machine_is_told_with_its_doubt(tmp_path: Path) -> None:
    """On a shared folder nobody can ask the other machine, and the sentence says so."""
    other = take_lock(mark(tmp_path / "acme.toml", 4711, "laptop-of-anna")).other
    assert other is not None
    assert ("This file may be open in another window on laptop-of-anna, or that one ended badly."
            == other.sentence)


def test_where_no_mark_can_be_made_nothing_stops(tmp_path: Path) -> None:
    """A folder that cannot be written gives no mark and no warning."""
    (tmp_path / "file").touch()
    lock = take_lock(tmp_path / "file" / "acme.toml")
    assert (False, None) == (lock.is_ours, lock.other)
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_disk_leaves_no_half_of_a_mark(tmp_path: Path) -> None:
    """The window opens without its mark; what cannot be saved is said when something is saved."""
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        lock = take_lock(tmp_path / "acme.toml")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (False, None, []) == (lock.is_ours, lock.other, list(tmp_path.iterdir()))

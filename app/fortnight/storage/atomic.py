"""Writing a file so that it is, at any instant, either the old one or the new one and never half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_NO_DIRECTORY_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
"""What file systems answer that cannot flush a folder; the file itself is flushed all the same."""


def backup_path(path: Path) -> Path:
    """Return where the one previous copy of `path` is kept: `NAME.bak` in the folder of the real file."""
    real = real_path(path)
    return real.with_name(real.name + ".bak")


def real_path(path: Path) -> Path:
    """Return the file that `path` stands for, links followed; a link stays a link when its file is written."""
    return Path(os.path.realpath(path))


def write_atomically(
    path: Path,
    content: bytes,
    *,
    keep_previous: bool = False,
    private: bool = True,
    check: Callable[[], object] = lambda: None,
) -> os.stat_result:
    """Replace the file at `path` by `content` and return its status; raises OSError and then changes nothing.

    The content is on the disk when this returns. With `keep_previous` the file that was there becomes
    `NAME.bak`. A private file is readable by its owner alone; otherwise the mode of the old file stays. `check` is
    called at the last moment, while no other Fortnight writes in this folder; nothing is replaced when it raises.
    """
    real = real_path(path)
    descriptor, name = tempfile.mkstemp(prefix=temporary_prefix(real), suffix=".tmp", dir=real.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private and real.exists():
            temporary.chmod(real.stat().st_mode & 0o777)
        with _alone_in(real.parent):
            check()
            if keep_previous and real.exists():
                _keep(real)
            temporary.replace(real)
    except BaseException:  # Ctrl+C and a request to end leave no half of a file either
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(real.parent)
    return real.stat()


def temporary_prefix(real: Path) -> str:
    """Return how the names of unfinished writes of `real` begin."""
    return f".{real.name[:80]}."


def remove_leftovers(path: Path) -> None:
    """Remove what writes of `path` left behind when they were killed; call only while nobody else writes it."""
    real = real_path(path)
    prefix = temporary_prefix(real)
    with contextlib.suppress(OSError):  # a leftover that cannot be removed harms nobody
        for entry in real.parent.iterdir():
            if entry.name.startswith(prefix) and entry.name.endswith(".tmp"):
                entry.unlink(missing_ok=True)


def copy_beside(path: Path, ending: str) -> Path:
    """Copy the file at `path` beside itself as `NAMEending`, numbered if other content has that name."""
    real = real_path(path)
    return write_beside(real, real.name + ending, real.read_bytes())


def write_beside(path: Path, name: str, content: bytes) -> Path:
    """Write `content` under `name` in the folder of `path`; a file with other content there is never replaced."""
    folder = real_path(path).parent
    candidate = folder / name
    number = 1
    while candidate.exists():
        if candidate.read_bytes() == content:
            return candidate
        number += 1
        candidate = folder / _numbered(name, number)
    write_atomically(candidate, content, keep_previous=False)
    return candidate


def _numbered(name: str, number: int) -> str:
    stem = name.removesuffix(".toml")
    return f"{stem}-{number}.toml" if stem != name else f"{name}-{number}"


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Make whoever else does the same wait; where the system or the file system cannot, nobody waits.

    Nothing inside may write to the folder through `write_atomically`: it would wait for itself.
    """
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems know no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _keep(real: Path) -> None:
    """Make the present file the backup: a second name for the same bytes, so that nothing is copied."""
    if real.stat().st_mode & 0o077:
        with contextlib.suppress(PermissionError):  # somebody else's file: its copy stays as open as it was
            real.chmod(0o600)
    second_name = real.with_name(f"{temporary_prefix(real)}{secrets.token_hex(8)}.tmp")
    try:
        second_name.hardlink_to(real)
    except OSError:
        # Some file systems know no second names.
        second_name.touch(mode=0o600, exist_ok=False)
        second_name.write_bytes(real.read_bytes())
    try:
        second_name.replace(backup_path(real))
    finally:
        # Renaming one name of a file onto another name of the same file leaves both.
        second_name.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Flush the folder, where the system can, so that the new name survives a power cut."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise
    finally:
        os.close(descriptor)

"""What a file looked like when it was read or written, to notice that somebody else wrote it since."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of one file on disk."""

    digest: str
    """SHA-256 of the bytes, in hexadecimal."""
    size: int
    modified_ns: int
    """Time of the last write, in nanoseconds, as the file system tells it."""
    has_comments: bool = False
    """Whether somebody wrote comments into it by hand, which the next save cannot carry over."""
    comments_kept_at: Path | None = None
    """Where the commented file was copied to before this save replaced it."""

    def with_status(self, status: os.stat_result) -> Stamp:
        """Return the same content as seen at `status`."""
        return replace(self, size=status.st_size, modified_ns=status.st_mtime_ns)


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def stamp_of(content: bytes, status: os.stat_result, *, has_comments: bool = False) -> Stamp:
    """Return the stamp of a file that holds `content` and has `status`."""
    return Stamp(digest_of(content), status.st_size, status.st_mtime_ns, has_comments)


def has_changed(path: Path, stamp: Stamp) -> bool:
    """Return whether the file at `path` is no longer what `stamp` says; a vanished file has changed.

    Cheap enough for a timer: the content is read only when time or size differ. A touched file with the
    same content has not changed. Raises OSError when the file cannot be looked at.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return True
    if status.st_size == stamp.size and status.st_mtime_ns == stamp.modified_ns:
        return False
    return digest_of(path.read_bytes()) != stamp.digest

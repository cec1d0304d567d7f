"""The real app in a pseudo-terminal of its own, for what a pilot cannot show: signals, crashes, the way out."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30
"""Seconds until something that never comes is given up."""


@dataclass
class Terminal:
    """A running app and everything that it has painted so far."""

    process: subprocess.Popen[bytes]
    outer: int
    painted: bytes = b""

    def wait_for(self, words: bytes) -> None:
        """Read until `words` have been painted; raises TimeoutError when they never are."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.painted:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{words!r} was never painted; the end is {self.painted[-400:]!r}")
            self._read(0.2)

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self.outer, keys.encode())

    def end(self) -> int:
        """Wait until the app has ended and return its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise TimeoutError("the app did not end")
            self._read(0.05)
        self._read(0)
        return self.process.returncode

    def hang_up(self) -> int:
        """Take the terminal away and return the exit code of the app, which gets no signal of it here."""
        os.close(self.outer)
        self.outer = -1
        return self.process.wait(PATIENCE)

    def _read(self, seconds: float) -> None:
        while select.select([self.outer], [], [], seconds)[0]:
            try:
                piece = os.read(self.outer, 65536)
            except OSError:
                return
            if not piece:
                return
            self.painted += piece
            seconds = 0


@contextmanager
def terminal(program: str, *arguments: str | Path, columns: int = 80, lines: int = 24) -> Iterator[Terminal]:
    """Run a Python program in a terminal; it is killed at the end if it still runs."""
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    process = subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], stdin=inner, stdout=inner,
                               stderr=inner, env=environment, start_new_session=True)
    os.close(inner)
    running = Terminal(process, outer)
    try:
        yield running
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if running.outer >= 0:
            os.close(outer)

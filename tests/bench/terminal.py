"""A program in a pseudo-terminal of 80 x 24."""

from __future__ import annotations

import os
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path


def open_terminal(arguments: Sequence[str], folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start a program in a terminal of its own, in `folder`, which also holds its state and settings.

    Returns the process and the terminal's other end.
    """
    import fcntl
    import pty
    import termios

    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor",
                   "FORTNIGHT_STATE": str(folder / "state"), "FORTNIGHT_DATA": str(folder / "data")}
    process = subprocess.Popen(arguments, stdin=inner, stdout=inner, stderr=inner, cwd=folder, env=environment,
                               start_new_session=True)
    os.close(inner)
    return process, outer

"""The way to the terminal, which may be gone before we are: a closed window, a lost line, a killed multiplexer.

Textual writes on a thread of its own, behind a queue with an end. When the terminal has gone, that thread dies of
its first write, and the next repaint waits for room in the queue for ever; the thread that reads takes it for a
fault of the program.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from fortnight.tui.leaving import LeavingApp


class Output:
    """A terminal to write to; once it is gone, `gone` is called and whatever else is written goes nowhere."""

    def __init__(self, file: IO[str], gone: Callable[[], object]) -> None:
        self._file = file
        self._gone = gone
        self._is_lost = False

    def write(self, text: str) -> None:
        """Write, as long as there is anything to write to."""
        self._try(lambda: self._file.write(text))

    def flush(self) -> None:
        """Send what was written."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """Return the number of the file."""
        return self._file.fileno()

    def _try(self, act: Callable[[], object]) -> None:
        if self._is_lost:
            return
        try:
            act()
        except OSError:
            self._is_lost = True
            # What is still in the buffer is written when Python ends, and would fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            self._gone()


class LastingDriver(LinuxDriver):
    """Textual's driver, which ends the app in good order once there is no terminal."""

    def __init__(self, app: LeavingApp, **options: Any) -> None:
        super().__init__(app, **options)
        self._leaving = app
        if self._file is not None:
            self._file = cast("Any", Output(self._file, self._end))

    def _end(self) -> None:
        self._leaving.call_later(self._leaving.end_at_once)

    def run_input_thread(self) -> None:
        """Read keys until there is nothing to read them from."""
        try:
            super().run_input_thread()
        except OSError:
            self._end()

    def _sigcont_application(self, *signal_and_frame: object) -> None:
        # The kernel sends this along with SIGHUP. Resuming what was never suspended would start a second thread
        # that reads keys, and one of the two would wait for ever.
        if self._must_signal_resume:
            super()._sigcont_application(*signal_and_frame)

"""How the app ends: when it is asked to, when the system wants it, when its terminal is gone, after a fault."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from pathlib import Path
from typing import Any

from textual import constants
from textual.driver import Driver

from fortnight.tui.open_file import OpenFileApp


class LeavingApp(OpenFileApp):
    """Saves what is half typed before it ends, and shows nothing of the answers where it ends badly."""

    def __init__(self) -> None:
        super().__init__()
        self.fault_log: Path | None = None
        """Where a fault of the program was written down."""

    def get_driver_class(self) -> type[Driver]:
        """Use a driver that a terminal which is gone does not stop, where there is one for this system."""
        if sys.platform == "win32" or constants.DRIVER is not None:
            return super().get_driver_class()
        from fortnight.tui.lasting_driver import LastingDriver

        return LastingDriver

    def on_mount(self) -> None:
        """Listen to the system's requests to end."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                # Windows has no such signals; a test's thread may not listen to them.
                loop.add_signal_handler(getattr(signal, name), self.end_at_once)

    def end_at_once(self) -> None:
        """Save what is half typed and end, asking nothing: the system wants it, or the terminal is gone."""
        self.flush()
        self.exit(0)

    def flush(self) -> None:
        """Write what is half typed anywhere on the screen into the file."""
        for screen in reversed(self.screen_stack):
            flush = getattr(screen, "flush", None)
            if flush is not None:
                flush()

    async def action_quit(self) -> None:
        """Leave; ask first only when something could not be saved."""
        self._in_turn(self._leave)

    def _leave(self) -> None:
        self.flush()
        self.let_go(lambda: self.exit(0))

    def panic(self, *renderables: Any) -> None:  # noqa: ARG002 - what Textual would show may hold answers
        """End after a fault without showing anything that was typed."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        # Textual would print the values of local variables, which are answers, onto the wall.
        from rich.text import Text

        from fortnight.storage.faults import write_fault

        self._lock = None  # the mark beside the file stays, so that the next start offers to go on
        if self.fault_log is None and self._exception is not None:
            self.fault_log = write_fault(self._exception)
            self._exit_renderables.append(Text(self._farewell()))
        self._close_messages_no_wait()

    def _farewell(self) -> str:
        kept = ""
        if self._store is not None:
            kept = (f" Your answers are safe in {self._store.path}." if self._store.is_saved else
                    f" The last change could not be saved; everything before it is in {self._store.path}.")
        return (f"Fortnight had to stop because of a fault in the program.{kept} "
                f"What happened is written down in {self.fault_log}.")

"""The child process from the parent's side: started early, fed once, watched, and never left behind."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from fortnight.errors import FortnightError, UserError
from fortnight.report.rendering import Message, RenderJob, message_from

TIME_LIMIT = 180.0
"""Seconds that a child may take; the largest report that fits its limits takes a tenth."""
_LOOK_EVERY = 0.05
"""Seconds between two looks at whether the user has cancelled."""


class ReportCancelled(UserError):
    """Somebody cancelled; nothing was written."""

    def __init__(self) -> None:
        super().__init__("The report was cancelled; nothing was written.")


class Renderer:
    """A child process that is warming up; `render` gives it its one job. Use it as a context manager."""

    def __init__(self, medium: str, font_settings: Path) -> None:
        environment = {**os.environ, "FONTCONFIG_FILE": str(font_settings), "PYTHONIOENCODING": "utf-8"}
        self._errors = font_settings.with_name("stderr.txt").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "fortnight.report.child", medium], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=self._errors, text=True, encoding="utf-8", env=environment,
            cwd=font_settings.parent,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        """End the child, whatever it is doing."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()

    def render(self, job: RenderJob, on_message: Callable[[Message], None], is_cancelled: Callable[[], bool], *,
               time_limit: float = TIME_LIMIT) -> None:
        """Have `job` rendered.

        Raises UserError for a problem with the input, ReportCancelled, or FortnightError when the child fails.
        """
        path = job.folder / "job.pickle"
        path.write_bytes(pickle.dumps(job))
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):  # a child that died already is reported below
            self._process.stdin.write(f"{path}\n")
            self._process.stdin.flush()
        lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=_pass_on, args=(self._process.stdout, lines), daemon=True).start()
        self._watch(lines, on_message, is_cancelled, time.monotonic() + time_limit, time_limit)

    def _watch(self, lines: queue.SimpleQueue[str | None], on_message: Callable[[Message], None],
               is_cancelled: Callable[[], bool], deadline: float, time_limit: float) -> None:
        while True:
            if is_cancelled():
                raise ReportCancelled
            if time.monotonic() > deadline:
                raise UserError(f"Drawing the report took more than {time_limit:.0f} seconds and was stopped; "
                                "simplify the template or shorten the longest texts, or take `--format html`.")
            try:
                line = lines.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                continue
            if line is None:
                raise FortnightError(self._why_it_died())
            message = message_from(line)
            if message is None:
                continue
            if message.problem:
                raise UserError(message.problem)
            if message.done:
                return
            on_message(message)

    def _why_it_died(self) -> str:
        code = self._process.wait()
        self._errors.flush()
        text = Path(self._errors.name).read_text(encoding="utf-8", errors="replace").strip()
        last = text.splitlines()[-1] if text else "it left no message"
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return f"The program that draws the report stopped ({how}: {last}). Nothing was written."


def _pass_on(stream: IO[str], lines: queue.SimpleQueue[str | None]) -> None:
    """Put every line of `stream` into the queue, and None at its end."""
    with contextlib.suppress(ValueError):  # the stream was closed under us: the job is over
        for line in stream:
            lines.put(line)
    lines.put(None)

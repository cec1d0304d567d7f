"""From a key to the repainted screen, in a pseudo-terminal, with a questionnaire of 200 questions."""

from __future__ import annotations

import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.measure import Row, table
from tests.bench.terminal import open_terminal

QUESTIONS = 200
KEYS = 120
PATIENCE = 30


def questionnaire() -> str:
    """Return a questionnaire of 200 questions in ten dimensions, each title with a number of its own."""
    lines = ['format = 1\nid = "long"\nversion = "1"\ntitle = "Long"']
    lines += [f'[dimensions.d{number}]\ntitle = "Dimension {number}"' for number in range(10)]
    for number in range(QUESTIONS):
        levels = ", ".join(f'"What a stranger sees at level {level} of question {number:03d}, in one sentence."'
                           for level in range(1, 6))
        lines.append(f'[questions."d{number // 20}.q{number:03d}"]\ndimension = "d{number // 20}"\n'
                     f'title = "Titled-{number:03d}"\nask = "What would we see if we came by, number {number}?"\n'
                     f"levels = [{levels}]")
    return "\n".join(lines)


def milliseconds_per_key(folder: Path) -> list[float]:
    """Answer one question after another in the running app; return the time from each key to the next title."""
    (folder / "long.toml").write_text(questionnaire())
    team = folder / "team.toml"
    team.write_text('format = 1\n[assessment]\nquestionnaire = "long"\n')
    process, terminal = open_terminal([sys.executable, "-m", "fortnight", str(team)], folder)
    try:
        _read_until(terminal, b"Titled-000")
        _settle(terminal)
        times = []
        for number in range(1, KEYS + 1):
            start = time.perf_counter()
            os.write(terminal, b"3")
            _read_until(terminal, b"Titled-%03d" % number)
            times.append(1000 * (time.perf_counter() - start))
            _settle(terminal)
        return times
    finally:
        _end(process, terminal)


def rows() -> list[Row]:
    """Return the line about keys."""
    with tempfile.TemporaryDirectory() as folder:
        times = sorted(milliseconds_per_key(Path(folder)))
    slow = times[int(0.95 * len(times))]
    return [Row(f"key to repaint, {QUESTIONS} questions, 95th percentile of {KEYS}",
                f"{slow:.0f} ms; median {statistics.median(times):.0f} ms", slow, 50, "ms")]


def _read_until(terminal: int, marker: bytes) -> None:
    seen = b""
    deadline = time.perf_counter() + PATIENCE
    while marker not in seen:
        if time.perf_counter() > deadline:
            raise TimeoutError(f"{marker!r} never appeared; the screen ended with {seen[-300:]!r}")
        if select.select([terminal], [], [], 0.5)[0]:
            seen += os.read(terminal, 65536)


def _settle(terminal: int) -> None:
    """Read on until nothing has been painted for a moment, as a person reads before the next key."""
    while select.select([terminal], [], [], 0.05)[0]:
        os.read(terminal, 65536)


def _end(process: subprocess.Popen[bytes], terminal: int) -> None:
    process.kill()
    process.wait()
    os.close(terminal)


if __name__ == "__main__":
    print(table(rows()))

"""From key to repaint: answering a questionnaire of 200 questions in a real terminal."""

from __future__ import annotations

import os
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.measure import Row, table
from tests.tui.terminal import Terminal, terminal

QUESTIONS = 200
KEYS = 60
SILENCE = 0.15
"""Seconds without a byte after which a repaint is over."""
RUN = "import sys, pathlib; from fortnight.tui.app import run; sys.exit(run(pathlib.Path(sys.argv[1])))"


def big_questionnaire() -> str:
    """Return a questionnaire of 200 questions in ten dimensions, with sentences as long as real ones."""
    lines = ['format = 1', 'id = "big"', 'version = "1"', 'title = "Big"']
    for dimension in range(10):
        lines += [f"[dimensions.d{dimension}]", f'title = "Dimension {dimension}"']
    for number in range(QUESTIONS):
        levels = ", ".join(f'"Level {level} of question {number}: a sentence that takes two lines of a narrow '
                           'screen, as the real ones do when they are read on a wall."' for level in range(1, 6))
        lines += [f'[questions."d{number % 10}.q{number}"]', f'dimension = "d{number % 10}"',
                  f'title = "Question number {number}"', f"levels = [{levels}]",
                  'ask = "What happens today, and how do you know, when nobody is looking at it?"',
                  'evidence = "(2) a list; (3) a log; (4) a sheet; (5) minutes"']
    return "\n".join(lines)


def answered() -> str:
    """Return an assessment with an answer to every question."""
    lines = ['format = 1', '[assessment]', 'organisation = "Northwind"', 'date = 2026-11-20',
             'questionnaire = "big"']
    for number in range(QUESTIONS):
        lines += [f'[answers."d{number % 10}.q{number}"]', "level = 1",
                  'note = "Something that was said in the room."', 'evidence = "runbook, page 4"']
    return "\n".join(lines)


def milliseconds(app: Terminal, key: str) -> float:
    """Return how long after `key` the last byte of its repaint came."""
    start = last = time.perf_counter()
    app.type(key)
    while select.select([app.outer], [], [], SILENCE)[0]:
        os.read(app.outer, 65536)
        last = time.perf_counter()
    return 1000 * (last - start)


def rows() -> list[Row]:
    """Return the lines about keys."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in ("STATE", "CONFIG", "DATA"):
            os.environ[f"FORTNIGHT_{variable}"] = str(folder / variable.lower())
        (folder / "big.toml").write_text(big_questionnaire())
        for columns, lines in ((80, 24), (200, 60)):
            (folder / "team.toml").write_text(answered())
            with terminal(RUN, folder / "team.toml", columns=columns, lines=lines) as app:
                app.wait_for(b"200 answered")
                milliseconds(app, "\x1b[C")
                # Each key changes the answer that stands there. One that changes nothing would let the agenda of
                # the key before be painted meanwhile, which is not the repaint of this key.
                times = sorted(milliseconds(app, str(number % 4 + 2)) for number in range(KEYS))
            late = times[int(0.95 * KEYS) - 1]
            measured = f"median {statistics.median(times):.0f} ms, 95th percentile {late:.0f} ms"
            found.append(Row(f"key to repaint, 200 questions, {columns} x {lines}", measured, late, 50, "ms"))
    return found


if __name__ == "__main__":
    print(table(rows()), file=sys.stdout)

"""Starting up: `--help` against an empty Python, and the first paint of the app against a bare Textual app."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.bench.measure import Row, alternating, process_seconds, seconds_until, table

BARE_APP = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Bare(App):
    def compose(self) -> ComposeResult:
        yield Static("bare-and-painted")
Bare().run()
"""
FIRST_WORDS = b"Look at a sample"
"""One of the three doors of the first screen in an empty folder."""


def rows() -> list[Row]:
    """Return the lines about starting."""
    helping = partial(process_seconds, [sys.executable, "-m", "fortnight", "--help"])
    empty = partial(process_seconds, [sys.executable, "-c", "pass"])
    help_time, pass_time = alternating(helping, empty, runs=15)
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        ours = partial(seconds_until, [sys.executable, "-m", "fortnight"], FIRST_WORDS, folder=where)
        bare = partial(seconds_until, [sys.executable, "-c", BARE_APP], b"bare-and-painted", folder=where)
        paint, bare_paint = alternating(ours, bare, runs=9)
    return [
        Row("`fortnight --help`", f"{1000 * help_time:.0f} ms; `python -c pass` {1000 * pass_time:.0f} ms",
            help_time / pass_time, 8, "x python -c pass"),
        Row("first paint of the app", f"{1000 * paint:.0f} ms; bare Textual app {1000 * bare_paint:.0f} ms",
            paint / bare_paint, 2.0, "x a bare Textual app"),
    ]


if __name__ == "__main__":
    print(table(rows()))

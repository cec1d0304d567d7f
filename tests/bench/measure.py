"""How the benchmarks measure: medians of alternating runs, so that a slow minute hits both sides."""

from __future__ import annotations

import os
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.terminal import open_terminal


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    value: float
    """In the unit of the budget: a ratio, milliseconds or seconds."""
    budget: float
    unit: str

    @property
    def holds(self) -> bool:
        """Whether the budget is kept."""
        return self.value <= self.budget


def seconds(call: Callable[[], object]) -> float:
    """Return how long one call takes, in seconds."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def alternating(first: Callable[[], float], second: Callable[[], float], runs: int) -> tuple[float, float]:
    """Return the medians of two measurements taken in turns."""
    pairs = [(first(), second()) for _ in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def process_seconds(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> float:
    """Return how long a process takes from start to exit, in seconds."""
    return seconds(lambda: subprocess.run(
        arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    ))


def seconds_until(arguments: Sequence[str], marker: bytes, *, folder: Path, limit: float = 30) -> float:
    """Return how long a program in a pseudo-terminal of 80 x 24 takes until `marker` is on the screen.

    Raises TimeoutError when it never appears.
    """
    start = time.perf_counter()
    process, outer = open_terminal(arguments, folder)
    seen = b""
    try:
        while marker not in seen:
            if time.perf_counter() - start > limit:
                raise TimeoutError(f"{marker!r} never appeared; the screen ended with {seen[-300:]!r}")
            if select.select([outer], [], [], 0.5)[0]:
                seen += os.read(outer, 65536)
        return time.perf_counter() - start
    finally:
        process.kill()
        process.wait()
        os.close(outer)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| what | measured | against the budget |", "|---|---|---|"]
    for row in rows:
        mark = "" if row.holds else " **over**"
        lines.append(f"| {row.what} | {row.measured} "
                     f"| {row.value:.2f} of at most {row.budget:g} {row.unit}{mark} |")
    return "\n".join(lines)


def cpu() -> str:
    """Return the name of the processor, where the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return f"{line.split(':', 1)[1].strip()}, {os.cpu_count()} cores"
    return f"{sys.platform}, {os.cpu_count()} cores"

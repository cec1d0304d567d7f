"""Shares of a whole as bars, one below the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fortnight.tui.charts.spans import Line, fitted, merged

FULL, HALF = "█", "▌"


def share_bars(shares: Sequence[tuple[str, float, str]], width: int,
               say: Callable[[float], str]) -> tuple[Line, ...]:
    """Return a line for each share (label, 0 to 1, style): label, percentage, bar; the largest fills its room."""
    if not shares:
        return ()
    label_width = max(len(label) for label, _, _ in shares)
    said = [say(share) for _, share, _ in shares]
    said_width = max(map(len, said))
    plot = max(4, width - label_width - said_width - 4)
    most = max(share for _, share, _ in shares) or 1.0
    return tuple(
        merged(((f"{fitted(label, label_width)}  {percentage.rjust(said_width)}  ", "$foreground"),
                (_bar(share / most, plot), style)))
        for (label, share, style), percentage in zip(shares, said, strict=True)
    )


def _bar(share: float, plot: int) -> str:
    halves = round(share * plot * 2)
    return FULL * (halves // 2) + (HALF if halves % 2 else "")

"""How far a job is, as a bar."""

from __future__ import annotations

from fortnight.tui.charts.spans import Line, merged

DONE, TO_DO = "█", "░"


def progress_bar(share: float, text: str, width: int) -> tuple[Line, ...]:
    """Return one line: bar, percentage, and what is being done."""
    plot = max(8, min(40, width - len(text) - 8))
    full = round(min(1.0, max(0.0, share)) * plot)
    return (merged(((DONE * full, "$lead"), (TO_DO * (plot - full), "$rule"), (f" {share:4.0%}  ", "bold"),
                    (text, "$foreground"))),)

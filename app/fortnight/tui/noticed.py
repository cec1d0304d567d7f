"""What there is to say about a file when it is opened, in one line: the question above it stays whole."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from fortnight.tui.widgets.parts_line import shortened


def one_line(noticed: Sequence[str], width: int, help_key: str) -> str:
    """Return all of it where it fits into `width` cells, else its beginning and the key that shows the whole."""
    if not noticed:
        return ""
    whole = " ".join(noticed[0].split())
    if len(noticed) == 1 and cell_len(whole) <= width:
        return whole
    more = len(noticed) - 1
    rest = f" ({help_key}: {f'this and {more} more' if more else 'the rest'})"
    return shortened(whole, width - cell_len(rest)) + rest

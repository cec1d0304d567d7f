"""Lines of styled text, and where to put labels below marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

Span = tuple[str, str]
"""A text and its style: names of the themes such as `bold $good`, or empty."""
Line = tuple[Span, ...]


def merged(cells: Iterable[Span]) -> Line:
    """Return the cells with neighbours of the same style joined."""
    joined: list[Span] = []
    for text, style in cells:
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    return tuple(joined)


def text_of(line: Line) -> str:
    """Return the line without its styles."""
    return "".join(text for text, _ in line)


def fitted(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells: filled up, or cut with an ellipsis."""
    if cell_len(text) > width:
        cut = text
        while cut and cell_len(cut) > width - 1:
            cut = cut[:-1]
        text = cut + "…" if width else ""
    return text + " " * (width - cell_len(text))


def column(value: float, low: float, high: float, width: int) -> int:
    """Return the cell of `value` on a scale of `width` cells from `low` to `high`; outside it, the nearer end."""
    if high <= low:
        return 0
    return min(width - 1, max(0, round((value - low) / (high - low) * (width - 1))))


def labels_below(labels: Sequence[tuple[int, str, str]], width: int) -> Line:
    """Return one line with each label (cell, text, style) as near to its cell as the others allow.

    Labels that do not fit side by side are left out from the end.
    """
    kept = list(labels)
    while kept and sum(cell_len(text) + 2 for _, text, _ in kept) - 2 > width:
        kept.pop()
    kept.sort(key=lambda label: label[0])
    starts: list[int] = []
    end = -2
    for cell, text, _ in kept:
        starts.append(max(end + 2, cell - cell_len(text) // 2))
        end = starts[-1] + cell_len(text)
    limit = width
    for index in range(len(kept) - 1, -1, -1):
        starts[index] = min(starts[index], limit - cell_len(kept[index][1]))
        limit = starts[index] - 2
    cells: list[Span] = []
    used = 0
    for start, (_, text, style) in zip(starts, kept, strict=True):
        cells += [(" " * (start - used), ""), (text, style)]
        used = start + cell_len(text)
    return merged(cells)

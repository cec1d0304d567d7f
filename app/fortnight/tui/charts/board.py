"""Lists and columns of entries that can be chosen: what to draw, and where each entry stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from fortnight.tui.charts.spans import Line, Span, fitted, merged


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a board."""

    id: str
    sign: str
    """A letter or two before the title."""
    title: str
    note: str
    """Shown behind the title or below it."""
    more: str = ""
    """Shown after the note where there is room."""

    @property
    def full_note(self) -> str:
        """Note and more."""
        return " · ".join(filter(None, (self.note, self.more)))


@dataclass(frozen=True, slots=True)
class Column:
    """Entries under a heading."""

    title: str
    note: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entry stands."""

    id: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawn board."""

    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]

    def at(self, x: int, y: int) -> str:
        """Return the id of the entry at a cell, or an empty string."""
        return next((spot.id for spot in self.spots
                     if spot.x <= x < spot.x + spot.width and spot.y <= y < spot.y + spot.height), "")

    def spot(self, entry_id: str) -> Spot | None:
        """Return where an entry stands."""
        return next((spot for spot in self.spots if spot.id == entry_id), None)

    def beside(self, entry_id: str, down: int, right: int) -> str:
        """Return the entry next to one: above or below in its column, or nearest in the column beside."""
        here = self.spot(entry_id)
        if here is None:
            return self.spots[0].id if self.spots else ""
        if right:
            columns = sorted({spot.x for spot in self.spots})
            index = columns.index(here.x) + right
            if not 0 <= index < len(columns):
                return entry_id
            there = [spot for spot in self.spots if spot.x == columns[index]]
            return min(there, key=lambda spot: abs(spot.y - here.y)).id
        column = sorted((spot for spot in self.spots if spot.x == here.x), key=lambda spot: spot.y)
        index = min(len(column) - 1, max(0, column.index(here) + down))
        return column[index].id


CHOSEN = "$chosen-text on $chosen"
ROOMY = 100
"""Cells from which a line has room for the whole note."""


def listed(columns: Sequence[Column], width: int, current: str) -> Layout:
    """Return the columns one below the other, each entry on one line."""
    lines: list[Line] = []
    spots: list[Spot] = []
    for column in columns:
        lines.append(((column.title, "bold $lead"), (f"  {column.note}", "$quiet")))
        for entry in column.entries:
            spots.append(Spot(entry.id, 0, len(lines), width, 1))
            here = entry.id == current
            note = entry.full_note if width >= ROOMY else entry.note
            note_width = min(cell_len(note), width // 2)
            title_width = max(10, width - note_width - cell_len(entry.sign) - 4)
            lines.append(merged((
                (f"{'›' if here else ' '}{entry.sign} ", CHOSEN if here else "bold $lead"),
                (fitted(entry.title, title_width) + "  ", f"bold {CHOSEN}" if here else "$foreground"),
                (fitted(note, note_width), CHOSEN if here else "$quiet"),
            )))
        if not column.entries:
            lines.append((("  –", "$quiet"),))
    return Layout(tuple(lines), tuple(spots))


def explained(columns: Sequence[Column], width: int, current: str) -> Layout:
    """Return the columns one below the other, each entry with its note on a line of its own."""
    lines: list[Line] = []
    spots: list[Spot] = []
    for column in columns:
        lines.append(((column.title, "bold $lead"), (f"  {column.note}", "$quiet")))
        for entry in column.entries:
            rows = _stacked(entry, width, here=entry.id == current)
            spots.append(Spot(entry.id, 0, len(lines), width, len(rows)))
            lines += [merged(row) for row in rows]
        if not column.entries:
            lines.append((("  –", "$quiet"),))
        lines.append(((" ", ""),))
    return Layout(tuple(lines), tuple(spots))


def side_by_side(columns: Sequence[Column], width: int, current: str) -> Layout:
    """Return the columns side by side; titles take a second line where they need it, empty columns little room."""
    gap = 3
    filled = sum(bool(column.entries) for column in columns) or 1
    free = width - gap * (len(columns) - 1) - _EMPTY * (len(columns) - filled)
    widths = [free // filled if column.entries else _EMPTY for column in columns]
    spots: list[Spot] = []
    drawn: list[list[list[Span]]] = []
    x = 0
    for column, each in zip(columns, widths, strict=True):
        rows: list[list[Span]] = [[(fitted(column.title, each), "bold $lead")],
                                  [(fitted(column.note, each), "$quiet")], []]
        for entry in column.entries:
            entry_rows = _stacked(entry, each, here=entry.id == current)
            spots.append(Spot(entry.id, x, len(rows), each, len(entry_rows)))
            rows += entry_rows
        drawn.append(rows)
        x += each + gap
    lines = []
    for y in range(max(len(rows) for rows in drawn)):
        cells: list[Span] = []
        for rows, each in zip(drawn, widths, strict=True):
            row = rows[y] if y < len(rows) else []
            used = sum(cell_len(text) for text, _ in row)
            cells += [*row, (" " * (each - used + gap), "")]
        lines.append(merged(cells[:-1]))
    return Layout(tuple(lines), tuple(spots))


_EMPTY = 12


def _stacked(entry: Entry, width: int, *, here: bool) -> list[list[Span]]:
    lead = f"{'›' if here else ' '}{entry.sign} "
    room = width - cell_len(lead)
    first, rest = _broken(entry.title, room)
    titles = [first, rest] if rest else [first]
    indent = " " * cell_len(lead)
    style, lead_style = (f"bold {CHOSEN}", CHOSEN) if here else ("$foreground", "bold $lead")
    rows: list[list[Span]] = [
        [(indent if index else lead, lead_style), (fitted(text, room), style)] for index, text in enumerate(titles)
    ]
    note = (indent + fitted(entry.full_note, room), CHOSEN if here else "$quiet")
    return [*rows, [note]]


def _broken(text: str, width: int) -> tuple[str, str]:
    """Return `text` as two lines, broken at a word where it does not fit into one."""
    if cell_len(text) <= width:
        return text, ""
    cut = text[:width + 1].rpartition(" ")[0] or text[:width]
    return cut, text[len(cut):].strip()

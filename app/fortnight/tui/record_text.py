"""The record of a use case in short: what its other stations say, for the side of a wall. No screen in here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from textual.content import Content

from fortnight.core.wording import Wording
from fortnight.forms.parts import Field, Part, Table, value_at
from fortnight.forms.stations import STATIONS, Station

_LINES = 5
"""So many lines tell a station."""


def record_in_short(case: Mapping[str, Any], beside: str, wording: Wording) -> Content:
    """Return the first entries of each station but the one `beside` it; `case` is the use case as in its file."""
    lines: list[Content] = []
    for station in STATIONS:
        if station.parts and not station.is_of_team and station.id != beside:
            lines.append(Content.styled(f"{station.digit} {station.title}", "bold $lead"))
            lines += [*_told(station, case, wording), Content("")]
    return Content("\n").join(lines)


def _told(station: Station, case: Mapping[str, Any], wording: Wording) -> list[Content]:
    entries = [entry for part in station.parts for entry in _entries(part, case, wording)]
    if not entries:
        return [Content.styled("nothing yet", "$quiet")]
    return [Content.assemble((f"{label}  ", "$quiet"), text) for label, text in entries[:_LINES]]


def _entries(part: Part, case: Mapping[str, Any], wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield label and value of a field that says something in words or figures, or the names of a table's rows."""
    if isinstance(part, Table):
        rows = part.rows(value_at(case, part.path))
        names = [str(row.get(part.keyed_by) or row_id) for row_id, row in rows.items()]
        if names:
            yield part.title, ", ".join(names)
    elif isinstance(part, Field) and part.kind != "several":
        value = value_at(case, part.path)
        shown = "" if isinstance(value, bool) else part.shown(value)
        if shown:
            unit = "" if part.unit == "share" else wording.in_currency(part.unit)
            yield part.label, f"{shown} {unit}".strip()

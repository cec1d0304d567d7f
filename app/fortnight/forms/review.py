"""What can have become of an action that somebody took on: how it is asked, and what the file keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fortnight.forms.typed import read_date


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can have become of a promise."""

    prompt: str
    placeholder: str
    missing: str
    """What to say when nothing was typed."""


WAYS: Mapping[str, Way] = {
    "done": Way("Done. What shows it?", "report of the rehearsal", "Write what shows that it is done."),
    "moved": Way("Moved. By which day now?", "2027-03-31", "Name the new day, such as 2027-03-31."),
    "dropped": Way("Dropped. Why?", "the contract covers it", "Write why; the report prints it."),
}


def decided(way: str, typed: str) -> Mapping[str, object]:
    """Return the fields of the action's decision; raises ValueError with a sentence when nothing fits."""
    text = typed.strip()
    if not text:
        raise ValueError(WAYS[way].missing)
    if way == "done":
        return {"status": "done", "done_evidence": text}
    if way == "dropped":
        return {"rejected_because": text, "status": "dropped"}
    return {"due": read_date(text)}

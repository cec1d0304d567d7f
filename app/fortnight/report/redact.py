"""Names, notes and evidence taken out of an assessment, so that neither page nor attachment holds them.

Pure. Where the verdict depends on somebody being named or something being written, a stand-in stays, so that the
redacted assessment is judged as the original is. The same name always becomes the same stand-in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fortnight.core.assessment import Assessment
from fortnight.core.use_case import OWNER_ROLES

_Path = tuple[str, ...]
_Say = Callable[..., str]

_ANSWER_TEXTS = frozenset(("note", "evidence", "dissent", "reason"))
_ROADMAP_TEXTS = frozenset(("rejected_because", "done_evidence"))
_PEOPLE = frozenset(("who", "class_decided_by", "signed_by", "measured_by", "decided_by", "facilitator",
                     "decider"))
_TEXTS = frozenset((
    "organisation", "team", "period", "interest", "decision", "name", "summary", "accepted_error", "outcome",
    "title", "what", "method", "holds", "system", "freshness", "legal_basis", "scope", "cover_text", "recipient",
))
"""Free text that stays, with the names of participants replaced in it."""


def redacted(assessment: Assessment, say: _Say) -> Assessment:
    """Return the assessment without names, notes and evidence; `say` gives the stand-ins (`redacted.…`)."""
    names = _Names(assessment, say)
    table = {key: _walk((key,), part, names) for key, part in assessment.table().items()}
    header = table.setdefault("assessment", {})
    header.pop("previous", None)
    header["redacted"] = True
    people = header.get("participants", {})
    if people:
        # Ids are often initials or names.
        header["participants"] = {f"p{number}": person for number, person in enumerate(people.values(), start=1)}
    return Assessment.model_validate(table)


def _walk(path: _Path, value: Any, names: _Names) -> Any:
    if isinstance(value, Mapping):
        return {key: _walk((*path, str(key)), part, names) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_walk(path, part, names) for part in value]
    if not isinstance(value, str) or not value.strip():
        return value
    if _is_withheld(path):
        return names.withheld
    if _is_person(path):
        return names.stand_in(value)
    return names.without_people(value) if path[-1] in _TEXTS and "drill" not in path else value


def _is_withheld(path: _Path) -> bool:
    key, table = path[-1], path[0]
    if table == "answers":
        return key in _ANSWER_TEXTS
    if table == "roadmap":
        return key in _ROADMAP_TEXTS
    if table == "conflicts" or key == "source":
        return True
    station = path[2] if table == "use_cases" and len(path) > 3 else ""
    return (station, key) in {("baseline", "sample"), ("data", "missing"), ("data", "edge_cases"),
                              ("drill", "written_where")}


def _is_person(path: _Path) -> bool:
    key, table = path[-1], path[0]
    if key in _PEOPLE or (table == "roadmap" and key == "owner"):
        return True
    if path[:2] == ("assessment", "participants"):
        return key == "name"
    station = path[2] if table == "use_cases" and len(path) > 3 else ""
    return station == "owners" or (station, key) in {
        ("data", "owner"), ("data", "rights_by"), ("drill", "notices"), ("drill", "acts")}


@dataclass(slots=True)
class _Names:
    """The stand-in of every name, given out in the order in which the file names people."""

    assessment: Assessment
    say: _Say
    withheld: str = field(init=False)
    _given: dict[str, str] = field(init=False, default_factory=dict)
    _used: dict[str, int] = field(init=False, default_factory=dict)
    _in_text: list[tuple[re.Pattern[str], str]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.withheld = self.say("redacted.text")
        header = self.assessment.assessment
        roles = {*OWNER_ROLES, *self.assessment.capacity}
        self._given = {role.casefold(): role for role in roles}
        self._name("decider", header.decider)
        for use_case in self.assessment.use_cases.values():
            for role in OWNER_ROLES:
                self._name(role, getattr(use_case.owners, role))
        self._name("facilitator", header.facilitator)
        for person in header.participants.values():
            self._name("participant", person.name)
        for name in dict.fromkeys([*(person.name for person in header.participants.values()), header.facilitator]):
            self._replace_in_text(name)

    def stand_in(self, name: str) -> str:
        """Return what stands for a name; a role that the file knows stays."""
        return self._name("person", name)

    def without_people(self, text: str) -> str:
        """Return free text with the names of participants replaced."""
        for pattern, stand_in in self._in_text:
            text = pattern.sub(stand_in.replace("\\", r"\\"), text)
        return text

    def _name(self, kind: str, name: str) -> str:
        key = name.strip().casefold()
        if key and key not in self._given:
            self._used[kind] = number = self._used.get(kind, 0) + 1
            label = self.say(f"redacted.{kind}", number=number)
            # Kinds without a number in their label get one from the second name on.
            numbered = label if number == 1 or str(number) in label else f"{label} {number}"
            self._given[key] = numbered
        return self._given.get(key, name)

    def _replace_in_text(self, name: str) -> None:
        stand_in = self._given.get(name.strip().casefold())
        if stand_in is None:
            return
        parts = [part for part in re.split(r"[\s.,]+", name.strip()) if len(part) > 2]
        any_part = "|".join(re.escape(part) for part in (name.strip(), *parts))
        # Parts that follow each other are one mention and get one stand-in.
        mention = rf"(?<!\w)(?:{any_part})(?:[\s.,]+(?:{any_part}))*(?!\w)"
        self._in_text.append((re.compile(mention), stand_in))

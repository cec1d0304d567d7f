"""Names, notes and evidence taken out of an assessment, so that neither page nor attachment holds them.

Pure. Where the verdict depends on somebody being named or something being written, a stand-in stays, so that the
redacted assessment is judged as the original is. The same name always becomes the same stand-in, in every run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel

from fortnight.core.assessment import Assessment
from fortnight.core.base import Text
from fortnight.core.migration import Migration
from fortnight.core.questionnaire import Questionnaire
from fortnight.report.redact_names import Names, Say

_Path = tuple[str, ...]

_ANSWER_TEXTS = frozenset(("note", "evidence", "dissent", "reason"))
_ROADMAP_TEXTS = frozenset(("rejected_because", "done_evidence"))
_PEOPLE = frozenset(("who", "class_decided_by", "signed_by", "measured_by", "decided_by", "facilitator",
                     "decider"))
_AS_THEY_ARE = frozenset(
    ("organisation", "currency", "language", "questionnaire_version", "questionnaire_digest"))
"""Texts that stay to the letter: the organisation's name, and codes."""
_OWN_IDS = frozenset(("use_cases", "data", "decisions", "guardrails", "segments", "alternatives", "actuals",
                      "shared_costs"))
"""Tables whose keys people choose; the keys of all others name questions, actions, cards, inputs and roles."""


def names_in(runs: Sequence[Assessment], questionnaire: Questionnaire, say: Say) -> Names:
    """Return who is named in the runs of a team, the one that is printed first, and their stand-ins.

    `say` gives the stand-ins (`redacted.…`); the words of the questionnaire tell a name from a word.
    """
    common = frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+", questionnaire.model_dump_json()))
    return Names(runs, common, say)


def redacted(assessment: Assessment, names: Names) -> Assessment:
    """Return the assessment without names, notes and evidence."""
    made: Assessment = _walk((), assessment, names)
    # Ids of people are often initials or names.
    people = {f"p{number}": person
              for number, person in enumerate(made.assessment.participants.values(), start=1)}
    header = made.assessment.model_copy(update={"participants": people, "previous": "", "redacted": True})
    return Assessment.model_validate(
        made.model_copy(update={"assessment": header, "conflicts": {}}).model_dump(exclude_defaults=True))


def redacted_migration(moved: Migration, names: Names) -> Migration:
    """Return what became of each question, its answers without names, notes and evidence."""
    place = ("answers", "")
    return replace(moved, lines=tuple(
        replace(line, last=_walk(place, line.last, names), carried=_walk(place, line.carried, names))
        for line in moved.lines))


def _walk(path: _Path, value: Any, names: Names) -> Any:
    """Return `value` with every text that people typed in it treated; choices from a list are no such text."""
    if isinstance(value, Mapping):
        own = bool(path) and path[-1] in _OWN_IDS
        return {names.id_without_people(key) if own else key: _walk((*path, str(key)), part, names)
                for key, part in value.items()}
    if not isinstance(value, BaseModel):
        if path[-1] == "use_cases" and isinstance(value, tuple):
            return tuple(names.id_without_people(key) for key in value)
        return value
    changed: dict[str, Any] = {}
    for name in type(value).model_fields:
        part, place, kind = getattr(value, name), (*path, name), _kinds(type(value))[name]
        if kind == Text:
            changed[name] = _text(place, part, names)
        elif kind == tuple[Text, ...]:
            changed[name] = tuple(_text(place, each, names) for each in part)
        else:
            changed[name] = _walk(place, part, names)
    return value.model_copy(update=changed)


@cache
def _kinds(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)


def _text(path: _Path, text: str, names: Names) -> str:
    if not text.strip() or path[-1] in _AS_THEY_ARE:
        return text
    if is_withheld(path):
        return names.withheld
    return names.stand_in(text) if is_person(path) else names.without_people(text)


def is_withheld(path: _Path) -> bool:
    """Return whether a text is taken out as a whole."""
    key, table = path[-1], path[0]
    if table == "answers":
        return key in _ANSWER_TEXTS
    if table == "roadmap":
        return key in _ROADMAP_TEXTS
    if key == "source":
        return True
    station = path[2] if table == "use_cases" and len(path) > 3 else ""
    return (station, key) in {("baseline", "sample"), ("data", "missing"), ("data", "edge_cases"),
                              ("drill", "written_where")}


def is_person(path: _Path) -> bool:
    """Return whether a text says who somebody is."""
    key, table = path[-1], path[0]
    if key in _PEOPLE or (table == "roadmap" and key == "owner"):
        return True
    if path[:2] == ("assessment", "participants"):
        return key == "name"
    station = path[2] if table == "use_cases" and len(path) > 3 else ""
    return station == "owners" or (station, key) in {
        ("data", "owner"), ("data", "rights_by"), ("drill", "notices"), ("drill", "acts")}

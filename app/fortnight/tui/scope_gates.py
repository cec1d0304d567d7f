"""Which clauses and which problems belong to which page and field of the scoping record. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from fortnight.core.assessment import Assessment
from fortnight.core.checks import check_assessment, warnings
from fortnight.core.gates import Clause, GateReport
from fortnight.core.place import keys_of
from fortnight.core.questionnaire import Questionnaire
from fortnight.forms.stations import STATIONS, Station


def clauses_by_station(report: GateReport, case_id: str) -> Mapping[str, tuple[Clause, ...]]:
    """Return the clauses that the fields of each station decide, in the order of the gates."""
    clauses = [clause for gate in report.gates for clause in gate.clauses]
    return {
        station.id: tuple(clause for clause in clauses if _concerns(clause, station, case_id))
        for station in STATIONS
    }


def _concerns(clause: Clause, station: Station, case_id: str) -> bool:
    root = () if station.is_of_team else ("use_cases", case_id)
    places = [(*root, *path) for path in station.paths]
    if not station.parts:
        places = [(*root, "drill")]
    refs = [keys_of(ref) for ref in clause.refs]
    return any(ref[:len(place)] == place or place[:len(ref)] == ref for ref in refs for place in places)


def problems_by_field(assessment: Assessment, questionnaire: Questionnaire,
                      root: tuple[str, ...]) -> Mapping[str, str]:
    """Return what contradicts or deserves attention, by dotted place below `root`."""
    found: dict[str, str] = {}
    for problem in (*check_assessment(assessment, questionnaire), *warnings(assessment, questionnaire)):
        keys = keys_of(problem.key) if problem.key else ()
        if keys[:len(root)] == root:
            found.setdefault(".".join(keys[len(root):]), problem.message)
    return found

"""The report as data: the roadmap as CSV for a tracker, everything as JSON. Their keys are stable."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator

from fortnight import __version__
from fortnight.core.assessment import Assessment
from fortnight.core.compare import Comparison
from fortnight.core.evaluation import Evaluation
from fortnight.core.plain import plain
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roadmap.plan import RoadmapItem

CSV_COLUMNS = (
    "rank", "action_id", "title", "horizon", "start", "finish", "start_week", "end_week", "role", "owner",
    "status", "due", "late", "pinned", "effort_min_days", "effort_likely_days", "effort_max_days", "wait_weeks",
    "gate", "use_cases", "needs", "decides_go_live_of", "why", "why_now", "first_step", "done_when", "unlocks",
    "score_change", "reason_or_evidence",
)
"""The columns of the CSV. Lists are separated by a semicolon; `horizon` is now, next, later, done or not-doing."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(assessment: Assessment, evaluation: Evaluation) -> str:
    """Return the roadmap as CSV (RFC 4180), one row for each action, done and left-out ones included.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, CSV_COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(assessment, evaluation):
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return out.getvalue()


def json_text(
    assessment: Assessment, questionnaire: Questionnaire, evaluation: Evaluation, comparison: Comparison | None,
    *, is_provisional: bool
) -> str:
    """Return the answers and everything computed from them as JSON.

    Keys: `format` 1, `program`, `provisional` (nothing is answered yet since the last run, so that everything
    computed rests on gaps), `questionnaire` (id, version, title), `assessment` (as in the file), `score`,
    `use_cases` by id (gates, drill, closing, roi, verdict), `roadmap`, `portfolio` (null without figures) and
    `comparison` with the last run (null without one). Below them the keys are the field names of the result types
    in `fortnight.core`; never-reached months are null.
    """
    return json.dumps({
        "format": 1,
        "program": __version__,
        "provisional": is_provisional,
        "questionnaire": {
            "id": questionnaire.id, "version": questionnaire.version, "title": questionnaire.title,
        },
        "assessment": plain(assessment.table()),
        "score": plain(evaluation.score),
        "use_cases": plain(evaluation.cases),
        "roadmap": plain(evaluation.roadmap),
        "portfolio": plain(evaluation.portfolio),
        "comparison": plain(comparison),
    }, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _rows(assessment: Assessment, evaluation: Evaluation) -> Iterator[dict[str, object]]:
    roadmap, decisions = evaluation.roadmap, assessment.roadmap
    for item in roadmap.items:
        yield _item(item)
    for done in roadmap.done:
        owner = decisions[done.action_id].owner if done.action_id in decisions else ""
        yield {"action_id": done.action_id, "title": done.title, "horizon": "done", "status": "done",
               "owner": owner, "reason_or_evidence": done.evidence}
    for left_out in roadmap.not_doing:
        yield {"action_id": left_out.action_id, "title": left_out.title, "horizon": "not-doing",
               "reason_or_evidence": left_out.reason}


def _item(item: RoadmapItem) -> dict[str, object]:
    return {
        "rank": item.rank, "action_id": item.action_id, "title": item.title, "horizon": item.horizon,
        "start": item.start, "finish": item.finish, "start_week": item.start_week, "end_week": item.end_week,
        "role": item.role, "owner": item.owner, "status": item.status, "due": item.due, "late": item.late,
        "pinned": item.pinned, "effort_min_days": item.effort.min, "effort_likely_days": item.effort.likely,
        "effort_max_days": item.effort.max, "wait_weeks": item.wait_weeks, "gate": item.gate,
        "use_cases": item.use_cases, "needs": item.needs, "decides_go_live_of": item.decides_go_live_of,
        "why": tuple(cause.text for cause in item.why), "why_now": item.why_now, "first_step": item.first_step,
        "done_when": item.done_when, "unlocks": item.unlocks, "score_change": round(item.score_change, 4),
    }


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return _safe("; ".join(value))
    return _safe(value) if isinstance(value, str) else value


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text

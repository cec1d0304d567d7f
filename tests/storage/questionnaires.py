"""Small questionnaires as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fortnight.storage.toml_text import write

LEVELS = ["one", "two", "three", "four", "five"]


def question(dimension: str = "data", **fields: Any) -> dict[str, Any]:
    """Return the table of a question."""
    return {"dimension": dimension, "title": "Title", "ask": "Ask", "levels": LEVELS, **fields}


def action(**fields: Any) -> dict[str, Any]:
    """Return the table of an action."""
    effort = {"min": 1, "likely": 2, "max": 3}
    base = {"title": "Do", "first_step": "Start", "role": "data", "done_when": "Done", "effort_days": effort}
    return {**base, **fields}


def questionnaire_file(folder: Path, questionnaire_id: str, *, name: str = "", **tables: Any) -> Path:
    """Write a questionnaire and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or f"{questionnaire_id}.toml")
    table = {"format": 1, "id": questionnaire_id, "version": "1.0", "title": f"About {questionnaire_id}", **tables}
    path.write_text(write(table), encoding="utf-8")
    return path


def small(folder: Path, questionnaire_id: str = "small", **fields: Any) -> Path:
    """Write a questionnaire of one dimension and one question."""
    dimensions = {"data": {"title": "Data"}}
    return questionnaire_file(
        folder, questionnaire_id, dimensions=dimensions, questions={"data.real": question(**fields)}
    )

"""What the tests of the samples share: loading each once, evaluating each once."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.evaluation import Evaluation, evaluate
from fortnight.core.metric import Guardrail, Measurement, Metric
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.use_case import UseCase
from fortnight.storage.document import open_document
from fortnight.storage.library import data_folder, load_questionnaire

SAMPLES = data_folder("samples")
CHAT = ("govuk-chat-2024-01", "govuk-chat-2024-11", "govuk-chat-2026-03")
DRIVE_THROUGH = "mcdonalds-drive-through-2022"
COPILOT = "copilot-government-2025"
PUBLIC = (*CHAT, DRIVE_THROUGH, COPILOT)
Q3, Q4 = "harbour-mutual-2026-q3", "harbour-mutual-2026-q4"
ALL = (*PUBLIC, Q3, Q4)


def path_of(name: str) -> Path:
    """Return where a sample lies."""
    return SAMPLES / f"{name}.toml"


@cache
def flagship() -> Questionnaire:
    """Return the questionnaire that every sample answers."""
    return load_questionnaire("poc-to-production", None)


@cache
def sample(name: str) -> Assessment:
    """Return a sample's assessment."""
    return open_document(path_of(name)).assessment


@cache
def earlier_of(name: str) -> tuple[Assessment, ...]:
    """Return the runs before a sample that count for it, as the files name them."""
    return open_document(path_of(name)).earlier


@cache
def evaluated(name: str) -> Evaluation:
    """Return a sample evaluated as the report evaluates it."""
    return evaluate(sample(name), flagship(), earlier=earlier_of(name))


def kinds(evaluation: Evaluation) -> dict[str, str]:
    """Return the verdict on each use case, as printed."""
    return {case_id: str(case.verdict.kind) for case_id, case in evaluation.cases.items()}


def with_case(assessment: Assessment, case_id: str, case: UseCase) -> Assessment:
    """Return the assessment with one use case replaced."""
    return assessment.model_copy(update={"use_cases": {**assessment.use_cases, case_id: case}})


def with_every_question_at_the_top(assessment: Assessment) -> Assessment:
    """Return the assessment as its greatest admirer would have answered it."""
    best = {key: Answer(level=5, evidence="seen") for key in assessment.answers}
    return assessment.model_copy(update={"answers": best})


def measured(series: Metric | Guardrail, day: str) -> Measurement:
    """Return what was measured on a day."""
    return series.measurements[dt.date.fromisoformat(day)]

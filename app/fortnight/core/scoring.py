"""Maturity: from answers to levels, dimension scores and an overall score with its range."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

AnswerState = Literal["level", "unknown", "not-applicable", "skipped", "unanswered"]


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """Where one question stands."""

    question_id: str
    state: AnswerState
    level: int | None
    """The level given; None in every other state."""
    target: int
    """The level aimed at: typed, else the gate level, else one up, at most the top."""
    lacks_evidence: bool
    """A gate level is claimed and nothing is written under evidence."""


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """The score of one dimension, on the values of the questionnaire's scale."""

    dimension_id: str
    title: str
    score: float | None
    """None: not assessed."""
    low: float | None
    """The score if every unknown were the lowest level."""
    high: float | None
    """The score if every unknown were the highest level."""
    target: float | None
    answered: int
    """Questions with a level or unknown."""
    asked: int
    """Questions that apply: all but skipped and not applicable."""


@dataclass(frozen=True, slots=True)
class Score:
    """The maturity of a whole assessment."""

    overall: float | None
    low: float | None
    high: float | None
    weakest: DimensionScore | None
    """Always printed beside the overall score."""
    dimensions: tuple[DimensionScore, ...]
    questions: Mapping[str, QuestionScore]
    answered: int
    asked: int

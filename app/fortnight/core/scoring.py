"""Maturity: from answers to levels, dimension scores and an overall score with its range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.facts import facts_of_active_cases, holds_for, levels_of
from fortnight.core.questionnaire import Aggregate, Question, Questionnaire

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
    """The score of the answered questions once each has reached its target; none is lowered to it."""
    answered: int
    """Questions with a level or unknown."""
    asked: int
    """Questions that apply: all but skipped and not applicable."""
    unknown: int = 0
    """Those among the answered that nobody here could say."""


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
    unknown: int = 0
    """Those among the answered that nobody here could say."""


def score(assessment: Assessment, questionnaire: Questionnaire) -> Score:
    """Return the maturity of an assessment against its questionnaire.

    A dimension is the aggregate of its questions, the overall score that of its dimensions: by default the
    weighted mean. Skipped, not-applicable and unanswered questions stay out; unknown counts as the lowest level.
    A weight of 0 counts for nothing: a dimension whose answered questions all weigh 0 is not assessed, as is one
    without answers. The weakest dimension is the lowest of those that weigh something, the first of equals. A
    level above the scale, which `checks` refuses, counts as the highest.
    """
    facts, levels = facts_of_active_cases(assessment), levels_of(assessment)
    questions = {
        question_id: _question_score(
            question_id,
            question,
            assessment.answers.get(question_id),
            questionnaire.top,
            skipped=holds_for(question.when, facts, levels) is False,
        )
        for question_id, question in questionnaire.questions.items()
    }
    dimensions = tuple(
        _dimension_score(dimension_id, questionnaire, questions) for dimension_id in questionnaire.dimensions
    )
    counting = [part for part in dimensions if questionnaire.dimensions[part.dimension_id].weight > 0]
    assessed = [(part.score, part) for part in counting if part.score is not None]

    def overall(values: Iterable[float | None]) -> float | None:
        weights = [questionnaire.dimensions[part.dimension_id].weight for part in dimensions]
        pairs = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
        return aggregate(questionnaire.overall_aggregate, pairs)

    return Score(
        overall=overall(part.score for part in dimensions),
        low=overall(part.low for part in dimensions),
        high=overall(part.high for part in dimensions),
        weakest=min(assessed, key=lambda pair: pair[0])[1] if assessed else None,
        dimensions=dimensions,
        questions=questions,
        answered=sum(part.answered for part in dimensions),
        unknown=sum(part.unknown for part in dimensions),
        asked=sum(part.asked for part in dimensions),
    )


def aggregate(kind: Aggregate, values_and_weights: Sequence[tuple[float, float]]) -> float | None:
    """Return the weighted mean, the weighted sum or the minimum; values of weight 0 count for nothing.

    None when nothing counts. The minimum is how the ML Test Score rubric (Google, 2017) joins its sections.
    """
    counting = [(value, weight) for value, weight in values_and_weights if weight > 0]
    if not counting:
        return None
    if kind == "minimum":
        return min(value for value, _ in counting)
    total = sum(value * weight for value, weight in counting)
    return total if kind == "sum" else total / sum(weight for _, weight in counting)


def _question_score(
    question_id: str, question: Question, answer: Answer | None, top: int, *, skipped: bool
) -> QuestionScore:
    state: AnswerState = "unanswered"
    level: int | None = None
    if skipped:
        state = "skipped"
    elif answer is not None and answer.level is not None:
        state, level = "level", min(answer.level, top)
    elif answer is not None and answer.state is not None:
        state = answer.state
    typed = answer.target if answer else None
    gate_level = None if question.gate_level is None else min(question.gate_level, top)
    return QuestionScore(
        question_id,
        state,
        level,
        target=min(typed or gate_level or (level or 1) + 1, top),
        lacks_evidence=bool(
            answer and level and gate_level and level >= gate_level and not answer.evidence.strip()
        ),
    )


def _dimension_score(
    dimension_id: str, questionnaire: Questionnaire, questions: Mapping[str, QuestionScore]
) -> DimensionScore:
    own = [part for key, part in questions.items() if questionnaire.questions[key].dimension == dimension_id]
    answered = [part for part in own if part.state in ("level", "unknown")]

    def total(levels: Iterable[int]) -> float | None:
        return aggregate(
            questionnaire.section_aggregate,
            [
                (questionnaire.scale.values[level - 1], questionnaire.questions[part.question_id].weight)
                for part, level in zip(answered, levels, strict=True)
            ],
        )

    return DimensionScore(
        dimension_id,
        questionnaire.dimensions[dimension_id].title,
        score=total(part.level or 1 for part in answered),
        low=total(part.level or 1 for part in answered),
        high=total(part.level or questionnaire.top for part in answered),
        target=total(max(part.level or 1, part.target) for part in answered),
        answered=len(answered),
        unknown=sum(part.state == "unknown" for part in answered),
        asked=sum(part.state not in ("skipped", "not-applicable") for part in own),
    )

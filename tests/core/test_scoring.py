"""Maturity: levels, dimensions and the overall score."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.core.assessment import Assessment
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.scoring import Score, score


def questionnaire(questions: dict[str, dict[str, Any]], **header: Any) -> Questionnaire:
    """Return a questionnaire; a question's dimension is the part of its id before the dot."""
    names = dict.fromkeys(question_id.partition(".")[0] for question_id in questions)
    weights = header.pop("weights", {})
    top = len(header.get("scale", {"values": range(5)})["values"])
    return Questionnaire.model_validate(
        {
            "id": "q",
            "version": "1",
            "title": "Q",
            "dimensions": {name: {"title": name.title(), "weight": weights.get(name, 1)} for name in names},
            "questions": {
                question_id: {
                    "dimension": question_id.partition(".")[0],
                    "title": question_id,
                    "ask": "?",
                    "levels": [f"{question_id} {level}" for level in range(top)],
                    **question,
                }
                for question_id, question in questions.items()
            },
            **header,
        }
    )


def scored(asked: Questionnaire, answers: dict[str, Any], **tables: Any) -> Score:
    """Return the score for answers given as a level, a state, or a whole table."""
    given = {
        question_id: {"level": said}
        if isinstance(said, int)
        else {"state": said}
        if isinstance(said, str)
        else said
        for question_id, said in answers.items()
    }
    return score(Assessment.model_validate({"answers": given, **tables}), asked)


NOT_ASKED = {"state": "not-applicable", "reason": "no such thing"}


def test_a_dimension_is_the_weighted_mean_of_its_questions() -> None:
    """(2 x 1 + 5 x 3) / 4 = 4.25."""
    asked = questionnaire({"a.one": {"weight": 1}, "a.two": {"weight": 3}})
    assert 4.25 == scored(asked, {"a.one": 2, "a.two": 5}).overall


def test_the_overall_score_is_the_weighted_mean_of_dimensions() -> None:
    """(2 x 1 + 4 x 3) / 4 = 3.5, whatever the number of questions in each."""
    asked = questionnaire({"a.one": {}, "b.one": {}, "b.two": {}}, weights={"a": 1, "b": 3})
    found = scored(asked, {"a.one": 2, "b.one": 3, "b.two": 5})
    assert 3.5 == found.overall
    assert found.weakest is not None and "a" == found.weakest.dimension_id


def test_a_weight_of_0_is_0() -> None:
    """A question that weighs nothing changes nothing, and alone it assesses nothing."""
    asked = questionnaire({"a.one": {"weight": 0}, "a.two": {}})
    assert 4 == scored(asked, {"a.one": 1, "a.two": 4}).overall
    assert scored(asked, {"a.one": 1}).overall is None


def test_a_dimension_of_weight_0_is_neither_counted_nor_the_weakest() -> None:
    """It is scored for itself."""
    found = scored(questionnaire({"a.one": {}, "b.one": {}}, weights={"a": 0}), {"a.one": 1, "b.one": 4})
    assert 4 == found.overall
    assert found.weakest is not None and "b" == found.weakest.dimension_id
    assert 1 == found.dimensions[0].score


def test_nothing_answered_is_not_assessed() -> None:
    """Never 0 and never 1."""
    found = scored(questionnaire({"a.one": {}, "b.one": {}}), {"b.one": 3})
    assert [None, 3] == [part.score for part in found.dimensions]
    assert 3 == found.overall
    empty = scored(questionnaire({"a.one": {}}), {})
    assert (None, None, None, None) == (empty.overall, empty.low, empty.high, empty.weakest)


def test_unknown_counts_as_the_lowest_level_and_widens_the_range() -> None:
    """Score (1 + 4) / 2; if it were level 5: (5 + 4) / 2."""
    found = scored(questionnaire({"a.one": {}, "a.two": {}}), {"a.one": "unknown", "a.two": 4})
    assert (2.5, 2.5, 4.5) == (found.overall, found.low, found.high)
    assert (2, 2) == (found.answered, found.asked)


def test_unknown_is_counted_among_the_answered_and_by_itself() -> None:
    """Whoever reads "4 of 4 answered" learns beside it that two of the four are unknown."""
    asked = questionnaire({"a.one": {}, "a.two": {}, "b.one": {}, "b.two": {}})
    found = scored(asked, {"a.one": "unknown", "a.two": 2, "b.one": "unknown", "b.two": 3})
    assert (4, 2, 4) == (found.answered, found.unknown, found.asked)
    assert 2 == sum(part.unknown for part in found.dimensions)


def test_skipped_not_applicable_and_unanswered_stay_out() -> None:
    """They change the score no more than if they were not there; only unanswered ones are still asked."""
    asked = questionnaire({"a.one": {}, "a.skip": {"when": "agentic"}, "a.not": {}, "a.open": {}})
    found = scored(asked, {"a.one": 4, "a.skip": 1, "a.not": NOT_ASKED}, use_cases={"x": {"agentic": False}})
    assert 4 == found.overall
    assert (1, 2) == (found.answered, found.asked)
    assert {"a.one": "level", "a.skip": "skipped", "a.not": "not-applicable", "a.open": "unanswered"} == {
        question_id: part.state for question_id, part in found.questions.items()
    }


@pytest.mark.parametrize(
    ("question", "answer", "target"),
    [
        ({}, None, 2),
        ({}, "unknown", 2),
        ({}, 3, 4),
        ({}, 5, 5),
        ({"gate": "G2", "gate_level": 4}, 1, 4),
        ({"gate": "G2", "gate_level": 4}, None, 4),
        ({"gate": "G2", "gate_level": 3}, 5, 3),
        ({"gate": "G2", "gate_level": 4}, {"level": 2, "target": 3}, 3),
    ],
)
def test_the_target_is_typed_or_the_gate_level_or_one_up(
    question: dict[str, Any], answer: Any, target: int
) -> None:
    """At most the top."""
    answers = {} if answer is None else {"a.one": answer}
    assert target == scored(questionnaire({"a.one": question}), answers).questions["a.one"].target


def test_a_dimension_is_not_lowered_to_a_target_below_its_level() -> None:
    """The target of a gate that is passed is no reason to get worse: (5 + 3) / 2."""
    asked = questionnaire({"a.one": {"gate": "G2", "gate_level": 3}, "a.two": {}})
    assert 4 == scored(asked, {"a.one": 5, "a.two": 2}).dimensions[0].target


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [(2, False), (3, True), ({"level": 3, "evidence": " "}, True), ({"level": 4, "evidence": "log"}, False)],
)
def test_a_gate_level_claimed_without_evidence_counts_and_is_marked(answer: Any, lacks: bool) -> None:
    """Scored as claimed; the gate's clause is another matter."""
    found = scored(questionnaire({"a.one": {"gate": "G2", "gate_level": 3}}), {"a.one": answer})
    assert lacks is found.questions["a.one"].lacks_evidence
    assert found.overall == found.questions["a.one"].level


def test_the_ml_test_score_is_the_minimum_of_its_sections() -> None:
    """Section sums 4.0, 3.0, 5.0, 1.5 give 1.5 (ML Test Score rubric, 2017): the minimum, not the mean."""
    tests = {"data": [3] * 4, "model": [3] * 3, "infrastructure": [3] * 5, "monitoring": [3, 2]}
    asked = questionnaire(
        {f"{section}.{number}": {} for section, levels in tests.items() for number in range(len(levels))},
        scale={"names": ["not done", "by hand", "automated"], "values": [0, 0.5, 1]},
        section_aggregate="sum",
        overall_aggregate="minimum",
    )
    answers = {
        f"{section}.{number}": level for section, levels in tests.items() for number, level in enumerate(levels)
    }
    found = scored(asked, answers)
    assert [4.0, 3.0, 5.0, 1.5] == [part.score for part in found.dimensions]
    assert 1.5 == found.overall


def test_a_scale_of_coverage_scores_by_its_own_values() -> None:
    """Four answers worth 0, 1/4, 1/2 and 1, as in SAMM: (1 + 1/4)/2 and 1/2 give 0.625, 0.5 and 0.5625."""
    asked = questionnaire(
        {"design.one": {}, "design.two": {}, "operations.one": {}},
        scale={"names": ["no", "for some", "for half", "for most"], "values": [0, 0.25, 0.5, 1]},
    )
    found = scored(asked, {"design.one": 4, "design.two": 2, "operations.one": 3})
    assert [0.625, 0.5] == [part.score for part in found.dimensions]
    assert 0.5625 == found.overall


def test_a_scale_of_two_levels_counts_what_is_true() -> None:
    """No and yes worth 0 and 1, summed: two of three."""
    asked = questionnaire(
        {"a.one": {}, "a.two": {}, "b.one": {}},
        scale={"names": ["no", "yes"], "values": [0, 1]},
        section_aggregate="sum",
        overall_aggregate="sum",
    )
    found = scored(asked, {"a.one": 2, "a.two": 1, "b.one": 2})
    assert [1, 1] == [part.score for part in found.dimensions]
    assert 2 == found.overall


levels = st.one_of(st.none(), st.just("unknown"), st.integers(1, 5))
weights = st.sampled_from([0, 0.5, 1, 2])


@given(st.lists(st.tuples(levels, weights), min_size=1, max_size=6))
def test_the_score_lies_inside_its_range_and_the_scale(answers: list[tuple[Any, float]]) -> None:
    """1 <= low = score <= high <= 5 for the mean, whatever is unknown."""
    asked = questionnaire({f"a.{number}": {"weight": weight} for number, (_, weight) in enumerate(answers)})
    found = scored(asked, {f"a.{number}": said for number, (said, _) in enumerate(answers) if said is not None})
    if found.overall is None:
        assert found.low is None and found.high is None
    else:
        assert found.low is not None and found.high is not None
        assert 1 - 1e-9 <= found.low <= found.overall <= found.high <= 5 + 1e-9


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.data())
def test_a_higher_level_never_lowers_the_score(given_levels: list[int], data: st.DataObject) -> None:
    """Raising one answer raises the mean or leaves it."""
    asked = questionnaire({f"a.{number}": {} for number in range(len(given_levels))})
    raised = data.draw(st.integers(0, len(given_levels) - 1))
    before = {f"a.{number}": level for number, level in enumerate(given_levels)}
    low, high = (
        scored(asked, before).overall,
        scored(asked, {**before, f"a.{raised}": given_levels[raised] + 1}).overall,
    )
    assert low is not None and high is not None and low < high

"""What is known about a use case, and whether a question, card or action applies."""

from __future__ import annotations

from typing import Any

import pytest

from fortnight.core.assessment import Assessment
from fortnight.core.conditions import FACTS
from fortnight.core.facts import applies, facts_of, levels_of
from fortnight.core.use_case import UseCase


def case(**tables: Any) -> UseCase:
    """Return a use case from file tables."""
    return UseCase.model_validate(tables)


def rows(*given: dict[str, Any]) -> dict[str, Any]:
    """Return a data map."""
    return {"data": {f"row-{number}": row for number, row in enumerate(given)}}


def test_every_fact_has_a_meaning_and_every_meaning_a_fact() -> None:
    """The list of facts and what is computed are the same."""
    assert set(FACTS) == set(facts_of(UseCase()))


def test_an_empty_record_knows_only_what_has_a_default() -> None:
    """Silence is not known, never no."""
    known = {name for name, value in facts_of(UseCase()).items() if value is not None}
    assert {"not_done_today", "live", "aim_production", "aim_scale"} == known


@pytest.mark.parametrize(
    ("tables", "fact", "value"),
    [
        (rows(), "personal_data", None),
        (rows({"personal": "none"}), "personal_data", False),
        (rows({"personal": "none"}, {}), "personal_data", None),
        (rows({"personal": "personal"}, {}), "personal_data", True),
        (rows({"personal": "special"}), "personal_data", True),
        (rows({"personal": "personal"}), "special_data", False),
        (rows({"personal": "special"}, {}), "special_data", True),
        (rows({"third_party_contract": "missing"}, {}), "third_party", True),
        (rows({"third_party_contract": "not-needed"}), "third_party", False),
        (rows({}), "third_party", None),
        ({"law": {"ai_act_class": "high"}}, "high_risk", True),
        ({"law": {"ai_act_class": "minimal"}}, "high_risk", False),
        ({"law": {"ai_act_class": "prohibited"}}, "prohibited", True),
        ({"live_at": "pilot"}, "live", True),
        ({"aim": "production"}, "aim_production", True),
        ({"aim": "scale"}, "aim_production", True),
        ({"aim": "production"}, "aim_scale", False),
        ({"agentic": False}, "agentic", False),
    ],
)
def test_facts(tables: dict[str, Any], fact: str, value: bool | None) -> None:
    """One row that says yes is enough; no needs every row to say no."""
    assert value is facts_of(case(**tables))[fact]


def assessment(*agentic: bool | None, archived: bool = False) -> Assessment:
    """Return an assessment with one use case for each value of `agentic`."""
    cases = {
        f"case-{number}": {
            key: value for key, value in (("agentic", said), ("archived", archived)) if value is not None
        }
        for number, said in enumerate(agentic)
    }
    return Assessment.model_validate(
        {"use_cases": cases, "answers": {"q": {"level": 3}, "u": {"state": "unknown"}}}
    )


@pytest.mark.parametrize(
    ("agentic", "expected"),
    [((), None), ((False,), False), ((False, None), None), ((False, True), True), ((None, True), True)],
)
def test_a_question_is_ruled_out_only_when_it_is_for_every_use_case(
    agentic: tuple[bool | None, ...], expected: bool | None
) -> None:
    """No use case yet rules nothing out."""
    assert expected is applies("agentic", assessment(*agentic), None)


def test_archived_use_cases_say_nothing() -> None:
    """Only active ones count for the assessment as a whole."""
    assert applies("agentic", assessment(True, archived=True), None) is None


def test_for_one_use_case_only_its_own_facts_count() -> None:
    """The drill and the gates ask for one case."""
    both = assessment(True, False)
    assert (True, False) == (applies("agentic", both, "case-0"), applies("agentic", both, "case-1"))


def test_an_empty_when_always_applies() -> None:
    """Also without a use case."""
    assert applies("", assessment(), None) is True


def test_unknown_is_no_level() -> None:
    """A question that nobody could answer decides no condition."""
    assert {"q": 3} == levels_of(assessment())
    assert applies('answer("u") >= 1', assessment(True), None) is None
    assert applies('answer("q") >= 3', assessment(True), None) is True

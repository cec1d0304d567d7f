"""What is written can be read back, to the letter."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from hypothesis import given, settings

from fortnight.core.assessment import Answer, Assessment, Header
from fortnight.errors import UserError
from fortnight.storage.toml_files import dumps, encoded, parse_assessment
from tests.storage.strategies import AWKWARD, assessments, texts


@given(assessments)
@settings(max_examples=120)
def test_every_assessment_survives_its_file(assessment: Assessment) -> None:
    """Writing and reading gives the same assessment, and writing that again the same bytes."""
    written = encoded(assessment)
    read = parse_assessment(written, "a.toml")
    assert assessment == read
    assert written == encoded(read)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_kept_to_the_letter(text: str) -> None:
    """Markup, quotes, control characters, any script and long text come back unchanged."""
    assessment = Assessment(answers={"data.real": Answer(note=text)})
    assert text == parse_assessment(encoded(assessment), "a.toml").answers["data.real"].note


@given(texts, texts)
@settings(max_examples=100)
def test_one_text_does_not_change_another(first: str, second: str) -> None:
    """Two notes side by side come back each as it was, whatever line ends the other has."""
    assessment = Assessment(answers={"a": Answer(note=first), "b": Answer(note=second)})
    read = parse_assessment(encoded(assessment), "a.toml")
    assert (first, second) == (read.answers["a"].note, read.answers["b"].note)


def test_half_a_letter_is_refused_with_a_sentence() -> None:
    """A lone surrogate fits no file; whoever gets one past the models is told in plain words."""
    broken = Header.model_construct(**{**Header().__dict__, "team": "\ud83d"})
    with pytest.raises(UserError, match="half of a letter"):
        encoded(Assessment().model_copy(update={"assessment": broken}))


def test_the_file_reads_well_and_in_the_order_of_the_models() -> None:
    """Format first, one line a field, dates as dates and as keys, several lines as several, ids in their order."""
    table = {
        "use_cases": {
            "claims": {
                "metric": {
                    "measurements": {dt.date(2026, 3, 1): {"value": 4}},
                    "by": dt.date(2026, 12, 31),
                    "name": "Minutes",
                },
                "name": "Claims",
                "roi": {"success_share": {"evidence": "timed", "p95": 0.9, "p5": 0.7}, "cash_share": 0.2},
            }
        },
        "answers": {
            "data.real": {"note": "first\nsecond", "level": 3, "votes": (3, 4)},
            "a": {"state": "unknown"},
        },
        "assessment": {"date": dt.date(2026, 11, 2), "organisation": "Acme"},
    }
    expected = '''\
format = 1

[assessment]
organisation = "Acme"
date = 2026-11-02
currency = "EUR"
questionnaire = "poc-to-production"

[answers."data.real"]
level = 3
note = """
first
second"""
votes = [
    3,
    4,
]

[answers.a]
state = "unknown"

[use_cases.claims]
name = "Claims"

[use_cases.claims.metric]
name = "Minutes"
by = 2026-12-31

[use_cases.claims.metric.measurements.2026-03-01]
value = 4

[use_cases.claims.roi]
cash_share = 0.2

[use_cases.claims.roi.success_share]
p5 = 0.7
p95 = 0.9
evidence = "timed"
'''
    assert expected == dumps(Assessment.model_validate(table))


def test_numbers_are_written_as_typed() -> None:
    """8 stays 8 and 8.0 stays 8.0, a bare number stays bare, and 0 is not nothing."""
    table = {"use_cases": {"a": {"baseline": {"minutes_per_task": 8, "metric_value": 0, "people_doing_it": 8.0}}}}
    read = tomllib.loads(dumps(Assessment.model_validate(table)))["use_cases"]["a"]["baseline"]
    assert ["0", "8", "8.0"] == [str(read[key]) for key in ("metric_value", "minutes_per_task", "people_doing_it")]


def test_an_answer_without_content_stays() -> None:
    """A table that holds only defaults is still there after writing and reading."""
    assessment = Assessment.model_validate({"answers": {"data.real": {}}, "use_cases": {"claims": {}}})
    assert assessment == parse_assessment(encoded(assessment), "a.toml")

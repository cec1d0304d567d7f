"""Every sample loads, contradicts nothing, and is what the program itself would write."""

from __future__ import annotations

import pytest

from fortnight.core.checks import check_assessment, warnings
from fortnight.storage.document import open_document
from fortnight.storage.toml_files import dumps
from tests.samples.reading import ALL, CHAT, SAMPLES, evaluated, flagship, path_of, sample


def test_the_folder_holds_these_samples_and_no_other() -> None:
    """Whatever ships is tested here."""
    assert sorted(ALL) == sorted(path.stem for path in SAMPLES.glob("*.toml"))


@pytest.mark.parametrize("name", ALL)
def test_a_sample_contradicts_nothing(name: str) -> None:
    """A sample loads, its last run is beside it, and it breaks no rule of the file or of its questionnaire."""
    document = open_document(path_of(name))
    assert "" == document.previous_problem
    assert () == check_assessment(document.assessment, document.questionnaire)


@pytest.mark.parametrize("name", ALL)
def test_a_sample_deserves_no_attention_that_it_does_not_explain(name: str) -> None:
    """The only warning left: a public service is judged by its mission, and no ceiling for it was published."""
    expected = ["use_cases.govuk-chat.mission"] if name in CHAT else []
    assert expected == [problem.key for problem in warnings(sample(name), flagship())]


@pytest.mark.parametrize("name", ALL)
def test_a_sample_is_what_the_program_itself_would_write(name: str) -> None:
    """Loading and saving leave every byte as it is, so a user's first save changes only what was typed."""
    assert path_of(name).read_bytes() == dumps(sample(name)).encode()


@pytest.mark.parametrize("name", ALL)
def test_every_question_that_is_asked_is_answered_or_said_to_be_unknown(name: str) -> None:
    """No question of a finished assessment is left open."""
    states = evaluated(name).score.questions
    assert [] == [key for key, each in states.items() if each.state == "unanswered"]

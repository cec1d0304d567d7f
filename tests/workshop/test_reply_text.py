"""Reply files: they explain themselves, come back as they were, and say exactly what is wrong in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.core.assessment import Answer
from fortnight.core.edit import set_at
from fortnight.core.quantity import Quantity
from fortnight.errors import FileProblem
from fortnight.workshop.reply import as_taken, with_said
from fortnight.workshop.reply_reading import misfits
from fortnight.workshop.reply_text import reply_text
from tests.core.cases import CASE
from tests.workshop.packs import PEOPLE, fresh, questionnaire, read, text_of

FIRST = "all.evaluation-set"
VOTE = f'vote."{FIRST}"'


@pytest.mark.parametrize("name", PEOPLE)
def test_a_pack_comes_back_as_it_was_handed_out(name: str) -> None:
    """Reading the file that nobody has filled gives the empty reply, and writing it again the same bytes."""
    assert fresh(name) == read(text_of(name))
    assert text_of(name) == reply_text(read(text_of(name)), questionnaire())


def test_every_question_is_printed_with_its_levels() -> None:
    """Whoever fills the file in an editor reads the question and all five levels beside the place to type."""
    text = " ".join(text_of("ann").replace("#", " ").split())
    for question_id in fresh("ann").questions:
        question = questionnaire().questions[question_id]
        assert all(part in text for part in (question.ask, *question.levels))


@settings(max_examples=60)
@given(
    seen=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    level=st.one_of(st.integers(1, 5), st.none()),
    low=st.integers(1, 50),
    width=st.integers(1, 50),
)
def test_what_was_filled_in_comes_back(seen: str, level: int | None, low: int, width: int) -> None:
    """Whatever somebody types as proof, and whatever figure they give, is read as it was written."""
    empty = fresh("fay")
    said = empty.said
    answer = Answer(level=level, evidence=seen) if level else Answer(state="unknown", evidence=seen)
    said = said.model_copy(update={"answers": {empty.votes[0]: answer}})
    figure = {"p5": low, "p95": low + width, "evidence": "logged"}
    said = set_at(said, ("use_cases", CASE, "roi", "day_rate"), figure)
    filled = with_said(empty, said)
    assert filled == read(reply_text(filled, questionnaire()))


def test_what_is_left_alone_says_nothing() -> None:
    """A pack that comes back empty brings no votes, no figures and no new sources."""
    taken = as_taken(read(text_of("dan")))
    assert ({}, {}) == (dict(taken.answers), dict(taken.use_cases[CASE].roi.inputs))
    assert {"policies", "templates"} == set(taken.use_cases[CASE].data)


def test_figures_are_typed_as_people_write_them() -> None:
    """A range in words, a percentage and a grouped number are all figures."""
    text = text_of("fay")
    for name, value in (("day_rate", "650 to 800"), ("cash_share", "20% to 40%")):
        place = f"figure.{name}]\nvalue = "
        assert place in text
        text = text.replace(f'{place}""', f'{place}"{value}"')
    inputs = read(text).said.use_cases[CASE].roi.inputs
    assert {"day_rate": Quantity(p5=650, p95=800), "cash_share": Quantity(p5=0.2, p95=0.4)} == dict(inputs)


def test_timed_tasks_become_a_figure() -> None:
    """Five timed tasks are the minutes of today, graded as timed."""
    text = text_of("uma").replace("timed_minutes = []", "timed_minutes = [9, 10, 11, 10, 10.5]")
    quantity = read(text).said.use_cases[CASE].roi.inputs["baseline_minutes"]
    assert ("timed", True) == (quantity.evidence.value, quantity.low < 10.1 < quantity.high)


def test_a_new_source_gets_an_id_from_its_name() -> None:
    """A row for a new source is known by its name; the other empty rows are nothing."""
    text = text_of("dan").replace('new-2]\nname = ""', 'new-2]\nname = "CRM export"')
    assert {"policies", "templates", "crm-export"} == set(read(text).said.use_cases[CASE].data)


def test_a_source_may_be_called_as_people_call_it() -> None:
    """A table that somebody adds under a name of their own is a source, and its id is made from its name."""
    text = text_of("dan") + f'\n[use_case.{CASE}.data.SAP]\nname = "SAP orders"\n'
    assert "sap-orders" in read(text).said.use_cases[CASE].data


@pytest.mark.parametrize(
    ("name", "was", "typed", "line"),
    [
        ("ann", "level = 0", 'level = "three"',
         f'{VOTE}.level: is "three"; write a whole number such as 3, 0 to leave it open, or "unknown"'),
        ("ann", "level = 0", "level = -1",
         f'{VOTE}.level: is -1; write a whole number such as 3, 0 to leave it open, or "unknown"'),
        ("ann", "level = 0", "levle = 3", f'{VOTE}.levle: is not a key of a reply; did you mean "level"?'),
        ("fay", 'figure.day_rate]\nvalue = ""', 'figure.day_rate]\nvalue = "lots"',
         f"use_case.{CASE}.figure.day_rate.value: “lots” is not a number."),
        ("fay", 'figure.cash_share]\nvalue = ""', "figure.cash_share]\nvalue = 40",
         f"use_case.{CASE}.figure.cash_share.value: is a share, so give numbers from 0 to 1 (30% is 0.3)"),
        ("uma", "timed_minutes = []", 'timed_minutes = ["ten"]',
         f"use_case.{CASE}.timed_minutes: is a list of minutes, such as [12, 9.5, 14]"),
        ("ann", 'seen = ""', "seen = 3", f"{VOTE}.seen: must be text in quotes, not 3"),
        ("fay", 'name = "', 'name = 3 # "', "reply.name: must be text in quotes, not 3"),
        ("ann", "format = 1", "format = 0", "format: must be 1, not 0"),
        ("ann", "[reply]", "[answers]",
         "is not the reply of a participant; take a file that `fortnight brief` wrote"),
        ("dan", 'new-1]\nname = ""\nsystem = ""', 'new-1]\nname = ""\nsystem = "SAP"',
         f"use_case.{CASE}.data.new-1.name: is empty; give this source a name"),
    ],
)  # fmt: skip
def test_a_mistake_gives_one_exact_line(name: str, was: str, typed: str, line: str) -> None:
    """The line names the place, says what is wrong and what to write."""
    text = text_of(name)
    assert was in text
    with pytest.raises(FileProblem) as caught:
        read(text.replace(was, typed, 1))
    assert f"reply.toml: {line}" == str(caught.value)


@pytest.mark.parametrize(("name", "was", "key", "place"), [
    ("ann", 'seen = ""', "seen", f"{VOTE}.seen"),
    ("fay", 'name = "Letters"', "name", f"use_case.{CASE}.name"),
])
def test_a_text_that_does_not_fit_is_said(name: str, was: str, key: str, place: str) -> None:
    """More than the 20,000 characters of any text are refused at their place."""
    typed = f'{key} = "{"x" * 20_001}"'
    with pytest.raises(FileProblem, match=f"{re.escape(place)}: has 20,001 characters, more than the 20,000"):
        read(text_of(name).replace(was, typed, 1))


def test_a_reply_of_a_newer_format_is_not_guessed_at() -> None:
    """What a later version wrote is refused, not read as if it meant the same."""
    with pytest.raises(FileProblem, match="needs a newer Fortnight, one that reads format 2"):
        read(text_of("ann").replace("format = 1", "format = 2"))


def test_a_level_above_the_scale_does_not_fit() -> None:
    """A reply is checked against the questionnaire's own scale and questions."""
    text = text_of("ann").replace("level = 0", "level = 6", 1)
    (problem,) = misfits(read(text), questionnaire())
    assert (f"{VOTE}.level", "is 6, but the scale ends at 5; choose 1 to 5") == (
        problem.key, problem.message,
    )

"""Whatever is in a file, loading it ends in an assessment or in plain lines, never in a traceback."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.errors import FileProblem
from fortnight.storage.pdf_files import attached_answers
from fortnight.storage.toml_files import encoded, parse_assessment
from fortnight.storage.toml_text import as_toml, write
from tests.storage.pdfs import pdf_with
from tests.storage.strategies import assessment_tables, assessments, texts

PYDANTIC_WORDING = (
    "Input should", "Value error", "validation error", "Extra inputs", "Field required", "pydantic",
    "String should", "unable to parse", "Traceback", "NoneType",
)

toml_values = st.recursive(
    st.one_of(
        st.integers(-(2**70), 2**70), st.floats(), st.booleans(), texts, st.dates(), st.datetimes(), st.times(),
        st.sampled_from(["", "up", "G0", "2026-01-01", -1, 0, 1, 7, 1e300]),
    ),
    lambda values: st.one_of(st.lists(values, max_size=3), st.dictionaries(texts, values, max_size=3)),
    max_leaves=4,
)


def loads_or_explains(content: bytes) -> None:
    """Parse `content`; any complaint must be lines in plain words that name the file."""
    try:
        parse_assessment(content, "acme.toml")
    except FileProblem as problem:
        lines = str(problem).splitlines()
        assert lines
        for line in lines:
            assert line.startswith("acme.toml: ")
            assert not any(wording in line for wording in PYDANTIC_WORDING), line


@given(st.binary(max_size=300))
@settings(max_examples=300)
def test_random_bytes(content: bytes) -> None:
    """Noise is explained."""
    loads_or_explains(content)


@given(st.text(st.sampled_from('[]{}="\'\\#.,\n\r -_09azTZ:+eu'), max_size=60))
@settings(max_examples=500)
def test_random_pieces_of_toml(content: str) -> None:
    """Text made of the characters that mean something in TOML is explained."""
    loads_or_explains(content.encode())


@given(assessments, st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_truncated_files(assessment: Any, chance: random.Random) -> None:
    """A file cut off at any byte is explained."""
    content = encoded(assessment)
    loads_or_explains(content[: chance.randrange(len(content))])


@given(assessments, st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_changed_bytes(assessment: Any, chance: random.Random) -> None:
    """A file with a few bytes replaced, doubled or dropped is explained."""
    content = bytearray(encoded(assessment))
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(content))
        content[at : at + chance.randint(0, 3)] = bytes(chance.choices(range(256), k=chance.randint(0, 3)))
    loads_or_explains(bytes(content))


@given(assessment_tables(), toml_values, texts, st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_wrong_values_anywhere(table: dict[str, Any], value: Any, key: str, chance: random.Random) -> None:
    """Any value of TOML, put at any place or under any name in a file, is taken or explained."""
    tables = [table]
    for each in tables:
        tables += [part for part in each.values() if isinstance(part, dict)]
    where = chance.choice(tables)
    name = chance.choice([key, *map(str, where)])
    wrong = {str(old): part for old, part in where.items()} | {name: value}
    where.clear()
    where.update(wrong)
    loads_or_explains(write(as_toml(table)).encode("utf-8", "surrogatepass"))


@given(st.integers(0, 10**6))
@settings(max_examples=150)
def test_damaged_pdfs(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """A PDF with bytes changed or cut off gives answers or one sentence."""
    chance = random.Random(seed)
    content = bytearray(pdf_with(b"format = 1\n"))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(content))
        letters = chance.choices(b"0123456789<>/ \n()[]R", k=chance.randint(0, 4))
        content[at : at + chance.randint(0, 4)] = bytes(letters)
    path = Path(tmp_path_factory.getbasetemp()) / f"damaged-{seed}.pdf"
    path.write_bytes(content[: chance.choice([len(content), chance.randrange(len(content))])])
    try:
        attached_answers(path)
    except FileProblem as problem:
        assert 1 == len(str(problem).splitlines())


def test_dates_as_keys_and_values_are_toml(tmp_path: Path) -> None:
    """The writer turns a date that is a key into the text that the reader takes."""
    assert "2026-01-31 = 2026-02-28\n" == write({dt.date(2026, 1, 31): dt.date(2026, 2, 28)})

"""Places: keys in, one line of text out, and the same keys back."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.core.place import dotted, keys_of, numbered, without_number

keys = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=1, max_size=4)


def test_a_key_with_a_dot_is_quoted() -> None:
    """Ids with dots cannot be mistaken for two keys."""
    assert 'answers."data.real".level' == dotted(("answers", "data.real", "level"))


@given(keys)
@settings(max_examples=300)
def test_a_place_gives_its_keys_back_and_fits_one_line(given_keys: list[str]) -> None:
    """Whatever the keys hold, the place is one line, leads back to them, and names that table in TOML."""
    place = dotted(given_keys)
    assert tuple(given_keys) == keys_of(place)
    assert 1 == len(place.splitlines())
    table = tomllib.loads(f"{place} = 1")
    for key in given_keys:
        table = table[key]
    assert 1 == table


@pytest.mark.parametrize("text", ["", ".", "a.", "a b", '"a', 'a"b"', "a..b", "a#2"])
def test_what_is_no_place_is_refused(text: str) -> None:
    """Text that no keys lead to is an error, not a guess."""
    with pytest.raises(ValueError, match="is not a place"):
        keys_of(text)


def test_a_number_is_put_on_and_taken_off() -> None:
    """Several entries about one place are told apart by a number, which is no part of the place."""
    assert 'answers."a#1".level#3' == numbered('answers."a#1".level#2', 3)
    assert 'answers."a#1"' == without_number('answers."a#1"#2')
    assert 'answers."a#1"' == without_number('answers."a#1"')

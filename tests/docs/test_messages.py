"""Catalogues of other languages: the list of what the rules say is whole, and what is missing in one is found."""

from __future__ import annotations

import tomllib

import pytest

from tests.docs.messages import PAGE, WORDS, catalogue_toml, messages_in, page, problems


def test_the_list_for_translators_is_what_the_rules_say() -> None:
    """Nobody has to read code to translate; made anew with `python -m tests.docs.messages`, never edited."""
    assert page() == PAGE.read_text(encoding="utf-8")


def test_only_literals_can_be_said() -> None:
    """A text that is put together by code stands in no list, so it is refused with its line."""
    source = 'say("a {b}", b=1)\nwords.count(n, "one", "many")'
    assert ["a {b}", "one", "many"] == list(messages_in(source, "x.py"))
    with pytest.raises(ValueError, match=r"x\.py:2"):
        list(messages_in('say("a")\nsay(f"a {b}")', "x.py"))


def test_what_a_catalogue_lacks_or_garbles_is_found() -> None:
    """A whole one has no problem; one text taken out, one added and one place misspelt are each named."""
    whole = catalogue_toml(str)
    assert [] == problems(tomllib.loads(whole))
    changed = tomllib.loads(whole)
    changed["core"]["nobody says this"] = "x"
    changed["report"]["assessed_on"] = "Assessed on {day}"
    del changed["days"]["one"]
    assert [
        "lacks ('days', 'one')",
        "has ('core', 'nobody says this'), which nobody says",
        "other places in ('report', 'assessed_on')",
    ] == problems(changed)


def test_every_shipped_language_is_whole() -> None:
    """A language that comes with the program has every text, each with its places."""
    shipped = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in WORDS.glob("*.toml")}
    english = {**shipped.pop("en"), **shipped.pop("core-en")}
    assert {} == {name: found for name, each in {**shipped, "en": english}.items() if (found := problems(each))}

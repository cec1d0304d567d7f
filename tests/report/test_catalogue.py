"""The report's own words: one catalogue, complete, with plurals."""

import re
from pathlib import Path

import pytest

import fortnight.report
from fortnight.core.wording import Wording
from fortnight.report.catalogue import Words, flatten
from tests.report.making import TEMPLATES, entries

EN = Words({"gate": {"one": "one gate", "many": "{n} gates", "zero": "no gate"}, "plain": "by {who}"}, Wording())


def test_a_count_chooses_its_plural() -> None:
    """Zero, one and many; a catalogue without zero takes many."""
    assert ["no gate", "one gate", "7 gates"] == [EN.say("gate", n=count) for count in (0, 1, 7)]


def test_braces_in_a_value_are_text() -> None:
    """What people typed is never read as a place for another value."""
    assert "by {n}" == EN.say("plain", who="{n}")


def test_a_missing_key_or_value_is_an_error() -> None:
    """Nothing prints half a sentence."""
    with pytest.raises(KeyError):
        EN.say("nowhere")
    with pytest.raises(KeyError):
        EN.say("plain")


def test_french_counts_take_the_french_singular() -> None:
    """The plural rule is that of the numbers' language."""
    assert "one gate" == Words({"gate": {"one": "one gate", "many": "x"}}, Wording("fr")).say("gate", n=1.5)


def test_nested_tables_become_dotted_keys() -> None:
    """A table of plurals stays one entry."""
    plural = {"one": "1", "many": "2"}
    assert {"a.b": "x", "a.c": plural} == flatten({"a": {"b": "x", "c": plural}})


def test_every_word_is_used_and_every_use_has_a_word() -> None:
    """The catalogue holds no dead text, and code and templates ask for nothing that it lacks."""
    sources = [path.read_text(encoding="utf-8") for path in Path(fortnight.report.__file__).parent.rglob("*.py")]
    sources += [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2")]
    text = "\n".join(sources)
    literal = set(re.findall(r"""say\(\s*["']([\w.-]+)["']""", text))
    assert set() == {key for key in literal if key not in entries()}
    # Keys that are put together, as in f"verdict.{kind}", are used when their beginning is.
    families = tuple(set(re.findall(r"""f["']([\w.]+[._])\{""", text))
                     | {f"{name}." for name in re.findall(r"""label\(\s*["']([\w]+)["']""", text)})
    quoted = set(re.findall(r"""["']([\w.-]+)["']""", text))
    assert set() == {key for key in entries() if key not in quoted and not key.startswith(families)}

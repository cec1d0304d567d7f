"""Sentences that can be said again in another language."""

from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass

from fortnight.core.phrase import in_language, joined, say
from fortnight.core.wording import Wording, capitalise, inside_a_sentence, sentence

FRENCH = {
    "stop {name}": "arrêter {name}",
    "the baseline": "la référence",
    "open clause": "condition ouverte",
    "open clauses": "conditions ouvertes",
}


def french(template: str) -> str:
    return FRENCH.get(template, template)


def test_a_phrase_is_its_english_until_it_is_translated() -> None:
    """Whoever does not ask for a language reads English, and a text without a translation stays English."""
    said = say("stop {name}", name="Chat")
    assert said == "stop Chat"
    assert in_language(said, french) == "arrêter Chat"
    assert in_language(say("go on with {name}", name="Chat"), french) == "go on with Chat"


def test_what_people_typed_is_neither_filled_nor_translated() -> None:
    """Braces and words that happen to be a template are text when somebody typed them."""
    assert in_language(say("stop {name}", name="{name} the baseline"), french) == "arrêter {name} the baseline"
    assert in_language("the baseline", french) == "the baseline"


def test_parts_are_translated_inside_the_whole() -> None:
    """Values, lists and counts inside a sentence follow the language too, and so does what is done to its ends."""
    form = Wording("fr")
    assert in_language(say("stop {name}", name=say("the baseline")), french) == "arrêter la référence"
    assert in_language(joined("; ", (say("the baseline"), "typed")), french) == "la référence; typed"
    assert in_language(form.join((say("the baseline"), "b", "c")), french) == "la référence, b et c"
    assert in_language(form.count(1, "open clause", "open clauses"), french) == "1\u00a0condition ouverte"
    assert in_language(form.count(2, "open clause", "open clauses"), french) == "2\u00a0conditions ouvertes"
    assert in_language(sentence(say("the baseline")), french) == "La référence."
    assert in_language(inside_a_sentence(capitalise(say("the baseline"))), french) == "la référence"


@dataclass(frozen=True)
class Finding:
    title: str
    parts: dict[str, tuple[str, ...]]
    number: float


def test_a_whole_result_is_translated_and_left_as_it_was() -> None:
    """Tuples, mappings and frozen values are made anew with the other language; keys and numbers stay."""
    found = Finding(say("the baseline"), {"the baseline": (say("stop {name}", name="x"), "typed")}, 2.5)
    french_one = Finding("la référence", {"the baseline": ("arrêter x", "typed")}, 2.5)
    assert in_language(found, french) == french_one
    assert found.title == "the baseline"


def test_a_phrase_survives_being_copied_and_sent_to_another_process() -> None:
    """The copy can still be translated."""
    said = sentence(say("stop {name}", name=say("the baseline")))
    assert in_language(pickle.loads(pickle.dumps(said)), french) == "Arrêter la référence."
    assert in_language(copy.deepcopy(said), french) == "Arrêter la référence."

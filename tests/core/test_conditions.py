"""The language of `when`: what it accepts, how it treats what is not known, and how it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.core.conditions import FACTS, ConditionError, parse
from fortnight.core.phrase import in_language

QUESTIONS = ("a.one", "a.two")
SIGNS = (">=", "<=", "==", "!=", ">", "<")

atoms = st.one_of(
    st.sampled_from(sorted(FACTS)),
    st.builds('answer("{}") {} {}'.format, st.sampled_from(QUESTIONS), st.sampled_from(SIGNS), st.integers(1, 5)),
)
conditions = st.recursive(
    atoms,
    lambda parts: st.one_of(
        st.builds("not ({})".format, parts),
        st.builds("({}) and ({})".format, parts, parts),
        st.builds("({}) or ({})".format, parts, parts),
    ),
    max_leaves=6,
)
full_facts = st.fixed_dictionaries({name: st.booleans() for name in FACTS})
full_levels = st.fixed_dictionaries({question: st.integers(1, 5) for question in QUESTIONS})


def python_says(text: str, facts: dict[str, bool], levels: dict[str, int]) -> bool:
    """Return what Python makes of a condition that the strategy above has built: the oracle of these tests."""
    return bool(eval(text, {"__builtins__": {}}, {**facts, "answer": levels.__getitem__}))


@given(conditions, full_facts, full_levels)
def test_with_everything_known_it_means_what_it_says(
    text: str, facts: dict[str, bool], levels: dict[str, int]
) -> None:
    """Precedence, comparisons and connectives agree with Python's on every known fact."""
    assert python_says(text, facts, levels) == parse(text).holds(facts, levels)


@given(conditions, full_facts, full_levels, st.sets(st.sampled_from([*sorted(FACTS), *QUESTIONS])))
def test_learning_more_never_turns_a_yes_into_a_no(
    text: str, facts: dict[str, bool], levels: dict[str, int], unsaid: set[str]
) -> None:
    """What holds, or fails, while facts are missing does so whatever they turn out to be."""
    known = {name: None if name in unsaid else value for name, value in facts.items()}
    answered = {question: level for question, level in levels.items() if question not in unsaid}
    early = parse(text).holds(known, answered)
    assert early in (None, python_says(text, facts, levels))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("agentic or bought and live", True),
        ("(agentic or bought) and live", False),
        ("not live and agentic", True),
        ("not (live and agentic)", True),
        ("personal_data", None),
        ("personal_data and live", False),
        ("personal_data or agentic", True),
        ("not personal_data", None),
        ("answer('a.one') >= 3", True),
        ('answer( "a.one" )<3', False),
        ('answer("a.unanswered") >= 1', None),
    ],
)
def test_three_values(text: str, holds: bool | None) -> None:
    """Not known stays not known unless the rest decides it; and binds before or, not before both."""
    facts = {"agentic": True, "bought": False, "live": False, "personal_data": None}
    assert holds is parse(text).holds(facts, {"a.one": 3})


def test_what_a_condition_names() -> None:
    """Facts and questions are listed once each."""
    condition = parse('agentic and (answer("a.one") >= 3 or not agentic or bought) and answer("a.one") < 5')
    assert {"agentic", "bought"} == condition.fact_names
    assert {"a.one"} == condition.question_ids


def test_a_condition_can_be_read_aloud() -> None:
    """The words of a condition use the meanings of its facts."""
    assert (
        "(it is bought rather than built or it is not so that it uses a language model) and "
        'the answer to "a.one" is at least level 3'
    ) == parse('(bought or not language_model) and answer("a.one") >= 3').in_words


def test_a_condition_can_be_read_aloud_in_another_language() -> None:
    """Facts, brackets, and what stands between them follow the language; the id of a question stays."""
    said = parse('(bought or not live) and answer("bought") > 2').in_words
    words = {
        "it is bought rather than built": "BOUGHT",
        "or": "OR",
        "it is not so that {condition}": "NOT {condition}",
        "it is in real use already": "LIVE",
        "and": "AND",
        'the answer to "{question}" is {bound} level {level}': '"{question}" {bound} {level}',
        "above": "ABOVE",
    }
    shown = in_language(said, lambda text: words.get(text, text))
    assert '(BOUGHT OR NOT LIVE) AND "bought" ABOVE 2' == shown


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("agnetic", 'did you mean "agentic"'),
        ("zebra", "the facts are"),
        ("agentic and", "breaks off"),
        ("agentic bought", '"bought" is not expected there'),
        ("(agentic", "add )"),
        ("agentic)", '")" is not expected'),
        ("answer", "in quotes"),
        ("answer(a.one) >= 3", "in quotes"),
        ('answer("") >= 3', "in quotes"),
        ('answer("a.one")', "comparison"),
        ('answer("a.one") = 3', "comparison"),
        ('answer("a.one") >= high', "comparison"),
        ("__import__('os')", "not a fact"),
        ("agentic; bought", '";" is not expected'),
        ("and", '"and" is not expected'),
        ("True", "not a fact"),
        ("(" * 500 + "agentic" + ")" * 500, "nested too deeply"),
        ("not " * 500 + "agentic", "nested too deeply"),
        ('answer("a.one") >= ' + "9" * 5000, "not expected"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(text: str, says: str) -> None:
    """Nothing is run as code, nothing crashes, and the sentence says what to change."""
    with pytest.raises(ConditionError, match=r"\w") as refusal:
        parse(text)
    assert says in str(refusal.value)


@given(st.text(max_size=60))
def test_any_text_is_either_read_or_refused(text: str) -> None:
    """No text whatever gives another error than ConditionError."""
    try:
        parse(text)
    except ConditionError as refusal:
        assert str(refusal)

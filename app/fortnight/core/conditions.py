"""The small language of `when`: facts of a use case, answers, and/or/not; parsed, never run as code.

    condition   = conjunction { "or" conjunction }
    conjunction = negation { "and" negation }
    negation    = "not" negation | "(" condition ")" | FACT | 'answer("ID")' COMPARISON NUMBER

Truth has three values (Kleene): a fact that nobody has stated and a question without a level are None,
"not known", and so is a condition that depends on them.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from fortnight.core.explain import did_you_mean
from fortnight.core.phrase import joined, say

FACTS: Mapping[str, str] = {
    "agentic": say("it acts on its own through tools"),
    "language_model": say("it uses a language model"),
    "bought": say("it is bought rather than built"),
    "affects_people": say("its output decides about people"),
    "personal_data": say("some of its data are personal"),
    "special_data": say("some of its data are of a special category, such as health"),
    "third_party": say("somebody outside the organisation sees its data"),
    "high_risk": say("it is in the high-risk class of the AI Act"),
    "prohibited": say("it is in the prohibited class of the AI Act"),
    "not_done_today": say("the work is not done at all today"),
    "live": say("it is in real use already"),
    "aim_production": say("the aim is production or scale"),
    "aim_scale": say("the aim is scale"),
}
"""What a condition may ask about a use case: name and meaning."""

_DEEPEST = 20
"""Nesting beyond this is refused; nobody could read it."""


class ConditionError(ValueError):
    """A condition that cannot be read; the message is one sentence that says what to change."""


Facts = Mapping[str, bool | None]
Levels = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Fact:
    name: str

    def holds(self, facts: Facts, _levels: Levels) -> bool | None:
        return facts.get(self.name)

    def parts(self) -> Iterator[_Fact | _Answer]:
        yield self

    def words(self) -> str:
        return FACTS[self.name]


@dataclass(frozen=True, slots=True)
class _Answer:
    question_id: str
    sign: str
    level: int

    def holds(self, _facts: Facts, levels: Levels) -> bool | None:
        level = levels.get(self.question_id)
        return None if level is None else _COMPARISONS[self.sign](level, self.level)

    def parts(self) -> Iterator[_Fact | _Answer]:
        yield self

    def words(self) -> str:
        return say('the answer to "{question}" is {bound} level {level}', question=self.question_id,
                   bound=_IN_WORDS[self.sign], level=self.level)


@dataclass(frozen=True, slots=True)
class _Not:
    part: _Tree

    def holds(self, facts: Facts, levels: Levels) -> bool | None:
        inner = self.part.holds(facts, levels)
        return None if inner is None else not inner

    def parts(self) -> Iterator[_Fact | _Answer]:
        return self.part.parts()

    def words(self) -> str:
        return say("it is not so that {condition}", condition=self.part.words())


@dataclass(frozen=True, slots=True)
class _Many:
    """`and` when `decisive` is False, `or` when it is True: one decisive part decides the whole."""

    decisive: bool
    members: tuple[_Tree, ...]

    def holds(self, facts: Facts, levels: Levels) -> bool | None:
        found = [member.holds(facts, levels) for member in self.members]
        if self.decisive in found:
            return self.decisive
        return None if None in found else not self.decisive

    def parts(self) -> Iterator[_Fact | _Answer]:
        return chain.from_iterable(member.parts() for member in self.members)

    def words(self) -> str:
        between = say("or") if self.decisive else say("and")
        said = [
            joined("", ("(", member.words(), ")")) if isinstance(member, _Many) else member.words()
            for member in self.members
        ]
        return joined(" ", (said[0], *chain.from_iterable((between, each) for each in said[1:])))


_Tree = _Fact | _Answer | _Not | _Many

_COMPARISONS: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}

_IN_WORDS: Mapping[str, str] = {
    ">=": say("at least"),
    "<=": say("at most"),
    "==": say("exactly"),
    "!=": say("other than"),
    ">": say("above"),
    "<": say("below"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that was read from a questionnaire."""

    text: str
    _tree: _Tree

    def holds(self, facts: Facts, levels: Levels) -> bool | None:
        """Return whether the condition holds; None when what it depends on is not known."""
        return self._tree.holds(facts, levels)

    @property
    def in_words(self) -> str:
        """The condition as a person would say it, without a stop: it uses a language model and it is bought."""
        return self._tree.words()

    @property
    def fact_names(self) -> frozenset[str]:
        """The facts that it names."""
        return frozenset(part.name for part in self._tree.parts() if isinstance(part, _Fact))

    @property
    def question_ids(self) -> frozenset[str]:
        """The questions whose answers it compares."""
        return frozenset(part.question_id for part in self._tree.parts() if isinstance(part, _Answer))


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Return the condition that `text` says; ConditionError with one sentence when it says none."""
    return _Reader(text).read()


class _Token(NamedTuple):
    kind: str
    text: str


_TOKENS = re.compile(
    r"""\s*(?:(?P<number>[0-9]{1,9})|(?P<string>"[^"]*"|'[^']*')|(?P<sign>>=|<=|==|!=|>|<)|(?P<bracket>[()])"""
    r"""|(?P<word>[A-Za-z_][A-Za-z0-9_]*)|(?P<bad>\S))"""
)


class _Reader:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [
            _Token(match.lastgroup or "", match[match.lastgroup or 0]) for match in _TOKENS.finditer(text)
        ]
        self._next = 0
        self._depth = 0

    def read(self) -> Condition:
        if not self._tokens:
            raise ConditionError("the condition is empty; leave `when` out instead")
        tree = self._either()
        left = self._peek()
        if left.kind:
            raise ConditionError(f'"{left.text}" is not expected there; join two conditions with and, or')
        return Condition(self._text, tree)

    def _peek(self) -> _Token:
        return self._tokens[self._next] if self._next < len(self._tokens) else _Token("", "")

    def _take(self) -> _Token:
        token = self._peek()
        self._next += 1
        return token

    def _takes(self, text: str) -> bool:
        if self._peek().text != text:
            return False
        self._next += 1
        return True

    def _either(self) -> _Tree:
        members = [self._both()]
        while self._takes("or"):
            members.append(self._both())
        return members[0] if len(members) == 1 else _Many(True, tuple(members))

    def _both(self) -> _Tree:
        members = [self._one()]
        while self._takes("and"):
            members.append(self._one())
        return members[0] if len(members) == 1 else _Many(False, tuple(members))

    def _one(self) -> _Tree:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ConditionError("the condition is nested too deeply; say it with fewer brackets")
        tree = self._atom()
        self._depth -= 1
        return tree

    def _atom(self) -> _Tree:
        token = self._take()
        if token.text == "not":
            return _Not(self._one())
        if token.text == "(":
            tree = self._either()
            self._close()
            return tree
        if token.text == "answer":
            return self._answer()
        if token.kind == "word" and token.text in FACTS:
            return _Fact(token.text)
        if not token.kind:
            raise ConditionError("the condition breaks off; something is missing at its end")
        if token.kind == "word" and token.text not in ("and", "or"):
            hint = did_you_mean(token.text, FACTS) or f"; the facts are {', '.join(FACTS)}"
            raise ConditionError(f'"{token.text}" is not a fact about a use case{hint}')
        raise ConditionError(f'"{token.text}" is not expected there; write a fact, answer("ID") >= N, or not')

    def _answer(self) -> _Answer:
        form = 'write it as answer("question.id") >= 3'
        opened, name = self._takes("("), self._take()
        if not opened or name.kind != "string" or not name.text[1:-1]:
            raise ConditionError(f"answer needs the id of a question in quotes; {form}")
        self._close()
        sign, number = self._take(), self._take()
        if sign.kind != "sign" or number.kind != "number":
            raise ConditionError(f"answer needs a comparison with a level; {form}")
        return _Answer(name.text[1:-1], sign.text, int(number.text))

    def _close(self) -> None:
        if not self._takes(")"):
            raise ConditionError("a bracket is opened and never closed; add )")

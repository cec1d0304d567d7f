"""What holds for every verdict, whatever is spoiled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fortnight.core.base import Stage
from fortnight.core.edit import EditError, remove_at
from fortnight.core.verdict import Verdict, VerdictKind
from tests.core.cases import CASE, Spoils, complete, gates_of, judge, spoiled
from tests.core.test_verdict_table import (
    FAILED,
    FRAMING,
    GOES_ON,
    LOSSES,
    UNKNOWN_MONEY,
    UNLAWFUL_OR_UNREAL,
    UNMEASURED,
    UNPROVEN,
    UNSURVIVED,
    UNTRUSTED,
)

FEW = 300
"""Draws; these rules do not depend on how exact the money is."""

GATES_ONLY = {**FRAMING, **UNLAWFUL_OR_UNREAL, **UNTRUSTED, **UNSURVIVED, **UNPROVEN, **UNMEASURED}
EVERYTHING = {**GATES_ONLY, **FAILED, **UNKNOWN_MONEY, **LOSSES, **GOES_ON}

stages = st.sampled_from(list(Stage))


def overlap(one: str, other: str) -> bool:
    """Return whether two rows change the same fact, or one a part of what the other changes."""
    return any(
        f"{here}/".startswith(f"{there}/") or f"{there}/".startswith(f"{here}/")
        for here in EVERYTHING[one] for there in EVERYTHING[other]
    )


def merged(names: list[str]) -> Spoils:
    """Return the spoiled facts of several rows together."""
    together: dict[str, Any] = {}
    for name in names:
        for place, value in EVERYTHING[name].items():
            if not any(place.startswith(f"{other}/") or other.startswith(f"{place}/") for other in together):
                together[place] = value
    return together


def all_sentences(found: Verdict) -> Iterator[str]:
    """Yield everything in a verdict that is read aloud."""
    yield found.headline
    yield from (*found.reasons, *found.would_change)
    if found.learned:
        yield found.learned


@settings(max_examples=80)
@given(st.lists(st.sampled_from(sorted(GATES_ONLY)), min_size=1, max_size=3), stages, stages)
def test_money_never_overrides_a_gate(names: list[str], aim: Stage, live_at: Stage) -> None:
    """However good the return, an open clause below the aim is no GO, and nothing live above its stage goes on."""
    rich = {"roi/labour_cost_per_hour": {"value": 4_800, "evidence": "contract"}}
    assessment = spoiled(complete(aim, live_at), {**merged(names), **rich})
    gates, found = gates_of(assessment), judge(assessment, draws=FEW)
    if gates.open_for(aim) or live_at.order > gates.earned.order:
        assert VerdictKind.GO is not found.kind
    if live_at.order > gates.earned.order:
        assert (VerdictKind.PULL_BACK, gates.earned) == (found.kind, found.stage)


@settings(max_examples=40)
@given(st.sampled_from(sorted(EVERYTHING)), st.sampled_from(sorted(GATES_ONLY)), stages, stages)
def test_one_more_open_clause_never_helps(first: str, more: str, aim: Stage, live_at: Stage) -> None:
    """Whatever is wrong already, spoiling one more fact earns no GO, NARROW or HARDEN that was not had before.

    Two rows that change the same fact are no addition: the one replaces the other.
    """
    assume(not overlap(first, more))
    forward = (VerdictKind.HARDEN, VerdictKind.NARROW, VerdictKind.GO)
    before = judge(spoiled(complete(aim, live_at), merged([first])), draws=FEW)
    after = judge(spoiled(complete(aim, live_at), merged([first, more])), draws=FEW)
    if after.kind in forward:
        assert before.kind in forward
        assert forward.index(after.kind) <= forward.index(before.kind)


@settings(max_examples=80)
@given(st.lists(st.sampled_from(sorted(EVERYTHING)), max_size=4), stages, stages)
def test_every_verdict_can_be_read_aloud(names: list[str], aim: Stage, live_at: Stage) -> None:
    """A rule from 1 to 8, a headline and reasons in full sentences, and a STOP says what was learned."""
    found = judge(spoiled(complete(aim, live_at), merged(names)), draws=FEW)
    assert 1 <= found.rule <= 8
    assert found.reasons and found.would_change
    assert (found.kind is VerdictKind.STOP) is bool(found.learned)
    for text in all_sentences(found):
        assert text[-1] in ".?!" and not text[0].islower() and "None" not in text and "nan" not in text.split()


def leaves(table: Mapping[Any, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of every table and value of a file."""
    for key, value in table.items():
        yield (*above, str(key))
        if isinstance(value, Mapping):
            yield from leaves(value, (*above, str(key)))


PLACES = [
    place for place in leaves(complete(Stage.SCALE).table()) if place not in (("use_cases",), ("use_cases", CASE))
]


@pytest.mark.parametrize("place", PLACES, ids=".".join)
def test_whatever_is_missing_there_is_a_verdict(place: tuple[str, ...]) -> None:
    """Any one thing may be missing: it is refused with a sentence, or the verdict is a GO only on closed gates."""
    try:
        without = remove_at(complete(Stage.SCALE), place)
    except EditError as refusal:
        assert str(refusal).endswith(".")
        return
    found = judge(without, draws=FEW)
    assert (found.kind is VerdictKind.GO) <= (gates_of(without).earned is Stage.SCALE)
    assert found.headline and found.reasons

"""Merging: what both sides did is there afterwards, whichever side is called which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from fortnight.core.assessment import Assessment, Conflict
from fortnight.core.conflicts import place_of, settle
from fortnight.core.edit import EditError
from fortnight.core.merge import SEPARATOR, as_plain, merge
from fortnight.storage.toml_files import dumps, encoded, parse_assessment
from tests.storage.strategies import assessments, versions

Versions = tuple[Assessment, Assessment, Assessment]
SIGNATURES = {("assessment", "questionnaire_digest"), ("assessment", "questionnaire_version")}


def of(**tables: Any) -> Assessment:
    """Return an assessment with these tables."""
    return Assessment.model_validate(tables)


def answer(**fields: Any) -> Assessment:
    """Return an assessment with one answer."""
    return of(answers={"data.real": fields})


def leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Return every value that is no table, with its place."""
    if isinstance(node, dict):
        for key, part in node.items():
            yield from leaves(part, (*path, key))
    else:
        yield path, node


def at(node: Any, path: tuple[str, ...]) -> Any:
    """Return what stands at `path`, None where there is nothing."""
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def holds(found: Any, wanted: Any) -> bool:
    """Return whether a value of the merged file still says what one side said."""
    if isinstance(wanted, str) and isinstance(found, str):
        return all(part in found.split(SEPARATOR) for part in wanted.split(SEPARATOR))
    if isinstance(wanted, list) and isinstance(found, list):
        return not Counter(wanted) - Counter(found)
    return bool(found == wanted)


def is_kept(path: tuple[str, ...], value: Any, merged: Assessment) -> bool:
    """Return whether `value` stands at `path` of the merged file or in a conflict about that place."""
    if holds(at(as_plain(merged), path), value):
        return True
    for entry, conflict in merged.conflicts.items():
        place = place_of(entry)
        if path[: len(place)] == place and any(
            at(side, path[len(place) :]) == value for side in (conflict.ours, conflict.theirs)
        ):
            return True
    return False


@given(versions())
@settings(max_examples=80)
def test_the_sides_can_be_swapped(three: Versions) -> None:
    """The same file comes out, byte for byte, whichever side is called ours."""
    base, one, other = three
    assert dumps(merge(base, one, other)) == dumps(merge(base, other, one))


@given(versions())
@settings(max_examples=80)
def test_nothing_that_a_side_wrote_is_lost(three: Versions) -> None:
    """Every value that a side changed or added is in the merged file, or in a conflict about its place."""
    base, one, other = three
    merged = merge(base, one, other)
    for side in (one, other):
        for path, value in leaves(as_plain(side)):
            before = at(as_plain(base), path)
            if path in SIGNATURES or before == value:
                continue
            if isinstance(value, list) and isinstance(before, list):
                value = list((Counter(value) - Counter(before)).elements())
            assert is_kept(path, value, merged), path


@given(versions())
@settings(max_examples=80)
def test_a_side_that_did_nothing_changes_nothing(three: Versions) -> None:
    """Merging one edit with an untouched file, or with itself, gives that edit."""
    base, one, _ = three
    merges = (merge(base, one, base), merge(base, base, one), merge(base, one, one))
    assert [dumps(one)] * 3 == [dumps(merged) for merged in merges]


@given(versions())
@settings(max_examples=50)
def test_a_merged_file_can_be_saved_and_read(three: Versions) -> None:
    """A merge, conflicts included, is a valid assessment that survives its file."""
    merged = merge(*three)
    assert merged == parse_assessment(encoded(merged), "merged.toml")


@given(versions(), assessments)
@settings(max_examples=50)
def test_conflicts_of_an_earlier_merge_are_carried(three: Versions, later: Assessment) -> None:
    """Merging again keeps every conflict that nobody settled."""
    merged = merge(*three)
    again = merge(three[0], merged, later)
    for place, conflict in merged.conflicts.items():
        assert conflict == again.conflicts[place]


def test_edits_of_different_fields_of_one_answer_come_together() -> None:
    """One side set the level, the other wrote a note: both stand, and nobody is asked."""
    merged = merge(answer(level=2), answer(level=3, evidence="log"), answer(level=2, note="n"))
    assert answer(level=3, evidence="log", note="n") == merged


def test_two_notes_are_kept_one_after_the_other() -> None:
    """Both texts stand, apart from each other, and a text that both wrote stands once."""
    merged = merge(answer(), answer(note="two"), answer(note="one"))
    assert f"one{SEPARATOR}two" == merged.answers["data.real"].note
    both = answer(note=f"one{SEPARATOR}two")
    third = merge(answer(), both, answer(note=f"two{SEPARATOR}three"))
    assert f"one{SEPARATOR}three{SEPARATOR}two" == third.answers["data.real"].note


def test_notes_of_three_people_come_out_the_same_in_any_order() -> None:
    """Which two are merged first does not matter."""
    one, two, three = (answer(note=text) for text in ("one", "two", "three"))
    first = merge(answer(), merge(answer(), one, two), three)
    assert first == merge(answer(), one, merge(answer(), three, two))


def test_two_levels_are_a_conflict_and_the_old_one_stays() -> None:
    """Nobody's level wins; both are listed with what stood there before."""
    merged = merge(answer(level=2), answer(level=3), answer(level=4, note="n"))
    assert (2, "n") == (merged.answers["data.real"].level, merged.answers["data.real"].note)
    assert {'answers."data.real".level': Conflict(ours=3, theirs=4, base=2)} == merged.conflicts


def test_a_mixture_that_makes_no_sense_is_undecided_as_a_whole() -> None:
    """A level from one side and a state from the other would be an answer that says two things."""
    merged = merge(answer(), answer(level=3, note="n"), answer(state="unknown"))
    assert answer().answers == merged.answers
    whole = Conflict(ours={"level": 3, "note": "n"}, theirs={"state": "unknown"}, base={})
    assert {'answers."data.real"': whole} == merged.conflicts


def test_two_ranges_are_never_mixed() -> None:
    """The low end of one range and the high end of another is nobody's range."""
    base, one, other = (
        of(use_cases={"a": {"roi": {"baseline_minutes": {"p5": low, "p95": high}}}})
        for low, high in ((6, 11), (7, 11), (6, 10))
    )
    merged = merge(base, one, other)
    assert base.use_cases == merged.use_cases
    assert ["use_cases.a.roi.baseline_minutes"] == list(merged.conflicts)


def test_votes_add_up_and_names_do_not_stand_twice() -> None:
    """Each side's new votes count; a role that both added is there once; what one side took away is gone."""
    votes = merge(answer(votes=[3]), answer(votes=[3, 4]), answer(votes=[3, 4, 2])).answers["data.real"].votes
    assert (3, 2, 4, 4) == votes
    sides = (
        of(use_cases={"a": {"owners": {"outside_team": names}}})
        for names in (["deputy", "on_call"], ["deputy", "business"], ["deputy", "on_call", "business"])
    )
    assert ("deputy", "business") == merge(*sides).use_cases["a"].owners.outside_team


def test_deleted_here_and_changed_there_is_a_conflict() -> None:
    """What one side still works on is not taken away from it, and the deletion is not forgotten."""
    merged = merge(answer(level=2), of(), answer(level=3))
    assert answer(level=2).answers == merged.answers
    assert {'answers."data.real"': Conflict(ours=None, theirs={"level": 3}, base={"level": 2})} == merged.conflicts


def test_deleted_here_and_untouched_there_is_gone() -> None:
    """A deletion that contradicts nobody is done."""
    assert of() == merge(answer(level=2), of(), answer(level=2))


def test_new_use_cases_of_both_sides_are_there() -> None:
    """Cases that each side added stand after the old ones."""
    base = of(use_cases={"z": {"name": "Z"}})
    one, other = (of(use_cases={"z": {"name": "Z"}, added: {"name": added}}) for added in ("m", "b"))
    assert ["z", "b", "m"] == list(merge(base, one, other).use_cases)


def test_two_new_cases_of_one_name_keep_their_content() -> None:
    """A file cannot hold the name twice, so both cases stay, nameless, and both names are listed."""
    one, other = (of(use_cases={key: {"name": "Claims", "summary": key}}) for key in ("a", "b"))
    merged = merge(of(), one, other)
    assert [("", "a"), ("", "b")] == [(case.name, case.summary) for case in merged.use_cases.values()]
    assert ["use_cases.a.name", "use_cases.b.name"] == sorted(merged.conflicts)


def test_an_order_that_one_side_changed_is_kept() -> None:
    """Use cases that one side moved stand as it put them, with the other side's edits."""
    base, moved = of(use_cases={"a": {}, "b": {}}), of(use_cases={"b": {}, "a": {}})
    edited = of(use_cases={"a": {"summary": "s"}, "b": {}})
    merged = merge(base, moved, edited)
    assert [("b", ""), ("a", "s")] == [(key, case.summary) for key, case in merged.use_cases.items()]


def test_the_signature_of_the_program_is_nobodys_conflict() -> None:
    """Two digests of the questionnaire contradict each other; the next save writes a new one."""
    merged = merge(of(), *(of(assessment={"questionnaire_digest": digest}) for digest in ("aa", "bb")))
    assert of() == merged


def test_a_settled_conflict_does_not_come_back() -> None:
    """One side settled it, the other did not look at it: it is settled."""
    open_one = of(conflicts={"settings.seed": {"ours": 1, "theirs": 2}})
    assert of(settings={"seed": 2}) == merge(open_one, open_one, of(settings={"seed": 2}))


def test_two_conflicts_about_one_place_are_both_kept() -> None:
    """The second gets a number, and the number is no part of the place."""
    one, other = (of(conflicts={"settings.seed": {"ours": seed, "theirs": 9}}) for seed in (5, 4))
    merged = merge(of(), one, other)
    assert {"settings.seed": 4, "settings.seed#2": 5} == {key: each.ours for key, each in merged.conflicts.items()}
    assert [("settings", "seed")] * 2 == [place_of(entry) for entry in merged.conflicts]


def test_settling_writes_the_chosen_value_and_forgets_the_conflict() -> None:
    """A person's choice lands at its place; None takes the place out."""
    merged = merge(answer(level=2), answer(level=3), answer(level=4))
    assert answer(level=4) == settle(merged, 'answers."data.real".level', 4)
    deleted = merge(answer(level=2), of(), answer(level=3))
    assert of() == settle(deleted, 'answers."data.real"', None)
    assert answer(level=3) == settle(deleted, 'answers."data.real"', {"level": 3})


def test_settling_with_a_value_that_does_not_fit_is_refused() -> None:
    """The conflict stays open until it is settled with something that the file can hold."""
    merged = merge(answer(level=2), answer(level=3), answer(level=4))
    with pytest.raises(EditError):
        settle(merged, 'answers."data.real".level', "high")

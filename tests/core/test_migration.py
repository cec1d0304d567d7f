"""What became of each question when the questionnaire changed, and that no change of it looks like progress."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.checks import check_assessment
from fortnight.core.checks_questionnaire import check_questionnaire
from fortnight.core.compare import compare
from fortnight.core.evaluated_run import evaluated_runs
from fortnight.core.migration import Fate, in_terms_of, is_later, migration
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.trend import trend


def _question(title: str, **more: Any) -> dict[str, Any]:
    return {"dimension": "all", "title": title, "ask": f"{title}?", "minutes": 1,
            "levels": [f"{title}, behaviour {level}" for level in range(1, 6)], **more}


def _questionnaire(version: str, questions: dict[str, dict[str, Any]], **more: Any) -> Questionnaire:
    return Questionnaire.model_validate({
        "id": "small", "version": version, "title": "Small", "dimensions": {"all": {"title": "All"}},
        "questions": questions, **more})


OLD_IDS = ("kept", "old-name", "coarse", "gone", "both", "silent", "sharper")
OLD = _questionnaire("1.0.0", {name: _question(name) for name in OLD_IDS})
NEW = _questionnaire(
    "2.0.0",
    {
        "kept": _question("Kept"), "new-name": _question("Renamed"), "fine": _question("Rescaled"),
        "first": _question("First half"), "second": _question("Second half"),
        "silent": _question("Silent", added_in="1.0.0"),
        "sharper": _question("Sharper", changed_in="2.0.0"), "fresh": _question("Fresh", added_in="2.0.0"),
    },
    renamed={"old-name": {"to": ["new-name"]}, "coarse": {"to": ["fine"], "levels": [1, 3, 3, 4, 5]},
             "both": {"to": ["first", "second"]}},
    retired={"gone": "everybody answered 5"},
)


def _run(questionnaire: Questionnaire, date: dt.date, **levels: int) -> Assessment:
    return Assessment.model_validate({
        "assessment": {"organisation": "Invented", "date": date, "questionnaire": "small",
                       "questionnaire_version": questionnaire.version},
        "answers": {key.replace("_", "-"): {"level": level} for key, level in levels.items()}})


LAST = _run(OLD, dt.date(2026, 8, 17), kept=2, old_name=3, coarse=2, gone=5, both=4, sharper=4)


def test_the_report_is_exact() -> None:
    """One line for each question: kept, renamed, rescaled, split, reworded, new, dropped, and what is carried."""
    found = migration(LAST, NEW)
    assert [
        (Fate.KEPT, "kept", ("kept",), 2),
        (Fate.RENAMED, "old-name", ("new-name",), 3),
        (Fate.RESCALED, "coarse", ("fine",), 3),
        (Fate.SPLIT, "both", ("first", "second"), None),
        (Fate.KEPT, "silent", ("silent",), None),
        (Fate.REWORDED, "sharper", ("sharper",), None),
        (Fate.NEW, "", ("fresh",), None),
        (Fate.DROPPED, "gone", (), None),
    ] == [(line.fate, line.old_id, line.new_ids, line.carried.level if line.carried else None)
          for line in found.lines]
    assert "everybody answered 5" in next(line.sentence for line in found.lines if line.fate is Fate.DROPPED)


def test_only_new_and_changed_questions_must_be_asked() -> None:
    """What is kept, renamed or rescaled and was answered needs no second answer; everything else does."""
    found = migration(LAST, NEW)
    must = {new_id for line in found.lines if line.must_ask for new_id in line.new_ids}
    assert {"first", "second", "sharper", "fresh", "silent"} == must


def test_the_old_file_is_untouched_and_a_second_pass_changes_nothing() -> None:
    """A migration is a view of the last file: the file stays as it was, and migrating the view is the identity."""
    before = LAST.model_dump_json()
    view = in_terms_of(LAST, NEW)
    assert before == LAST.model_dump_json()
    assert view.answers == in_terms_of(view, NEW).answers
    assert () == check_assessment(view, NEW)


def test_the_same_version_keeps_everything() -> None:
    """Without a change of version every question is kept, whatever the questionnaire declares."""
    same = _run(NEW, dt.date(2026, 8, 17), kept=2, sharper=4, fresh=1)
    found = migration(same, NEW)
    assert not found.is_needed
    assert same.answers == in_terms_of(same, NEW).answers


def test_a_question_rescaled_under_its_own_id_is_converted_once() -> None:
    """`changed_in` says from which version the new scale holds; an answer given to it is never converted again."""
    rescaled = _questionnaire("2.0.0", {"kept": _question("Kept", changed_in="2.0.0")},
                              renamed={"kept": {"to": ["kept"], "levels": [1, 1, 2, 4, 5]}})
    assert () == tuple(problem for problem in check_questionnaire(rescaled) if "renamed" in problem.key)
    once = in_terms_of(_run(OLD, dt.date(2026, 8, 17), kept=3), rescaled)
    assert (2, 2) == (once.answers["kept"].level, in_terms_of(once, rescaled).answers["kept"].level)
    answered_today = _run(rescaled, dt.date(2026, 8, 17), kept=3)
    assert 3 == in_terms_of(answered_today, rescaled).answers["kept"].level


def test_renames_are_followed_over_several_versions() -> None:
    """A question renamed twice carries the answer of its first name, on the scale of its last."""
    twice = _questionnaire("3.0.0", {"c": _question("C")}, renamed={
        "a": {"to": ["b"], "levels": [1, 1, 2, 3, 4]}, "b": {"to": ["c"], "levels": [2, 3, 4, 5, 5]}})
    assert Answer(level=3) == in_terms_of(_run(OLD, dt.date(2026, 8, 17), a=3), twice).answers["c"]


def test_two_questions_that_became_one_are_asked_again() -> None:
    """Neither of two answers can stand for a question that took both in."""
    joined = _questionnaire("2.0.0", {"one": _question("One")},
                            renamed={"a": {"to": ["one"]}, "b": {"to": ["one"]}})
    found = migration(_run(OLD, dt.date(2026, 8, 17), a=3, b=5), joined)
    assert {Fate.REWORDED} == {line.fate for line in found.lines}
    assert {} == in_terms_of(_run(OLD, dt.date(2026, 8, 17), a=3, b=5), joined).answers


@pytest.mark.parametrize(("expected", "version", "than"), [
    (True, "1.10.0", "1.9.0"), (False, "1.0", "1.0.0"), (True, "2026-10", "2026-9"), (False, "1.0.0", "2.0.0"),
    (True, "2", ""),
])
def test_versions_are_ordered_by_number(expected: bool, version: str, than: str) -> None:
    """Numbers count by size and trailing zeros for nothing; any version is later than none."""
    assert expected is is_later(version, than)


IDS = st.sampled_from(["a", "b", "c", "d", "e"])
RENAMES = st.dictionaries(IDS, st.builds(
    lambda to, levels: {"to": to, "levels": levels}, st.lists(IDS, min_size=1, max_size=2, unique=True),
    st.one_of(st.just([]), st.lists(st.integers(1, 5), min_size=5, max_size=5))))


@given(asked=st.sets(IDS, min_size=1), renamed=RENAMES, answered=st.dictionaries(IDS, st.integers(1, 5)))
def test_whatever_is_declared_a_migration_ends_and_invents_nothing(
    asked: set[str], renamed: dict[str, Any], answered: dict[str, int]
) -> None:
    """Any renames, circles and splits too: every answer has one line, only today's ids are carried, and the
    second pass is the identity."""
    questionnaire = _questionnaire("2.0.0", {name: _question(name) for name in sorted(asked)}, renamed=renamed)
    last = _run(OLD, dt.date(2026, 8, 17), **answered)
    found = migration(last, questionnaire)
    assert sorted(answered) == sorted(line.old_id for line in found.lines if line.last is not None)
    view = in_terms_of(last, questionnaire, found)
    assert set(view.answers) <= asked
    assert view.answers == in_terms_of(view, questionnaire).answers


def test_a_new_questionnaire_is_never_progress() -> None:
    """With the same behaviours and top answers to everything new, neither comparison nor trend moves."""
    now = _run(NEW, dt.date(2026, 11, 16), kept=2, new_name=3, fine=3, first=5, second=5, sharper=5, fresh=5)
    runs = evaluated_runs((LAST, now), NEW, draws=100)
    found = compare(runs[0], runs[1], NEW)
    assert (3, found.overall_before, ()) == (found.questions, found.overall_now, found.moves)
    assert {"first", "second", "sharper", "fresh"} == set(found.only_now)
    levels = trend(runs, NEW).overall
    assert levels[0] == levels[1]

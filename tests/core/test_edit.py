"""Changing one place of an assessment, or one sentence on why it does not fit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.base import Stage
from fortnight.core.edit import EditError, remove_at, set_at
from fortnight.core.quantity import Quantity
from fortnight.errors import UserError
from tests.core.cases import complete


def path(place: str) -> tuple[str, ...]:
    """Return the keys of a place written with slashes."""
    return tuple(place.split("/"))


def edited(*edits: tuple[str, Any], start: Assessment | None = None) -> Assessment:
    """Return an assessment after the edits, one after the other."""
    assessment = start or Assessment()
    for place, value in edits:
        assessment = set_at(assessment, path(place), value)
    return assessment


@pytest.mark.parametrize(
    ("place", "value", "table"),
    [
        ("answers/data.real/level", 3, {"answers": {"data.real": {"level": 3}}}),
        ("use_cases/claims/metric/threshold", 95, {"use_cases": {"claims": {"metric": {"threshold": 95}}}}),
        ("use_cases/claims/roi/success_share", 0.9, {"use_cases": {"claims": {"roi": {"success_share": 0.9}}}}),
        (
            "use_cases/claims/roi/success_share",
            {"p5": 0.8, "p95": 0.9, "evidence": "logged"},
            {"use_cases": {"claims": {"roi": {"success_share": {"p5": 0.8, "p95": 0.9, "evidence": "logged"}}}}},
        ),
        (
            "use_cases/claims/roi/correlations/success_share/adoption_share",
            0.5,
            {"use_cases": {"claims": {"roi": {"correlations": {"success_share": {"adoption_share": 0.5}}}}}},
        ),
        (
            "use_cases/claims/metric/measurements/2026-10-30/value",
            81,
            {"use_cases": {"claims": {"metric": {"measurements": {dt.date(2026, 10, 30): {"value": 81}}}}}},
        ),
        ("assessment/decide_by", dt.date(2026, 12, 1), {"assessment": {"decide_by": dt.date(2026, 12, 1)}}),
        ("use_cases/claims/aim", "production", {"use_cases": {"claims": {"aim": "production"}}}),
        (
            "use_cases/claims/drill/model-retired/outcome",
            "breaks",
            {"use_cases": {"claims": {"drill": {"model-retired": {"outcome": "breaks"}}}}},
        ),
        ("capacity/data/days_per_week", 2.5, {"capacity": {"data": {"days_per_week": 2.5}}}),
        ("use_cases/claims/bought", False, {"use_cases": {"claims": {"bought": False}}}),
    ],
)
def test_a_missing_table_is_created(place: str, value: Any, table: dict[str, Any]) -> None:
    """Paths are the keys of the file."""
    assert table == edited((place, value)).table()


def test_what_lies_beside_the_path_is_the_same_value() -> None:
    """Nothing else is rebuilt, so an edit costs the same in a large file."""
    before = complete(Stage.PILOT)
    after = edited(("use_cases/letters/metric/threshold", 90), start=before)
    assert before.answers["all.fallback"] is after.answers["all.fallback"]
    assert before.use_cases["letters"].roi is after.use_cases["letters"].roi
    assert 85 == before.use_cases["letters"].metric.threshold


def test_order_is_kept() -> None:
    """A changed entry stays where it was."""
    start = edited(("answers/a/level", 1), ("answers/b/level", 1), ("answers/a/level", 2))
    assert ["a", "b"] == list(start.answers)


def test_a_level_takes_the_state_away_and_the_other_way_round() -> None:
    """An answer has one of the two; what was typed beside it stays."""
    answer = edited(
        ("answers/a", {"state": "not-applicable", "reason": "none", "note": "n"}), ("answers/a/level", 3)
    ).answers["a"]
    assert (3, None, "n") == (answer.level, answer.state, answer.note)
    answer = edited(("answers/a/level", 3), ("answers/a/state", "unknown")).answers["a"]
    assert (None, "unknown") == (answer.level, answer.state)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("answers/a/level", 3),
        ("answers/a/note", "n"),
        ("roadmap/act/owner", "Kim"),
        ("use_cases/claims/decisions/accepted-error/who", "Kim"),
        ("use_cases/claims/drill/card/outcome", "runs"),
    ],
)
def test_an_entry_that_says_nothing_any_more_is_removed(place: str, value: Any) -> None:
    """By taking the last field out, or by setting it to its default."""
    start = edited(("use_cases/claims/name", "Claims"))
    full = edited((place, value), start=start)
    assert start.table() == remove_at(full, path(place)).table()
    assert start.table() == edited((place, None), start=full).table()
    if isinstance(value, str) and value in ("n", "Kim"):
        assert start.table() == edited((place, ""), start=full).table()


def test_other_tables_stay_when_empty() -> None:
    """A data row that is still to be filled in is there because somebody added it."""
    assert {"use_cases": {"claims": {"data": {"crm": {}}}}} == edited(("use_cases/claims/data/crm", {})).table()


def test_removing() -> None:
    """An entry goes, a field goes back to its default, and what is not there is left alone."""
    start = edited(
        ("use_cases/claims/roi/success_share", 0.9),
        ("use_cases/claims/metric/measurements/2026-10-30/value", 81),
    )
    assert {} == remove_at(start, ("use_cases", "claims")).table()
    without = remove_at(start, path("use_cases/claims/metric/measurements/2026-10-30"))
    assert {"use_cases": {"claims": {"roi": {"success_share": 0.9}}}} == remove_at(
        without, path("use_cases/claims/metric/measurements")
    ).table()
    for nothing in ("use_cases/other", "use_cases/claims/metric/by", "answers/a/level", "nowhere"):
        assert start is remove_at(start, path(nothing))


def test_whole_tables_and_values_may_be_given() -> None:
    """As plain tables or as the frozen values themselves."""
    assert 4 == edited(("answers/a", Answer(level=4))).answers["a"].level
    quantity = Quantity(value=8)
    assert (
        quantity
        == edited(("use_cases/c/roi/baseline_minutes", quantity)).use_cases["c"].roi.inputs["baseline_minutes"]
    )


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        ("answers/data.real/level", "three", 'answers."data.real".level: must be a whole number'),
        ("answers/data.real/level", 0, 'answers."data.real".level: must be at least 1'),
        ("answers/data.real/state", "not-applicable", 'answers."data.real": not-applicable needs a reason.'),
        ("use_cases/claims/roi/success_share", 30, "is a share, so give numbers from 0 to 1 (30% is 0.3)"),
        ("use_cases/claims/roi/sucess_share", 0.3, "use_cases.claims.roi.sucess_share: is not an input"),
        ("use_cases/claims/metric/treshold", 1, 'did you mean "threshold"?'),
        ("use_cases/claims/metric/by", "soon", "use_cases.claims.metric.by: must be a date"),
        ("use_cases/claims/aim", "live", "must be one of demo, pilot, production, scale"),
        ("use_cases/Claims Triage/name", "x", "is not a usable name"),
        ("use_cases/claims/metric/measurements/2026-10-30/n", 5, "give a value, or low and high"),
        ("answer/a/level", 3, 'answer: is not a known key; did you mean "answers"?'),
        ("use_cases/claims/limits/users", 2.5, "must be a whole number"),
    ],
)
def test_what_does_not_fit_is_one_sentence(place: str, value: Any, says: str) -> None:
    """The sentence names the place; the input is a user's, not a fault of ours."""
    with pytest.raises(EditError) as refusal:
        edited((place, value))
    assert says in str(refusal.value)
    assert isinstance(refusal.value, UserError) and "\n" not in str(refusal.value)


def test_beside_its_field_the_sentence_leaves_the_place_out() -> None:
    """Who sees the field needs no path through the file."""
    with pytest.raises(EditError) as refusal:
        edited(("use_cases/claims/roi/cash_share", 1.5))
    assert "Is a share, so give numbers from 0 to 1 (30% is 0.3)." == refusal.value.what
    assert "use_cases.claims.roi.cash_share: is a share" in str(refusal.value)


def test_two_use_cases_of_one_name_are_refused() -> None:
    """Checks of the whole file hold for an edit, too."""
    with pytest.raises(EditError, match="is also the name of a"):
        edited(("use_cases/a/name", "Claims"), ("use_cases/b/name", "claims "))


def test_the_whole_file_is_no_place() -> None:
    """An edit names a place."""
    with pytest.raises(EditError):
        set_at(Assessment(), (), {})

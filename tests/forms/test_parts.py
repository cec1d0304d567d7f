"""What forms are made of: rows however deep they lie in the file, choices from other tables, fields with words."""

from __future__ import annotations

import pytest

from fortnight.core.roi.inputs import INPUTS
from fortnight.forms.capacity import CAPACITY, Quarter
from fortnight.forms.correlations import CORRELATIONS, InputName
from fortnight.forms.parts import Field, Table, value_at, with_choices

QUARTER = Quarter("quarter", "Quarter", example="2027-Q1")
NAME = InputName("first", "Input")
BY_QUARTER = next(part for part in CAPACITY.fields if isinstance(part, Table))


def test_a_row_that_is_a_number_in_the_file_is_a_row_of_fields_on_the_screen() -> None:
    """Days by quarter: the quarter and the days are fields, the file keeps a number below the quarter."""
    rows = BY_QUARTER.rows({"2027-Q1": 2, "2027-Q2": 0})
    assert {"quarter": "2027-Q1", "days_per_week": 2} == rows["2027-Q1"]
    assert 0 == BY_QUARTER.in_file(rows["2027-Q2"])
    assert ("2027-Q1",) == BY_QUARTER.place(BY_QUARTER.typed_id(rows["2027-Q1"]))


def test_rows_two_tables_deep_are_one_list() -> None:
    """Correlations: an input, another one and a number; the id leads back to the place in the file."""
    rows = CORRELATIONS.rows({"adoption_share": {"success_share": 0.5, "ramp_months": -0.2}})
    assert [{"first": "adoption_share", "second": "success_share", "rho": 0.5},
            {"first": "adoption_share", "second": "ramp_months", "rho": -0.2}] == list(rows.values())
    assert [("adoption_share", "success_share"), ("adoption_share", "ramp_months")] == list(
        map(CORRELATIONS.place, rows))
    assert "" == CORRELATIONS.typed_id({"first": "adoption_share"})


def test_a_typed_id_is_no_key_of_its_row_in_the_file() -> None:
    """The role is the name of its table; the rest stands in it."""
    assert {"days_per_week": 3} == CAPACITY.in_file({"role": "data", "days_per_week": 3})


def test_choices_come_from_another_table_of_the_file() -> None:
    """By name, without what was archived; inside a table too. Where there is none, the part stays as it is."""
    field = Field("use_cases", "Carried by", "several", choices_at=("use_cases",))
    table = Table("shared", "Shared", "", (), (field,), "cost")
    file = {"use_cases": {"mail": {"name": "Mail"}, "old": {"name": "Old", "archived": True}, "x": {"name": ""}}}
    filled = with_choices(table, lambda place: value_at(file, place))
    assert isinstance(filled, Table)
    assert isinstance(filled.fields[0], Field)
    assert (("mail", "Mail"), ("x", "x")) == filled.fields[0].choices
    assert "Mail, gone" == filled.fields[0].shown(("mail", "gone"))
    assert field == with_choices(field, lambda place: None)


@pytest.mark.parametrize("text", ["2027-Q1", "2027-q1", " Q1 2027 ", "2027 Q1", "q1/2027"])
def test_a_quarter_is_read_however_people_write_it(text: str) -> None:
    """And kept as the file has it."""
    assert "2027-Q1" == QUARTER.read(text, None)


@pytest.mark.parametrize("text", ["2027", "2027-Q5", "Q1", "2027-01", "20277-Q1"])
def test_what_is_no_quarter_says_how_to_type_one(text: str) -> None:
    """With an example."""
    with pytest.raises(ValueError, match="such as 2027-Q1"):
        QUARTER.read(text, None)


def test_an_input_is_found_by_title_name_or_letters() -> None:
    """Every title and every name means its own input, also where another one contains it."""
    for name, spec in INPUTS.items():
        assert name == NAME.read(spec.title.upper(), None) == NAME.read(name, None)
        assert spec.title == NAME.shown(name)
    assert "success_share" == NAME.read("usable", None)
    assert NAME.read("  ", None) is None


def test_letters_that_fit_several_inputs_or_none_are_asked_back() -> None:
    """Some of those that fit are named."""
    with pytest.raises(ValueError, match=rf"could be .*{INPUTS['review_minutes'].title}"):
        NAME.read("minutes", None)
    with pytest.raises(ValueError, match="No input of the return has “weather” in its name"):
        NAME.read("weather", None)


def test_a_number_of_thousands_of_digits_is_refused_as_too_large() -> None:
    """Nothing that is pasted into a number ends in a sentence about the machine."""
    with pytest.raises(ValueError, match="is too large"):
        Field("n", "Number", "number").read("9" * 5000, None)

"""What people type into fields: the number that is meant, or one sentence."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.forms.typed import (
    quantity_table,
    read_date,
    read_number,
    read_quantity,
    read_whole,
    shown_number,
    shown_quantity,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (8, "8"), (0.5, ".5"), (4200, "4 200"), (4200, "4'200"), (4200, "4_200"), (0.92, "0,92"),
        (1234.5, "1,234.5"), (1234.5, "1.234,5"), (-3, "-3"), (1234567, "1,234,567"), (2.0, "2."), (12, " 12 "),
        (0.845, "0.845"), (0.845, "0,845"), (1.125, "1.1250"), (1.125, "1,1250"), (1350000, "1.350.000"),
        (4000.5, "4000.5"), (1234.567, "1234.567"),
    ],
)
def test_a_number_is_read_as_meant(number: float, text: str) -> None:
    """Decimal comma or point, and thousands set apart by spaces, apostrophes or the other sign."""
    assert number == read_number(text)


@pytest.mark.parametrize("text", ["", "x", "8x", "1 2", "--3", "1e5", "nan", "1.2.3", "8 to 9"])
def test_what_is_no_number_says_so(text: str) -> None:
    """The sentence repeats what was typed."""
    with pytest.raises(ValueError, match="is not a number"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "ways"),
    [("4,200", "4200 or 4.2."), ("4.000", "4000 or 4."), ("12.000", "12000 or 12."), ("-1.350", "-1350 or -1.35."),
     ("1.125", "1125 or 1.1250.")],
)
def test_three_digits_after_one_sign_are_asked_back(text: str, ways: str) -> None:
    """Comma or point before three digits can mean two numbers; guessing would change a result a thousandfold."""
    with pytest.raises(ValueError, match=re.escape(f"“{text}” can be read in two ways; type {ways}")):
        read_number(text)


def test_both_ways_that_are_offered_can_be_typed() -> None:
    """The sentence must not send anybody in a circle."""
    assert (1125, 1.125) == (read_number("1125"), read_number("1.1250"))


def test_a_range_of_thousands_is_asked_back() -> None:
    """Four to five tasks a month instead of four thousand would turn the verdict."""
    with pytest.raises(ValueError, match=re.escape("“4.000” can be read in two ways")):
        read_quantity("4.000 to 5.000")


def test_percent_is_for_shares_only() -> None:
    """30% is 0.3 in a share; elsewhere the sign is refused rather than ignored."""
    assert 0.3 == read_number("30%", is_share=True)
    assert 0.07 == read_number("7 %", is_share=True)
    with pytest.raises(ValueError, match="percent sign"):
        read_number("30%")


def test_a_bare_60_is_no_share() -> None:
    """60% is 0.6, and the sentence offers both; more than 100% is left to the file, which knows each field."""
    for text in ("60", "60 to 80"):
        with pytest.raises(ValueError, match=re.escape("“60” is more than the whole; type 60% or 0.6.")):
            read_quantity(text, is_share=True)
    assert 1 == read_number("1", is_share=True)
    assert 1.2 == read_number("120%", is_share=True)


def test_half_a_person_is_no_whole_number() -> None:
    """Counts are whole."""
    assert 40 == read_whole("40")
    with pytest.raises(ValueError, match="whole number"):
        read_whole("40.5")


def test_dates_are_read_in_two_habits() -> None:
    """Year-month-day, and day.month.year; anything else is told how."""
    assert dt.date(2026, 11, 30) == read_date("2026-11-30") == read_date("30.11.2026")
    for text in ("30/11/2026", "2026-13-01", "tomorrow", "31.02.2026"):
        with pytest.raises(ValueError, match="year-month-day"):
            read_date(text)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ({"value": 8}, "8"), ({"p5": 6, "p95": 11}, "6 to 11"), ({"p5": 6, "p95": 11}, "6..11"),
        ({"p5": 6, "p95": 11}, "6 - 11"), ({"p5": 6, "p95": 11}, "6–11"), ({"p5": -2, "p95": 3}, "-2 to 3"),
        ({"min": 3, "likely": 6, "max": 12}, "3 / 6 / 12"), ({"min": 3, "likely": 6, "max": 12}, "3;6;12"),
    ],
)
def test_a_quantity_is_one_two_or_three_numbers(table: dict[str, float], text: str) -> None:
    """One value, a 90% range, or bounds with a likely value."""
    assert table == read_quantity(text)


@pytest.mark.parametrize("text", ["6 to 11 to 12", "3 / 6", "1 / 2 / 3 / 4", "6 to 11 / 12"])
def test_other_counts_of_numbers_are_refused(text: str) -> None:
    """The sentence shows all three ways."""
    with pytest.raises(ValueError, match="Type one number"):
        read_quantity(text)


@given(st.one_of(st.integers(-10**12, 10**12), st.floats(0.001, 1e12), st.floats(-1e12, -0.001)))
def test_a_shown_number_reads_back(number: float) -> None:
    """What a field shows, typed again, is the same number."""
    assert number == read_number(shown_number(number))


@given(st.integers(-999_999, 999_999))
def test_a_shown_number_with_three_decimals_reads_back(thousandths: int) -> None:
    """A file may hold 1.125; its field shows it so that it can mean nothing else."""
    assert thousandths / 1000 == read_number(shown_number(thousandths / 1000))


@given(st.tuples(st.integers(0, 999), st.integers(1000, 9999)), st.booleans())
def test_a_shown_quantity_reads_back(ends: tuple[int, int], bounds: bool) -> None:
    """The same for ranges and bounds."""
    low, high = ends
    table = {"min": low, "likely": low, "max": high} if bounds else {"p5": low, "p95": high}
    assert table == read_quantity(shown_quantity(table))


def test_a_bare_number_of_a_file_is_a_quantity() -> None:
    """A file says `8` for `{ value = 8 }`."""
    assert {"value": 8} == quantity_table(8)
    assert {} == quantity_table(None)

"""Colours: readable whatever a brand chooses, and telling apart in grey."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fortnight.report.theme import ACCENT, PRIMARY, WHITE, Theme, contrast, lightness, readable, text_on, theme_for

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(colours, st.integers(2, 9))
def test_levels_darken_step_by_step_and_their_text_can_be_read(colour: str, steps: int) -> None:
    """On a grey copy each level is darker than the last, and its number keeps a contrast of 4.5."""
    heat = Theme(primary=colour).heat(steps)
    shades = [lightness(tone) for tone in heat]
    assert all(later < earlier - 2 for earlier, later in pairwise(shades))
    assert all(contrast(text_on(tone), tone) >= 4.5 for tone in heat)


@given(colours)
def test_a_brand_colour_is_dark_enough_for_text(colour: str) -> None:
    """Yellow headings would not be read; they are darkened."""
    assert contrast(readable(colour), WHITE) >= 4.5


def test_a_good_brand_colour_is_left_alone() -> None:
    """What can be read is printed as chosen, and without a choice the own colours hold."""
    assert ("#0B3C5D", "#8A1538") == (theme_for("#0B3C5D", "#8A1538").primary, theme_for("", "#8A1538").accent)
    assert (PRIMARY, ACCENT) == (theme_for("", "").primary, theme_for("", "").accent)


def test_the_two_colours_differ_in_grey() -> None:
    """Series are told apart without colour."""
    assert abs(lightness(PRIMARY) - lightness(ACCENT)) > 20

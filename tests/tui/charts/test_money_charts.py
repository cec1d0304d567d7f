"""The charts of the money: they say the right thing, in letters, at any width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fortnight.tui.charts.curve import BAND, Month, curve
from fortnight.tui.charts.progress import progress_bar
from fortnight.tui.charts.range_bar import GAIN, LOSS, MIDDLE, ZERO, range_bar
from fortnight.tui.charts.shares import share_bars
from fortnight.tui.charts.spans import column, fitted, labels_below, text_of
from fortnight.tui.charts.tornado import HIGH_END, LOW_END, Swing, tornado

AMOUNT = st.floats(-1e7, 1e7, allow_nan=False)
WIDTH = st.integers(40, 220)


def said(amount: float) -> str:
    """Write an amount short."""
    return f"{amount:.0f}"


def test_a_gain_is_solid_and_a_loss_is_grey() -> None:
    """Left of zero one texture, right of it another, so that no colour is needed."""
    bar, labels = (text_of(line) for line in range_bar(-50, 20, 100, 61, said))
    zero = bar.index(ZERO)
    assert set(bar[:zero]) == {"─", LOSS}
    assert GAIN in bar[zero:]
    assert LOSS not in bar[zero:]
    assert zero < bar.index(MIDDLE)
    assert "P10 -50" in labels
    assert "P50 20" in labels
    assert "P90 100" in labels


def test_a_case_that_only_loses_still_shows_zero() -> None:
    """Zero is on the scale however far away the range is."""
    bar = text_of(range_bar(-300, -200, -100, 60, said)[0])
    assert bar.rindex(LOSS) < bar.index(ZERO)
    assert GAIN not in bar


@given(st.tuples(AMOUNT, AMOUNT, AMOUNT).map(sorted), WIDTH)
def test_every_line_of_a_range_fits(points: list[float], width: int) -> None:
    """Bar and labels never grow past the width they get."""
    bar, labels = range_bar(points[0], points[1], points[2], width, said)
    assert width == cell_len(text_of(bar))
    assert cell_len(text_of(labels)) <= width


def _months(*middles: float) -> tuple[Month, ...]:
    return tuple(Month(index, middle - 10, middle, middle + 10) for index, middle in enumerate(middles, start=1))


def test_a_curve_says_its_ends_and_its_mark() -> None:
    """Highest and lowest value at the side, zero, the last month and go-live below."""
    lines = [text_of(line) for line in curve(_months(-40, -20, 0, 20, 60), 60, 7, said, mark=(2, "go-live"))]
    assert 8 == len(lines)
    assert "70" in lines[0]
    assert "-50" in lines[6]
    assert any(line.strip().startswith("0 ") for line in lines[:7])
    assert "▲ go-live" in lines[7]
    assert "month 5" in lines[7]
    assert any(BAND in line for line in lines)


def test_no_months_no_curve() -> None:
    """Nothing is drawn from nothing."""
    assert () == curve((), 60, 7, said)


@given(st.lists(st.tuples(AMOUNT, st.floats(0, 1e6)), min_size=1, max_size=40), WIDTH, st.integers(3, 20))
def test_every_line_of_a_curve_fits(points: list[tuple[float, float]], width: int, height: int) -> None:
    """Whatever the sums are, the drawing keeps its size."""
    months = [Month(index, middle - spread, middle, middle + spread)
              for index, (middle, spread) in enumerate(points, start=1)]
    lines = curve(months, width, height, said)
    assert height + 1 == len(lines)
    assert all(cell_len(text_of(line)) <= width for line in lines)


def test_a_bar_of_the_tornado_shows_its_direction() -> None:
    """An input that helps has its high end right of the middle, a cost has it left."""
    helps, costs = (text_of(line) for line in tornado(
        (Swing("Adoption", "50%", "70%", 10, 90), Swing("Day rate", "500", "900", 80, 30)), 50, 80, said)[:2])
    assert helps.index(LOW_END) < helps.index(HIGH_END)
    assert costs.index(HIGH_END) < costs.index(LOW_END)
    assert "50% … 70%" in helps


def test_the_ends_of_a_narrow_tornado_stand_apart() -> None:
    """Where the bars are shorter than the two amounts, the second goes on to their right."""
    scale = text_of(tornado((Swing("Adoption", "50 %", "70 %", 160_000, 260_000),), 200_000, 45,
                            lambda amount: f"{amount:.0f} francs")[-1])
    assert "160000 francs  260000 francs" == scale.strip()


@given(st.lists(st.tuples(AMOUNT, AMOUNT), min_size=1, max_size=9), AMOUNT, st.integers(40, 200))
def test_every_line_of_a_tornado_fits(ends: list[tuple[float, float]], centre: float, width: int) -> None:
    """Long titles are cut, and the values beside the bars go when there is no room."""
    swings = [Swing("An input with a title that is rather long for a chart", "1", "2", low, high)
              for low, high in ends]
    assert all(cell_len(text_of(line)) <= width for line in tornado(swings, centre, width, said))


def test_shares_stand_in_proportion() -> None:
    """The largest fills its room, half of it is half as long."""
    shares = (("logged", 0.6, ""), ("guessed", 0.3, ""))
    full, half = (text_of(line) for line in share_bars(shares, 40, "{:.0%}".format))
    assert full.count("█") == 2 * half.count("█") + half.count("▌")
    assert "60%" in full


def test_progress_moves_with_the_job() -> None:
    """Nothing, half and all of the bar."""
    bars = [text_of(progress_bar(share, "drawing", 60)[0]) for share in (0, 0.5, 1)]
    assert [0, 20, 40] == [bar.count("█") for bar in bars]
    assert " 50%  drawing" in bars[1]


def test_labels_keep_apart() -> None:
    """Two labels of the same cell stand side by side; what does not fit is left out from the end."""
    assert "one  two" == text_of(labels_below(((4, "one", ""), (4, "two", "")), 8)).strip()
    assert "one" == text_of(labels_below(((1, "one", ""), (1, "two", "")), 6)).strip()


def test_the_ends_of_a_scale_are_its_first_and_last_cell() -> None:
    """What lies outside stands at the nearer end."""
    assert [0, 0, 5, 10, 10] == [column(value, 0, 100, 11) for value in (-5, 0, 50, 100, 200)]


@given(st.text(max_size=30), st.integers(0, 40))
def test_fitted_text_has_exactly_its_width(text: str, width: int) -> None:
    """Filled up or cut, in cells and not in letters."""
    printable = "".join(letter for letter in text if letter.isprintable())
    assert width == cell_len(fitted(printable, width))

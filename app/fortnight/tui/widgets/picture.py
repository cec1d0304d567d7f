"""The return of one use case as a picture: the curve, what moves it, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fortnight.core.measures import MeasureFirst
from fortnight.core.quantity import Evidence
from fortnight.core.roi.results import RoiResult
from fortnight.core.wording import Wording
from fortnight.tui import return_words
from fortnight.tui.charts.curve import Month, curve
from fortnight.tui.charts.shares import share_bars
from fortnight.tui.charts.spans import Line
from fortnight.tui.charts.tornado import KEY, Swing, tornado
from fortnight.tui.widgets.drawing import Drawing
from fortnight.tui.widgets.text_block import TextBlock

MOST_SWINGS = 8
"""Bars of the tornado; further ones move little."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the picture is drawn from."""

    roi: RoiResult
    measures: tuple[MeasureFirst, ...]
    wording: Wording
    go_live_months: float | None
    """None: there is no go-live to mark."""
    discount_rate: float
    """Of the net present value; the curve is not discounted."""


class Picture(Vertical):
    """Two parts, `#picture-curve` and `#picture-trust`; drawn by `show`."""

    DEFAULT_CSS = """
    Picture {
        height: auto;
        Vertical { height: auto; }
        .finding { text-style: bold; height: auto; margin-top: 1; }
        .finding.-first { margin-top: 0; }
        .said { height: auto; color: $foreground; }
    }
    """

    def __init__(self, *, curve_height: int = 8) -> None:
        super().__init__()
        self.curve_height = curve_height

    def compose(self) -> ComposeResult:
        """Make the parts, empty."""
        with Vertical(id="picture-curve"):
            yield Static("", markup=False, id="curve-finding", classes="finding -first")
            yield Drawing(id="curve")
            yield TextBlock(id="curve-note", classes="quiet")
            yield Static("", markup=False, id="swing-finding", classes="finding")
            yield Drawing(id="swings")
            yield TextBlock(id="swing-key", classes="quiet")
        with Vertical(id="picture-trust"):
            yield Static("", markup=False, id="measure-finding", classes="finding -first")
            yield TextBlock(id="measures", classes="said")
            yield Static("", markup=False, id="guess-finding", classes="finding")
            yield Drawing(id="grades")
            yield Static("", markup=False, id="naive-finding", classes="finding")
            yield TextBlock(id="readings", classes="said")
            yield Static("Where it breaks even", markup=False, classes="finding")
            yield TextBlock(id="break-evens", classes="said")
            yield Static("What the model assumes, and what it could not believe", markup=False, classes="finding")
            yield TextBlock(id="assumptions", classes="said")

    def show(self, shown: Shown) -> None:
        """Draw a result that has figures."""
        roi, wording = shown.roi, shown.wording
        self._say("#curve-finding", return_words.curve_finding(roi, wording))
        self.query_one("#curve", Drawing).draw(partial(_curve, shown, self.curve_height))
        self.query_one("#curve-note", TextBlock).say(return_words.curve_note(shown.discount_rate, wording))
        self._say("#swing-finding", return_words.swing_finding(roi))
        self.query_one("#swings", Drawing).draw(partial(_swings, shown))
        self.query_one("#swing-key", TextBlock).say(KEY if roi.tornado else "")
        title, lines = return_words.measure_lines(shown.measures, roi, wording)
        self._say("#measure-finding", title)
        self._list("#measures", lines)
        self._say("#guess-finding", return_words.guess_finding(roi, wording))
        self.query_one("#grades", Drawing).draw(partial(_grades, shown))
        self._say("#naive-finding", return_words.naive_finding(roi, wording))
        self._list("#readings", return_words.reading_lines(roi, wording))
        self._list("#break-evens", return_words.break_even_lines(roi, wording))
        self._list("#assumptions", (*(each.why for each in roi.widened), *roi.assumptions))

    def _say(self, place: str, text: str) -> None:
        self.query_one(place, Static).update(text)

    def _list(self, place: str, lines: Iterable[str]) -> None:
        self.query_one(place, TextBlock).say(Content("\n").join(Content(f"· {line}") for line in lines))


def _curve(shown: Shown, height: int, width: int) -> Sequence[Line]:
    months = [Month(band.month, band.p10, band.p50, band.p90) for band in shown.roi.cumulative]
    mark = (shown.go_live_months, "go-live") if shown.go_live_months else None
    return curve(months, width, height, shown.wording.money_short, mark=mark)


def _swings(shown: Shown, width: int) -> Sequence[Line]:
    roi, wording = shown.roi, shown.wording
    swings = [
        Swing(return_words.title_of(bar.input_name),
              return_words.said(bar.input_name, bar.input_low, wording),
              return_words.said(bar.input_name, bar.input_high, wording), bar.npv_low, bar.npv_high)
        for bar in roi.tornado[:MOST_SWINGS]
    ]
    return tornado(swings, roi.npv_at_medians or 0.0, width, wording.money_short)


def _grades(shown: Shown, width: int) -> Sequence[Line]:
    found = shown.roi.variance_by_evidence or {}
    shares = [(str(grade), found[grade], "$good" if grade.is_measured else "$warn")
              for grade in Evidence if found.get(grade)]
    return share_bars(shares, min(width, 70), shown.wording.percent)

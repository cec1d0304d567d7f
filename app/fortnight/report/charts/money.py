"""Money as pictures: the range of net present value, the running sum, and what the spread hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fortnight.core.roi.results import MonthBand, Percentiles, TornadoBar
from fortnight.report.catalogue import Words
from fortnight.report.charts.measure import fit, width_of, wrap
from fortnight.report.charts.scale import Scale, round_steps
from fortnight.report.charts.svg import PAGE_WIDTH, SMALL, Drawing
from fortnight.report.inputs import input_text, input_title
from fortnight.report.theme import Theme


@dataclass(frozen=True, slots=True)
class NpvRow:
    """One range of net present value, with the simple calculator's figure and the best alternative."""

    title: str
    npv: Percentiles
    naive: float | None
    alternative: float | None
    bold: bool = False


_NPV_TOP, _NPV_ROW, _NPV_LABELS, _NPV_END = 32.0, 19.0, 128.0, 318.0
_NPV_COLUMNS = (362.0, 400.0, 438.0, PAGE_WIDTH)
"""Right edges of the columns of numbers: P10, P50, P90 and the simple calculator."""
_FURTHEST = 2.5
"""A simple figure up to this many times as far out as the ranges is drawn to scale."""


def npv_chart(rows: Sequence[NpvRow], words: Words, theme: Theme, description: str) -> Markup:
    """Return P10 to P90 as a bar with P50 marked, one row for each case and one for all, the numbers beside it."""
    bottom = _NPV_TOP + _NPV_ROW * len(rows)
    drawing = Drawing(PAGE_WIDTH, bottom + 4, description, theme)
    levels = _npv_levels(rows)
    scale = Scale(levels[0], levels[-1], _NPV_LABELS + 12, _NPV_END - 12)
    for level in levels:
        drawing.line(scale.at(level), _NPV_TOP - 4, scale.at(level), bottom, width=0.9 if level == 0 else 0.5,
                     stroke=theme.ink if level == 0 else theme.rule)
        label = words.form.money_short(level)
        drawing.text(scale.at(level), _NPV_TOP - 8, label, anchor="middle", fill=theme.grey)
    _npv_key(drawing, words)
    for index, each in enumerate(rows):
        _npv_row(drawing, each, scale, _NPV_TOP + _NPV_ROW * (index + 0.5), words)
    return drawing.markup()


def is_beyond_scale(rows: Sequence[NpvRow]) -> bool:
    """Return whether some simple figure is so large that the ranges could not be read beside it."""
    levels = _npv_levels(rows)
    return any(each.naive is not None and not levels[0] <= each.naive <= levels[-1] for each in rows)


def _npv_levels(rows: Sequence[NpvRow]) -> tuple[float, ...]:
    known = [value for each in rows for value in (each.npv.p10, each.npv.p90, each.alternative)]
    inner = [value for value in known if value is not None]
    reach = _FURTHEST * max(abs(value) for value in [*inner, 1.0])
    outer = [each.naive for each in rows if each.naive is not None and abs(each.naive) <= reach]
    return round_steps(min([0.0, *inner, *outer]), max([0.0, *inner, *outer]), 3)


def _npv_key(drawing: Drawing, words: Words) -> None:
    theme = drawing.theme
    drawing.rect(0, 3, 22, 7, fill=theme.soft, stroke=theme.middle, stroke_width=0.6)
    drawing.line(12, 1, 12, 12, stroke=theme.primary, width=2.2)
    label = words.say("npv.key_range")
    drawing.text(26, 9, label, fill=theme.grey)
    x = 26 + width_of(label, SMALL) + 14
    drawing.diamond(x + 5, 6.5, 4, fill="#FFFFFF", stroke=theme.ink)
    label = words.say("npv.key_alternative")
    drawing.text(x + 12, 9, label, fill=theme.grey)
    x += 26 + width_of(label, SMALL)
    _naive_mark(drawing, x + 5, 6.5)
    drawing.text(x + 12, 9, words.say("npv.key_naive"), fill=theme.grey)
    for title, right in zip(("P10", "P50", "P90", words.say("npv.simple")), _NPV_COLUMNS, strict=True):
        drawing.text(right, _NPV_TOP - 8, title, anchor="end", fill=theme.grey)


def _naive_mark(drawing: Drawing, x: float, y: float) -> None:
    drawing.polygon([(x - 4, y - 3.6), (x + 4, y - 3.6), (x, y + 3.8)], fill=drawing.theme.accent)


def _beyond_mark(drawing: Drawing, y: float, *, is_high: bool) -> None:
    """Draw a mark at the edge that points away; the number stands in its column."""
    foot, tip = (_NPV_END - 4, _NPV_END + 4) if is_high else (_NPV_LABELS + 8, _NPV_LABELS)
    drawing.polygon([(foot, y - 4), (foot, y + 4), (tip, y)], fill=drawing.theme.accent)


def _npv_row(drawing: Drawing, row: NpvRow, scale: Scale, y: float, words: Words) -> None:
    theme, money = drawing.theme, words.form.money_short
    drawing.text(0, y + 2.8, fit(row.title, _NPV_LABELS - 4, 8.5, bold=row.bold), size=8.5, bold=row.bold)
    low, middle, high = row.npv.p10 or 0.0, row.npv.p50 or 0.0, row.npv.p90 or 0.0
    drawing.rect(scale.at(low), y - 5, max(1.0, scale.at(high) - scale.at(low)), 10, fill=theme.soft,
                 stroke=theme.middle, stroke_width=0.6)
    drawing.line(scale.at(middle), y - 7, scale.at(middle), y + 7, stroke=theme.primary, width=2.4)
    if row.alternative is not None:
        drawing.diamond(scale.clamp(row.alternative), y, 4, fill="#FFFFFF", stroke=theme.ink)
    if row.naive is not None and scale.low <= row.naive <= scale.high:
        _naive_mark(drawing, scale.at(row.naive), y)
    elif row.naive is not None:
        _beyond_mark(drawing, y, is_high=row.naive > scale.high)
    for value, right in zip((low, middle, high, row.naive), _NPV_COLUMNS, strict=True):
        bold = right == _NPV_COLUMNS[1]
        drawing.text(right, y + 2.7, money(value) if value is not None else "–", size=8, bold=bold, anchor="end")


def fan_chart(
    months: Sequence[MonthBand], go_live: float | None, payback: float | None, words: Words, theme: Theme,
    description: str, *, width: float = PAGE_WIDTH, height: float = 150.0
) -> Markup:
    """Return the running sum by month: the band from P10 to P90, and the middle line."""
    drawing = Drawing(width, height, description, theme)
    form, left, right, bottom, top = words.form, 44.0, width - 58, height - 24, 18.0
    levels = round_steps(min(0.0, *(band.p10 for band in months)), max(0.0, *(band.p90 for band in months)))
    last = months[-1].month
    across, up = Scale(0, last, left, right), Scale(levels[0], levels[-1], bottom, top)
    for level in levels:
        drawing.line(left, up.at(level), right, up.at(level), width=0.9 if level == 0 else 0.5,
                     stroke=theme.ink if level == 0 else theme.rule)
        drawing.text(left - 5, up.at(level) + 2.6, form.money_short(level), anchor="end", fill=theme.grey)
    every = 12 if last > 24 else 6 if last > 8 else 1
    for month in range(0, last + 1, every):
        drawing.text(across.at(month), bottom + 11, form.exact(month), anchor="middle", fill=theme.grey)
    drawing.text(right, bottom + 21, words.say("fan.axis"), anchor="end", fill=theme.grey)
    start = (across.at(0), up.at(0))
    high = [start, *((across.at(band.month), up.at(band.p90)) for band in months)]
    low = [start, *((across.at(band.month), up.at(band.p10)) for band in months)]
    drawing.polygon([*high, *reversed(low)], fill=theme.soft)
    drawing.polyline([start, *((across.at(band.month), up.at(band.p50)) for band in months)], stroke=theme.primary,
                     width=2)
    drawing.line(left, up.at(0), right, up.at(0), width=0.9)
    _fan_ends(drawing, months[-1], right, up, words)
    _fan_marks(drawing, go_live, payback, across, up, (top, bottom, last), words)
    return drawing.markup()


def _fan_ends(drawing: Drawing, last: MonthBand, right: float, up: Scale, words: Words) -> None:
    """Write the three end values, pushed apart where they would touch."""
    lowest = None
    for name, value in (("P90", last.p90), ("P50", last.p50), ("P10", last.p10)):
        y = up.at(value) + 2.6
        y = y if lowest is None else max(y, lowest + 9)
        drawing.text(right + 4, y, f"{name} {words.form.money_short(value)}", size=7, bold=name == "P50")
        lowest = y


def _fan_marks(drawing: Drawing, go_live: float | None, payback: float | None, across: Scale, up: Scale,
               frame: tuple[float, float, int], words: Words) -> None:
    top, bottom, last = frame
    if go_live is not None and 0 < go_live <= last:
        x = across.at(go_live)
        drawing.line(x, top - 8, x, bottom, stroke=drawing.theme.grey, dash="2 2")
        label = words.say("fan.go_live")
        fits_right = x + 3 + width_of(label, 7) < across.end
        drawing.text(x + 3 if fits_right else x - 3, top - 4, label, size=7, fill=drawing.theme.grey,
                     anchor="start" if fits_right else "end")
    if payback is not None and payback <= last:
        x, y = across.at(payback), up.at(0)
        drawing.circle(x, y, 3.4, fill=drawing.theme.accent, stroke="#FFFFFF")
        label = words.say("fan.payback", months=words.form.number(payback))
        fits_left = x - 6 - width_of(label, 7, bold=True) > across.start
        drawing.text(x - 6 if fits_left else x + 6, y - 6 if fits_left else y + 11, label, size=7, bold=True,
                     anchor="end" if fits_left else "start", fill=drawing.theme.accent)


def tornado_chart(
    bars: Sequence[TornadoBar], middle: float, words: Words, theme: Theme, description: str, *,
    width: float = PAGE_WIDTH, most: int = 7
) -> Markup:
    """Return how far one input at a time moves the value, widest first, with the input's values at the ends."""
    shown, row, top = bars[:most], 16.5, 16.0
    labels = min(118.0, width * 0.42)
    drawing = Drawing(width, top + row * len(shown) + 6, description, theme)
    ends = [value for bar in shown for value in (bar.npv_low, bar.npv_high)] + [middle]
    scale = Scale(min(ends), max(ends), labels + 34, width - 32)
    centre = scale.at(middle)
    for index, bar in enumerate(shown):
        y = top + row * (index + 0.5)
        title = wrap(input_title(bar.input_name, words), labels - 2, 7, 2)
        drawing.lines(0, y + (2.6 if len(title) == 1 else -1.4), title, size=7, leading=7.6)
        for value, given, fill in ((bar.npv_low, bar.input_low, theme.soft), (bar.npv_high, bar.input_high,
                                                                            theme.primary)):
            x = scale.at(value)
            drawing.rect(centre, y - 5, x - centre, 10, fill=fill)
            label = input_text(bar.input_name, given, words)
            is_left = x < centre or (x == centre and value == bar.npv_low)
            drawing.text(x - 3 if is_left else x + 3, y + 2.5, label, size=7, anchor="end" if is_left else "start")
    drawing.line(centre, top - 3, centre, top + row * len(shown), stroke=theme.ink)
    drawing.text(centre, 9, words.say("tornado.middle", amount=words.form.money_short(middle)), size=7,
                 anchor="middle", fill=theme.grey)
    return drawing.markup()

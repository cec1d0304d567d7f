"""Use cases by what they are worth and how long they take to go live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fortnight.core.roi.results import Percentiles
from fortnight.report.catalogue import Words
from fortnight.report.charts.measure import fit, width_of
from fortnight.report.charts.scale import Scale, round_steps
from fortnight.report.charts.svg import PAGE_WIDTH, SMALL, Drawing
from fortnight.report.theme import Theme

_HEIGHT, _LEFT, _BOTTOM, _TOP = 212.0, 52.0, 30.0, 18.0
_RADIUS = 8.0
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CasePoint:
    """One use case on the chart; without a value or a date it is listed below."""

    number: int
    name: str
    npv: Percentiles | None
    weeks: int | None
    stopped: bool
    missing: str
    """Why it has no place, such as two inputs missing."""


def cases_chart(points: Sequence[CasePoint], words: Words, theme: Theme, description: str) -> Markup:
    """Return value (P10, P50 and P90) against weeks to go-live, each point with its number and name."""
    placed = [point for point in points if point.npv is not None and point.weeks is not None]
    others = [point for point in points if point not in placed]
    height = (_HEIGHT if placed else 4) + len(others) * 12 + (14 if others else 0)
    drawing = Drawing(PAGE_WIDTH, height, description, theme)
    if placed:
        _plot(drawing, placed, words)
    _list(drawing, others, _HEIGHT if placed else 4, words)
    return drawing.markup()


def _plot(drawing: Drawing, placed: Sequence[CasePoint], words: Words) -> None:
    theme, form = drawing.theme, words.form
    ranges = [point.npv for point in placed if point.npv is not None]
    ends = [value for npv in ranges for value in (npv.p10, npv.p90) if value is not None]
    levels = round_steps(min([0.0, *ends]), max([0.0, *ends]))
    weeks = round_steps(0, max(point.weeks or 0 for point in placed) * 1.08 + 1, 6)
    across = Scale(weeks[0], weeks[-1], _LEFT + 14, PAGE_WIDTH - 14)
    up = Scale(levels[0], levels[-1], _HEIGHT - _BOTTOM, _TOP)
    for level in levels:
        drawing.line(_LEFT, up.at(level), PAGE_WIDTH, up.at(level), width=0.9 if level == 0 else 0.5,
                     stroke=theme.ink if level == 0 else theme.rule)
        drawing.text(_LEFT - 6, up.at(level) + 2.6, form.money_short(level), anchor="end", fill=theme.grey)
    for week in weeks:
        drawing.text(across.at(week), _HEIGHT - _BOTTOM + 12, form.exact(week), anchor="middle", fill=theme.grey)
    drawing.text(_LEFT, 8, words.say("cases.axis_value"), fill=theme.grey)
    drawing.text(PAGE_WIDTH, _HEIGHT - _BOTTOM + 23, words.say("cases.axis_weeks"), anchor="end", fill=theme.grey)
    _points(drawing, placed, across, up)


def _points(drawing: Drawing, placed: Sequence[CasePoint], across: Scale, up: Scale) -> None:
    theme = drawing.theme
    spots: list[tuple[float, float]] = []
    taken: list[_Box] = []
    for point in placed:
        assert point.npv is not None
        x, y = across.at(point.weeks or 0), up.at(point.npv.p50 or 0)
        low, high = up.at(point.npv.p10 or 0), up.at(point.npv.p90 or 0)
        drawing.line(x, low, x, high, stroke=theme.middle, width=2)
        for end in (low, high):
            drawing.line(x - 4, end, x + 4, end, stroke=theme.middle, width=1.2)
        spots.append((x, y))
        taken += [(x - 4, high - 1, x + 4, low + 1), (x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS)]
    for point, (x, y) in zip(placed, spots, strict=True):
        fill = "#FFFFFF" if point.stopped else theme.primary
        drawing.circle(x, y, _RADIUS, fill=fill, stroke=theme.primary, stroke_width=1.2)
        drawing.text(x, y + 2.8, str(point.number), size=8, bold=True, anchor="middle",
                     fill=theme.primary if point.stopped else "#FFFFFF")
        _name(drawing, point, x, y, taken)


def _name(drawing: Drawing, point: CasePoint, x: float, y: float, taken: list[_Box]) -> None:
    """Write the name where it covers nothing; a crowded chart keeps the number and the table has the name."""
    name = fit(point.name, 130, 8)
    wide = width_of(name, 8)
    for left, baseline in ((x + _RADIUS + 4, y + 2.8), (x - _RADIUS - 4 - wide, y + 2.8),
                           (x + 5, y - _RADIUS - 4), (x + 5, y + _RADIUS + 10)):
        box = (left - 1, baseline - 7, left + wide + 1, baseline + 3)
        inside = box[0] >= _LEFT and box[2] <= PAGE_WIDTH and box[1] > 12 and box[3] < _HEIGHT - _BOTTOM
        if inside and not any(_overlap(box, other) for other in taken):
            drawing.rect(left - 1.5, baseline - 7.5, wide + 3, 10, fill="#FFFFFF")
            drawing.text(left, baseline, name, size=8)
            taken.append(box)
            return


def _overlap(first: _Box, second: _Box) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


def _list(drawing: Drawing, others: Sequence[CasePoint], y: float, words: Words) -> None:
    if not others:
        return
    drawing.text(0, y + 8, words.say("cases.not_placed"), bold=True, fill=drawing.theme.grey)
    for index, point in enumerate(others):
        line = f"{point.number}  {point.name}: {point.missing}"
        drawing.text(0, y + 20 + index * 12, fit(line, PAGE_WIDTH, SMALL), fill=drawing.theme.ink)

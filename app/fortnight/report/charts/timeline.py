"""The roadmap against time: a bar for each dated action, and the capacity of each role in the same weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from fortnight.core.roadmap.plan import Roadmap, RoadmapItem, WeekLoad
from fortnight.report.catalogue import Words
from fortnight.report.charts.measure import fit
from fortnight.report.charts.scale import Scale
from fortnight.report.charts.svg import PAGE_WIDTH, SMALL, Drawing
from fortnight.report.theme import Theme

_LABELS, _NUMBER, _RIGHT = 224.0, 16.0, 6.0
_TITLE_SIZE = 7.0
_HEAD, _LOAD_ROW = 26.0, 14.0


def timeline_chart(
    roadmap: Roadmap, items: Sequence[RoadmapItem], words: Words, theme: Theme, description: str
) -> Markup:
    """Return a bar for each of `items`, which are dated."""
    row = 11.5 if len(items) > 15 else 13.5
    weeks, body = _weeks(roadmap, items), _HEAD + row * len(items)
    drawing = Drawing(PAGE_WIDTH, body + 4, description, theme)
    scale = Scale(0, weeks, _LABELS, PAGE_WIDTH - _RIGHT)
    _grid(drawing, scale, roadmap, weeks, body, words)
    for index, item in enumerate(items):
        _bar(drawing, scale, item, _HEAD + row * index, row)
    return drawing.markup()


def capacity_chart(
    roadmap: Roadmap, items: Sequence[RoadmapItem], roles: Mapping[str, str], words: Words, theme: Theme,
    description: str
) -> Markup:
    """Return a row for each role against the same weeks: the full height of a column is the week's capacity."""
    weeks, body = _weeks(roadmap, items), _HEAD + _LOAD_ROW * len(roles)
    drawing = Drawing(PAGE_WIDTH, body + 4, description, theme)
    scale = Scale(0, weeks, _LABELS, PAGE_WIDTH - _RIGHT)
    _grid(drawing, scale, roadmap, weeks, body, words)
    for index, (role, title) in enumerate(roles.items()):
        base = _HEAD + _LOAD_ROW * (index + 1) - 1
        loads = [load for load in roadmap.loads if load.role == role and load.week < weeks]
        used, free = sum(load.used for load in loads), sum(load.available for load in loads)
        share = words.form.percent(used / free) if free > 0 else words.say("roadmap.no_capacity")
        drawing.text(_NUMBER, base - 2, fit(title, 120, SMALL))
        drawing.text(_LABELS - 8, base - 2, share, anchor="end", fill=theme.grey)
        _loads(drawing, scale, loads, base)
        drawing.line(_LABELS, base, PAGE_WIDTH - _RIGHT, base, stroke=theme.grey, width=0.5)
    return drawing.markup()


def _weeks(roadmap: Roadmap, items: Sequence[RoadmapItem]) -> int:
    ready = [item.ready_week + 1 for item in items] + [item.end_week + 1 for item in items]
    lives = [closing.go_live_week + 1 for closing in roadmap.closings.values() if closing.go_live_week is not None]
    last = max(ready, default=6)
    return max([6, last, *(week for week in lives if week <= last + 4)])


def _grid(drawing: Drawing, scale: Scale, roadmap: Roadmap, weeks: int, bottom: float, words: Words) -> None:
    theme = drawing.theme
    now_end = scale.clamp(6)
    drawing.rect(_LABELS, _HEAD - 4, now_end - _LABELS, bottom - _HEAD + 4, fill=theme.wash)
    drawing.text(_LABELS + 2, 8, words.say("roadmap.now"), size=SMALL, bold=True)
    if weeks > 8:
        drawing.text(now_end + 3, 8, words.say("roadmap.next"), size=SMALL, bold=True)
    drawing.line(now_end, 2, now_end, bottom, stroke=theme.grey, width=0.75)
    for week, label in _ticks(roadmap.day_zero, weeks, words):
        x = scale.at(week)
        drawing.line(x, _HEAD - 4, x, bottom, stroke=theme.rule, width=0.5)
        drawing.text(x + 2, _HEAD - 7, label, size=7, fill=theme.grey)


def _ticks(day_zero: dt.date | None, weeks: int, words: Words) -> list[tuple[float, str]]:
    if day_zero is None:
        return [(week, words.say("roadmap.week", week=week + 1)) for week in range(0, weeks, max(1, weeks // 8))]
    ticks: list[tuple[float, str]] = [(0, words.form.day_month(day_zero))]
    month = day_zero.replace(day=1)
    while True:
        month = (month + dt.timedelta(days=32)).replace(day=1)
        week = (month - day_zero).days / 7
        if week >= weeks:
            return _thinned(ticks, weeks)
        ticks.append((week, words.form.month_short(month)))


def _thinned(ticks: list[tuple[float, str]], weeks: int) -> list[tuple[float, str]]:
    """Leave out months whose names would touch."""
    room = weeks * 42 / (PAGE_WIDTH - _LABELS)
    kept = [ticks[0]]
    for tick in ticks[1:]:
        if tick[0] - kept[-1][0] >= room and weeks - tick[0] >= room * 0.8:
            kept.append(tick)
    return kept


def _bar(drawing: Drawing, scale: Scale, item: RoadmapItem, y: float, row: float) -> None:
    theme = drawing.theme
    decides = bool(item.decides_go_live_of)
    baseline = y + row / 2 + 2.6
    drawing.text(_NUMBER - 5, baseline, str(item.rank), bold=decides, anchor="end", fill=theme.grey)
    drawing.text(_NUMBER, baseline, fit(item.title, _LABELS - _NUMBER - 6, _TITLE_SIZE, bold=decides),
                 size=_TITLE_SIZE, bold=decides)
    left, right = scale.at(item.start_week), scale.at(item.end_week + 1)
    top, thick = y + row / 2 - 3.6, 7.2
    if item.ready_week > item.end_week + 1:
        drawing.line(right, y + row / 2, scale.clamp(item.ready_week), y + row / 2, stroke=theme.grey, width=1,
                     dash="2 2")
    fill = theme.primary if decides else theme.soft
    stroke = "none" if decides else theme.middle
    drawing.rect(left, top, max(2, right - left - 0.8), thick, fill=fill, stroke=stroke, stroke_width=0.6)
    if item.late:
        drawing.text(right + 3, baseline, "!", size=8, bold=True, fill=theme.accent)


def _loads(drawing: Drawing, scale: Scale, loads: Sequence[WeekLoad], base: float) -> None:
    """Draw each week's use as a column; its full height is the week's capacity."""
    theme, tall = drawing.theme, _LOAD_ROW - 4
    for load in loads:
        left, right = scale.at(load.week), scale.at(load.week + 1)
        if load.available > 0:
            drawing.rect(left, base - tall, right - left - 0.8, tall, fill=theme.wash)
            share = min(1.0, load.used / load.available)
            if share > 0:
                drawing.rect(left, base - tall * share, right - left - 0.8, tall * share,
                             fill=theme.primary if share >= 0.95 else theme.middle)

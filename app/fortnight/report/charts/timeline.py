"""The roadmap against time: a bar for each dated action, and under them the capacity of each role."""

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

_LABELS, _NUMBER, _RIGHT = 196.0, 16.0, 6.0
_HEAD, _LOAD_ROW = 26.0, 19.0
MOST_ROWS = 40
"""More actions than this go into a second figure, so that a row stays readable."""


def timeline_chart(
    roadmap: Roadmap, items: Sequence[RoadmapItem], roles: Mapping[str, str], words: Words, theme: Theme,
    description: str, *, with_capacity: bool
) -> Markup:
    """Return bars for `items`, which are dated; `roles` gives the printed name of each role."""
    row = 11.5 if len(items) > 24 else 14.0
    used_roles = list(dict.fromkeys(load.role for load in roadmap.loads)) if with_capacity else []
    weeks = _weeks(roadmap, items)
    body = _HEAD + row * len(items)
    height = body + (18 + _LOAD_ROW * len(used_roles) if used_roles else 4)
    drawing = Drawing(PAGE_WIDTH, height, description, theme)
    scale = Scale(0, weeks, _LABELS, PAGE_WIDTH - _RIGHT)
    _grid(drawing, scale, roadmap, weeks, body, words)
    for index, item in enumerate(items):
        _bar(drawing, scale, item, _HEAD + row * index, row)
    if used_roles:
        _capacity(drawing, scale, roadmap, used_roles, roles, body + 12, weeks, words)
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
    drawing.text(_NUMBER, baseline, fit(item.title, _LABELS - _NUMBER - 6, SMALL, bold=decides), bold=decides)
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


def _capacity(drawing: Drawing, scale: Scale, roadmap: Roadmap, used_roles: Sequence[str],
              roles: Mapping[str, str], top: float, weeks: int, words: Words) -> None:
    theme = drawing.theme
    drawing.text(_NUMBER, top, words.say("roadmap.capacity"), bold=True, size=SMALL)
    for index, role in enumerate(used_roles):
        base = top + 6 + _LOAD_ROW * (index + 1)
        loads = [load for load in roadmap.loads if load.role == role and load.week < weeks]
        used, free = sum(load.used for load in loads), sum(load.available for load in loads)
        share = words.form.percent(used / free) if free > 0 else words.say("roadmap.no_capacity")
        drawing.text(_NUMBER, base - 4, fit(roles.get(role, role), 96, SMALL))
        drawing.text(_LABELS - 8, base - 4, words.say("roadmap.used", share=share), anchor="end", fill=theme.grey)
        _loads(drawing, scale, loads, base)
        drawing.line(_LABELS, base, PAGE_WIDTH - _RIGHT, base, stroke=theme.grey, width=0.5)


def _loads(drawing: Drawing, scale: Scale, loads: Sequence[WeekLoad], base: float) -> None:
    """Draw each week's use as a column; its full height is the week's capacity."""
    theme, tall = drawing.theme, _LOAD_ROW - 6
    for load in loads:
        left, right = scale.at(load.week), scale.at(load.week + 1)
        if load.available > 0:
            drawing.rect(left, base - tall, right - left - 0.8, tall, fill=theme.wash)
            share = min(1.0, load.used / load.available)
            if share > 0:
                drawing.rect(left, base - tall * share, right - left - 0.8, tall * share,
                             fill=theme.primary if share >= 0.95 else theme.middle)

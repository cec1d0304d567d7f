"""The roadmap as boards: waves, weeks, and what is left out. No screen in here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from fortnight.core.roadmap.plan import Roadmap, RoadmapItem, Wave
from fortnight.core.wording import Wording
from fortnight.tui.capacity_form import role_title
from fortnight.tui.charts.board import CHOSEN, Column, Entry, Layout, Spot, explained, listed, side_by_side
from fortnight.tui.charts.spans import Line
from fortnight.tui.charts.timeline import Stretch, Weeks, load_line, month_line, stretch_line, weeks_of

DECIDES = "◆"
"""Marks what decides a go-live."""
_TITLES = {"now": "NOW", "next": "NEXT", "later": "LATER"}
_NOTHING = "Nothing is planned, so there are no weeks to show."
COLUMNS_FROM = 96
"""Cells from which the waves stand side by side."""


def sign_of(item: RoadmapItem) -> str:
    """Return the rank, and the mark of what decides a go-live."""
    return f"{item.rank:>2} {DECIDES if item.decides_go_live_of else ' '}"


def when(item: RoadmapItem, wording: Wording) -> str:
    """Return the first and the last day, or weeks where the plan has no date."""
    if item.horizon == "later":
        return "later"
    if item.start is None or item.finish is None:
        return week_span(item)
    return f"{wording.day_month(item.start)} – {wording.day_month(item.finish)}"


def week_span(item: RoadmapItem) -> str:
    """Return the weeks of an action, work and waiting, counted from 1."""
    first, last = item.start_week + 1, item.last_week + 1
    return f"week {first}" if first == last else f"weeks {first} to {last}"


def _standing(item: RoadmapItem) -> str:
    """Return what people decided about it, in a word or two."""
    words = []
    if item.late:
        words.append("! late")
    if item.status != "planned":
        words.append(item.status)
    if item.pinned:
        words.append("pinned")
    return ", ".join(words)


def wave_columns(roadmap: Roadmap, wording: Wording) -> tuple[Column, ...]:
    """Return Now, Next and Later with their actions."""
    waves = {wave.horizon: wave for wave in roadmap.waves}
    columns = []
    for horizon, title in _TITLES.items():
        items = [item for item in roadmap.items if item.horizon == horizon]
        entries = tuple(Entry(item.action_id, sign_of(item), item.title, _note(item, wording),
                              item.owner or role_title(item.role)) for item in items)
        wave = waves.get(items[0].horizon) if items else None
        columns.append(Column(title, _wave_note(wave, len(items), wording), entries))
    return tuple(columns)


def _note(item: RoadmapItem, wording: Wording) -> str:
    return " · ".join(filter(None, (_standing(item), when(item, wording))))


def _wave_note(wave: Wave | None, count: int, wording: Wording) -> str:
    if wave is None:
        return "nothing"
    parts = [wording.count(count, "action", "actions")]
    if wave.starts is not None and wave.ends is not None:
        parts.insert(0, f"{wording.day_month(wave.starts)} – {wording.date_short(wave.ends)}")
    elif wave.horizon == "later":
        parts.insert(0, "in this order")
    if wave.score_after is not None:
        parts.append(f"score {wording.fixed(wave.score_after, 1)} after")
    return " · ".join(parts)


def draw_waves(roadmap: Roadmap, wording: Wording, width: int, current: str) -> Layout:
    """Draw Now, Next and Later, side by side where there is room."""
    columns = wave_columns(roadmap, wording)
    return side_by_side(columns, width, current) if width >= COLUMNS_FROM else listed(columns, width, current)


def draw_weeks(roadmap: Roadmap, wording: Wording, width: int, current: str) -> Layout:
    """Draw each action as a bar over the weeks, and below how full each role is."""
    if not roadmap.items:
        return Layout((((_NOTHING, "$quiet"),),), ())
    stretches = _stretches(roadmap)
    weeks = weeks_of(stretches, width // 2)
    title_width = min(60, width - weeks.cells - 1)
    months = month_line(roadmap.day_zero, weeks, title_width, wording.locale.months_short)
    lines: list[Line] = [months]
    spots: list[Spot] = []
    for item, stretch in zip(roadmap.items, stretches, strict=True):
        here = item.action_id == current
        spots.append(Spot(item.action_id, 0, len(lines), width, 1))
        style = f"bold {CHOSEN}" if here else "$foreground"
        sign = f"{'›' if here else ' '}{sign_of(item)}"
        lines.append(stretch_line(stretch, weeks, title_width, sign=sign, style=style))
    lines += [((" ", ""),), (("How full each role is, week by week", "bold $lead"),),
              *_load_lines(roadmap, weeks, title_width),
              ((f"{DECIDES} decides a go-live   █ work   ┄ waiting", "$quiet"),), *_fullness(width)]
    return Layout(tuple(lines), tuple(spots))


def draw_loads(roadmap: Roadmap, wording: Wording, width: int) -> tuple[Line, ...]:
    """Draw how full each role is, week by week."""
    if not roadmap.items:
        return ()
    title_width = 18
    weeks = weeks_of(_stretches(roadmap), width - title_width - 1)
    return (month_line(roadmap.day_zero, weeks, title_width, wording.locale.months_short),
            *_load_lines(roadmap, weeks, title_width), *_fullness(width))


_IN_USE, _TOO_MUCH = "▁▄█ part of the week in use", "! more than there is"


def _fullness(width: int) -> tuple[Line, ...]:
    """Return what the signs of a load mean, in one line where there is room for it."""
    in_one = f"{_IN_USE}   {_TOO_MUCH}"
    return tuple(((text, "$quiet"),) for text in ((in_one,) if len(in_one) <= width else (_IN_USE, _TOO_MUCH)))


def _stretches(roadmap: Roadmap) -> list[Stretch]:
    return [Stretch(item.title, item.start_week, item.end_week, item.ready_week, bool(item.decides_go_live_of))
            for item in roadmap.items]


def _load_lines(roadmap: Roadmap, weeks: Weeks, title_width: int) -> list[Line]:
    lines = []
    for role in sorted({load.role for load in roadmap.loads}):
        used = {load.week: load.used for load in roadmap.loads if load.role == role}
        available = {load.week: load.available for load in roadmap.loads if load.role == role}
        lines.append(load_line(role_title(role), used, available, weeks, title_width))
    return lines


def left_out_columns(roadmap: Roadmap) -> tuple[Column, ...]:
    """Return what is deliberately not done, what cannot be planned, and what is done."""
    chosen, stuck = (
        tuple(Entry(each.action_id, sign, each.title, each.reason)
              for each in roadmap.not_doing if each.by_choice is by_choice)
        for sign, by_choice in (("–", True), ("✗", False))
    )
    done = tuple(Entry(each.action_id, "✓", each.title, each.evidence or "nothing shows it yet")
                 for each in roadmap.done)
    columns = [Column("NOT DOING", "on purpose, with the reason", chosen)]
    if stuck:
        columns.append(Column("CANNOT BE PLANNED", "as things stand", stuck))
    if done:
        columns.append(Column("DONE", "", done))
    return tuple(columns)


def left_out_drawing(roadmap: Roadmap) -> partial[Layout]:
    """Return what draws the actions that are left out."""
    return partial(explained, left_out_columns(roadmap))


def titles(roadmap: Roadmap) -> Mapping[str, str]:
    """Return the title of every action that the roadmap names."""
    return {
        **{item.action_id: item.title for item in roadmap.items},
        **{other.action_id: other.title for other in roadmap.not_doing},
        **{finished.action_id: finished.title for finished in roadmap.done},
    }

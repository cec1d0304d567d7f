"""Actions as bars over the weeks, and how full each role is in the same weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fortnight.tui.charts.spans import Line, Span, fitted, labels_below, merged

WORK, WAIT, CHAIN_WORK = "█", "┄", "█"
LEVELS = "·▁▂▃▄▅▆▇█"
"""How full a week is: a dot for nothing, a full block for all of it."""
OVER = "!"
"""A week that is more than full."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One action on the line of weeks."""

    title: str
    start: int
    """First week of work, from 0."""
    end: int
    """Last week of work."""
    ready: int
    """First week after work and waiting."""
    decides: bool
    """Whether it decides a go-live."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """How weeks fall on cells: some cells for each week, or some weeks for each cell."""

    count: int
    width: int

    @property
    def cells(self) -> int:
        """Cells in use."""
        return min(self.width, self.count * self._each) if self._each else min(self.width, self.count)

    @property
    def _each(self) -> int:
        return min(4, self.width // self.count) if self.count else 0

    def start_of(self, week: float) -> int:
        """Return the cell in which `week` begins."""
        if self._each:
            return round(week * self._each)
        return int(week / self.count * self.width) if self.count else 0

    def week_at(self, cell: int) -> int:
        """Return the first week that falls on `cell`."""
        return cell // self._each if self._each else int(cell * self.count / self.width)


def weeks_of(stretches: Sequence[Stretch], width: int) -> Weeks:
    """Return how the weeks up to the last end fall on `width` cells."""
    return Weeks(max((max(stretch.ready, stretch.end + 1) for stretch in stretches), default=1), max(1, width))


def stretch_line(stretch: Stretch, weeks: Weeks, title_width: int, *, sign: str, style: str) -> Line:
    """Return one action: sign, title, bar; work solid, waiting dotted."""
    first, after, ready = (weeks.start_of(week) for week in (stretch.start, stretch.end + 1, stretch.ready))
    after = max(after, first + 1)
    bar = WORK * (after - first) + WAIT * max(0, ready - after)
    text = fitted(f"{sign} {stretch.title}", title_width)
    colour = "bold $lead" if stretch.decides else "$foreground"
    return merged(((text, style), (" " + " " * first, style), (bar[:max(0, weeks.width - first)], colour)))


def load_line(role: str, used: Mapping[int, float], available: Mapping[int, float], weeks: Weeks,
              title_width: int) -> Line:
    """Return how full each week of a role is; `!` where more is used than there is."""
    cells: list[Span] = [(fitted(f"  {role}", title_width) + " ", "$quiet")]
    for cell in range(weeks.cells):
        span = range(weeks.week_at(cell), max(weeks.week_at(cell) + 1, weeks.week_at(cell + 1)))
        use, room = sum(used.get(week, 0.0) for week in span), sum(available.get(week, 0.0) for week in span)
        cells.append(_fullness(use, room))
    return merged(cells)


def _fullness(use: float, room: float) -> Span:
    if use > room + 1e-6:
        return OVER, "bold $bad"
    share = use / room if room else 0.0
    level = 0 if share < 0.01 else max(1, min(8, round(share * 8)))
    return LEVELS[level], "$warn" if share > 0.95 else "$quiet" if level == 0 else "$good"


def month_line(day_zero: dt.date | None, weeks: Weeks, title_width: int, months: Sequence[str]) -> Line:
    """Return the months above the bars, or week numbers without a date; `months` are twelve short names."""
    labels: list[tuple[int, str, str]] = []
    if day_zero is None:
        labels = [(weeks.start_of(week) + 1, f"w{week + 1}", "$quiet") for week in range(0, weeks.count, 4)]
    else:
        seen = None
        for week in range(weeks.count):
            day = day_zero + dt.timedelta(weeks=week)
            if (day.year, day.month) != seen:
                seen = (day.year, day.month)
                name = months[day.month - 1]
                labels.append((weeks.start_of(week) + len(name) // 2, name, "$quiet"))
    return merged(((" " * (title_width + 1), ""), *labels_below(labels, weeks.width)))

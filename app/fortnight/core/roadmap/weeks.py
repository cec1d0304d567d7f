"""The calendar of a plan: weeks from day 0 as dates and horizons, and the time of a role in each of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fortnight.core.assessment import Capacity
from fortnight.core.roadmap.instance import PLANNING_WEEKS, UNITS_PER_DAY, RoleTime
from fortnight.core.roadmap.plan import Horizon

NOW_WEEKS = 6
NEXT_WEEKS_WITHOUT_DATE = 26
"""Without a date nobody knows where the quarters lie, so Next ends after half a year."""
WORKDAYS_PER_WEEK = 5
DAYS_PER_MONTH = 365.25 / 12
LAST_YEAR = 9_000
"""A date beyond leaves no room for five years of weeks in the calendar and is treated as no date."""
ASSUMED = Capacity(days_per_week=2)
"""For a role that `[capacity]` does not name: two days a week; the plan says so."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks counted from day 0, with dates when there is one."""

    day_zero: dt.date | None
    """A Monday; None: weeks only."""

    def monday(self, week: int) -> dt.date | None:
        """Return the first day of a week."""
        return None if self.day_zero is None else self.day_zero + dt.timedelta(weeks=week)

    def friday(self, week: int) -> dt.date | None:
        """Return the last working day of a week."""
        monday = self.monday(week)
        return None if monday is None else monday + dt.timedelta(days=4)

    def from_day(self, day: dt.date) -> int:
        """Return the first week that starts on or after `day`, at least 0; 0 without a day 0."""
        if self.day_zero is None:
            return 0
        return max(0, -((self.day_zero - day).days // 7))

    def horizon(self, start_week: int) -> Horizon:
        """Return the horizon of work that starts in a week."""
        if start_week < NOW_WEEKS:
            return "now"
        return "next" if start_week <= self._last_next_week() else "later"

    def first_week(self, horizon: Horizon) -> int:
        """Return the first week of a horizon."""
        return {"now": 0, "next": NOW_WEEKS, "later": self._last_next_week() + 1}[horizon]

    def last_week(self, horizon: Horizon) -> int | None:
        """Return the last week of a horizon; None for Later."""
        return {"now": NOW_WEEKS - 1, "next": self._last_next_week(), "later": None}[horizon]

    def _last_next_week(self) -> int:
        """Return the last week that starts before the quarter following that of day 0 is over."""
        if self.day_zero is None:
            return NEXT_WEEKS_WITHOUT_DATE - 1
        quarter = (self.day_zero.month - 1) // 3 + 2
        after = dt.date(self.day_zero.year + quarter // 4, quarter % 4 * 3 + 1, 1)
        return (after - dt.timedelta(days=1) - self.day_zero).days // 7

    def role_time(self, capacity: Capacity) -> RoleTime:
        """Return the time of a role in each week of the plan; a week belongs to the quarter of its Monday."""
        one_person = _units(WORKDAYS_PER_WEEK * capacity.focus)
        available = tuple(
            _units(capacity.by_quarter.get(self._quarter(week), capacity.days_per_week) * capacity.focus)
            for week in range(PLANNING_WEEKS)
        )
        return RoleTime(available, tuple(min(units, one_person) for units in available))

    def _quarter(self, week: int) -> str:
        monday = self.monday(week)
        return "" if monday is None else f"{monday.year}-Q{(monday.month + 2) // 3}"


def weeks_from(date: dt.date | None) -> Weeks:
    """Return the weeks of a plan made on `date`: day 0 is the first Monday on or after it."""
    if date is None or date.year > LAST_YEAR:
        return Weeks(None)
    return Weeks(date + dt.timedelta(days=-date.weekday() % 7))


def months_until(week: int) -> float:
    """Return how many months of average length lie between day 0 and the start of a week."""
    return week * 7 / DAYS_PER_MONTH


def effort_units(days: float) -> int:
    """Return person-days as whole hundredths, at least one for any effort above 0."""
    return 0 if days <= 0 else max(1, _units(days))


def _units(days: float) -> int:
    return round(min(days, 1e6) * UNITS_PER_DAY)

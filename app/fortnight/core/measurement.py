"""Reading measurements: which of them count, whether one reaches a limit, how noisy it is, and how to say it."""

from __future__ import annotations

import datetime as dt
from math import sqrt

from fortnight.core.metric import Direction, Measurement, Measurements
from fortnight.core.wording import Wording

Dated = tuple[dt.date, Measurement]

_Z90 = 1.6448536269514722
"""The 95th percentile of the standard normal: five in a hundred on either side of a 90% interval."""

_PERCENT = ("%", "percent", "per cent")
_SHARE = ("share",)


def counted(measurements: Measurements, today: dt.date | None) -> tuple[Dated, ...]:
    """Return what counts, oldest first: not made on a vendor's or demonstration data, not dated after today.

    A measurement that does not say whose data it used is in: it may show a failure, and a gate asks for more.
    """
    return tuple(
        (day, measurement)
        for day, measurement in sorted(measurements.items())
        if measurement.data in ("own", None) and (today is None or day <= today)
    )


def reaches(measurement: Measurement, limit: float, direction: Direction) -> bool | None:
    """Return whether the value is at the limit or on its good side; `up` is good above.

    A measurement that gives only a range reaches the limit with its whole range, misses it with its whole range,
    and is None in between.
    """
    if measurement.value is not None:
        return _good(measurement.value, limit, direction)
    assert measurement.low is not None and measurement.high is not None
    ends = {_good(end, limit, direction) for end in (measurement.low, measurement.high)}
    return ends.pop() if len(ends) == 1 else None


def misses_for_certain(measurement: Measurement, limit: float, direction: Direction, unit: str) -> bool:
    """Return whether the whole 90% interval, or the value where no interval is known, is on the bad side."""
    ends = interval(measurement, unit) or (measurement.value, measurement.value)
    return not any(end is not None and _good(end, limit, direction) for end in ends)


def is_at_or_past(measurement: Measurement, limit: float, direction: Direction) -> bool:
    """Return whether the value, or the whole range where there is only a range, is at or past a stop limit."""
    worst = max if direction == "up" else min
    best = measurement.value
    if best is None:
        assert measurement.low is not None and measurement.high is not None
        best = worst(measurement.low, measurement.high)
    return best <= limit if direction == "up" else best >= limit


def interval(measurement: Measurement, unit: str) -> tuple[float, float] | None:
    """Return the 90% interval: as given, else Wilson's for a share of `n` cases; None when neither is known."""
    if measurement.low is not None and measurement.high is not None:
        return measurement.low, measurement.high
    whole = _whole(unit)
    if measurement.value is None or measurement.n is None or whole is None or not 0 <= measurement.value <= whole:
        return None
    share, n = measurement.value / whole, measurement.n
    middle = (share + _Z90**2 / (2 * n)) / (1 + _Z90**2 / n)
    half = _Z90 * sqrt(share * (1 - share) / n + _Z90**2 / (4 * n**2)) / (1 + _Z90**2 / n)
    return whole * (middle - half), whole * (middle + half)


def shortfall(value: float, threshold: float, direction: Direction) -> float:
    """Return how far `value` is from the threshold on its bad side; 0 once it is reached."""
    return max(0.0, threshold - value if direction == "up" else value - threshold)


def middle(measurement: Measurement) -> float:
    """Return the value, or the middle of the range where there is only a range."""
    if measurement.value is not None:
        return float(measurement.value)
    assert measurement.low is not None and measurement.high is not None
    return (measurement.low + measurement.high) / 2


def moved_away(
    earlier: Measurement, later: Measurement, threshold: float, direction: Direction, unit: str
) -> bool:
    """Return whether the shortfall grew by more than the noise of the two together.

    The noise is the root of the sum of the squared half-widths of their 90% intervals. Without both intervals
    nothing can be said, so this is False.
    """
    first, second = interval(earlier, unit), interval(later, unit)
    if first is None or second is None:
        return False
    noise = sqrt(((first[1] - first[0]) / 2) ** 2 + ((second[1] - second[0]) / 2) ** 2)
    before, after = (shortfall(middle(each), threshold, direction) for each in (earlier, later))
    return after - before > noise


def amount(wording: Wording, value: float, unit: str) -> str:
    """Return a number with its unit as typed: 95%, 2.5 minutes."""
    if unit.strip().casefold() in _PERCENT:
        return wording.percent_exact(round(value / 100, 12))  # 86.9 / 100 is 0.8690000000000001
    if unit.strip().casefold() in _SHARE:
        return wording.percent_exact(value)
    return f"{wording.exact(value)} {unit.strip()}".strip()


def reading(wording: Wording, measurement: Measurement, unit: str) -> str:
    """Return what was measured, with its unit: 81%, or 80 to 83% where only a range is known."""
    if measurement.value is not None:
        return amount(wording, measurement.value, unit)
    assert measurement.low is not None and measurement.high is not None
    return wording.span(amount(wording, measurement.low, unit), amount(wording, measurement.high, unit))


def _good(value: float, limit: float, direction: Direction) -> bool:
    return value >= limit if direction == "up" else value <= limit


def _whole(unit: str) -> float | None:
    """Return what all of it is in this unit: 100 in percent, 1 as a share, None for any other unit."""
    word = unit.strip().casefold()
    return 100.0 if word in _PERCENT else 1.0 if word in _SHARE else None

"""What people type into fields: read with patience, refused with one sentence, written back as it can be read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

_GROUPED = re.compile(r"[+-]?\d{1,3}([ '’_\u00a0\u202f]\d{3})+([.,]\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_BOTH_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_ENGLISH = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_GERMAN = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
_COMMA = re.compile(r"[+-]?\d*,\d+")
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_RANGE = re.compile(r"\s+(?:to|bis|à|-|–)\s+|\s*\.\.\s*|(?<=\d)\s*–\s*(?=[\d.,])")
_BOUNDS = re.compile(r"\s*[/;]\s*")


def read_number(text: str, *, is_share: bool = False) -> int | float:
    """Return the number typed as `text`; for a share `30%` is 0.3, and 30 is asked back.

    Raises ValueError with a sentence.
    """
    typed = text.strip()
    number = _read_number(typed, is_share=is_share)
    if is_share and 1 < number <= 100 and not typed.endswith("%"):
        part = shown_number(round(number / 100, 12))
        raise ValueError(f"“{typed}” is more than the whole; type {typed}% or {part}.")
    return number


def _read_number(typed: str, *, is_share: bool) -> int | float:
    if typed.endswith("%"):
        if not is_share:
            raise ValueError(f"“{typed}” has a percent sign; type the number alone.")
        # Rounded, so that 7% is 0.07 and not the nearest neighbour of 7 / 100 times something.
        return round(read_number(typed[:-1]) / 100, 12)
    if _BOTH_WAYS.fullmatch(typed):
        whole, decimal = re.sub("[.,]", "", typed), _as_number(typed.replace(",", "."))
        raise ValueError(f"“{typed}” can be read in two ways; type {whole} or {shown_number(decimal)}.")
    if _GROUPED.fullmatch(typed):
        return _as_number(re.sub(r"[ '’_\u00a0\u202f]", "", typed).replace(",", "."))
    if _PLAIN.fullmatch(typed):
        return _as_number(typed)
    if _ENGLISH.fullmatch(typed):
        return _as_number(typed.replace(",", ""))
    if _GERMAN.fullmatch(typed):
        return _as_number(typed.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(typed):
        return _as_number(typed.replace(",", "."))
    raise ValueError(f"“{typed}” is not a number.")


def read_whole(text: str) -> int:
    """Return the whole number typed as `text`; raises ValueError with a sentence."""
    number = read_number(text)
    if number != int(number):
        raise ValueError(f"“{text.strip()}” is not a whole number.")
    return int(number)


def read_date(text: str) -> dt.date:
    """Return the date typed as 2026-11-30 or 30.11.2026; raises ValueError with a sentence."""
    typed = text.strip()
    german = _GERMAN_DATE.fullmatch(typed)
    try:
        if german is not None:
            day, month, year = map(int, german.groups())
            return dt.date(year, month, day)
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise ValueError("Type the date as year-month-day, such as 2026-11-30.") from None


def read_quantity(text: str, *, is_share: bool = False) -> dict[str, int | float]:
    """Return the numbers of a quantity: `8`; `6 to 11`, a 90% range; or `3 / 6 / 12`, bounds with a likely value.

    Raises ValueError with a sentence.
    """
    bounds = _BOUNDS.split(text.strip())
    if len(bounds) == 3:
        low, likely, high = (read_number(part, is_share=is_share) for part in bounds)
        return {"min": low, "likely": likely, "max": high}
    ends = _RANGE.split(text.strip())
    if len(ends) == 2 and len(bounds) == 1:
        low, high = (read_number(part, is_share=is_share) for part in ends)
        return {"p5": low, "p95": high}
    if len(ends) == 1 and len(bounds) == 1:
        return {"value": read_number(text, is_share=is_share)}
    raise ValueError("Type one number, a range such as 6 to 11, or least / likely / most such as 3 / 6 / 12.")


def shown_number(number: int | float) -> str:
    """Return a number as a person would type it, with a zero more where it could be read in two ways."""
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    shown = repr(number) if abs(number) < 1e15 else f"{number:g}"
    return f"{shown}0" if _BOTH_WAYS.fullmatch(shown) else shown


def shown_quantity(quantity: Mapping[str, Any]) -> str:
    """Return the numbers of a quantity's table as a person would type them."""
    if "value" in quantity:
        return shown_number(quantity["value"])
    if "p5" in quantity:
        return f"{shown_number(quantity['p5'])} to {shown_number(quantity['p95'])}"
    return " / ".join(shown_number(quantity[key]) for key in ("min", "likely", "max"))


def quantity_table(value: Any) -> dict[str, Any]:
    """Return a quantity as it stands in a file, a bare number or a table, as a table."""
    if value is None:
        return {}
    return dict(value) if isinstance(value, Mapping) else {"value": value}


def _as_number(digits: str) -> int | float:
    number = float(digits)  # first: Python reads a whole number of thousands of digits only on request
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"“{digits}” is too large.")
    return int(digits) if re.fullmatch(r"[+-]?\d+", digits) else number

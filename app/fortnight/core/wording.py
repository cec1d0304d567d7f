"""Numbers, money, dates and counts as people read them, in the language of the assessment.

Pure formatting for the screen and the report alike. Estimates print with two significant digits, because
more would claim a precision that no estimate has; `exact` variants print what somebody typed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from fortnight.core.locales import LOCALES, NBSP, Locale
from fortnight.core.phrase import Phrase, joined, say, shaped

MINUS = "\u2212"

_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)
"""Wide enough for any float."""


_MILLION, _BILLION = 10**6, 10**9
_MOST_TYPED = 7
"""Significant digits of a number that people type; more come out of a computation."""

SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "AUD": "A$", "CAD": "C$", "NZD": "NZ$", "INR": "₹"}
"""Currencies with a sign that everybody reads; any other prints its code."""


def significant(value: float, digits: int = 2) -> Decimal:
    """Return `value` rounded half up to `digits` significant digits."""
    exact = Decimal(repr(float(value)))
    if exact == 0:
        return Decimal(0)
    return _rounded(exact, digits - 1 - exact.adjusted())


def tenths(value: float) -> int:
    """Return how many tenths a score prints with; what prints as the same number has not moved for a reader."""
    return int(_rounded(Decimal(repr(float(value))) * 10, 0))


def capitalise(text: str) -> str:
    """Return `text` with its first letter in upper case and the rest untouched."""
    return shaped(text, _capitalised)


def inside_a_sentence(title: str) -> str:
    """Return `title` with its first letter in lower case, unless its first word is an abbreviation such as AI."""
    return shaped(title, _in_lower_case)


def sentence(text: str) -> str:
    """Return `text` as a sentence: stripped, first letter in upper case, closed by a stop."""
    return shaped(text, _closed)


def quoted(name: str) -> str:
    """Return a name or a title in quotation marks."""
    return say("“{name}”", name=name)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _in_lower_case(title: str) -> str:
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _closed(text: str) -> str:
    stripped = _capitalised(text.strip())
    return stripped if not stripped or stripped[-1] in ".?!…" else stripped + "."


@dataclass(frozen=True, slots=True)
class Wording:
    """The formats of one language and one currency."""

    language: str = "en"
    """BCP 47 tag; only its first part matters here."""
    currency: str = "EUR"
    """ISO 4217 code."""

    @property
    def locale(self) -> Locale:
        """The habits of the language."""
        return LOCALES.get(self.language.replace("_", "-").split("-")[0].lower(), LOCALES["en"])

    def in_currency(self, unit: str) -> str:
        """Return the unit of an input with the currency where it says money: EUR/day."""
        return unit.replace("money", self.currency) if self.currency else unit

    def number(self, value: float, digits: int = 2) -> str:
        """Return an estimate with at most two significant digits, or so many, grouped: 4,200, 2 or 0.023."""
        return self._grouped(_without_zeros(significant(value, digits)))

    def exact(self, value: float) -> str:
        """Return a number as it was typed, grouped, without trailing zeros."""
        return self._grouped(_without_zeros(Decimal(repr(value))))

    def given(self, value: float) -> str:
        """Return a number as it was typed; one of more than seven digits was computed and gets three: 2.53."""
        digits = Decimal(repr(float(value))).normalize().as_tuple().digits
        return self.exact(value) if len(digits) <= _MOST_TYPED else self.number(value, 3)

    def fixed(self, value: float, decimals: int) -> str:
        """Return `value` with that many decimals, such as a score: 2.4."""
        return self._grouped(_rounded(Decimal(repr(float(value))), decimals))

    def money(self, amount: float) -> str:
        """Return an estimated amount with two significant digits: €180,000 or €1.2 million."""
        rounded = significant(amount)
        return self._in_units(rounded, ((_BILLION, self.locale.billion), (_MILLION, self.locale.million)))

    def money_exact(self, amount: float) -> str:
        """Return an amount as it was typed: €25,500 or €0.40."""
        return self._priced(_as_money(Decimal(repr(amount))))

    def money_short(self, amount: float) -> str:
        """Return an estimated amount for the axis of a chart: €180k or €1.2M."""
        rounded = significant(amount)
        return self._in_units(rounded, (
            (_BILLION, self.locale.billion_unit), (_MILLION, self.locale.million_unit),
            (1_000, self.locale.thousand_unit)))

    def _in_units(self, rounded: Decimal, units: tuple[tuple[int, str], ...]) -> str:
        """Return an amount in the first unit that it reaches, else in full."""
        for size, unit in units:
            if abs(rounded) >= size:
                return self._priced(_without_zeros(rounded / size), unit)
        return self._priced(_as_money(rounded))

    def money_range(self, low: float, high: float) -> str:
        """Return two estimated amounts as a range that reads aloud: −€20,000 to €140,000."""
        return f"{self.money(low)} {self.locale.range_word} {self.money(high)}"

    def percent(self, share: float) -> str:
        """Return a share in whole percent: 0.253 is 25%; small or large but not all: under 1%, over 99%."""
        hundredths = Decimal(repr(float(share))) * 100
        rounded = _rounded(hundredths, 0)
        if rounded == 0 and hundredths > 0:
            return f"{self.locale.under} {self._grouped(Decimal(1))}{self.locale.percent_gap}%"
        if rounded == 100 and hundredths < 100:
            return f"{self.locale.over} {self._grouped(Decimal(99))}{self.locale.percent_gap}%"
        return f"{self._grouped(rounded)}{self.locale.percent_gap}%"

    def chance(self, probability: float) -> str:
        """Return a simulated probability in words; draws cannot show that something never or always happens."""
        return self.percent(min(max(probability, 1e-9), 1 - 1e-9))

    def percent_exact(self, share: float) -> str:
        """Return a share as it was typed: 0.025 is 2.5%."""
        hundredths = _without_zeros(Decimal(repr(float(share))) * 100)
        return f"{self._grouped(hundredths)}{self.locale.percent_gap}%"

    def date(self, day: dt.date) -> str:
        """Return a date in full: 20 November 2026."""
        return f"{self._day(day)}{NBSP}{self.locale.months[day.month - 1]} {day.year}"

    def date_short(self, day: dt.date) -> str:
        """Return a date for a table: 20 Nov 2026."""
        return f"{self._day(day)}{NBSP}{self.locale.months_short[day.month - 1]}{NBSP}{day.year}"

    def day_month(self, day: dt.date) -> str:
        """Return a date without its year, for a chart: 20 Nov."""
        return f"{self._day(day)}{NBSP}{self.locale.months_short[day.month - 1]}"

    def month(self, day: dt.date) -> str:
        """Return the month of a date: November 2026."""
        return f"{self.locale.months[day.month - 1]}{NBSP}{day.year}"

    def month_short(self, day: dt.date) -> str:
        """Return the month of a date for a chart: Nov 2026."""
        return f"{self.locale.months_short[day.month - 1]}{NBSP}{day.year}"

    def is_one(self, count: float) -> bool:
        """Return whether `count` takes the singular in this language."""
        return count == 1 or abs(count) < self.locale.one_below

    def numeral(self, count: int) -> str:
        """Return a small count as a word and any other in digits: two, 14."""
        if 0 <= count < len(self.locale.numerals):
            return self.locale.numerals[count]
        return self._grouped(Decimal(count))

    def ordinal(self, place: int) -> str:
        """Return a place in a row, 1 the first, as a word where there is one: third, 21st."""
        if 1 <= place <= len(self.locale.ordinals):
            return self.locale.ordinals[place - 1]
        last = place % 10
        return f"{self._grouped(Decimal(place))}{self.locale.ordinal_ends[last if last < 4 else 0]}"

    def count(self, count: float, one: str, many: str) -> str:
        """Return a count with its noun: 1 gate, 14 gates."""
        return joined(NBSP, (self.exact(count), Phrase(one if self.is_one(count) else many, {})))

    def join(self, parts: Iterable[str]) -> str:
        """Return the parts as a list in a sentence: a, b and c."""
        return _joined(tuple(parts), self.locale.conjunction)

    def join_or(self, parts: Iterable[str]) -> str:
        """Return the parts as alternatives in a sentence: a, b or c."""
        return _joined(tuple(parts), self.locale.disjunction)

    def span(self, low: str, high: str) -> str:
        """Return two values that are formatted already as a range: 3 to 8; one value when they are the same."""
        return low if low == high else f"{low} {self.locale.range_word} {high}"

    def _day(self, day: dt.date) -> str:
        return self.locale.first_day if day.day == 1 else f"{day.day}{self.locale.day_dot}"

    def _grouped(self, number: Decimal) -> str:
        digits = f"{abs(number):,f}"
        whole, _, part = digits.partition(".")
        grouped = whole.replace(",", self.locale.thousands)
        sign = MINUS if number < 0 and digits.strip("0.,") else ""
        return f"{sign}{grouped}{self.locale.decimal}{part}" if part else f"{sign}{grouped}"

    def _priced(self, number: Decimal, unit: str = "") -> str:
        digits = self._grouped(abs(number))
        sign = MINUS if number < 0 and digits.strip("0.,") else ""
        symbol = SYMBOLS.get(self.currency, self.currency)
        if self.locale.currency_first:
            return f"{sign}{symbol}{NBSP if symbol.isalpha() else ''}{digits}{unit}"
        return f"{sign}{digits}{unit.rstrip(NBSP)}{'' if _glued(unit) else NBSP}{symbol}"


ENGLISH = Wording()
"""For whoever asks for figures and reads no sentence about them."""


def _glued(unit: str) -> bool:
    """Return whether a unit and the currency sign are written as one, as in k€ or T€."""
    return bool(unit) and unit.strip(NBSP) in ("k", "M", "T")


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)


def _without_zeros(number: Decimal) -> Decimal:
    """Return the same number, whole when it is whole and else without trailing zeros."""
    return _rounded(number, 0) if number == number.to_integral_value() else number.normalize(_ROUNDING)


def _as_money(amount: Decimal) -> Decimal:
    """Return an amount with cents only where it has a part below one; fractions of a cent stay."""
    if amount == amount.to_integral_value():
        return _rounded(amount, 0)
    return _rounded(amount, 2) if abs(amount) >= Decimal("0.1") else amount


def _joined(parts: Sequence[str], word: str) -> str:
    if len(parts) < 2:
        return parts[0] if parts else ""
    return joined(f" {word} ", (joined(", ", tuple(parts[:-1])), parts[-1]))

"""What each language does to numbers, dates and lists. A language that is not here is written as English is."""

from __future__ import annotations

from dataclasses import dataclass

NBSP = "\u00a0"
NARROW_NBSP = "\u202f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """What one language does to numbers, dates and lists."""

    decimal: str
    thousands: str
    percent_gap: str
    currency_first: bool
    day_dot: str
    """What follows the day number in a date, such as the dot of German."""
    first_day: str
    """How the first day of a month is written, such as 1er in French."""
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    conjunction: str
    disjunction: str
    range_word: str
    million: str
    billion: str
    """10 to the 9."""
    thousand_unit: str
    million_unit: str
    billion_unit: str
    never: str
    under: str
    over: str
    numerals: tuple[str, ...]
    """The words for 0, 1, 2, and so on; beyond them digits are used."""
    ordinals: tuple[str, ...]
    """The words for 1st, 2nd, and so on, as they stand before "assessment"; beyond them digits are used."""
    ordinal_ends: tuple[str, str, str, str]
    """What follows the digits of a number that ends in 0 or more than 3, in 1, in 2, in 3."""
    one_below: float
    """A count below this takes the singular: 2 in French (0, 1 and 1.5), else only 1 does."""


_MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
              "November", "December")
_MONTHS_FR = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
              "novembre", "décembre")
_MONTHS_DE = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
              "November", "Dezember")

LOCALES = {
    "en": Locale(
        decimal=".", thousands=",", percent_gap="", currency_first=True, day_dot="", first_day="1",
        months=_MONTHS_EN, months_short=tuple(month[:3] for month in _MONTHS_EN),
        conjunction="and", disjunction="or", range_word="to", never="never", under="under", over="over",
        million=f"{NBSP}million", billion=f"{NBSP}billion", thousand_unit="k", million_unit="M", billion_unit="bn",
        numerals=("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
                  "twelve"),
        ordinals=("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                  "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
                  "eighteenth", "nineteenth", "twentieth"),
        ordinal_ends=("th", "st", "nd", "rd"), one_below=0,
    ),
    "fr": Locale(
        decimal=",", thousands=NARROW_NBSP, percent_gap=NARROW_NBSP, currency_first=False, day_dot="",
        first_day="1er", months=_MONTHS_FR,
        months_short=("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
                      "déc."),
        conjunction="et", disjunction="ou", range_word="à", never="jamais", under="moins de", over="plus de",
        million=f"{NBSP}M", billion=f"{NBSP}Md", thousand_unit=f"{NBSP}k", million_unit=f"{NBSP}M",
        billion_unit=f"{NBSP}Md",
        numerals=("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
        ordinals=("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième",
                  "neuvième", "dixième"),
        ordinal_ends=("e", "e", "e", "e"), one_below=2,
    ),
    "de": Locale(
        decimal=",", thousands=".", percent_gap=NBSP, currency_first=False, day_dot=".", first_day="1.",
        months=_MONTHS_DE,
        months_short=("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
                      "Dez."),
        conjunction="und", disjunction="oder", range_word="bis", never="nie", under="unter", over="über",
        million=f"{NBSP}Mio.{NBSP}", billion=f"{NBSP}Mrd.{NBSP}", thousand_unit=f"{NBSP}T",
        million_unit=f"{NBSP}Mio.{NBSP}", billion_unit=f"{NBSP}Mrd.{NBSP}",
        numerals=("kein", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf",
                  "zwölf"),
        ordinals=("erste", "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte",
                  "zehnte"),
        ordinal_ends=(".", ".", ".", "."), one_below=0,
    ),
}
"""Languages whose habits are known; any other is written as English is."""

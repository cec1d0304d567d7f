"""Numbers, money, dates and counts as people read them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.core.locales import LOCALES
from fortnight.core.wording import Wording, sentence, significant

EN, FR, DE = Wording("en", "EUR"), Wording("fr-CA", "EUR"), Wording("de", "EUR")


@pytest.mark.parametrize(("expected", "amount"), [
    ("€180,000", 184_321), ("−€340,000", -342_000), ("€0", 0), ("€1.2\u00a0million", 1_234_567),
    ("€1\u00a0million", 999_600), ("€12\u00a0million", 12_345_678), ("€3.50", 3.456), ("€0.23", 0.2345),
    ("€19\u00a0billion", 18_900_000_000), ("€0.023", 0.0234), ("€12", 12.3), ("−€0.50", -0.5), ("€9.90", 9.94),
])
def test_money_has_two_significant_digits(expected: str, amount: float) -> None:
    """An estimate never prints more than two significant digits."""
    assert expected == EN.money(amount)


@pytest.mark.parametrize(("expected", "wording"), [
    ("180\u202f000\u00a0€", FR), ("180.000\u00a0€", DE), ("CHF\u00a0180,000", Wording("en", "CHF")),
    ("$180,000", Wording("en", "USD")), ("A$180,000", Wording("en-AU", "AUD")),
    ("€180,000", Wording("xx", "EUR")),
])
def test_money_follows_language_and_currency(expected: str, wording: Wording) -> None:
    """Grouping, decimal mark and the place of the sign are the language's; an unknown one reads as English."""
    assert expected == wording.money(180_000)


@pytest.mark.parametrize(("expected", "wording", "amount"), [
    ("€180k", EN, 184_000), ("−€1.2M", EN, -1_200_000), ("180\u00a0k€", FR, 180_000),
    ("1,2\u00a0Mio.\u00a0€", DE, 1_200_000), ("€20", EN, 20), ("1,2\u00a0M€", FR, 1_200_000),
    ("€19bn", EN, 19e9), ("19\u00a0Md\u00a0€", FR, 19e9), ("19\u00a0Mrd.\u00a0€", DE, 19e9),
])
def test_short_money_for_axes(expected: str, wording: Wording, amount: float) -> None:
    """An axis says thousands and millions with the language's abbreviation."""
    assert expected == wording.money_short(amount)


@pytest.mark.parametrize(("expected", "amount"), [("€25,500", 25_500), ("€0.40", 0.4), ("€1,234,567", 1_234_567)])
def test_typed_money_is_not_rounded(expected: str, amount: float) -> None:
    """What somebody typed prints in full."""
    assert expected == EN.money_exact(amount)


@pytest.mark.parametrize(("expected", "wording", "share"), [
    ("25%", EN, 0.253), ("0%", EN, 0), ("100%", EN, 1), ("under 1%", EN, 0.001), ("over 99%", EN, 0.9991),
    ("25\u202f%", FR, 0.25), ("25\u00a0%", DE, 0.25), ("−5%", EN, -0.05), ("250%", EN, 2.5),
])
def test_a_chance_is_never_rounded_to_certainty(expected: str, wording: Wording, share: float) -> None:
    """0% and 100% print only when they are exact."""
    assert expected == wording.percent(share)


@pytest.mark.parametrize(("expected", "share"), [("under 1%", 0), ("over 99%", 1), ("50%", 0.5), ("4%", 0.04)])
def test_draws_never_show_certainty(expected: str, share: float) -> None:
    """What happened in all draws, or in none, is very likely or unlikely and no more."""
    assert expected == EN.chance(share)


@pytest.mark.parametrize(
    ("expected", "value"), [("2.53", 2.529774127310062), ("1,234,567", 1_234_567), ("0.125", 0.125), ("0", 0)]
)
def test_a_number_prints_as_typed_unless_nobody_would_type_it(expected: str, value: float) -> None:
    """More than seven digits come out of a computation and are rounded to three."""
    assert expected == EN.given(value)


@pytest.mark.parametrize(("expected", "value"), [("2.5%", 0.025), ("30%", 0.3), ("0.1%", 0.001)])
def test_typed_shares_keep_their_digits(expected: str, value: float) -> None:
    """A share prints as typed."""
    assert expected == EN.percent_exact(value)


@pytest.mark.parametrize(("expected", "value"), [("4,200", 4_180), ("2", 2.04), ("0.023", 0.0234), ("9.7", 9.68)])
def test_estimates_have_at_most_two_significant_digits(expected: str, value: float) -> None:
    """A zero that says nothing is left out."""
    assert expected == EN.number(value)


def test_dates_follow_the_language() -> None:
    """Month names and the dot after a German day."""
    day = dt.date(2026, 3, 9)
    assert "9\u00a0March 2026" == EN.date(day)
    assert "9\u00a0mars 2026" == FR.date(day)
    assert "9.\u00a0März 2026" == DE.date(day)
    assert "1er\u00a0mars" == FR.day_month(dt.date(2026, 3, 1))
    assert "1.\u00a0März" == DE.day_month(dt.date(2026, 3, 1))
    assert "9\u00a0Mar\u00a02026" == EN.date_short(day)
    assert "März\u00a02026" == DE.month(day)


def test_counts_take_the_singular_of_their_language() -> None:
    """One in English; zero, one and one and a half in French."""
    assert "1\u00a0gate" == EN.count(1, "gate", "gates")
    assert "0\u00a0gates" == EN.count(0, "gate", "gates")
    assert "0\u00a0jour" == FR.count(0, "jour", "jours")
    assert "1,5\u00a0jour" == FR.count(1.5, "jour", "jours")
    assert "1,200\u00a0gates" == EN.count(1200, "gate", "gates")


def test_lists_and_numerals_read_aloud() -> None:
    """Lists end in the language's and; small counts are words."""
    assert "a, b and c" == EN.join(["a", "b", "c"])
    assert "a oder b" == DE.join_or(["a", "b"])
    assert "" == EN.join([])
    assert ("two", "14") == (EN.numeral(2), EN.numeral(14))
    assert "3 to 8" == EN.span("3", "8")
    assert "3" == EN.span("3", "3")


def test_a_sentence_has_a_capital_and_a_stop() -> None:
    """The rest of the text is not touched."""
    assert "GPU costs rise." == sentence(" GPU costs rise ")
    assert "Élan nouveau." == sentence("élan nouveau")
    assert "Is it safe?" == sentence("is it safe?")
    assert "" == sentence("  ")


@given(st.floats(-1e300, 1e300), st.sampled_from(sorted(LOCALES)))
def test_every_finite_number_prints(value: float, language: str) -> None:
    """No number that a file may hold makes a format fail, and estimates stay within 5% of the value."""
    wording = Wording(language, "EUR")
    for text in (wording.number(value), wording.exact(value), wording.money(value), wording.money_short(value),
                 wording.money_exact(value), wording.percent(value), wording.fixed(value, 1)):
        assert text.strip("€\u00a0")
    assert abs(float(significant(value)) - value) <= abs(value) * 0.0501

"""Letters without a shape: a box with the code instead of a hole."""

from fortnight.report.glyphs import code_of, coverage, show_missing
from tests.report.making import TEMPLATES

FONTS = sorted((TEMPLATES / "fonts").glob("*.ttf"))
DRAWABLE = coverage(FONTS)


def test_the_bundled_font_draws_what_the_report_itself_prints() -> None:
    """Every letter of the catalogue, every sign of the formats, and the letters of Europe."""
    catalogue = (TEMPLATES / "words" / "en.toml").read_text(encoding="utf-8")
    assert {"\u2060"} == {letter for letter in catalogue if ord(letter) > 126 and ord(letter) not in DRAWABLE}
    assert all(ord(letter) in DRAWABLE for letter in "−–…→·€£¥₹\u00a0\u202f“”’éèàçäöüßñøåłžșğіїЖωΩ")


def test_a_missing_letter_becomes_a_visible_box_with_its_code() -> None:
    """In running text it is an element, in a chart as wide as a letter, in a title or an attribute in brackets."""
    html = '<title>漢</title><p title="漢">a漢b</p><svg><title>漢</title><text>漢</text></svg><p>漢</p>'
    box = '<span class="missing-letter">U+6F22</span>'
    shown, letters = show_missing(html, DRAWABLE)
    assert ('<title>[U+6F22]</title><p title="[U+6F22]">a' + box + "b</p><svg><title>[U+6F22]</title>"
            "<text>□</text></svg><p>" + box + "</p>") == shown
    assert ("漢",) == letters


def test_joiners_have_no_shape_and_get_no_box() -> None:
    """A variation selector vanishes; the joiner that keeps a sign with its number stays."""
    assert ("<p>ab\u2060</p>", ()) == show_missing("<p>a\ufe0fb\u2060</p>", DRAWABLE)


def test_a_page_that_can_be_drawn_is_left_alone() -> None:
    """Nothing is touched where nothing is missing."""
    assert ("<p>Zürich −5 €</p>", ()) == show_missing("<p>Zürich −5 €</p>", DRAWABLE)


def test_codes_are_those_of_unicode() -> None:
    """Four digits at least."""
    assert ["U+0041", "U+1F600"] == [code_of("A"), code_of("😀")]

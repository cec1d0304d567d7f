"""The font inside a page of HTML: all that its letters need, no more, and the same every time."""

from __future__ import annotations

import base64
import io
import re

from fontTools.ttLib import TTFont

from fortnight.report.web_font import with_fonts
from tests.report.making import TEMPLATES

PAGE = "<html><head><title>€ 12</title></head><body><h1>Größe: 90%</h1></body></html>"
FONTS = TEMPLATES / "fonts"


def faces(html: str) -> list[tuple[str, bytes]]:
    """Return weight and content of every face in a page."""
    found = re.findall(r"font-weight: (\d+); src: url\(data:font/woff;base64,([\w+/=]+)\)", html)
    return [(weight, base64.b64decode(content)) for weight, content in found]


def test_both_faces_draw_every_letter_of_the_page_and_no_other_alphabet() -> None:
    """A page looks the same where Inter is not installed, and weighs a tenth of the whole font."""
    made = faces(with_fonts(PAGE, FONTS))
    assert ["400", "600"] == [weight for weight, _ in made]
    for _, content in made:
        with TTFont(io.BytesIO(content)) as font:
            drawn = set(font.getBestCmap())
        assert {ord(letter) for letter in "€ 12Größe:90%"} <= drawn
        assert ord("Ж") not in drawn
        assert len(content) < 30_000


def test_the_page_stays_as_it_was_and_the_same_page_gives_the_same_bytes() -> None:
    """Only the head grows; a page without one is left alone."""
    made = with_fonts(PAGE, FONTS)
    assert PAGE == re.sub(r"<style>.*?</style>\n", "", made, flags=re.DOTALL)
    assert made == with_fonts(PAGE, FONTS)
    assert "<h1>x</h1>" == with_fonts("<h1>x</h1>", FONTS)

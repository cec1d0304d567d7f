"""What a template must not do, and what a page must have for people who do not see it.

`foreign_addresses` looks at the source of a template before anything is drawn; `page_problems` looks at the
finished HTML for the idioms that PDF/UA-1 needs. Built to them; neither is a certificate.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

_LOADING = re.compile(
    r"""(?ix)
    (?: url\(\s*["']?\s* | @import\s+["'] |
        <(?:img|script|link|image|use|object|embed|iframe|source|video|audio|input|track|base)\b[^>]*?
        \b(?:src|srcset|href|xlink:href|data|poster)\s*=\s*["']?\s* )
    (?P<address> [^"')\s>]+ )
    """
)
_OWN_SCHEMES = ("asset",)

_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
                   "wbr"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def foreign_addresses(source: str) -> tuple[str, ...]:
    """Return the addresses in a template or stylesheet that would load something from outside its folder."""
    return tuple(dict.fromkeys(
        found["address"] for found in _LOADING.finditer(source) if _is_foreign(found["address"])))


def _is_foreign(address: str) -> bool:
    if address.startswith(("{{", "{%", "#")):
        return False  # filled in by the program, or inside the page itself
    try:
        parts = urlsplit(address)
    except ValueError:
        return True
    if parts.scheme:
        return parts.scheme.lower() not in _OWN_SCHEMES
    return bool(parts.netloc) or address.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", parts.path)


def page_problems(html: str) -> tuple[str, ...]:
    """Return one sentence for each thing in a finished page that a screen reader would stumble over."""
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    return tuple(dict.fromkeys([*reader.problems, *reader.at_the_end()]))


class _PageReader(HTMLParser):
    """Walks a page once and notes what is missing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self._open: list[str] = []
        self._language = False
        self._title = ""
        self._level = 0
        self._svg_title: list[bool] = []
        self._columns: list[int | None] = []
        self._row: list[int] = []
        self._has_header: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag lacks."""
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self._language = bool(given.get("lang", "").strip())
        elif tag in _HEADINGS:
            self._heading(_HEADINGS[tag])
        elif tag == "img" and not given.get("alt", "").strip():
            self.problems.append("An img has no alt text; say what it shows, or draw decoration with CSS.")
        elif tag == "svg":
            self._svg_title.append(False)
            if "a" in self._open:
                self.problems.append("An svg stands inside a link; put the link on text.")
        elif tag == "title" and self._svg_title:
            self._svg_title[-1] = True
        elif tag == "table":
            self._columns.append(None)
            self._has_header.append(False)
        elif tag == "tr":
            self._row.append(0)
        elif tag in ("td", "th") and self._row:
            self._cell(tag, given)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat `<x/>` as a tag that is closed at once."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check what can only be known at the end of a thing."""
        while self._open and tag in self._open:
            if self._open.pop() == tag:
                break
        if tag == "svg" and self._svg_title and not self._svg_title.pop():
            self.problems.append("An svg has no <title>; give the data in words.")
        elif tag == "tr" and self._row:
            self._end_row(self._row.pop())
        elif tag == "table" and self._columns:
            self._columns.pop()
            if not self._has_header.pop():
                self.problems.append("A table has no th; mark its header cells.")

    def handle_data(self, data: str) -> None:
        """Collect the title of the page."""
        if self._open and self._open[-1] == "title" and not self._svg_title:
            self._title += data

    def at_the_end(self) -> list[str]:
        """Return what is missing from the page as a whole."""
        missing = []
        if not self._language:
            missing.append('The page has no language; write <html lang="{{ report.language }}">.')
        if not self._title.strip():
            missing.append("The page has no title; write <title> in its head.")
        if not self._level:
            missing.append("The page has no heading; begin with an h1.")
        return missing

    def _heading(self, level: int) -> None:
        if self._level == 0 and level != 1:
            self.problems.append(f"The first heading is an h{level}; begin with an h1.")
        elif level > self._level + 1:
            self.problems.append(f"An h{level} follows an h{self._level}; do not skip a level.")
        self._level = level

    def _cell(self, tag: str, given: dict[str, str]) -> None:
        span = given.get("colspan", "1")
        self._row[-1] += int(span) if span.isdigit() else 1
        if tag == "th" and self._has_header:
            self._has_header[-1] = True
            scope = given.get("scope", "")
            if not scope:
                self.problems.append('A th has no scope; write scope="col" or scope="row".')
            elif span not in ("", "1") and scope != "colgroup":
                self.problems.append('A th over several columns needs scope="colgroup".')

    def _end_row(self, cells: int) -> None:
        if not self._columns:
            return
        if self._columns[-1] is None:
            self._columns[-1] = cells
        elif self._columns[-1] != cells:
            self.problems.append("A table has rows with different numbers of cells.")

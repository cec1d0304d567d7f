"""Reads a PDF back: its tags, its headings, where text stands, and how full its pages are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

TOP, BOTTOM = 842 - 56.7, 51.0
"""Upper and lower edge of the text column of an A4 page in points, for the margins of the report."""


@dataclass
class Tag:
    """One element of the structure tree."""

    kind: str
    alternative: str
    headers: int
    """For a cell: how many header cells it is tied to."""
    children: list["Tag"] = field(default_factory=list)


def tags(path: Path) -> Tag:
    """Return the structure tree."""
    root = PdfReader(path).trailer["/Root"]["/StructTreeRoot"]
    return Tag("Root", "", 0, [_tag(child) for child in _kids(root)])


def every(tag: Tag, kind: str) -> Iterator[Tag]:
    """Return every element of a kind, in reading order."""
    for child in tag.children:
        if child.kind == kind:
            yield child
        yield from every(child, kind)


def headings(tag: Tag) -> list[int]:
    """Return the levels of the headings in reading order."""
    found = []
    for child in tag.children:
        if len(child.kind) == 2 and child.kind[0] == "H" and child.kind[1].isdigit():
            found.append(int(child.kind[1]))
        found += headings(child)
    return found


@dataclass(frozen=True)
class Page:
    """What can be read on one page."""

    text: str
    fill: float
    """How far down its running text reaches, 0 to 1 of the text column.

    Text inside a chart is left out: its matrix is that of the chart, not of the page. A page is therefore at least
    as full as this says.
    """
    starts: tuple[float, ...]
    """Where each piece of running text begins, in points from the left edge."""


@cache
def pages(path: Path) -> tuple[Page, ...]:
    """Return every page; reading takes a tenth of a second a page, so it is done once."""
    return tuple(_page(page) for page in PdfReader(path).pages)


def _page(page: PageObject) -> Page:
    lowest, starts = TOP, []

    def note(text: str, matrix: Any, text_matrix: Any, font: Any, size: Any) -> None:
        nonlocal lowest
        if not text.strip() or matrix[3] > 0:
            return
        starts.append(text_matrix[4] * matrix[0] + matrix[4])
        y = text_matrix[5] * matrix[3] + matrix[5]
        if BOTTOM + 1 < y < TOP + 6:
            lowest = min(lowest, y)

    text = page.extract_text(visitor_text=note)
    return Page(text, (TOP - lowest) / (TOP - BOTTOM), tuple(starts))


def text_of(path: Path) -> str:
    """Return the text of all pages, runs of spaces as one, joiners left out."""
    return " ".join(" ".join(page.text for page in pages(path)).split()).replace("\u2060", "")


def _kids(node: DictionaryObject) -> list[DictionaryObject]:
    kids = node.get("/K", ArrayObject())
    kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
    listed = kids if isinstance(kids, ArrayObject) else [kids]
    opened = [kid.get_object() for kid in listed if not isinstance(kid, int)]
    return [kid for kid in opened if isinstance(kid, DictionaryObject) and "/S" in kid]


def _tag(node: DictionaryObject) -> Tag:
    attributes = node.get("/A", DictionaryObject())
    attributes = attributes.get_object()
    listed = attributes if isinstance(attributes, ArrayObject) else [attributes]
    headers = sum(len(each.get_object().get("/Headers", ())) for each in listed)
    return Tag(str(node["/S"])[1:], str(node.get("/Alt", "")), headers, [_tag(child) for child in _kids(node)])

"""Letters that no font of the report can draw: shown as a box with the code, and named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_PIECES = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_RAW = re.compile(r"</?(svg|title|style|script)\b", re.IGNORECASE)

_EMPTY_BOX = "□"

_FORMATTING = frozenset("\u2060")
"""The word joiner: the text engine obeys it and needs no shape for it."""

INVISIBLE = frozenset((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x00AD, 0xFEFF,
                       *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080)))
"""Joiners, direction marks and variation selectors: they change neighbours and have no shape of their own."""


def coverage(fonts: Iterable[Path]) -> frozenset[int]:
    """Return the code points that can be drawn: all faces of the bundled family share them, a brand font adds."""
    by_family: dict[str, frozenset[int]] = {}
    for font in fonts:
        family = font.stem.split("-")[0]
        points = _points(font)
        by_family[family] = by_family[family] & points if family in by_family else points
    return frozenset().union(*by_family.values())


@lru_cache(maxsize=8)
def _points(font: Path) -> frozenset[int]:
    # fontTools costs 60 ms to import, and only a PDF needs it.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types

    with TTFont(font, lazy=True) as opened:
        return frozenset(opened.getBestCmap() or ())


def show_missing(html: str, drawable: frozenset[int]) -> tuple[str, tuple[str, ...]]:
    """Return `html` with every letter that cannot be drawn as a box with its code, and those letters.

    In running text the box is an element with the class `missing-letter`. In a chart, where labels were fitted to
    the letter, it is an empty box; in a title or an attribute the code stands in brackets.
    """
    missing = {letter for letter in set(html)
               if ord(letter) > 126 and ord(letter) not in drawable and letter not in _FORMATTING}
    if not missing:
        return html, ()
    letters = re.compile("[" + "".join(re.escape(letter) for letter in sorted(missing)) + "]")
    inside: list[str] = []
    made = []
    for piece in _PIECES.split(html):
        if piece.startswith("<"):
            name = _RAW.match(piece)
            if name is not None and piece.startswith("</"):
                inside.pop()
            elif name is not None and not piece.endswith("/>"):
                inside.append(name[1].lower())
            made.append(letters.sub(_in_brackets, piece))
        else:
            shown = _in_a_box if not inside else _in_a_chart if inside[-1] == "svg" else _in_brackets
            made.append(letters.sub(shown, piece))
    named = tuple(sorted(letter for letter in missing if ord(letter) not in INVISIBLE))
    return "".join(made), named


def code_of(letter: str) -> str:
    """Return the Unicode code of a letter, such as U+6F22."""
    return f"U+{ord(letter):04X}"


def _in_brackets(found: re.Match[str]) -> str:
    return "" if ord(found[0]) in INVISIBLE else f"[{code_of(found[0])}]"


def _in_a_chart(found: re.Match[str]) -> str:
    return "" if ord(found[0]) in INVISIBLE else _EMPTY_BOX


def _in_a_box(found: re.Match[str]) -> str:
    return "" if ord(found[0]) in INVISIBLE else f'<span class="missing-letter">{code_of(found[0])}</span>'

"""The report's font inside a page of HTML, cut down to its letters, so that charts look the same everywhere."""

from __future__ import annotations

import base64
import io
from pathlib import Path

_FAMILY = "Inter"
_FACES = {400: f"{_FAMILY}-Regular.ttf", 600: f"{_FAMILY}-SemiBold.ttf"}
_FEATURES = ("kern", "tnum", "ccmp", "mark", "mkmk", "locl")
"""Kerning, figures of one width for tables, and accents that are put together."""


def with_fonts(html: str, folder: Path) -> str:
    """Return `html` with both faces of the font in `folder` in its head, as far as its letters need them."""
    rules = "\n".join(_face(html, folder / name, weight) for weight, name in _FACES.items())
    return html.replace("</head>", f"<style>\n{rules}\n</style>\n</head>", 1)


def _face(text: str, path: Path, weight: int) -> str:
    # fontTools costs 150 ms to import, and only a page of HTML needs it.
    from fontTools import subset  # type: ignore[import-untyped]  # fontTools ships no types

    options = subset.Options(layout_features=list(_FEATURES), hinting=False, flavor="woff")
    with subset.load_font(str(path), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        font.flavor = options.flavor
        content = io.BytesIO()
        font.save(content)
    data = base64.b64encode(content.getvalue()).decode()
    return (f"@font-face {{ font-family: {_FAMILY}; font-weight: {weight}; "
            f"src: url(data:font/woff;base64,{data}) }}")

"""How wide text is, so that labels are fitted before anything is drawn."""

from __future__ import annotations

from itertools import islice

_REGULAR = (
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610, 618, 646,
    593, 620, 566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601, 590, 746, 743, 269,
    571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471,
    456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528,
    327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
)
"""Advance widths of Inter Regular for the letters from space to tilde, in thousandths of the size."""

_OTHER = 620
_BOLD = 1.035
_WIDE_FROM = 0x2200
"""From here on letters are mostly as wide as the size (Hangul, Kana, Han)."""
_NOT_BUNDLED = range(0x0530, 0x1E00)
"""Armenian to Georgian and beyond: not in the bundled font, so that boxes stand for them."""

ELLIPSIS = "…"


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line of text in points, a little generous for letters beyond ASCII."""
    thousandths = sum(
        _REGULAR[ord(letter) - 32] if " " <= letter <= "~"
        else 1000 if ord(letter) >= _WIDE_FROM or ord(letter) in _NOT_BUNDLED else _OTHER
        for letter in text
    )
    return thousandths * size / 1000 * (_BOLD if bold else 1)


def fit(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `width`."""
    if width_of(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS, size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip(" ,;:-") + ELLIPSIS


def wrap(text: str, width: float, size: float, max_lines: int, *, bold: bool = False) -> list[str]:
    """Return `text` in at most `max_lines` lines; what does not fit ends in an ellipsis."""
    words = iter(text.split())
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if not line or width_of(longer, size, bold=bold) <= width:
            line = longer
            continue
        if len(lines) == max_lines - 1:
            # The last line takes whatever is left, so that the cut falls at its end; a few words are enough.
            line = " ".join([longer, *islice(words, 8)])
            break
        lines.append(line)
        line = word
    return [fit(part, width, size, bold=bold) for part in [*lines, line] if part]

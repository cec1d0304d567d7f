"""Colours of a report: one hue in five tones that differ in lightness, so that a grey copy reads the same."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

PRIMARY = "#0B3C5D"
ACCENT = "#B85600"
WHITE = "#FFFFFF"

_LIGHTEST, _DARKEST, _CURVE = 96.0, 25.0, 1.2
"""Lightness (L*) at both ends; the curve keeps the middle light, so that text on it is easy to read."""
_UNREADABLE = (48.5, 57.5)
_MOST_SATURATION = 0.42
_TEXT_CONTRAST = 4.5
"""The least contrast of text with its ground, after WCAG 2.2, 1.4.3."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything that gives a chart or a page its colour and its letters."""

    primary: str = PRIMARY
    accent: str = ACCENT
    font_family: str = "Inter, system-ui, sans-serif"
    ink: str = "#16202A"
    grey: str = "#5B6670"
    """For secondary text: contrast 5.9 on white."""
    rule: str = "#C9D0D6"
    wash: str = "#EEF2F5"

    def heat(self, steps: int) -> tuple[str, ...]:
        """Return `steps` tones of the primary colour, lightest first, each clearly darker than the last."""
        span = _LIGHTEST - _DARKEST
        parts = ((step / max(1, steps - 1)) ** _CURVE for step in range(steps))
        return tuple(tone(self.primary, _off_middle(_LIGHTEST - span * part)) for part in parts)

    @property
    def soft(self) -> str:
        """A light tone of the primary colour for bands and bars."""
        return tone(self.primary, 84)

    @property
    def middle(self) -> str:
        """A middle tone of the primary colour."""
        return tone(self.primary, 62)


def _off_middle(wanted: float) -> float:
    """Return a lightness on which either white or ink can be read; in the middle neither reaches the contrast."""
    low, high = _UNREADABLE
    if not low < wanted < high:
        return wanted
    return low if wanted - low < high - wanted else high


def theme_for(primary: str, accent: str, font_family: str = "") -> Theme:
    """Return the theme for the given hex colours; empty ones take the default.

    A colour too light for text on white is darkened until it can be read.
    """
    plain = Theme()
    return Theme(
        primary=readable(primary or PRIMARY), accent=readable(accent or ACCENT),
        font_family=f"{font_family}, {plain.font_family}" if font_family else plain.font_family,
    )


def readable(colour: str) -> str:
    """Return `colour`, darkened until text in it has enough contrast on white."""
    while contrast(colour, WHITE) < _TEXT_CONTRAST:
        colour = _mix(colour, "#000000", 0.08)
    return colour


def text_on(ground: str) -> str:
    """Return the text colour that reads better on `ground`."""
    ink = Theme().ink
    return WHITE if contrast(WHITE, ground) >= contrast(ink, ground) else ink


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str) -> float:
    """Return the CIE lightness L* of a colour, 0 to 100."""
    luminance = _luminance(colour)
    return 116 * luminance ** (1 / 3) - 16 if luminance > 216 / 24389 else luminance * 24389 / 27


def tone(colour: str, wanted: float) -> str:
    """Return the hue of `colour` at lightness `wanted` (L*), a little less saturated."""
    hue, _, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    low, high = 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if lightness(_from_hls(hue, middle, saturation)) < wanted else (low, middle)
    return _from_hls(hue, (low + high) / 2, saturation)


def _from_hls(hue: float, light: float, saturation: float) -> str:
    parts = colorsys.hls_to_rgb(hue, light, min(saturation, _MOST_SATURATION))
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(colour: str, other: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_channels(colour), _channels(other), strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

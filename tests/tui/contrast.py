"""Contrast as it is rendered: the colours of every drawn letter and of the ground it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual.app import App
from textual.screen import ModalScreen

_FRAMES = ".dialog, CommandPalette > Vertical"
"""What people read of a screen that stands before another."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A piece of text on the screen."""

    text: str
    front: str
    back: str
    """Both as #rrggbb."""

    @property
    def ratio(self) -> float:
        """The contrast ratio."""
        return ratio(self.front, self.back)


def drawn_text(app: App[int]) -> Iterator[Drawn]:
    """Yield every text with letters or digits on the screen; of a dialog only what stands in its frame."""
    screen = app.screen
    frame = screen.region
    if isinstance(screen, ModalScreen) and screen.query(_FRAMES):
        frame = screen.query(_FRAMES).first().region
    for line, strip in enumerate(screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            inside = frame.contains(column, line)
            column += cell_len(segment.text)
            if not inside or segment.style is None or not any(letter.isalnum() for letter in segment.text):
                continue
            style = segment.style
            assert style.color is not None and style.bgcolor is not None and not style.dim, segment.text
            front, back = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
            yield Drawn(segment.text, *((back, front) if style.reverse else (front, back)))


def ratio(front: str, back: str) -> float:
    """Return the contrast ratio of WCAG 2.2, 1 to 21, of two colours as #rrggbb."""
    lighter, darker = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at:at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

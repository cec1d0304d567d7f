"""A whole number in letters of blocks, to be read from the back of a room."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

HEIGHT = 5
_SHAPES = {
    "0": ("████", "█  █", "█  █", "█  █", "████"),
    "1": ("  █ ", " ██ ", "  █ ", "  █ ", " ███"),
    "2": ("████", "   █", "████", "█   ", "████"),
    "3": ("████", "   █", " ███", "   █", "████"),
    "4": ("█  █", "█  █", "████", "   █", "   █"),
    "5": ("████", "█   ", "████", "   █", "████"),
    "6": ("████", "█   ", "████", "█  █", "████"),
    "7": ("████", "   █", "  █ ", " █  ", " █  "),
    "8": ("████", "█  █", "████", "█  █", "████"),
    "9": ("████", "█  █", "████", "   █", "████"),
}


def big(number: int) -> tuple[str, ...]:
    """Return the five lines of a whole number from 0 up."""
    return tuple("  ".join(_SHAPES[digit][line] for digit in str(number)) for line in range(HEIGHT))


class BigFigure(Widget):
    """Draws `number`; without one, an empty place."""

    DEFAULT_CSS = """
    BigFigure { width: auto; height: 5; color: $lead; }
    """

    number: reactive[int | None] = reactive(None, layout=True)

    def __init__(self, number: int | None = None, *, classes: str = "", id: str | None = None) -> None:
        super().__init__(classes=classes, id=id)
        self.set_reactive(BigFigure.number, number)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's
        """Return the width of the drawn number."""
        return len(big(self.number)[0]) if self.number is not None else 0

    def render(self) -> Content:
        """Draw the number."""
        return Content("\n".join(big(self.number)) if self.number is not None else "")

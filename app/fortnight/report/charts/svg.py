"""A small SVG writer. One unit is one point on paper; every piece of text is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from fortnight.report.theme import Theme

PAGE_WIDTH = 482.0
"""The width of the text column of an A4 page with 20 mm margins, in points."""
SMALL = 7.5
"""The size of labels, in points; nothing on a chart is set smaller than 7."""
LINE = 9.0
"""The distance between two lines of small text, in points."""


class Drawing:
    """An SVG in the making; `markup` closes it."""

    def __init__(self, width: float, height: float, description: str, theme: Theme) -> None:
        self.width = width
        self.height = height
        self.theme = theme
        self._description = description
        self._parts: list[Markup] = []

    def rect(self, x: float, y: float, width: float, height: float, *, fill: str = "none", stroke: str = "none",
             stroke_width: float = 0.75, dash: str = "", radius: float = 0) -> None:
        """Draw a rectangle; a negative width is drawn to the left."""
        if width < 0:
            x, width = x + width, -width
        self._add("rect", x=x, y=y, width=width, height=height, fill=fill, stroke=stroke,
                  stroke_width=stroke_width if stroke != "none" else None, stroke_dasharray=dash or None,
                  rx=radius or None)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, stroke: str = "", width: float = 0.75,
             dash: str = "") -> None:
        """Draw a straight line."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke or self.theme.ink, stroke_width=width,
                  stroke_dasharray=dash or None)

    def circle(self, x: float, y: float, radius: float, *, fill: str = "none", stroke: str = "none",
               stroke_width: float = 1) -> None:
        """Draw a circle."""
        self._add("circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke,
                  stroke_width=stroke_width if stroke != "none" else None)

    def polygon(self, points: Sequence[tuple[float, float]], *, fill: str = "none", stroke: str = "none",
                stroke_width: float = 1) -> None:
        """Draw a closed shape."""
        self._add("polygon", points=" ".join(f"{_number(x)},{_number(y)}" for x, y in points), fill=fill,
                  stroke=stroke, stroke_width=stroke_width if stroke != "none" else None)

    def polyline(self, points: Sequence[tuple[float, float]], *, stroke: str, width: float = 1.5,
                 dash: str = "") -> None:
        """Draw an open line through points."""
        self._add("polyline", points=" ".join(f"{_number(x)},{_number(y)}" for x, y in points), fill="none",
                  stroke=stroke, stroke_width=width, stroke_dasharray=dash or None)

    def diamond(self, x: float, y: float, radius: float, *, fill: str = "none", stroke: str = "none") -> None:
        """Draw a square that stands on a corner."""
        corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        self.polygon(corners, fill=fill, stroke=stroke)

    def text(self, x: float, y: float, text: str, *, size: float = SMALL, bold: bool = False,
             anchor: str = "start", fill: str = "") -> None:
        """Write one line of text with its baseline at `y`."""
        attributes = _attributes({
            "x": x, "y": y, "font-size": size, "font-weight": 600 if bold else None,
            "text-anchor": anchor if anchor != "start" else None, "fill": fill or self.theme.ink,
        })
        self._parts.append(Markup("<text{}>{}</text>").format(attributes, text))

    def lines(self, x: float, y: float, lines: Sequence[str], *, size: float = SMALL, bold: bool = False,
              anchor: str = "start", fill: str = "", leading: float = LINE) -> None:
        """Write several lines of text, the first with its baseline at `y`."""
        for index, line in enumerate(lines):
            self.text(x, y + index * leading, line, size=size, bold=bold, anchor=anchor, fill=fill)

    def markup(self) -> Markup:
        """Return the finished SVG."""
        head = _attributes({
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {_number(self.width)} {_number(self.height)}",
            "width": f"{_number(self.width)}pt", "height": f"{_number(self.height)}pt", "role": "img",
            "font-family": self.theme.font_family,
        })
        body = Markup("").join(self._parts)
        return Markup("<svg{}><title>{}</title>{}</svg>").format(head, self._description, body)

    def _add(self, tag: str, **attributes: float | str | None) -> None:
        named = {name.replace("_", "-"): value for name, value in attributes.items()}
        self._parts.append(Markup("<{}{}/>").format(Markup(tag), _attributes(named)))


def _attributes(named: dict[str, float | str | None]) -> Markup:
    return Markup("").join(
        Markup(' {}="{}"').format(name, value if isinstance(value, str) else _number(value))
        for name, value in named.items() if value is not None
    )


def _number(value: float) -> str:
    """Return a coordinate with at most two decimals: enough for a hundredth of a point."""
    return str(escape(f"{value:.2f}".rstrip("0").rstrip(".") or "0"))

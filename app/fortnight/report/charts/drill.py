"""The two-week test as a line of days: what keeps running, and the day on which it breaks."""

from __future__ import annotations

from markupsafe import Markup

from fortnight.core.drill import DrillResult, PlayedCard
from fortnight.report.catalogue import Words
from fortnight.report.charts.measure import width_of, wrap
from fortnight.report.charts.svg import PAGE_WIDTH, Drawing
from fortnight.report.theme import Theme

_HEIGHT, _MIDDLE, _EMPTY_HEIGHT = 82.0, 41.0, 14.0


def drill_chart(drill: DrillResult, words: Words, theme: Theme, description: str) -> Markup:
    """Return the cards in order of day; the line is unbroken up to the first break."""
    if not drill.cards:
        drawing = Drawing(PAGE_WIDTH, _EMPTY_HEIGHT, description, theme)
        drawing.text(0, _EMPTY_HEIGHT - 4, words.say("drill.no_cards"), fill=theme.grey)
        return drawing.markup()
    drawing = Drawing(PAGE_WIDTH, _HEIGHT + 11, description, theme)
    step = PAGE_WIDTH / len(drill.cards)
    places = [step * (index + 0.5) for index in range(len(drill.cards))]
    _line(drawing, drill, places)
    for index, (card, x) in enumerate(zip(drill.cards, places, strict=True)):
        _mark(drawing, card.counted or "unplayed", x, _MIDDLE, 5)
        # Labels alternate above and below, so each has the room of two; those at the ends lean inwards.
        room = 1.5 * step - 2 if index in (0, len(drill.cards) - 1) else 2 * step - 6
        _label(drawing, card, x, above=index % 2 == 0, width=min(max(room, 40), 92), words=words)
    _key(drawing, words)
    return drawing.markup()


def _line(drawing: Drawing, drill: DrillResult, places: list[float]) -> None:
    """Draw a whole line as far as the process is known to live, and a dotted one from there."""
    stops = (index for index, card in enumerate(drill.cards) if card.counted in ("breaks", None))
    first = next(stops, None)
    end = PAGE_WIDTH if first is None else places[first]
    if first != 0:
        drawing.line(0, _MIDDLE, end, _MIDDLE, stroke=drawing.theme.primary, width=2.5)
    if first is not None:
        start = 0.0 if first == 0 else end
        drawing.line(start, _MIDDLE, PAGE_WIDTH, _MIDDLE, stroke=drawing.theme.grey, width=1, dash="2 3")


def _mark(drawing: Drawing, outcome: str, x: float, y: float, size: float) -> None:
    theme = drawing.theme
    if outcome == "runs":
        drawing.circle(x, y, size, fill=theme.primary)
    elif outcome == "recovers":
        drawing.circle(x, y, size * 0.85, fill="#FFFFFF", stroke=theme.primary, stroke_width=size * 0.4)
    elif outcome == "limps":
        half, foot = size * 1.15, y + size * 0.9
        drawing.polygon([(x, y - size * 1.2), (x + half, foot), (x - half, foot)], fill=theme.middle)
    elif outcome == "breaks":
        drawing.rect(x - size * 1.15, y - size * 1.15, size * 2.3, size * 2.3, fill=theme.accent)
        for slope in (-0.6, 0.6):
            drawing.line(x - size * 0.6, y - size * slope, x + size * 0.6, y + size * slope, stroke="#FFFFFF",
                         width=size * 0.32)
    else:
        drawing.rect(x - size * 0.85, y - size * 0.85, size * 1.7, size * 1.7, fill="#FFFFFF", stroke=theme.grey,
                     dash="2 1.5")


def _label(drawing: Drawing, card: PlayedCard, x: float, *, above: bool, width: float, words: Words) -> None:
    lines = wrap(card.title, width, 7, 2)
    widest = max([width_of(line, 7) for line in lines] + [width_of("14", 8, bold=True)])
    # A label at the end of the line leans inwards, so that it stays on the page.
    centre = min(max(x, widest / 2), PAGE_WIDTH - widest / 2)
    ink = drawing.theme.accent if card.counted == "breaks" else drawing.theme.ink
    day = words.form.exact(card.day)
    if above:
        start = _MIDDLE - 12 - (len(lines) - 1) * 8
        drawing.text(centre, start - 9, day, size=8, bold=True, anchor="middle", fill=ink)
        drawing.lines(centre, start, lines, size=7, anchor="middle", fill=ink, leading=8)
    else:
        drawing.text(centre, _MIDDLE + 17, day, size=8, bold=True, anchor="middle", fill=ink)
        drawing.lines(centre, _MIDDLE + 25.5, lines, size=7, anchor="middle", fill=ink, leading=8)


def _key(drawing: Drawing, words: Words) -> None:
    x, y = 0.0, _HEIGHT + 4
    for outcome in ("runs", "recovers", "limps", "breaks", "unplayed"):
        label = words.say(f"drill.key_{outcome}")
        _mark(drawing, outcome, x + 4, y, 3)
        drawing.text(x + 11, y + 2.6, label, size=7, fill=drawing.theme.grey)
        x += 22 + width_of(label, 7)

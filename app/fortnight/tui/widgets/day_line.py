"""Fourteen days in a row: which card falls on which day, how each went, and how long the process survives."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from fortnight.core.drill import DrillResult, PlayedCard
from fortnight.tui.messages import CardWanted

DAYS = 14
SIGNS = {"runs": ("✓", "$good"), "recovers": ("↺", "$good"), "limps": ("~", "$warn"), "breaks": ("✗", "$bad")}
"""Sign and colour of each outcome, as it counts."""
NOT_PLAYED = ("·", "$quiet")


class DayLine(Widget):
    """Three lines: the days, the cards on them, and the stretch known to be survived. A click goes to a card."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    DayLine { height: 3; }
    """

    result: reactive[DrillResult | None] = reactive(None)
    current = reactive("")

    def render(self) -> Content:
        """Draw the three lines."""
        if self.result is None:
            return Content("")
        width = self._day_width
        days, cards, stretch = [], [], []
        broken = self.result.first_break
        not_played = min((card.day for card in self.result.cards if card.played is None), default=DAYS + 1)
        for day in range(1, DAYS + 1):
            here = any(card.card_id == self.current for card in self._on(day))
            days.append(Content.styled(str(day).ljust(width), "bold $lead" if here else "$quiet"))
            cards.append(self._day(day, width))
            if broken is not None and day >= broken.day:
                stretch.append(Content.styled(("✗" if day == broken.day else "┄") + "┄" * (width - 1), "$bad"))
            elif day >= not_played:
                stretch.append(Content.styled("┈" * width, "$quiet"))
            else:
                stretch.append(Content.styled("━" * width, "$good" if self.result.passes else "$lead"))
        return Content("\n").join(Content("").join(line) for line in (days, cards, stretch))

    @property
    def _day_width(self) -> int:
        return max(5, self.content_size.width // DAYS)

    def _on(self, day: int) -> list[PlayedCard]:
        return [card for card in self.result.cards if card.day == day] if self.result is not None else []

    def _day(self, day: int, width: int) -> Content:
        parts: list[Content] = []
        for card in self._on(day):
            sign, style = SIGNS[card.counted] if card.counted is not None else NOT_PLAYED
            here = card.card_id == self.current
            parts.append(Content.styled(f"[{sign}]" if here else sign, f"bold {style}" if here else style))
        drawn = Content(" ").join(parts)
        return drawn + Content(" " * max(0, width - cell_len(drawn.plain)))

    def on_click(self, event: events.Click) -> None:
        """Go to the card under the pointer, on a day with several to the one that is nearest."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        cards = self._on(offset.x // self._day_width + 1)
        if cards:
            position = min(offset.x % self._day_width // 2, len(cards) - 1)
            self.post_message(CardWanted(cards[position].card_id))

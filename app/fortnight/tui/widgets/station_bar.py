"""The stations of the scoping record as tabs; arrows and digits choose while it has the focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.binding import Binding
from textual.reactive import reactive

from fortnight.forms.stations import STATIONS
from fortnight.tui.messages import StationWanted
from fortnight.tui.widgets.parts_line import Part, PartsLine


class StationBar(PartsLine, can_focus=True):
    """Shows which station is open, and how many clauses each one still holds open."""

    BINDINGS = [
        Binding("left", "step(-1)", "Previous", show=False),
        Binding("right", "step(1)", "Next", show=False),
        *(Binding(station.digit, f"choose('{station.id}')", station.title, show=False) for station in STATIONS),
    ]
    HELP = "← → or a digit choose a station; Tab or ↓ goes into its fields."
    DEFAULT_CSS = """
    StationBar {
        background: $background;
        &:focus { background: $panel; }
    }
    """

    current = reactive("case")
    still_open: reactive[Mapping[str, int]] = reactive({})
    """Open clauses by station; only stations that have some."""

    def parts_for(self, width: int) -> Sequence[Part]:
        """Return a tab for each station, with less air where the line is narrow."""
        wide = self._drawn(wide=True)
        narrow = self._drawn(wide=False)
        least = [part for part in narrow if part.text.strip()]
        return next((parts for parts in (wide, narrow) if sum(part.width for part in parts) <= width), least)

    def _drawn(self, *, wide: bool) -> list[Part]:
        parts: list[Part] = []
        for station in STATIONS:
            here = station.id == self.current
            open_count = self.still_open.get(station.id, 0)
            count = f" {open_count}○" if open_count else ""
            action = f"screen.station('{station.id}')"
            key = "bold $chosen-text on $chosen" if here else "$lead"
            word = "bold $chosen-text on $chosen" if here else "$foreground"
            small = "$chosen-text on $chosen" if here else "$warn"
            parts += [Part(f" {station.digit}", key, action, station.question),
                      Part(f" {station.title}", word, action, station.question),
                      Part(f"{count} " if wide else " ", small, action, station.question),
                      Part(" " if wide else "")]
        return parts

    def action_step(self, step: int) -> None:
        """Go to the station beside."""
        ids = [station.id for station in STATIONS]
        self.post_message(StationWanted(ids[(ids.index(self.current) + step) % len(ids)]))

    def action_choose(self, station_id: str) -> None:
        """Go to the station with this digit."""
        self.post_message(StationWanted(station_id))

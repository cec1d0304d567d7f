"""The areas of the app in the order of their keys: the one table that says what F2 to F7 open.

A screen is named by module and class and imported when its area is opened for the first time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from fortnight.tui.commands import key_name

if TYPE_CHECKING:
    from fortnight.tui.screens.area import AreaScreen


@dataclass(frozen=True, slots=True)
class Area:
    """One of the six places where work is done."""

    id: str
    key: str
    title: str
    help: str
    screen: str
    """module:class below fortnight.tui.screens."""

    @property
    def command_id(self) -> str:
        """Id of the command that goes there, for a keymap."""
        return f"area.{self.id}"

    def shown_key(self, keymap: Mapping[str, str]) -> str:
        """Return the key as people read it, the one that they gave it if they did."""
        return key_name(keymap.get(self.command_id, self.key))

    def open(self) -> AreaScreen:
        """Return a new screen of the area."""
        module, name = self.screen.split(":")
        screen: AreaScreen = getattr(import_module(f"fortnight.tui.screens.{module}"), name)()
        return screen


AREAS = (
    Area("assess", "f2", "Assess", "Answer the questions.", "assess:AssessScreen"),
    Area("scope", "f3", "Scope", "Frame each use case: metric, baseline, data, owners, law.", "scope:ScopeScreen"),
    Area("test", "f4", "Test", "Play the two weeks without the project team.", "drill:TestScreen"),
    Area("return", "f5", "Return", "See what it is worth, and what that rests on.", "money:ReturnScreen"),
    Area("roadmap", "f6", "Roadmap", "Decide what is done, in which order, and what is not done.",
         "roadmap:RoadmapScreen"),
    Area("report", "f7", "Report", "Write the report: PDF, HTML, Markdown, CSV or JSON.", "report:ReportScreen"),
    Area("agenda", "f10", "Agenda", "See what is next in the workshop, and how the time stands.",
         "agenda:AgendaScreen"),
)

BY_ID = {area.id: area for area in AREAS}

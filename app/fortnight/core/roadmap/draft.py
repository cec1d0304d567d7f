"""A finished plan before it is put into words: what was selected, how it was scheduled, what it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from fortnight.core.roadmap.causes import Causes
from fortnight.core.roadmap.instance import Instance, Schedule
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roadmap.selection import Selection
from fortnight.core.roadmap.setting import Setting
from fortnight.core.roadmap.weeks import Weeks
from fortnight.core.wording import Wording, quoted


@dataclass(frozen=True)
class Draft:
    """Everything that the words of a roadmap are made from."""

    setting: Setting
    causes: Causes
    selection: Selection
    weeks: Weeks
    instance: Instance
    schedule: Schedule
    closings: Mapping[str, Closing]

    @property
    def wording(self) -> Wording:
        """How numbers, dates and lists are written."""
        return self.setting.wording

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The planned actions by start, needs before what needs them."""
        position = {key: place for place, key in enumerate(self.schedule.placed)}
        return tuple(sorted(position, key=lambda key: (self.schedule.placed[key].start, position[key])))

    def title(self, action_id: str) -> str:
        """Return the title of an action in quotation marks."""
        return quoted(self.causes.actions[action_id].title)

    def titles(self, action_ids: tuple[str, ...] | list[str]) -> str:
        """Return titles as a list in a sentence."""
        return self.wording.join(self.title(action_id) for action_id in action_ids)

    def names(self, case_ids: tuple[str, ...] | list[str]) -> str:
        """Return the names of use cases as a list in a sentence."""
        return self.wording.join(quoted(self.setting.name(case_id)) for case_id in case_ids)

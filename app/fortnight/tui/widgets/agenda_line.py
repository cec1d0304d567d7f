"""One quiet line: part of the workshop, minutes used, and whether the present question can change the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from fortnight.tui.planner import WHILE_ANSWERING
from fortnight.tui.widgets.parts_line import Part, PartsLine, shortened

if TYPE_CHECKING:
    from fortnight.tui.app import FortnightApp

_LOOK_AT_THE_CLOCK = 15.0
"""Seconds between two looks at the time."""


class AgendaLine(PartsLine):
    """Says what the agenda says about one question; a click goes to the agenda."""

    ALLOW_SELECT = True
    DEFAULT_CSS = """
    AgendaLine { color: $quiet; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._question_id = ""

    @property
    def _fortnight(self) -> FortnightApp:
        return cast("FortnightApp", self.app)

    def on_mount(self) -> None:
        """Follow agenda and time."""
        self.watch(self.app, "revision", self._look, init=False)
        self.set_interval(_LOOK_AT_THE_CLOCK, self._look)

    def _look(self) -> None:
        self.refresh()

    def show(self, question_id: str) -> None:
        """Say what hangs on this question."""
        self._question_id = question_id
        self.call_after_refresh(self._want)
        self.refresh()

    def on_resize(self) -> None:
        """Have the agenda made once there is room for the line."""
        self.call_after_refresh(self._want)

    def _want(self) -> None:
        # Low screens hide the line; only after the layout is it known whether this is one.
        if self._question_id and self.styles.display != "none":
            self._fortnight.planner.want(pause=WHILE_ANSWERING)

    def parts_for(self, width: int) -> Sequence[Part]:
        """Return the line."""
        planner = self._fortnight.planner
        said = self._time()
        if planner.planned is not None and self._question_id:
            said = [*said, self._weight()]
        return (Part(shortened(" · ".join(said), width), "", "app.area('agenda')", "F10 shows the agenda."),)

    def _time(self) -> list[str]:
        planner = self._fortnight.planner
        part = planner.clock.part
        if part is None or planner.planned is None:
            return []
        from fortnight.tui.agenda_points import part_of

        plan = part_of(planner.planned.agenda, part)
        return [f"{plan.title}: {planner.clock.minutes(part)} of {plan.planned_minutes} minutes"]

    def _weight(self) -> str:
        planned = self._fortnight.planner.planned
        assert planned is not None
        if planned.agenda.nothing_more_can_change:
            return planned.agenda.headline
        question = planned.question(self._question_id)
        if question is None:
            return "settled; the verdict does not wait for it"
        return question.why.removeprefix(f"{question.title}: ").rstrip(".")

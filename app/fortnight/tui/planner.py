"""The agenda beside the screen: computed on a thread once typing pauses, and the workshop's clock.

Putting every open question at its best and its worst takes some tenths of a second; no key may wait for that.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from fortnight.core.agenda_plan import Agenda, OpenQuestion
    from fortnight.core.assessment import Assessment
    from fortnight.core.evaluation import Evaluation
    from fortnight.core.questionnaire import Questionnaire
    from fortnight.tui.open_file import OpenFileApp
    from fortnight.tui.workshop_clock import WorkshopClock

PAUSE = 0.3
"""Seconds without a change before the agenda that somebody looks at is made anew."""
WHILE_ANSWERING = 1.0
"""The same for whoever answers one question after the other, whose keys it would slow down."""
CLOCK_IS_KEPT = 30.0
"""Seconds between two times that a running clock is remembered for the next run."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An agenda, and what it was made from."""

    assessment: Assessment
    case_id: str
    evaluation: Evaluation | None
    """What gave it verdict and roadmap; without one those items have no figures."""
    agenda: Agenda

    def question(self, question_id: str) -> OpenQuestion | None:
        """Return a question that is still open; None for one that is settled."""
        return next((each for each in self.agenda.questions if each.question_id == question_id), None)


class Planner:
    """Keeps the latest agenda of the open file; the app's `revision` grows when there is a newer one."""

    def __init__(self, app: OpenFileApp) -> None:
        self._app = app
        self._clock: WorkshopClock | None = None
        self._wanted: tuple[Assessment, str, Evaluation | None] | None = None
        self._pause: Timer | None = None
        self._seen: Timer | None = None
        """Remembers, while the clock is there, how it stands."""
        self.planned: Planned | None = None
        """The last agenda; older than the assessment while a newer one is under way."""
        self.problem = ""
        """Why there is no newer one; empty when nothing is wrong."""

    @property
    def clock(self) -> WorkshopClock:
        """The clock of this workshop, which goes on from the last run."""
        # Imported here: they bring the models, which the first screen does not wait for.
        from fortnight.storage.workshop_times import keep_times, kept_times
        from fortnight.tui.workshop_clock import WorkshopClock

        if self._clock is None:
            path = self._app.open_store.path
            self._clock = WorkshopClock(time.time, kept_times(path), partial(keep_times, path))
            self._seen = self._app.set_interval(CLOCK_IS_KEPT, self._clock.look)
        return self._clock

    def forget(self) -> None:
        """Drop agenda and clock: another file is open."""
        if self._seen is not None:
            self._seen.stop()
        self._clock = self._seen = self._wanted = self.planned = None
        self.problem = ""

    @property
    def is_current(self) -> bool:
        """Whether the agenda was made from the answers and the use case at hand."""
        planned = self.planned
        return (planned is not None and planned.assessment is self._app.assessment
                and planned.case_id == self._app.case_id)

    def want(self, evaluation: Evaluation | None = None, *, pause: float = PAUSE) -> None:
        """Have the agenda made `pause` seconds after the last change, unless that is done or under way.

        `evaluation` is that of exactly these answers, where there is one.
        """
        assessment, case_id = self._app.open_store.assessment, self._app.case_id
        if self._wanted is not None:
            asked, asked_case, known = self._wanted
            same = asked is assessment and asked_case == case_id
            if same and (evaluation is None or known is evaluation):
                return
        self._wanted = (assessment, case_id, evaluation)
        if self._pause is not None:
            self._pause.stop()
        self._pause = self._app.set_timer(pause, self._begin)

    def _begin(self) -> None:
        if self._wanted is not None:
            store = self._app.open_store
            plan = partial(self._plan, store.questionnaire, store.earlier, *self._wanted)
            self._app.run_worker(plan, thread=True, exclusive=True, group="agenda")

    def _plan(self, questionnaire: Questionnaire, earlier: Sequence[Assessment], assessment: Assessment,
              case_id: str, evaluation: Evaluation | None) -> None:
        from fortnight.core.agenda import agenda

        case = evaluation.cases.get(case_id) if evaluation is not None else None
        try:
            made = agenda(assessment, questionnaire, case_id or None,
                          verdict=case.verdict if case is not None else None,
                          roadmap=evaluation.roadmap if evaluation is not None else None, earlier=earlier)
        except Exception as fault:  # noqa: BLE001 - a fault here must not end a workshop: it is logged and said
            self._app.call_later(self._say_fault, fault)
        else:
            self._app.call_later(self._take, Planned(assessment, case_id, evaluation, made))

    def _say_fault(self, fault: Exception) -> None:
        from fortnight.storage.faults import write_fault

        self.problem = f"The agenda failed through a fault of the program. Details: {write_fault(fault)}"
        self._app.revision += 1

    def _take(self, planned: Planned) -> None:
        if self._is_wanted(planned):
            self.planned, self.problem = planned, ""
            self._app.revision += 1

    def _is_wanted(self, planned: Planned) -> bool:
        if self._wanted is None:
            return False
        assessment, case_id, evaluation = self._wanted
        return (planned.assessment is assessment and planned.case_id == case_id
                and planned.evaluation is evaluation)

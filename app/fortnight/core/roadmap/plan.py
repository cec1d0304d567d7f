"""A roadmap: actions in order against capacity, each with the answers that caused it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from fortnight.core.assessment import ActionStatus
from fortnight.core.base import Stage
from fortnight.core.questionnaire import Effort

Horizon = Literal["now", "next", "later"]
CauseKind = Literal["clause", "gap", "card", "measure", "lever", "need", "pinned"]


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason why an action is on the roadmap."""

    kind: CauseKind
    ref: str
    """Clause id, question id, card id, input name, or the id of the action that needs this one."""
    use_case_id: str
    """Empty for a cause that concerns the whole team."""
    text: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class RoadmapItem:
    """One scheduled action."""

    action_id: str
    rank: int
    """Position in the order, from 1."""
    title: str
    horizon: Horizon
    start_week: int
    """Week of work, 0 for the week of day 0."""
    end_week: int
    """Last week of work, inclusive."""
    ready_week: int
    """The week from which what needs it may start: after the work and any waiting."""
    start: dt.date | None
    """Monday of the first week of work; None when the assessment has no date to count from."""
    finish: dt.date | None
    """Friday of the last week of work or waiting; None as for `start`."""
    role: str
    owner: str
    status: ActionStatus
    due: dt.date | None
    late: bool
    """Whether it finishes after its due date."""
    pinned: bool
    effort: Effort
    wait_weeks: float
    why: tuple[Cause, ...]
    why_now: str
    """One sentence: what its place in the order depends on."""
    first_step: str
    done_when: str
    needs: tuple[str, ...]
    gate: str
    unlocks: tuple[str, ...]
    """Titles or sentences: what becomes possible once it is done."""
    score_change: float
    """Change of the overall score when it is done, all else as in the plan before it."""
    use_cases: tuple[str, ...]
    decides_go_live_of: tuple[str, ...]
    """Use cases on whose chain to go-live it lies."""

    @property
    def last_week(self) -> int:
        """The last week of work or waiting, inclusive; `finish` is its Friday."""
        return max(self.end_week, self.ready_week - 1)


@dataclass(frozen=True, slots=True)
class NotDoing:
    """An action left out: on purpose, or because nothing in the plan makes it possible."""

    action_id: str
    title: str
    reason: str
    by_choice: bool = True
    """False when it cannot be planned: nobody has time, its needs run in a circle, it ends too late."""


@dataclass(frozen=True, slots=True)
class DoneItem:
    """An action that people marked done."""

    action_id: str
    title: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Wave:
    """Now, Next or Later as a whole."""

    horizon: Horizon
    action_ids: tuple[str, ...]
    starts: dt.date | None
    """Monday of its first week; None when the assessment has no date."""
    ends: dt.date | None
    """Friday of the last week in which its actions start; None for Later and without a date."""
    score_after: float | None
    """Overall score once every action of this wave and those before it is done; None: not assessed."""
    earned_after: Mapping[str, Stage]
    """Earned stage of each use case at that point."""


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """Person-days used and available for a role in a week."""

    role: str
    week: int
    used: float
    available: float


@dataclass(frozen=True, slots=True)
class Closing:
    """What it takes to bring one use case to its aim."""

    use_case_id: str
    action_ids: tuple[str, ...]
    effort_days: Effort
    """Sum of the actions' efforts."""
    go_live_week: int | None
    """None: not reachable with these actions and this capacity."""
    go_live: dt.date | None
    months: float | None
    """How long the work takes, as the money counts it; to show a go-live, ask for `go_live_week`."""
    chain: tuple[str, ...]
    """The actions that decide go-live, first to last."""
    unclosable: tuple[str, ...]
    """Sentences on open clauses that no action of the questionnaire closes."""
    effort_by_action: Mapping[str, Effort] = field(default_factory=dict)
    """What `effort_days` sums."""
    shared_action_ids: tuple[str, ...] = ()
    """Those of the actions that other use cases need for their aims too; counted in full here."""

    def without_go_live(self) -> Closing:
        """Return the same work without a date, for a use case that is stopped and so never goes live.

        The months stay: the money, on which it was stopped, is reckoned with the time that the work would take.
        """
        return replace(self, go_live_week=None, go_live=None, chain=())

    def without(self, action_ids: Container[str]) -> Closing:
        """Return the closing with the effort of some actions left out, because another use case pays for it."""
        paid = [effort for key, effort in self.effort_by_action.items() if key in action_ids]
        if not paid:
            return self
        own = {key: effort for key, effort in self.effort_by_action.items() if key not in action_ids}
        return replace(
            self,
            effort_by_action=own,
            effort_days=Effort(
                min=_rest(self.effort_days.min, (each.min for each in paid)),
                likely=_rest(self.effort_days.likely, (each.likely for each in paid)),
                max=_rest(self.effort_days.max, (each.max for each in paid)),
            ),
        )


def _rest(days: float, paid: Iterable[float]) -> float:
    return max(0.0, round(days - sum(paid), 2))


@dataclass(frozen=True, slots=True)
class Roadmap:
    """The whole plan."""

    day_zero: dt.date | None
    """First Monday on or after the assessment's date; None without a date: the plan then counts weeks only."""
    items: tuple[RoadmapItem, ...]
    done: tuple[DoneItem, ...]
    not_doing: tuple[NotDoing, ...]
    waves: tuple[Wave, ...]
    loads: tuple[WeekLoad, ...]
    closings: Mapping[str, Closing]
    warnings: tuple[str, ...]
    """Sentences on decisions that break a need, roles without capacity, actions past the horizon."""

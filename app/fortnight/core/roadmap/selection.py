"""Which actions are planned: causes heard, needs followed, decisions of people obeyed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fortnight.core.roadmap.causes import Caused, Causes, needed_by, pinned
from fortnight.core.roadmap.circles import Tangle, everything_behind, tangle
from fortnight.core.roadmap.closers import needs_doing
from fortnight.core.roadmap.plan import Cause, CauseKind
from fortnight.core.roadmap.setting import DRILL_CLAUSE, Setting


@dataclass(frozen=True, slots=True)
class Selection:
    """The actions to plan, and those that something calls for but that are left out."""

    planned: tuple[str, ...]
    """In the order of the questionnaire; no circles."""
    causes: Mapping[str, tuple[Cause, ...]]
    """Of every action that something calls for, planned or not."""
    needs: Mapping[str, tuple[str, ...]]
    """The planned actions that each planned action needs."""
    closing: Mapping[str, tuple[str, ...]]
    """What each active use case needs to reach its aim, left-out actions included; done ones are not."""
    used_by: Mapping[str, tuple[str, ...]]
    """The use cases that call for an action."""
    rejected: tuple[str, ...]
    """Called for, and rejected or dropped by people."""
    only_stopped: Mapping[str, tuple[str, ...]]
    """Actions that only stopped use cases call for, with those use cases."""
    broken_needs: tuple[tuple[str, str], ...]
    """A planned action and a need of it that people rejected."""
    unknown_needs: tuple[tuple[str, str], ...]
    """An action and a need of it that the questionnaire does not have."""
    tangle: Tangle


def is_done(setting: Setting, action_id: str) -> bool:
    """Return whether people marked an action done."""
    return setting.decision(action_id).status == "done"


def is_rejected(setting: Setting, action_id: str) -> bool:
    """Return whether people rejected or dropped an action."""
    decision = setting.decision(action_id)
    return decision.status != "done" and (decision.status == "dropped" or bool(decision.rejected_because.strip()))


def select(setting: Setting, causes: Causes) -> Selection:
    """Return what to plan."""
    picker = _Picker(setting, causes)
    nobody = not setting.assessment.active_cases
    picker.follow([gap for gap in causes.team if nobody or picker.concerns(gap, setting.live_cases)], None)
    for case_id in setting.live_cases:
        picker.follow(causes.cases[case_id], case_id)
    picker.follow(
        [
            Caused(action_id, pinned(action_id))
            for action_id, decision in setting.assessment.roadmap.items()
            if decision.pinned and action_id not in picker.causes and needs_doing(setting, action_id, None)
        ],
        None,
    )
    wanted = picker.causes
    closing = {case_id: _closing(picker, case_id) for case_id in setting.assessment.active_cases}
    chosen = [key for key in causes.actions if key in wanted and not is_rejected(setting, key)]
    needs = _needs_among(picker, chosen)
    knot = tangle(needs)
    return Selection(
        planned=tuple(key for key in chosen if key not in knot.stuck),
        causes={key: tuple(sorted(found.values(), key=_strongest_first)) for key, found in wanted.items()},
        needs={key: own for key, own in needs.items() if key not in knot.stuck},
        closing=closing,
        used_by={key: tuple(cases) for key, cases in picker.used_by.items()},
        rejected=tuple(key for key in causes.actions if key in wanted and is_rejected(setting, key)),
        only_stopped=_only_stopped(setting, causes, wanted),
        broken_needs=tuple(pair for pair in picker.broken_needs if pair[0] in needs),
        unknown_needs=tuple(picker.unknown_needs),
        tangle=knot,
    )


def _strongest_first(cause: Cause) -> int:
    order: tuple[CauseKind, ...] = ("measure", "clause", "card", "lever", "gap", "need", "pinned")
    return order.index(cause.kind)


@dataclass
class _Picker:
    """Collects actions with their causes while needs are followed."""

    setting: Setting
    known: Causes
    causes: dict[str, dict[tuple[str, str, str], Cause]] = field(default_factory=dict)
    used_by: dict[str, dict[str, None]] = field(default_factory=dict)
    for_team: set[str] = field(default_factory=set)
    """What is called for whatever the use cases."""
    broken_needs: dict[tuple[str, str], None] = field(default_factory=dict)
    unknown_needs: dict[tuple[str, str], None] = field(default_factory=dict)

    def concerns(self, caused: Caused, cases: Iterable[str]) -> bool:
        """Return whether an action concerns one of `cases`."""
        action = self.known.actions[caused.action_id]
        return any(self.setting.concerns(action, case_id) for case_id in cases)

    def follow(self, seeds: Iterable[Caused], case_id: str | None) -> dict[str, None]:
        """Take `seeds` and all that they need for a use case, or for the team (None); return what was taken."""
        taken: dict[str, None] = {}
        waiting = deque(seeds)
        while waiting:
            caused = waiting.popleft()
            action_id, cause = caused.action_id, caused.cause
            if is_done(self.setting, action_id):
                continue
            self.causes.setdefault(action_id, {}).setdefault((cause.kind, cause.ref, cause.use_case_id), cause)
            if case_id is None:
                self.for_team.add(action_id)
            else:
                self.used_by.setdefault(action_id, {})[case_id] = None
            if action_id in taken:
                continue
            taken[action_id] = None
            if is_rejected(self.setting, action_id):
                continue
            for need in self.needs_of(action_id):
                if need not in self.known.actions:
                    self.unknown_needs[action_id, need] = None
                elif needs_doing(self.setting, need, case_id) and not is_done(self.setting, need):
                    if is_rejected(self.setting, need):
                        self.broken_needs[action_id, need] = None
                    waiting.append(Caused(need, needed_by(self.known.actions[action_id], action_id)))
        return taken

    def waits_for(self, action_id: str, need: str) -> bool:
        """Return whether a need of an action is still to be met for the team or a use case that calls for it."""
        if action_id in self.for_team:
            return True
        return any(needs_doing(self.setting, need, case_id) for case_id in self.used_by.get(action_id, ()))

    def needs_of(self, action_id: str) -> tuple[str, ...]:
        """Return what an action needs: as written, and the steps below it of the same question."""
        action = self.known.actions[action_id]
        needs = list(action.needs)
        if action.question is not None and action.level is not None:
            level = self.setting.level(action.question)
            needs += self.setting.steps(action.question, level, action.level - 1)
        return tuple(dict.fromkeys(needs))


def _closing(picker: _Picker, case_id: str) -> tuple[str, ...]:
    """Return what a use case needs for its aim: what closes its open clauses, and what is marked for its gates.

    An action marked for a gate counts when this use case or the whole team calls for it; what only another use
    case calls for is not charged here.
    """
    setting = picker.setting
    own = _Picker(setting, picker.known)
    clauses = [caused for caused in picker.known.cases[case_id] if caused.cause.kind == "clause"]
    open_gates = {closer.clause.gate for closer in picker.known.closers[case_id]}
    marked = [
        Caused(action_id, next(iter(found.values())))
        for action_id, found in picker.causes.items()
        if picker.known.actions[action_id].gate in open_gates
        and (action_id in picker.for_team or case_id in picker.used_by.get(action_id, ()))
        and needs_doing(setting, action_id, case_id)
    ]
    taken = own.follow([*clauses, *marked], case_id)
    if case_id in setting.stopped:
        return tuple(key for key in picker.known.actions if key in taken)
    return tuple(key for key in picker.known.actions if key in taken and key in picker.causes)


def _needs_among(picker: _Picker, chosen: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the needs among the chosen actions; the two-week test is replayed after what mends it.

    A need that is met for every use case that calls for the action holds nothing up, although the plan may have it
    for the sake of another one.
    """
    inside = set(chosen)
    needs = {
        key: tuple(need for need in picker.needs_of(key) if need in inside and picker.waits_for(key, need))
        for key in chosen
    }
    mending = [
        key for key in chosen if any(cause.kind == "card" for cause in picker.causes[key].values())
    ]
    for key in chosen:
        if DRILL_CLAUSE in picker.known.actions[key].clauses:
            before = [mend for mend in mending if mend != key and key not in everything_behind(needs, mend)]
            needs[key] = tuple(dict.fromkeys([*needs[key], *before]))
    return needs


def _only_stopped(
    setting: Setting, causes: Causes, wanted: Mapping[str, object]
) -> Mapping[str, tuple[str, ...]]:
    """Return the actions that nothing but stopped use cases calls for, with those use cases."""
    found: dict[str, dict[str, None]] = {}
    for case_id in setting.stopped_cases:
        picker = _Picker(setting, causes)
        taken = picker.follow(causes.cases[case_id], case_id)
        gaps = [caused for caused in causes.team if picker.concerns(caused, [case_id])]
        for action_id in [*taken, *(caused.action_id for caused in gaps)]:
            if action_id not in wanted and not is_done(setting, action_id):
                found.setdefault(action_id, {})[case_id] = None
    return {key: tuple(found[key]) for key in causes.actions if key in found}

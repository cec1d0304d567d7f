"""Needs that run in a circle: no order exists for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Needs = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Tangle:
    """What cannot be put in order."""

    circles: tuple[tuple[str, ...], ...]
    """Each circle once: every action needs the next, and the last needs the first."""
    stuck: frozenset[str]
    """Everything on a circle or in need of something on one."""


def tangle(needs: Needs) -> Tangle:
    """Return the circles among `needs`, whose values name keys only."""
    stuck = _not_orderable(needs)
    circles: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for root in needs:
        path: list[str] = []
        node: str | None = root if root in stuck else None
        while node is not None and node not in seen:
            seen.add(node)
            path.append(node)
            node = next(need for need in needs[node] if need in stuck)
        if node in path:
            circles.append(tuple(path[path.index(node) :]))
    return Tangle(tuple(circles), frozenset(stuck))


def everything_behind(needs: Needs, action_id: str) -> set[str]:
    """Return all that an action needs, directly or not."""
    found: set[str] = set()
    waiting = list(needs.get(action_id, ()))
    while waiting:
        need = waiting.pop()
        if need not in found:
            found.add(need)
            waiting.extend(needs.get(need, ()))
    return found


def _not_orderable(needs: Needs) -> set[str]:
    """Return what is left when everything whose needs can all be met first is taken away."""
    open_needs = {action_id: len(set(own)) for action_id, own in needs.items()}
    needed_by: dict[str, list[str]] = {}
    for action_id, own in needs.items():
        for need in set(own):
            needed_by.setdefault(need, []).append(action_id)
    free = [action_id for action_id, count in open_needs.items() if count == 0]
    left = set(needs)
    while free:
        action_id = free.pop()
        left.discard(action_id)
        for waiting in needed_by.get(action_id, ()):
            open_needs[waiting] -= 1
            if open_needs[waiting] == 0:
                free.append(waiting)
    return left

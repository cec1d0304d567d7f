"""The heaviest closed set of a graph: which nodes to take when each brings along all that it needs."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence


def heaviest_closed_set(gains: Sequence[int], needs: Sequence[Sequence[int]]) -> frozenset[int]:
    """Return the smallest set of nodes, closed under `needs`, with the largest sum of `gains`.

    A minimum cut (Picard 1976): a node with a gain hangs on the source, one with a loss on the sink, and
    a need can never be cut. Empty when no closed set has a gain above 0.
    """
    source, sink = len(gains), len(gains) + 1
    network = _Network(len(gains) + 2)
    never = 1 + sum(gain for gain in gains if gain > 0)
    for node, gain in enumerate(gains):
        if gain > 0:
            network.connect(source, node, gain)
        elif gain < 0:
            network.connect(node, sink, -gain)
        for need in needs[node]:
            network.connect(node, need, never)
    network.saturate(source, sink)
    return frozenset(network.reachable(source)) - {source}


class _Network:
    """Flow from source to sink by Dinic's algorithm, on whole numbers."""

    def __init__(self, size: int) -> None:
        self.edges_of: list[list[int]] = [[] for _ in range(size)]
        self.head: list[int] = []
        self.room: list[int] = []

    def connect(self, tail: int, head: int, room: int) -> None:
        """Add an edge; its reverse has the next number, so that `edge ^ 1` is always the other way."""
        for start, end, capacity in ((tail, head, room), (head, tail, 0)):
            self.edges_of[start].append(len(self.head))
            self.head.append(end)
            self.room.append(capacity)

    def levels(self, source: int) -> list[int]:
        """Return the distance of each node from `source` over edges with room, -1 when out of reach."""
        level = [-1] * len(self.edges_of)
        level[source] = 0
        queue = deque([source])
        while queue:
            node = queue.popleft()
            for edge in self.edges_of[node]:
                if self.room[edge] and level[self.head[edge]] < 0:
                    level[self.head[edge]] = level[node] + 1
                    queue.append(self.head[edge])
        return level

    def reachable(self, source: int) -> list[int]:
        """Return the nodes on the source's side of the cut."""
        return [node for node, level in enumerate(self.levels(source)) if level >= 0]

    def saturate(self, source: int, sink: int) -> None:
        """Push flow until no way from `source` to `sink` has room."""
        while True:
            level = self.levels(source)
            if level[sink] < 0:
                return
            tried = [0] * len(self.edges_of)
            while self._push(source, sink, level, tried):
                pass

    def _push(self, source: int, sink: int, level: list[int], tried: list[int]) -> bool:
        """Fill one shortest way, walking without recursion: long chains of needs must not overflow the stack."""
        path: list[int] = []
        node = source
        while node != sink:
            edges = self.edges_of[node]
            while tried[node] < len(edges):
                edge = edges[tried[node]]
                if self.room[edge] and level[self.head[edge]] == level[node] + 1:
                    break
                tried[node] += 1
            if tried[node] < len(edges):
                path.append(edges[tried[node]])
                node = self.head[path[-1]]
            elif path:
                node = self.head[path.pop() ^ 1]
                tried[node] += 1
            else:
                return False
        flow = min(self.room[edge] for edge in path)
        for edge in path:
            self.room[edge] -= flow
            self.room[edge ^ 1] += flow
        return True

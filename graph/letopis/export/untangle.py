"""Boxes moved a little so that fewer lines run through boxes or across each other and words fit on the lines.

Hill climbing with fixed steps: the same boxes give the same page.

In: boxes, links between them. Out: boxes. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from letopis.export.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_TURNS = np.arange(16) * (np.pi / 8)
_ROUND = np.round(np.stack([np.cos(_TURNS), 0.75 * np.sin(_TURNS)], axis=1), 6)  # flat: the page is wide
_STAR = np.concatenate([_ROUND[::2] * step for step in (16.0, 45.0, 110.0, 240.0)])
_RINGS = np.concatenate([_ROUND * radius for radius in (110.0, 160.0, 230.0, 320.0)])
_SWEEPS = 12
_NODE_STEPS = 500  # improvements of one node tried at most, so that large pictures take no minutes
# Chosen by eye on pictures of 20 to 60 nodes: a line through a box, two lines across each other, each pixel that words
# lack, each pixel of a line, each pixel from the middle of the page (more down than across, for a wide page).
_THROUGH, _ACROSS, _CRAMPED, _LONG, _FAR = 120.0, 25.0, 0.8, 0.12, np.array([0.03, 0.06])


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two boxes, given by their positions, with the pixels that its words need between the borders."""

    source: int
    target: int
    room: float


def untangle(boxes: Sequence[Box], links: Sequence[Link], *, gap: float) -> list[Box]:
    """The boxes in better places, still at least `gap` apart."""
    page = _Page(boxes, links, gap)
    for _ in range(min(_SWEEPS, 2 + _NODE_STEPS // max(len(boxes), 1))):
        moved = [page.improve(node) for node in range(len(boxes))]
        if not any(moved):
            break
    return [Box(float(x), float(y), box.width, box.height) for (x, y), box in zip(page.at, boxes, strict=True)]


class _Page:
    """Positions that change, and what they cost."""

    def __init__(self, boxes: Sequence[Box], links: Sequence[Link], gap: float) -> None:
        self.at = np.array([[box.x, box.y] for box in boxes]).reshape(-1, 2)
        self.half = np.array([[box.width / 2, box.height / 2] for box in boxes]).reshape(-1, 2)
        self.gap = gap
        self.ends = np.array([[link.source, link.target] for link in links], dtype=np.intp).reshape(-1, 2)
        self.room = np.array([link.room for link in links])
        self.own = [np.flatnonzero((self.ends == node).any(axis=1)) for node in range(len(boxes))]
        self.rest = [np.flatnonzero((self.ends != node).all(axis=1)) for node in range(len(boxes))]

    def improve(self, node: int) -> bool:
        """Moves one box to the cheapest of the places tried; whether it moved."""
        start = self.at[node].copy()
        best, cheapest = start, self._cost(node) - 1e-6
        for place in self._places(node):
            if self._is_free(node, place):
                self.at[node] = place
                if (cost := self._cost(node, cheapest)) < cheapest:
                    best, cheapest = place, cost
        self.at[node] = best
        return best is not start

    def _places(self, node: int) -> Numbers:
        """Steps away from where it is, and rings around the middle of its neighbours."""
        ends = self.ends[self.own[node]]
        beside = self.at[np.where(ends[:, 0] == node, ends[:, 1], ends[:, 0])]
        around = [self.at[node] + _STAR] + ([beside.mean(axis=0) + _RINGS] if len(beside) else [])
        return np.round(np.concatenate(around), 3)

    def _is_free(self, node: int, place: Numbers) -> bool:
        near = (np.abs(self.at - place) < self.half + self.half[node] + self.gap).all(axis=1)
        near[node] = False
        return not near.any()

    def _cost(self, node: int, bound: float = np.inf) -> float:
        """What depends on the place of `node`, or less where that is `bound` already."""
        own, rest = self.ends[self.own[node]], self.ends[self.rest[node]]
        away = self.at[own[:, 0]] - self.at[own[:, 1]]
        length = np.sqrt((away**2).sum(axis=1))
        cramped = np.maximum(self.room[self.own[node]] - (length - self._inside(own, away, length)), 0.0)
        cost = float(length.sum() * _LONG + cramped.sum() * _CRAMPED + np.abs(self.at[node]) @ _FAR)
        if cost < bound:
            cost += self._crossings(own, rest) * _ACROSS
        if cost < bound:
            cost += (self._hits(own, np.arange(len(self.at))) + self._hits(rest, np.array([node]))) * _THROUGH
        return cost

    def _inside(self, ends: NDArray[np.intp], away: Numbers, length: Numbers) -> Numbers:
        """How much of each line its own two boxes cover."""
        slope = np.maximum(np.abs(away), 1e-9) / np.maximum(length, 1e-9)[:, None]
        reach: Numbers = np.minimum.reduce((self.half[ends[:, 0]] + self.half[ends[:, 1]]) / slope, axis=1)
        return reach

    def _hits(self, ends: NDArray[np.intp], nodes: NDArray[np.intp]) -> int:
        """How many times a line runs through a box that it does not belong to (slab method)."""
        start, stop = self.at[ends[:, 0]][:, None, :], self.at[ends[:, 1]][:, None, :]
        way = stop - start
        way = np.where(np.abs(way) < 1e-9, 1e-9, way)
        low = (self.at[nodes] - self.half[nodes] - 5.0 - start) / way
        high = (self.at[nodes] + self.half[nodes] + 5.0 - start) / way
        enter = np.minimum(low, high).max(axis=2)
        leave = np.maximum(low, high).min(axis=2)
        hit = (enter < leave) & (leave > 0) & (enter < 1)
        hit &= (ends[:, 0][:, None] != nodes) & (ends[:, 1][:, None] != nodes)
        return int(hit.sum())

    def _crossings(self, own: NDArray[np.intp], rest: NDArray[np.intp]) -> int:
        """How many pairs of lines cross, those with a common end left out."""
        a, b = self.at[own[:, 0]][:, None], self.at[own[:, 1]][:, None]
        c, d = self.at[rest[:, 0]][None], self.at[rest[:, 1]][None]
        apart = (_side(a, b, c) * _side(a, b, d) < 0) & (_side(c, d, a) * _side(c, d, b) < 0)
        shared = (own[:, None, :, None] == rest[None, :, None, :]).any(axis=(2, 3))
        return int((apart & ~shared).sum())


def _side(a: Numbers, b: Numbers, c: Numbers) -> Numbers:
    """On which side of the line from a to b the point c lies: the sign of the area."""
    return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])

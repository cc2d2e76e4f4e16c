"""Where nodes stand: a force layout for files, a stress layout for pictures.

Both start from a fixed spiral and are rounded at each step, so that the last bits of a machine's arithmetic cannot
grow into another picture.

In: node ids and pairs of them. Out: coordinates. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Pair = tuple[str, str]

_EXACT = 400  # up to so many nodes all of them push in each step
_SAMPLE = 150  # in a larger graph about so many do
_DIGITS = 7


def force_layout(
    nodes: Iterable[str], pairs: Iterable[Pair], *, scale: float = 100.0
) -> dict[str, tuple[float, float]]:
    """Fruchterman and Reingold (1991) with weak gravity; linked nodes end up about `scale` apart.

    In a large graph each step lets only some nodes push, other ones each time, so that time grows linearly.
    """
    links = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    degree = _degrees(nodes, links)
    order = sorted(degree, key=lambda node: (-degree[node], node))
    index = {node: i for i, node in enumerate(order)}
    ends = np.array([[index[a], index[b]] for a, b in sorted(links)], dtype=np.intp).reshape(-1, 2)
    points = _spiral(len(order))
    stride = 1 if len(order) <= _EXACT else -(-len(order) // _SAMPLE)
    steps = 300 if stride == 1 else 100
    for step in range(steps):
        pushers = points[step % stride :: stride]
        move = _push(points, pushers) * stride - points * 0.05
        away = points[ends[:, 0]] - points[ends[:, 1]]
        pull = away * np.sqrt((away**2).sum(axis=1, keepdims=True))
        for axis in (0, 1):
            move[:, axis] -= np.bincount(ends[:, 0], pull[:, axis], len(order))
            move[:, axis] += np.bincount(ends[:, 1], pull[:, axis], len(order))
        length = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        limit = 0.1 * len(order) ** 0.5 * (1 - step / steps)
        points = np.round(points + move / length * np.minimum(length, limit), _DIGITS)
    return {
        node: (round(float(x) * scale, 2), round(float(y) * scale, 2))
        for node, (x, y) in zip(order, points, strict=True)
    }


def stress_layout(nodes: Sequence[str], lengths: Mapping[Pair, float]) -> dict[str, tuple[float, float]]:
    """Distances on the page as near as possible to distances along the edges, whose ideal lengths are given.

    Localised stress majorisation (Gansner, Koren and North, 2005); parts without a path between them stand apart by
    little more than their sizes. For some hundred nodes: time and memory grow with the square of their number.
    """
    if len(nodes) < 2:
        return dict.fromkeys(nodes, (0.0, 0.0))
    wanted = _distances(nodes, lengths)
    weight = wanted**-2.0
    np.fill_diagonal(weight, 0.0)
    total = weight.sum(axis=1)
    hub_first = np.argsort(wanted.sum(axis=1), kind="stable")
    points = np.empty((len(nodes), 2))
    points[hub_first] = _spiral(len(nodes)) * float(wanted.mean()) / len(nodes) ** 0.5
    for _ in range(200):
        for i in range(len(nodes)):
            away = points[i] - points
            distance = np.maximum(np.sqrt((away**2).sum(axis=1)), 1e-9)
            aims = points + away * (wanted[i] / distance)[:, None]
            points[i] = np.round((aims * weight[i][:, None]).sum(axis=0) / total[i], _DIGITS)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, points, strict=True)}


def _distances(nodes: Sequence[str], lengths: Mapping[Pair, float]) -> Points:
    """Shortest paths (Floyd and Warshall); 1 on the diagonal."""
    index = {node: i for i, node in enumerate(nodes)}
    table = np.full((len(nodes), len(nodes)), np.inf)
    np.fill_diagonal(table, 0.0)
    for (a, b), length in sorted(lengths.items()):
        i, j = index[a], index[b]
        table[i, j] = table[j, i] = min(table[i, j], length)
    for k in range(len(nodes)):
        table = np.minimum(table, table[:, k, None] + table[None, k, :])
    linked = np.isfinite(table)
    reach = np.where(linked, table, 0.0).max(axis=1)
    gap = float(np.median(list(lengths.values()))) if lengths else 1.0
    table = np.where(linked, table, np.maximum(reach[:, None], reach[None, :]) * 0.6 + gap)
    np.fill_diagonal(table, 1.0)
    return table


def _degrees(nodes: Iterable[str], links: Iterable[Pair]) -> dict[str, int]:
    degree = dict.fromkeys(nodes, 0)
    for pair in links:
        for node in pair:
            degree[node] += 1
    return degree


def _spiral(count: int) -> Points:
    """Points of a sunflower head, about one a unit of area, the first in the middle."""
    turn = np.arange(count) * (np.pi * (3 - 5**0.5))
    radius = np.sqrt(np.arange(count) + 0.5) * 0.7
    return np.round(np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1), _DIGITS)


def _push(points: Points, pushers: Points) -> Points:
    """The sum over `pushers` of unit charges' forces, 1 at distance 1; shape (n, 2)."""
    total = np.zeros_like(points)
    for start in range(0, len(pushers), 64):
        some = pushers[start : start + 64]
        right = points[:, 0, None] - some[None, :, 0]
        down = points[:, 1, None] - some[None, :, 1]
        strength = 1 / np.maximum(right * right + down * down, 1e-4)
        total[:, 0] += (right * strength).sum(axis=1)
        total[:, 1] += (down * strength).sum(axis=1)
    return total

"""Arrows around the boxes that they do not belong to, and their words where there is room.

In: Arrow, boxes. Out: curves, boxes of labels. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from letopis.export.geometry import Box, Curve, bend, outside
from letopis.export.glyphs import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from letopis.export.selection import Arrow

LINE = 1.22  # line height in font sizes
LABEL_SIZE = 11.5
_BENDS = (0.0, 22.0, -22.0, 44.0, -44.0, 70.0, -70.0, 105.0, -105.0)
_BETWEEN = 20.0  # pixels between the middles of parallel arrows
_SPOTS = (0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78, 0.15, 0.85)
_SHIFTS = ((0.0, 0.0), (0.0, 0.45), (0.0, -0.45), (0.4, 0.0), (-0.4, 0.0))  # in widths and heights of the label
_POINTS = 25


def label_box(text: str) -> Box:
    """The box of an arrow's label around the origin."""
    return Box(0, 0, text_width(text, LABEL_SIZE) + 6, LABEL_SIZE * LINE + 1)


def route(arrows: Sequence[Arrow], boxes: Mapping[str, Box]) -> list[Curve]:
    """A curve for each arrow from border to border, bent to miss other boxes and arrows of the same two nodes."""
    taken: dict[tuple[str, str], list[float]] = {}
    curves = []
    for arrow in arrows:
        source, target = boxes[arrow.source], boxes[arrow.target]
        pair = min(arrow.source, arrow.target), max(arrow.source, arrow.target)
        used = taken.setdefault(pair, [])
        if arrow.source == arrow.target:
            curves.append(_loop(source, len(used)))
            used.append(0.0)
            continue
        turn = 1.0 if arrow.source == pair[0] else -1.0
        free = [height for height in _BENDS if all(abs(height * turn - other) >= _BETWEEN for other in used)]
        heights = free or [_BETWEEN * len(used)]
        others = _Boxes(box for name, box in boxes.items() if name not in pair)
        ways = [bend((source.x, source.y), (target.x, target.y), height) for height in heights]
        best = min(range(len(ways)), key=lambda i: others.hits(ways[i]) * 100 + abs(heights[i]))
        used.append(heights[best] * turn)
        curves.append(outside(ways[best], source, target))
    return curves


def write_labels(arrows: Sequence[Arrow], curves: Sequence[Curve], boxes: Sequence[Box]) -> dict[int, Box]:
    """Boxes of the labels that found room, by the arrow's position; the weightiest arrow chooses first."""
    lines = np.array([curve.points(_POINTS) for curve in curves]).reshape(len(curves), _POINTS, 2)
    placed: dict[int, Box] = {}
    for i in sorted(range(len(arrows)), key=lambda i: (-arrows[i].weight, arrows[i].id, i)):
        if arrows[i].label:
            taken = _Boxes([*boxes, *placed.values()])
            if (box := _spot(arrows[i].label, curves[i], taken, np.delete(lines, i, axis=0))) is not None:
                placed[i] = box
    return placed


def hidden(arrows: Sequence[Arrow], curves: Sequence[Curve], boxes: Mapping[str, Box]) -> int:
    """How many arrows run under a node that they do not belong to."""
    count = 0
    for arrow, curve in zip(arrows, curves, strict=True):
        others = _Boxes(box for name, box in boxes.items() if name not in (arrow.source, arrow.target))
        count += others.hits(curve) > 0
    return count


class _Boxes:
    """Many boxes at once."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        table = np.array([(box.x, box.y, box.width / 2, box.height / 2) for box in boxes]).reshape(-1, 4)
        self._at, self._half = table[:, :2], table[:, 2:]

    def hits(self, curve: Curve) -> int:
        """How many points of the curve lie in one of the boxes or beside it."""
        points = np.array(curve.points(_POINTS))[:, None, :]
        return int((np.abs(points - self._at) < self._half + 5.0).all(axis=2).any(axis=1).sum())

    def meet(self, box: Box, gap: float) -> bool:
        """Whether one of the boxes intersects `box` or stands nearer than `gap`."""
        reach = self._half + np.array([box.width / 2 + gap, box.height / 2 + gap])
        return bool((np.abs(self._at - (box.x, box.y)) < reach).all(axis=1).any())


def _loop(box: Box, number: int) -> Curve:
    """From the right half of the upper border round to the left half of it."""
    rise = box.height / 2 + 46 + 22 * number
    top = box.y - box.height / 2 - 1
    side = min(box.width / 4, 26)
    right, left = box.x + side, box.x - side
    return Curve((right, top), (right + side, box.y - rise), (left - side, box.y - rise), (left, top - 3))


def _spot(text: str, curve: Curve, taken: _Boxes, lines: NDArray[np.float64]) -> Box | None:
    """The free place on the curve that covers the fewest other arrows; on its middle before beside it or elsewhere."""
    best: tuple[float, Box] | None = None
    words = label_box(text)
    half = words.width / 2, words.height / 2
    for spot in _SPOTS:
        for right, down in _SHIFTS:
            box = words.moved(*curve.at(spot)).moved(right * words.width, down * words.height)
            cost = abs(spot - 0.5) + abs(right) + abs(down) * 0.5
            if (best is None or cost < best[0]) and not taken.meet(box, 2.0):
                under = np.logical_and.reduce(np.abs(lines - (box.x, box.y)) < half, axis=2)
                cost += float(np.logical_or.reduce(under, axis=1).sum()) * 0.2
                if best is None or cost < best[0]:
                    best = (cost, box)
    return best[1] if best else None

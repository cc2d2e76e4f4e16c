"""Arrows around the boxes that they do not belong to, and their words where there is room.

In: Arrow, boxes. Out: curves, boxes of labels. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.export.geometry import Box, Curve, bend, outside
from letopis.export.glyphs import text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from letopis.export.geometry import Point
    from letopis.export.selection import Arrow

LINE = 1.22  # line height in font sizes
LABEL_SIZE = 11.5
_BENDS = (0.0, 22.0, -22.0, 44.0, -44.0, 70.0, -70.0, 105.0, -105.0)
_BETWEEN = 20.0  # pixels between the middles of parallel arrows
_SPOTS = (0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78, 0.15, 0.85)
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
        others = [box for name, box in boxes.items() if name not in pair]
        free = [height for height in _BENDS if all(abs(height * turn - other) >= _BETWEEN for other in used)]
        free = free or [_BETWEEN * len(used)]
        best = min(free, key=lambda height: _cost(source, target, others, height))
        used.append(best * turn)
        curves.append(outside(bend((source.x, source.y), (target.x, target.y), best), source, target))
    return curves


def write_labels(arrows: Sequence[Arrow], curves: Sequence[Curve], boxes: Sequence[Box]) -> dict[int, Box]:
    """Boxes of the labels that found room, by the arrow's position; the weightiest arrow chooses first."""
    lines = [curve.points(_POINTS) for curve in curves]
    placed: dict[int, Box] = {}
    for i in sorted(range(len(arrows)), key=lambda i: (-arrows[i].weight, arrows[i].id, i)):
        if arrows[i].label:
            others = [line for j, line in enumerate(lines) if j != i]
            if (box := _spot(arrows[i].label, curves[i], [*boxes, *placed.values()], others)) is not None:
                placed[i] = box
    return placed


def _cost(source: Box, target: Box, others: Sequence[Box], height: float) -> float:
    line = outside(bend((source.x, source.y), (target.x, target.y), height), source, target).points(_POINTS)
    hits = sum(any(box.holds(point, 5.0) for point in line) for box in others)
    return hits * 100 + abs(height)


def _loop(box: Box, number: int) -> Curve:
    """From the right half of the upper border round to the left half of it."""
    rise = box.height / 2 + 46 + 22 * number
    top = box.y - box.height / 2 - 1
    side = min(box.width / 4, 26)
    return Curve(
        (box.x + side, top), (box.x + side * 2, box.y - rise), (box.x - side * 2, box.y - rise), (box.x - side, top - 3)
    )


def _spot(text: str, curve: Curve, taken: Sequence[Box], others: Sequence[Sequence[Point]]) -> Box | None:
    """The free place on the curve that covers the fewest other arrows, near its middle before others."""
    best: tuple[float, Box] | None = None
    for spot in _SPOTS:
        box = label_box(text).moved(*curve.at(spot))
        if not any(box.meets(other, 2.0) for other in taken):
            covered = sum(any(box.holds(point) for point in line) for line in others)
            cost = covered * 0.2 + abs(spot - 0.5)
            if best is None or cost < best[0]:
                best = (cost, box)
    return best[1] if best else None

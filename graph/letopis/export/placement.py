"""Where everything in a picture stands: boxes that do not overlap, arrows around them, labels where there is room.

In: Selection. Out: Scene. Touches: nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from letopis.export.geometry import Box
from letopis.export.glyphs import text_width, wrap
from letopis.export.layout import stress_layout
from letopis.export.routing import LINE, hidden, label_box, route, write_labels
from letopis.export.untangle import Link, untangle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from letopis.export.geometry import Curve, Point
    from letopis.export.selection import Arrow, Dot, Selection

_EVENT_SIZE = 12.0
_ROOMS = (1.5, 0.75, 0.8)  # the page grows, and is then made smaller as long as that is no worse
_GAP = 16.0  # least distance between nodes


@dataclass(frozen=True, slots=True)
class PlacedDot:
    """A node with its lines of text at font size `size`."""

    dot: Dot
    box: Box
    lines: tuple[str, ...]
    size: float


@dataclass(frozen=True, slots=True)
class PlacedArrow:
    """An arrow; `label` is None where it has none or there was no room."""

    arrow: Arrow
    curve: Curve
    label: Box | None


@dataclass(frozen=True, slots=True)
class Scene:
    """A placed selection; `unlabelled` arrows had no room for their words, `hidden` ones run under a foreign node."""

    dots: tuple[PlacedDot, ...]
    arrows: tuple[PlacedArrow, ...]
    unlabelled: int
    hidden: int

    def badness(self) -> float:
        """The area of a page of 8 to 5 that holds the nodes, more where words are missing or arrows hidden."""
        boxes = [placed.box for placed in self.dots]
        wide = max(box.x + box.width / 2 for box in boxes) - min(box.x - box.width / 2 for box in boxes)
        high = max(box.y + box.height / 2 for box in boxes) - min(box.y - box.height / 2 for box in boxes)
        return max(wide, high * 1.6) ** 2 * (1 + 0.1 * (self.unlabelled + self.hidden))

    def events(self) -> set[str]:
        """The ids of the nodes that stand for statements."""
        return {placed.dot.id for placed in self.dots if placed.dot.entity_type == "Event"}


def place(selection: Selection) -> Scene:
    """The scene; no two boxes of nodes or labels intersect. Of several pages the best is taken, see `Scene.badness`."""
    shapes = {dot.id: _shape(dot) for dot in selection.dots}
    points = _layout(shapes, selection.arrows)
    boxes = [shapes[name].box.moved(*point) for name, point in points.items()]
    links = _links(list(points), selection.arrows)
    best = Scene((), (), 0, 0)
    for room in _ROOMS:
        boxes = untangle(_apart([box.spread(room) for box in boxes]), links, gap=_GAP)
        dots = [replace(shapes[name], box=box) for name, box in zip(points, boxes, strict=True)]
        scene = _scene(dots, selection.arrows)
        if not best.dots or scene.badness() < best.badness():
            best = scene
    return best


def _scene(dots: Sequence[PlacedDot], arrows: Sequence[Arrow]) -> Scene:
    boxes = {placed.dot.id: placed.box for placed in dots}
    curves = route(arrows, boxes)
    labels = write_labels(arrows, curves, list(boxes.values()))
    placed = tuple(PlacedArrow(arrow, curves[i], labels.get(i)) for i, arrow in enumerate(arrows))
    missing = sum(1 for each in placed if each.arrow.label and each.label is None)
    return Scene(tuple(dots), placed, missing, hidden(arrows, curves, boxes))


def _shape(dot: Dot) -> PlacedDot:
    event = dot.entity_type == "Event"
    size = _EVENT_SIZE if event else 12.5 + min(8.0, 1.6 * math.log2(1 + dot.degree))
    lines = tuple(wrap(dot.label, size, 130 + 4 * size, bold=not event, most=4))
    width = max(text_width(line, size, bold=not event) for line in lines)
    box = Box(0, 0, width + (14 if event else 24), len(lines) * size * LINE + (7 if event else 13))
    return PlacedDot(dot, box, lines, size)


def _layout(shapes: Mapping[str, PlacedDot], arrows: Iterable[Arrow]) -> dict[str, Point]:
    """Ideal lengths leave room for both boxes and the words between; the longest extent lies across the page."""
    lengths: dict[tuple[str, str], float] = {}
    for arrow in arrows:
        if arrow.source != arrow.target:
            sides = shapes[arrow.source].box, shapes[arrow.target].box
            room = sum(box.width + box.height for box in sides) / 4
            pair = min(arrow.source, arrow.target), max(arrow.source, arrow.target)
            words = label_box(arrow.label).width * 0.55 if arrow.label else 0.0
            lengths[pair] = max(lengths.get(pair, 0.0), room * 0.8 + words + 38)
    points = _turned(stress_layout(sorted(shapes), lengths))
    return {name: (x * 1.15, y * 0.8) for name, (x, y) in points.items()}


def _turned(points: Mapping[str, Point]) -> dict[str, Point]:
    """Turned so that the points vary most along x."""
    count = max(len(points), 1)
    x0, y0 = (sum(point[axis] for point in points.values()) / count for axis in (0, 1))
    xx = sum((x - x0) ** 2 for x, _ in points.values())
    yy = sum((y - y0) ** 2 for _, y in points.values())
    xy = sum((x - x0) * (y - y0) for x, y in points.values())
    angle = math.atan2(2 * xy, xx - yy) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    return {
        name: (round((x - x0) * cos + (y - y0) * sin, 4), round((y - y0) * cos - (x - x0) * sin, 4))
        for name, (x, y) in points.items()
    }


def _links(names: Sequence[str], arrows: Iterable[Arrow]) -> list[Link]:
    """The lines between nodes, given by their positions in `names`, with the room that words or an arrow head need."""
    index = {name: i for i, name in enumerate(names)}
    room = {
        (index[arrow.source], index[arrow.target]): label_box(arrow.label).width + 24 if arrow.label else 26.0
        for arrow in arrows
        if arrow.source != arrow.target
    }
    return [Link(source, target, needed) for (source, target), needed in sorted(room.items())]


def _apart(boxes: list[Box]) -> list[Box]:
    """Boxes pushed apart where they overlap; the page grows when pushing alone does not end it."""
    while _push(boxes):
        boxes = [box.spread(1.1) for box in boxes]
    return boxes


def _push(boxes: list[Box]) -> bool:
    """Moves `boxes` apart in place, pair by pair along the shorter way; whether some still overlap."""
    for _ in range(60):
        moved = False
        for i in range(len(boxes)):
            for j in range(i):
                right, down = boxes[i].overlap(boxes[j], _GAP)
                if right > 0 and down > 0:
                    moved = True
                    sign_x = 1 if (boxes[i].x, i) > (boxes[j].x, j) else -1
                    sign_y = 1 if (boxes[i].y, i) > (boxes[j].y, j) else -1
                    step = (0.0, sign_y * (down / 2 + 0.1)) if down < right else (sign_x * (right / 2 + 0.1), 0.0)
                    boxes[i] = boxes[i].moved(*step)
                    boxes[j] = boxes[j].moved(-step[0], -step[1])
        if not moved:
            return False
    return True

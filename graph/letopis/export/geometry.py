"""Boxes and curves on a page whose y grows downwards.

In: numbers. Out: Box, Curve. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle given by its centre and its whole width and height."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: Box, gap: float = 0.0) -> Point:
        """How deep the two lie in each other along x and y; both are positive when they intersect."""
        return (
            (self.width + other.width) / 2 + gap - abs(self.x - other.x),
            (self.height + other.height) / 2 + gap - abs(self.y - other.y),
        )

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether they intersect or stand nearer than `gap`."""
        return min(self.overlap(other, gap)) > 0

    def holds(self, point: Point, gap: float = 0.0) -> bool:
        """Whether the point lies inside, or nearer than `gap`."""
        return abs(point[0] - self.x) < self.width / 2 + gap and abs(point[1] - self.y) < self.height / 2 + gap

    def moved(self, right: float, down: float) -> Box:
        """The same box elsewhere."""
        return replace(self, x=self.x + right, y=self.y + down)

    def spread(self, growth: float) -> Box:
        """The same box on a page that is `growth` times as large."""
        return replace(self, x=self.x * growth, y=self.y * growth)


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier curve from `start` to `stop`."""

    start: Point
    first: Point
    second: Point
    stop: Point

    def at(self, t: float) -> Point:
        """The point at `t`, 0 at the start and 1 at the stop."""
        s = 1 - t
        parts = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        corners = (self.start, self.first, self.second, self.stop)
        return (
            sum(part * corner[0] for part, corner in zip(parts, corners, strict=True)),
            sum(part * corner[1] for part, corner in zip(parts, corners, strict=True)),
        )

    def points(self, count: int) -> list[Point]:
        """Points at equal steps of `t`, both ends among them."""
        return [self.at(i / (count - 1)) for i in range(count)]

    def part(self, t0: float, t1: float) -> Curve:
        """The stretch from `t0` to `t1`, by de Casteljau's construction."""
        return self._upto(t1)._upto_reversed(t0 / t1 if t1 else 0.0)

    def _upto(self, t: float) -> Curve:
        a, b, c = (
            _mix(p, q, t) for p, q in ((self.start, self.first), (self.first, self.second), (self.second, self.stop))
        )
        d, e = _mix(a, b, t), _mix(b, c, t)
        return Curve(self.start, a, d, _mix(d, e, t))

    def _upto_reversed(self, t: float) -> Curve:
        back = Curve(self.stop, self.second, self.first, self.start)._upto(1 - t)
        return Curve(back.stop, back.second, back.first, back.start)


def bend(start: Point, stop: Point, height: float) -> Curve:
    """A curve whose middle stands `height` off the straight line, to the right of its direction where positive."""
    right, down = stop[0] - start[0], stop[1] - start[1]
    length = max((right * right + down * down) ** 0.5, 1e-6)
    x, y = -down / length * height * 4 / 3, right / length * height * 4 / 3
    first, second = _mix(start, stop, 1 / 4), _mix(start, stop, 3 / 4)
    return Curve(start, (first[0] + x, first[1] + y), (second[0] + x, second[1] + y), stop)


def outside(curve: Curve, source: Box, target: Box) -> Curve:
    """The stretch of the curve between the two boxes."""
    steps = 80
    leave = max((i for i in range(steps + 1) if source.holds(curve.at(i / steps), 1.0)), default=0)
    enter = min((i for i in range(leave + 1, steps + 1) if target.holds(curve.at(i / steps), 3.0)), default=steps)
    return curve.part(min(leave + 1, steps - 1) / steps, max(enter - 1, leave + 2, 1) / steps)


def _mix(a: Point, b: Point, t: float) -> Point:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t

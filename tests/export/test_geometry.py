from __future__ import annotations

import math

import pytest

from letopis.export.geometry import Box, Curve, bend, outside


def test_boxes_meet_when_nearer_than_the_gap() -> None:
    box = Box(0, 0, 10, 10)
    assert box.meets(Box(9, 0, 10, 10))
    assert not box.meets(Box(10, 0, 10, 10))
    assert box.meets(Box(12, 0, 10, 10), 3)
    assert not box.meets(Box(9, 20, 10, 10))
    assert box.holds((4, 4))
    assert not box.holds((6, 0))
    assert box.holds((6, 0), 2)


def test_the_middle_of_a_bent_curve_stands_off_to_the_right_of_its_way() -> None:
    middle = bend((0, 0), (100, 0), 20).at(0.5)
    assert middle == pytest.approx((50, 20))


def test_a_part_of_a_curve_lies_on_it() -> None:
    curve = Curve((0, 0), (10, 50), (60, -20), (100, 10))
    part = curve.part(0.25, 0.75)
    assert part.start == pytest.approx(curve.at(0.25))
    assert part.at(0.5) == pytest.approx(curve.at(0.5))
    assert part.stop == pytest.approx(curve.at(0.75))


@pytest.mark.parametrize("height", [0.0, 40.0, -90.0])
def test_an_arrow_runs_between_the_borders(height: float) -> None:
    source, target = Box(0, 0, 60, 20), Box(200, 80, 40, 40)
    line = outside(bend((0, 0), (200, 80), height), source, target)
    assert not any(source.holds(point) or target.holds(point) for point in line.points(20))
    assert math.dist(line.start, (0, 0)) < 45
    assert math.dist(line.stop, (200, 80)) < 45

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letopis.export.layout import force_layout, stress_layout

if TYPE_CHECKING:
    import random

NAMES = st.lists(st.sampled_from("абвгдежзик"), unique=True)


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_nodes_and_links_does_not_count(nodes: list[str], chance: random.Random) -> None:
    pairs = [pair for pair in itertools.combinations(nodes, 2) if chance.random() < 0.4]
    wanted = force_layout(nodes, pairs)
    assert wanted.keys() == set(nodes)
    assert force_layout(nodes[::-1], [(b, a) for a, b in pairs[::-1]] + pairs) == wanted


@given(NAMES)
def test_every_node_has_a_place_of_its_own(nodes: list[str]) -> None:
    points = force_layout(nodes, itertools.pairwise(nodes))
    assert len(set(points.values())) == len(nodes)
    assert all(math.isfinite(number) and round(number, 2) == number for point in points.values() for number in point)


@pytest.mark.parametrize("count", [40, 900])
def test_linked_nodes_stand_nearer_than_others(count: int) -> None:
    nodes = [f"n{i}" for i in range(count)]
    pairs = [(f"n{i}", f"n{i - i % 10}") for i in range(count) if i % 10]
    points = force_layout(nodes, pairs)
    linked = sum(math.dist(points[a], points[b]) for a, b in pairs) / len(pairs)
    other = sum(math.dist(points[f"n{i}"], points[f"n{(i * 7 + 13) % count}"]) for i in range(count)) / count
    assert linked < other / 2


def test_stress_keeps_the_lengths_of_a_path() -> None:
    points = stress_layout(["a", "b", "c"], {("a", "b"): 100.0, ("b", "c"): 50.0})
    assert math.dist(points["a"], points["b"]) == pytest.approx(100, abs=1)
    assert math.dist(points["b"], points["c"]) == pytest.approx(50, abs=1)
    assert math.dist(points["a"], points["c"]) == pytest.approx(150, abs=1)


def test_stress_puts_what_is_not_linked_apart() -> None:
    points = stress_layout(["a", "b", "c", "d"], {("a", "b"): 10.0, ("c", "d"): 10.0})
    assert min(math.dist(points[x], points[y]) for x in "ab" for y in "cd") > 10


def test_stress_of_nothing_and_of_one() -> None:
    assert stress_layout([], {}) == {}
    assert stress_layout(["a"], {}) == {"a": (0.0, 0.0)}

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letopis.parse.decode import ROOT, best_tags, is_tree, spanning_tree

if TYPE_CHECKING:
    from random import Random

    from numpy.typing import NDArray

NUMBERS = st.floats(-20, 20, width=32) | st.sampled_from([0.0, 1.0, -1.0])


@st.composite
def scores(draw: st.DrawFn, most: int) -> NDArray[np.float32]:
    count = draw(st.integers(1, most))
    rows = draw(st.lists(st.lists(NUMBERS, min_size=count + 1, max_size=count + 1), min_size=count, max_size=count))
    return np.array(rows, np.float32)


def is_tree_by_walking(heads: list[int]) -> bool:
    if heads.count(ROOT) != 1:
        return False
    for word in range(len(heads)):
        steps = 0
        while word != ROOT:
            word = heads[word]
            steps += 1
            if steps > len(heads):
                return False
    return True


def total(matrix: NDArray[np.float32], heads: list[int]) -> float:
    return float(sum(np.float64(matrix[word, head + 1]) for word, head in enumerate(heads)))


@pytest.mark.parametrize(
    ("heads", "answer"),
    [
        ([ROOT], True),
        ([0], False),
        ([ROOT, ROOT], False),
        ([1, ROOT, 1], True),
        ([1, 0], False),
        ([ROOT, 2, 1], False),
        ([2, 0, ROOT, 2], True),
        ([1, 2, 0, ROOT], False),
    ],
)
def test_tree_or_not(heads: list[int], answer: bool) -> None:
    assert is_tree(heads) is answer


@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.integers(-1, n - 1), min_size=n, max_size=n)))
def test_tree_or_not_by_walking(heads: list[int]) -> None:
    assert is_tree(heads) is is_tree_by_walking(heads)


@given(scores(5))
@settings(max_examples=300, deadline=None)
def test_the_tree_is_the_best_of_all(matrix: NDArray[np.float32]) -> None:
    found = spanning_tree(matrix).tolist()
    assert is_tree_by_walking(found)
    every = product(range(-1, len(matrix)), repeat=len(matrix))
    best = max(total(matrix, list(heads)) for heads in every if is_tree_by_walking(list(heads)))
    assert total(matrix, found) == pytest.approx(best, abs=1e-6)


@given(scores(12))
@settings(deadline=None)
def test_a_tree_with_one_root_whatever_the_scores(matrix: NDArray[np.float32]) -> None:
    found = spanning_tree(matrix).tolist()
    assert is_tree_by_walking(found)
    assert spanning_tree(matrix).tolist() == found
    greedy = (matrix.argmax(1) + ROOT).tolist()
    if is_tree_by_walking(greedy):
        assert total(matrix, found) == pytest.approx(total(matrix, greedy), abs=1e-6)


def test_of_two_roots_the_one_whose_tree_is_better_stays() -> None:
    matrix = np.array([[7.5, 0, 1, 0], [8, 0, 0, 6], [0, 0, 5, 0]], np.float32)
    assert spanning_tree(matrix).tolist() == [1, ROOT, 1]


def test_scores_of_any_size() -> None:
    matrix = np.array([[1e6, 0, -1e6], [1e6, -1e6, 0]], np.float32)
    assert is_tree_by_walking(spanning_tree(matrix).tolist())


@given(
    lengths=st.lists(st.integers(1, 4), min_size=1, max_size=4),
    numbers=st.randoms(use_true_random=False),
)
@settings(deadline=None)
def test_the_path_is_the_best_of_all(lengths: list[int], numbers: Random) -> None:
    random = np.random.default_rng(numbers.randrange(1 << 30))
    tags = 3
    emissions = random.normal(size=(sum(lengths) + len(lengths), tags)).astype(np.float32)
    transitions = random.normal(size=(tags, tags)).astype(np.float32)
    stops = np.cumsum([length + 1 for length in lengths])
    bounds = [(int(stop) - length - 1, int(stop) - 1) for stop, length in zip(stops, lengths, strict=True)]
    for (start, stop), path in zip(bounds, best_tags(emissions, transitions, bounds), strict=True):
        rows = emissions[start:stop]
        every = product(range(tags), repeat=len(rows))
        assert path_score(rows, transitions, path) == pytest.approx(
            max(path_score(rows, transitions, list(other)) for other in every), abs=1e-5
        )


def path_score(rows: NDArray[np.float32], transitions: NDArray[np.float32], path: list[int]) -> float:
    steps = sum(float(transitions[left, right]) for left, right in pairwise(path))
    return steps + sum(float(rows[word, tag]) for word, tag in enumerate(path))

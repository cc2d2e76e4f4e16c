"""Ties between the spans of a window, and what several windows say together."""

import numpy as np
import numpy.typing as npt
import pytest

from letopis.model.graphs import States
from letopis.model.relations import MOST_TOGETHER, means, relate
from letopis.model.trees import Grown
from letopis.model.windows import spell
from model.tiny import tokenizer

Integers = npt.NDArray[np.int64]


class Distances:
    """One tie, the likelier the nearer; none from a span to one before it."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def read(self, pieces: object, words: object, leaves: object) -> tuple[npt.NDArray[np.float32], States, Grown]:
        raise AssertionError

    def relate(self, states: object, sentences: object, spans: Integers, keys: Integers) -> npt.NDArray[np.float32]:
        self.asked.append(len(spans))
        assert len(keys) == len(spans)
        away = spans[None, :, 0] - spans[:, None, 0]
        return np.where(away >= 0, 1 / (1.0 + np.maximum(away, 0)), 0)[..., None].astype(np.float32)


def ties(count: int, network: Distances) -> dict[tuple[int, int], float]:
    spelled = spell("а " * (count + 5), (), tokenizer())
    ends = np.array([(place + 5, place + 5, 0) for place in range(count)], np.int64).reshape(-1, 3)
    states = States(*np.zeros((2, count, 1), np.float32))
    return {(edge[0][0], edge[1][0]): score for edge, score in relate(network, spelled, (5, count + 5), states, ends)}


def test_no_span_is_tied_to_itself() -> None:
    assert ties(3, Distances()) == pytest.approx({(5, 6): 1 / 2, (5, 7): 1 / 3, (6, 7): 1 / 2})


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_is_asked_of_fewer_than_two(count: int) -> None:
    network = Distances()
    assert ties(count, network) == {}
    assert network.asked == []


def test_many_spans_are_asked_in_parts_that_say_the_same() -> None:
    network = Distances()
    found = ties(300, network)
    assert max(network.asked) <= MOST_TOGETHER
    away = range(1, 100)  # what is less probable than a hundredth is nothing
    expected = {(a, a + d): 1 / (1 + d) for a in range(5, 305) for d in away if a + d < 305}
    assert found == pytest.approx(expected)


def test_the_mean_is_over_the_windows_that_hold_both_ends() -> None:
    windows = [(0, 10), (5, 15), (9, 20)]
    left, middle, right = (1, 2, 0), (9, 9, 0), (10, 12, 0)
    sums = {(left, middle, 0): 0.5, (middle, right, 0): 0.5, (middle, middle, 1): 0.9}
    assert dict(means(sums, windows)) == pytest.approx(
        {(left, middle, 0): 0.5, (middle, right, 0): 0.25, (middle, middle, 1): 0.3}
    )
    assert dict(means({}, [])) == {}

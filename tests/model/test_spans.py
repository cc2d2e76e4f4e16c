"""Which spans of windows are taken."""

import numpy as np
import numpy.typing as npt

from letopis.model.spans import Nodes, joined, no_nodes, over, owned


def nodes(*rows: tuple[int, int, int]) -> Nodes:
    return Nodes(np.array(rows, np.int64).reshape(-1, 3), np.full(len(rows), 0.9, np.float32))


def chances(*cells: tuple[int, int, int, float]) -> npt.NDArray[np.float32]:
    table = np.zeros((4, 3, 2), np.float32)
    for word, width, type_, chance in cells:
        table[word, width, type_] = chance
    return table


def test_spans_over_the_threshold_are_taken() -> None:
    table = chances((0, 0, 0, 0.6), (0, 2, 1, 0.6), (3, 0, 1, 0.9), (1, 0, 0, 0.5))
    found = over(table, (10, 14), 0.5)
    assert found.ends.tolist() == [[10, 10, 0], [10, 12, 1], [13, 13, 1]]
    assert found.probabilities.tolist() == np.array([0.6, 0.6, 0.9], np.float32).tolist()


def test_a_span_is_taken_from_the_window_in_whose_middle_it_lies() -> None:
    windows = [(0, 10), (5, 15)]
    both = nodes((5, 5, 0), (7, 7, 0), (8, 8, 0), (9, 9, 0))
    assert owned(both, 0, windows, 15).ends.tolist() == [[5, 5, 0], [7, 7, 0]]
    assert owned(both, 1, windows, 15).ends.tolist() == [[8, 8, 0], [9, 9, 0]]


def test_of_windows_that_hold_a_span_equally_well_the_first_has_it() -> None:
    windows = [(0, 10), (4, 14), (8, 18)]
    (middle,) = nodes((6, 7, 0)).ends.tolist()
    owners = [place for place in range(3) if len(owned(nodes(tuple(middle)), place, windows, 18).ends)]
    assert owners == [0]


def test_a_span_that_no_window_holds_is_left_out() -> None:
    assert owned(nodes((3, 12, 0)), 0, [(0, 10), (5, 15)], 15).ends.tolist() == []


def test_spans_are_joined_in_order() -> None:
    found = joined([nodes((3, 3, 1), (3, 3, 0)), no_nodes(), nodes((3, 5, 1), (1, 1, 1))])
    assert found.ends.tolist() == [[1, 1, 1], [3, 5, 1], [3, 3, 0], [3, 3, 1]]
    assert joined([]).ends.shape == (0, 3)

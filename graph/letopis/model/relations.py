"""Which ties hold between the spans of a text: the mean over the windows that hold both ends decides.

In: states of a window and the spans in it; probabilities of all windows. Out: probabilities of ties. Touches: nothing.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from letopis.model.likeness import span_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    from letopis.model.graphs import Network, States
    from letopis.model.windows import Spelled, Window

    Integers = npt.NDArray[np.int64]

LEAST = 0.01  # what is less probable in a window counts there as impossible
MOST_TOGETHER = 128  # spans whose pairs are computed in one go, which takes memory by their square

Node = tuple[int, int, int]  # first and last word, number of the type
Edge = tuple[Node, Node, int]  # head, tail, number of the type


def relate(
    network: Network, spelled: Spelled, window: Window, states: States, ends: Integers
) -> Iterator[tuple[Edge, float]]:
    """Each tie between two of the spans `ends` (n, 3), all of which lie in the window, once."""
    start, stop = window
    spans = ends - np.array([start, start, 0])
    keys = span_keys(spelled.keys[start:stop], spans[:, 0], spans[:, 1])
    nodes: list[Node] = list(map(tuple, ends.tolist()))
    for chosen, asked in _parts(len(ends)):
        scores = network.relate(states, spelled.sentences[start:stop], spans[chosen], keys[chosen])
        places = np.nonzero((scores >= LEAST) & asked[..., None])
        for head, tail, kind, score in zip(*(p.tolist() for p in places), scores[places].tolist(), strict=True):
            yield (nodes[chosen[head]], nodes[chosen[tail]], kind), score


def _parts(count: int) -> Iterator[tuple[Integers, npt.NDArray[np.bool_]]]:
    """Which of `count` spans are put together, and which pairs of them are new; none is its own end."""
    half = MOST_TOGETHER // 2
    if count <= MOST_TOGETHER:
        halves = [np.arange(count)] if count > 1 else []
    else:
        halves = [np.arange(start, min(start + half, count)) for start in range(0, count, half)]
    for part in halves:
        yield part, ~np.eye(len(part), dtype=bool)
    for left, right in combinations(halves, 2):
        side = np.arange(len(left) + len(right)) < len(left)
        yield np.concatenate([left, right]), side[:, None] != side[None]


def means(sums: Mapping[Edge, float], windows: Sequence[Window]) -> Iterator[tuple[Edge, float]]:
    """Sums of the probabilities in windows, divided by the number of windows that hold both ends."""
    starts, stops = (np.array(side) for side in zip(*windows, strict=True)) if windows else (np.empty(0),) * 2
    first = np.array([min(head[0], tail[0]) for head, tail, _ in sums])
    last = np.array([max(head[1], tail[1]) for head, tail, _ in sums])
    holding = np.searchsorted(starts, first, side="right") - np.searchsorted(stops, last, side="right")
    yield from ((edge, total / count) for (edge, total), count in zip(sums.items(), holding.tolist(), strict=True))

"""From scores to structures: one tree a sentence, and the best sequence of name tags.

Where every word simply takes its best head, one sentence in five is no tree: it has two roots or a cycle. Such a
sentence gets the tree of the greatest total score with exactly one root, found with the algorithm of Chu and Liu
(1965) and Edmonds (1967).

In: arrays of scores. Out: heads, tags. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32] | NDArray[np.float64]
    Ints = NDArray[np.intp]

ROOT = -1


def is_tree(heads: Sequence[int] | Ints) -> bool:
    """Whether exactly one head is `ROOT` and no word is above itself."""
    above = np.append(np.asarray(heads), ROOT)  # index -1 is the root, which is its own head
    if np.count_nonzero(above[:-1] == ROOT) != 1:
        return False
    for _ in range(len(above).bit_length()):
        above = above[above]
    return bool((above == ROOT).all())


def spanning_tree(scores: Floats) -> Ints:
    """Heads of the single-rooted tree of maximal total score.

    `scores[word, 0]` is for the root, `scores[word, 1 + head]` for a head. Of equal trees always the same one.

    The best tree may have several roots. The dearer a root is made, the fewer it has, and when it has one, it is the
    best of those with one: all of them have paid the same.
    """
    count = len(scores)
    graph = np.full((count + 1, count + 1), -np.inf)
    graph[1:] = scores
    np.fill_diagonal(graph, -np.inf)
    price = 1.0
    while True:
        heads: Ints = _arborescence(graph)[1:] - 1
        if np.count_nonzero(heads == ROOT) == 1:
            return heads
        graph[:, 0] -= price
        price *= 2


def _arborescence(graph: NDArray[np.float64]) -> Ints:
    """Heads of the maximal tree rooted at node 0; `graph[node, head]`, the head of node 0 is 0."""
    heads: Ints = graph.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return heads
    inside = np.array(cycle)
    apart = np.ones(len(graph), np.bool_)
    apart[inside] = False
    outside = apart.nonzero()[0]
    kept = len(outside)
    from_outside, into_outside = graph[:, outside], graph[outside]
    entering = from_outside[inside] - graph[inside, heads[inside]][:, None]
    leaving = into_outside[:, inside]
    small = np.full((kept + 1, kept + 1), -np.inf)
    small[:kept, :kept] = from_outside[outside]
    small[kept, :kept] = entering.max(0)
    small[:kept, kept] = leaving.max(1)
    above = _arborescence(small)
    entry = above[kept]
    heads[outside] = np.where(above[:kept] == kept, inside[leaving.argmax(1)], np.append(outside, 0)[above[:kept]])
    heads[inside[entering[:, entry].argmax()]] = outside[entry]
    return heads


def _cycle(heads: list[int]) -> list[int]:
    """The nodes of the first cycle that does not hold node 0, or none."""
    seen = [0] * len(heads)
    seen[0] = 1
    for start in range(1, len(heads)):
        node = start
        while not seen[node]:
            seen[node] = start + 1
            node = heads[node]
        if seen[node] == start + 1:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []


def best_tags(emissions: Floats, transitions: Floats, bounds: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The tags of the best path through each sentence (Viterbi).

    `emissions` is (rows, tags), `transitions` (from, to); a sentence is the rows `start..stop` of its bounds.
    """
    order = sorted(range(len(bounds)), key=lambda i: bounds[i][0] - bounds[i][1])
    starts = np.array([bounds[i][0] for i in order])
    lengths = np.array([bounds[i][1] - bounds[i][0] for i in order])
    score = emissions[starts]
    back = np.zeros((lengths[0], len(order), len(transitions)), np.int8)
    to_from = np.ascontiguousarray(transitions.T)
    for step in range(1, lengths[0]):
        active = int(np.searchsorted(-lengths, -step))  # the sentences are in order of length, longest first
        paths = score[:active, None, :] + to_from
        best = paths.argmax(-1)
        back[step, :active] = best
        score[:active] = np.take_along_axis(paths, best[:, :, None], -1)[:, :, 0] + emissions[starts[:active] + step]
    tags: list[list[int]] = [[]] * len(order)
    for rank, index in enumerate(order):
        tags[index] = _path(back[1 : lengths[rank], rank].tolist(), int(score[rank].argmax()))
    return tags


def _path(back: list[list[int]], last: int) -> list[int]:
    path = [last]
    for step in reversed(back):
        path.append(step[path[-1]])
    path.reverse()
    return path

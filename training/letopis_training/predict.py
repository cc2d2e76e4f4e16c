"""What the model finds in documents: spans with types, relations between them or between annotated entities.

A long document is read in windows that overlap. A span is taken from the window in whose middle it lies best, the
probability of a relation is the mean over the windows that hold both ends.

In: Reader, Encoded. Out: Found. Touches: nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from letopis.model.windows import OVERLAP
from letopis_training.batches import collate, make_example, pack
from letopis_training.examples import cut
from letopis_training.found import Edge, Found, Node
from letopis_training.joint import States

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from torch import Tensor

    from letopis_training.batches import Example
    from letopis_training.examples import Encoded, Window
    from letopis_training.readers import Reader

LEAST = 0.05  # probability below which nothing is noted


@dataclass(frozen=True, slots=True)
class Read:
    """A window with the states of its words, kept for the relations."""

    example: Example
    states: States


def predict(reader: Reader, documents: Sequence[Encoded], *, threshold: float = 0.5, pieces: int = 1024) -> list[Found]:
    """What is found in each document; spans over `threshold` are the ends of relations."""
    cuts = {encoded.document.id: list(cut(encoded, overlap=OVERLAP)) for encoded in documents}
    found = {encoded.document.id: Found(encoded) for encoded in documents}
    reads: dict[str, list[Read]] = defaultdict(list)
    windows = [window for cutting in cuts.values() for window in cutting]
    for packed in pack(windows, pieces, [window.stop - window.start for window in windows]):
        batch = collate([make_example(window) for window in packed])
        states, probabilities = reader.read(batch)
        for row, example in enumerate(batch.examples):
            name, words = example.window.encoded.document.id, len(example.first)
            reads[name].append(Read(example, States(*(part[row, :words].clone() for part in states))))
            found[name].spans |= dict(_spans(example.window, cuts[name], probabilities[row, :words]))
    for name, each in found.items():
        _find_relations(reader, each, reads[name], threshold)
    return list(found.values())


def _spans(window: Window, windows: list[Window], probabilities: Tensor) -> Iterator[tuple[Node, float]]:
    """Spans of a window that lie farther from its edges than from those of any other window that holds them."""
    for word, width, kind in (probabilities >= LEAST).nonzero().tolist():
        node = Node(window.start + word, window.start + word + width, kind)
        holding = [other for other in windows if other.start <= node.first and node.last < other.stop]
        if max(holding, key=lambda other: _margin(other, node)) == window:
            yield node, float(probabilities[word, width, kind])


def _margin(window: Window, node: Node) -> int:
    """Words between the span and the nearer edge of the window that is no edge of the document."""
    count = len(window.encoded.pieces)
    left = node.first - window.start if window.start else count
    right = window.stop - 1 - node.last if window.stop < count else count
    return min(left, right)


def _find_relations(reader: Reader, found: Found, reads: Iterable[Read], threshold: float) -> None:
    encoded = found.encoded
    annotated = sorted({Node(*map(int, row[:3])) for row in encoded.entities})
    nodes = sorted(node for node, score in found.spans.items() if score > threshold)
    noted: tuple[dict[Edge, list[float]], dict[Edge, list[float]]] = (defaultdict(list), defaultdict(list))
    for read in reads:
        for edges, ends in zip(noted, (annotated, nodes), strict=True):
            _note_edges(reader, edges, read, ends)
    found.between_annotated, found.between_found = (
        {edge: sum(scores) / len(scores) for edge, scores in edges.items()} for edges in noted
    )


def _note_edges(reader: Reader, edges: dict[Edge, list[float]], read: Read, nodes: list[Node]) -> None:
    window = read.example.window
    ends = [node for node in nodes if window.start <= node.first and node.last < window.stop]
    if len(ends) < 2:
        return
    spans = torch.tensor(ends) - torch.tensor([window.start, window.start, 0])
    scores = reader.relate(read.states, read.example, spans)
    scores.diagonal().fill_(0)
    for head, tail, kind in (scores >= LEAST).nonzero().tolist():
        edges[Edge(ends[head], ends[tail], kind)].append(float(scores[head, tail, kind]))

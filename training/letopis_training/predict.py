"""What the model finds in documents: spans with types, relations between them or between annotated entities.

A long document is read in windows that overlap. A span is taken from the window in whose middle it lies best, the
probability of a relation is the mean over the windows that hold both ends.

In: Joint, Encoded. Out: Found. Touches: nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from letopis_training.batches import collate, make_example, pack
from letopis_training.examples import OVERLAP, cut
from letopis_training.found import Edge, Found, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from letopis_training.batches import Batch, Example
    from letopis_training.examples import Encoded, Window
    from letopis_training.joint import Joint, States

LEAST = 0.05  # probability below which nothing is noted


@dataclass(frozen=True, slots=True)
class Read:
    """A window with the states of its words, kept for the relations."""

    example: Example
    states: States


@torch.no_grad()
def predict(model: Joint, documents: Sequence[Encoded], *, threshold: float = 0.5, pieces: int = 1024) -> list[Found]:
    """What is found in each document; spans over `threshold` are the ends of relations."""
    model.eval()
    found = {encoded.document.id: Found(encoded) for encoded in documents}
    windows = [window for encoded in documents for window in cut(encoded, overlap=OVERLAP)]
    reads: dict[str, list[Read]] = defaultdict(list)
    centred: dict[str, dict[Node, tuple[int, float]]] = defaultdict(dict)
    for packed in pack(windows, pieces, [len(window.encoded.pieces) for window in windows]):
        batch = collate([make_example(window) for window in packed])
        states, probabilities = _read(model, batch)
        for row, example in enumerate(batch.examples):
            name, words = example.window.encoded.document.id, len(example.first)
            kept = type(states)(*(part[row : row + 1, :words].clone() for part in states))
            reads[name].append(Read(example, kept))
            _note_spans(centred[name], example.window, probabilities[row, :words])
    for name, noted in centred.items():
        found[name].spans = {node: score for node, (_, score) in noted.items() if score >= LEAST}
        _find_relations(model, found[name], reads[name], threshold)
    return list(found.values())


def _read(model: Joint, batch: Batch) -> tuple[States, Tensor]:
    with torch.autocast("cpu", torch.bfloat16):
        states = model.states(batch)
        logits, valid = model.spans(states.first, states.last, batch.counts)
    return states, torch.sigmoid(logits) * valid[..., None]


def _note_spans(noted: dict[Node, tuple[int, float]], window: Window, probabilities: Tensor) -> None:
    """Spans of a window, unless another window has them farther from its edges.

    A span that one window finds and another with the span nearer to its middle does not is noted with that one's
    probability only where it reaches `LEAST` there; the loss is small and the table short.
    """
    for word, width, kind in (probabilities >= LEAST).nonzero().tolist():
        node = Node(window.start + word, window.start + word + width, kind)
        margin = _margin(window, node)
        if node not in noted or noted[node][0] < margin:
            noted[node] = (margin, float(probabilities[word, width, kind]))


def _margin(window: Window, node: Node) -> int:
    """Words between the span and the nearer edge of the window that is no edge of the document."""
    count = len(window.encoded.pieces)
    left = node.first - window.start if window.start else count
    right = window.stop - 1 - node.last if window.stop < count else count
    return min(left, right)


def _find_relations(model: Joint, found: Found, reads: Iterable[Read], threshold: float) -> None:
    encoded = found.encoded
    annotated = sorted({Node(*map(int, row[:3])) for row in encoded.entities})
    nodes = sorted(node for node, score in found.spans.items() if score > threshold)
    noted: tuple[dict[Edge, list[float]], dict[Edge, list[float]]] = (defaultdict(list), defaultdict(list))
    for read in reads:
        for edges, ends in zip(noted, (annotated, nodes), strict=True):
            _note_edges(model, edges, read, ends)
    found.between_annotated, found.between_found = (
        {edge: sum(scores) / len(scores) for edge, scores in edges.items()} for edges in noted
    )


def _note_edges(model: Joint, edges: dict[Edge, list[float]], read: Read, nodes: list[Node]) -> None:
    window = read.example.window
    ends = [node for node in nodes if window.start <= node.first and node.last < window.stop]
    if len(ends) < 2:
        return
    spans = torch.tensor(ends) - torch.tensor([window.start, window.start, 0])
    with torch.autocast("cpu", torch.bfloat16):
        logits = model.pair_logits(read.states, 0, read.example, spans)
    types = spans[:, 2]
    scores = torch.sigmoid(logits) * model.relations.licensed[types[:, None], types[None]]
    scores.diagonal().fill_(0)
    for head, tail, kind in (scores >= LEAST).nonzero().tolist():
        edges[Edge(ends[head], ends[tail], kind)].append(float(scores[head, tail, kind]))

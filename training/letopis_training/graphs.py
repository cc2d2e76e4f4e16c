"""The two graphs that are shipped: words to spans, spans to relations, for one window at a time.

In: Joint. Out: `spans.onnx`, `relations.onnx` in single precision. Touches: the folder they are written to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path

    from letopis_training.joint import Joint

SPANS, RELATIONS = "spans.onnx", "relations.onnx"
SPAN_INPUTS, SPAN_OUTPUTS = ("pieces", "first", "last"), ("probabilities", "first_states", "last_states")
RELATION_INPUTS = ("first_states", "last_states", "sentences", "spans", "keys")
RELATION_OUTPUTS = ("probabilities",)


class SpanGraph(nn.Module):
    """Pieces of a window with the special ones (length), first and last piece of each word (words)."""

    def __init__(self, model: Joint) -> None:
        super().__init__()
        self.encoder, self.spans = model.encoder, model.spans

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Probabilities (words, widths, types), zero beyond the window; states (words, width)."""
        states = self.encoder(pieces[None], torch.ones_like(pieces[None], dtype=torch.bool))
        begin, end = states[:, first], states[:, last]
        count = torch.ones_like(first).sum()[None]
        logits, valid = self.spans(begin, end, count)
        return (torch.sigmoid(logits) * valid[..., None])[0], begin[0], end[0]


class RelationGraph(nn.Module):
    """States of the words, their sentences, `spans` (n, 3) with type, `keys` (n, 6) of the names."""

    def __init__(self, model: Joint) -> None:
        super().__init__()
        self.relations = model.relations

    def forward(self, first: Tensor, last: Tensor, sentences: Tensor, spans: Tensor, keys: Tensor) -> Tensor:
        """Probabilities (n, n, relations), zero where the two types never stand in the relation."""
        types = spans[:, 2]
        licensed = self.relations.licensed[types[:, None], types[None]]
        return torch.sigmoid(self.relations(first, last, sentences, spans, keys)) * licensed


def write_graphs(model: Joint, folder: Path) -> None:
    """Both graphs, for any number of pieces, words and spans."""
    model.eval()
    pieces, words, _ = (torch.export.Dim(name, min=2, max=most) for name, most in _SIZES)
    place = torch.tensor([1, 2, 4, 6])
    torch.onnx.export(
        SpanGraph(model).eval(),
        (torch.tensor([0, 5, 6, 7, 8, 9, 10, 2]), place, place + 1),
        folder / SPANS,
        input_names=SPAN_INPUTS,
        output_names=SPAN_OUTPUTS,
        dynamic_shapes=({0: pieces}, {0: words}, {0: words}),
        external_data=False,
        verbose=False,
    )
    write_relations(model, folder / RELATIONS)


def write_relations(model: Joint, path: Path) -> None:
    """The graph of relations, for any number of words and spans."""
    _, words, spans = (torch.export.Dim(name, min=2, max=most) for name, most in _SIZES)
    # Two tensors: one given twice would be one input of the graph, and the other left unread.
    first, last = torch.randn(2, 4, model.encoder.width)
    ends = torch.tensor([[0, 1, 0], [1, 1, 1], [2, 3, 0]])
    torch.onnx.export(
        RelationGraph(model).eval(),
        (first, last, torch.zeros(4, dtype=torch.int64), ends, torch.zeros(3, 6, dtype=torch.int64)),
        path,
        input_names=RELATION_INPUTS,
        output_names=RELATION_OUTPUTS,
        dynamic_shapes=({0: words}, {0: words}, {0: words}, {0: spans}, {0: spans}),
        external_data=False,
        verbose=False,
    )


_SIZES = (("pieces", 512), ("words", 512), ("spans", 4096))

"""The network as an ONNX graph for one sentence at a time, whole and quantised.

«Мэр приехал» gives the scores of three heads for each of two words, the relation that each word would have to each
head, and the tags.

In: TreeNetwork. Out: `trees.onnx`. Touches: the folder it is written to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from letopis.model.pieces import PAD
from letopis.parse.decode import spanning_tree
from letopis_training.trees.batches import Batch
from letopis_training.trees.treebank import Parse

if TYPE_CHECKING:
    from pathlib import Path

    from letopis_training.trees.batches import Example
    from letopis_training.trees.network import TreeNetwork

GRAPH = "trees.onnx"
INPUTS, OUTPUTS = ("pieces", "first", "last"), ("tags", "heads", "rels")
_SIZES = (("pieces", 512), ("words", 512))


class TreeGraph(nn.Module):
    """Pieces of a sentence with the special ones (length), first and last piece of each word (words)."""

    def __init__(self, model: TreeNetwork) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tags (words), scores of heads (words, 1 + words), relations to each head (words, 1 + words)."""
        count = torch.ones_like(first).sum()[None]
        scores = self.model(Batch(pieces[None], first[None], last[None], count, *[first[None]] * 3))
        return scores.tags[0].argmax(-1), scores.heads[0], self.model.all_relations(scores)[0].argmax(-1)


class TreeReader:
    """A graph that was written."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._graph = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def __call__(self, example: Example) -> Parse:
        """The tree of one sentence."""
        given = (np.array(part, np.int64) for part in (example.pieces, example.first, example.last))
        tags, scores, rels = self._graph.run(None, dict(zip(INPUTS, given, strict=True)))
        heads = spanning_tree(scores) + 1
        return Parse(tags.tolist(), heads.tolist(), rels[np.arange(len(heads)), heads].tolist())


def write_graph(model: TreeNetwork, path: Path) -> None:
    """For sentences of any length."""
    pieces, words = (torch.export.Dim(name, min=2, max=most) for name, most in _SIZES)
    place = torch.tensor([1, 2, 4, 6])
    torch.onnx.export(
        TreeGraph(model).eval(),
        (torch.tensor([0, 5, 6, 7, 8, 9, 10, PAD + 1]), place, place + 1),
        path,
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_shapes=({0: pieces}, {0: words}, {0: words}),
        external_data=False,
        verbose=False,
    )

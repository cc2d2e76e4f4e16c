"""The common network as one ONNX graph for a window of sentences, and what reads with it.

Of «Мэр приехал. Он доволен.» it gives the probabilities of all spans, the states of the words for the relations, and
for each word of a tree its tag, the scores of all heads (a stranger's sentence is left out by whoever reads them),
and what tells the relation to any head: `kinds[word] @ (*above[head], 1)`.

In: Together. Out: `reader.onnx`, Reader. Touches: the folder it is written to.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from letopis.model.pieces import PAD
from letopis.parse.decode import spanning_tree
from letopis_training.encoder import HEADS, Layer
from letopis_training.graphs import RELATION_INPUTS, write_relations
from letopis_training.joint import States, keys_of
from letopis_training.together.windows import collate_windows
from letopis_training.trees.batches import Batch
from letopis_training.trees.treebank import Parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    from letopis_training.batches import Batch as Windows
    from letopis_training.batches import Example
    from letopis_training.together.network import Together
    from letopis_training.together.windows import Sentences

READER = "reader.onnx"
INPUTS = ("pieces", "first", "last", "tree_first", "tree_last")
OUTPUTS = ("probabilities", "first_states", "last_states", "tags", "heads", "kinds", "above")


class Reading(NamedTuple):
    """What the graph says of a window; `words` of entities and of trees are two cuts of the same pieces."""

    probabilities: npt.NDArray[np.float32]
    first_states: npt.NDArray[np.float32]
    last_states: npt.NDArray[np.float32]
    tags: npt.NDArray[np.int64]
    heads: npt.NDArray[np.float32]
    kinds: npt.NDArray[np.float32]
    above: npt.NDArray[np.float32]

    def parse(self, start: int, stop: int) -> Parse:
        """The tree of the sentence that has the words `start..stop` of the window."""
        own = [0, *range(start + 1, stop + 1)]
        heads = spanning_tree(self.heads[start:stop, own]) + 1
        above = self.above[[own[head] for head in heads]]
        scores = (self.kinds[start:stop, :, :-1] @ above[..., None])[..., 0] + self.kinds[start:stop, :, -1]
        return Parse(self.tags[start:stop].tolist(), heads.tolist(), scores.argmax(-1).tolist())


class FusedLayer(Layer):
    """A layer whose attention is one operator of onnxruntime, which keeps no matrix of all pieces with all."""

    def mixed(self, parts: Tensor, absent: Tensor | None) -> Tensor:
        """As `Layer.mixed`, where every piece is there."""
        if absent is not None:
            raise ValueError("the fused attention reads whole windows alone")
        query, key, value = parts.chunk(3, -1)
        result: Tensor = torch.onnx.ops.symbolic(
            "com.microsoft::MultiHeadAttention",
            (query, key, value),
            {"num_heads": HEADS},
            dtype=query.dtype,
            shape=query.shape,
            version=1,
        )
        return result


class ReaderGraph(nn.Module):
    """Pieces of a window with the special ones, first and last piece of each word of entities and of trees."""

    def __init__(self, model: Together) -> None:
        super().__init__()
        self.model = deepcopy(model)
        for layer in self.model.encoder.layers:
            layer.__class__ = FusedLayer

    def forward(
        self, pieces: Tensor, first: Tensor, last: Tensor, tree_first: Tensor, tree_last: Tensor
    ) -> tuple[Tensor, ...]:
        """As OUTPUTS: (words, widths, types), twice (words, width), (trees), (trees, 1 + trees) and so on."""
        encoder, trees = self.model.encoder, self.model.trees
        middle, states = encoder.after(pieces[None], None, (self.model.depth, len(encoder.layers)))
        begin, end = states[:, first], states[:, last]
        logits, valid = self.model.spans(begin, end, torch.ones_like(first).sum()[None])
        count, row = torch.ones_like(tree_first).sum()[None], torch.zeros(1, dtype=torch.int64)
        batch = Batch(pieces[None], tree_first[None], tree_last[None], count, *[tree_first[None]] * 3)
        scores = trees.scores(middle, batch, row)
        probabilities = torch.sigmoid(logits) * valid[..., None]
        told = (scores.tags.argmax(-1), scores.heads, trees.kinds(scores), scores.above)
        return tuple(part[0] for part in (probabilities, begin, end, *told))


class WindowReader:
    """The graphs as they are shipped, one window at a time; a `readers.Reader`."""

    def __init__(self, reader: Path, relations: Path, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._reader = onnxruntime.InferenceSession(reader, options, providers=["CPUExecutionProvider"])
        self._relations = onnxruntime.InferenceSession(relations, options, providers=["CPUExecutionProvider"])

    def __call__(self, *inputs: Tensor) -> Reading:
        """One window; the inputs are those of `ReaderGraph`."""
        named = dict(zip(INPUTS, (part.numpy() for part in inputs), strict=True))
        return Reading(*self._reader.run(None, named))

    def read(self, batch: Windows) -> tuple[States, Tensor]:
        """As `Reader.read`; the words of entities stand for those of trees."""
        readings = [self(one.pieces, *(one.first, one.last) * 2) for one in batch.examples]
        probabilities, first, last = (
            torch.nn.utils.rnn.pad_sequence([torch.from_numpy(reading[part]) for reading in readings], batch_first=True)
            for part in range(3)
        )
        return States(first, last), probabilities

    def relate(self, states: States, example: Example, spans: Tensor) -> Tensor:
        """As `Reader.relate`."""
        inputs = (*states, example.sentences, spans, keys_of(example, spans))
        named = dict(zip(RELATION_INPUTS, (part.numpy() for part in inputs), strict=True))
        return torch.from_numpy(self._relations.run(None, named)[0])

    def parse(self, windows: Sequence[Sentences]) -> list[Parse]:
        """The trees of the sentences of windows, in order; the words of trees stand for those of entities."""
        parses = []
        for window in windows:
            batch, _ = collate_windows([window])
            counts = batch.counts.tolist()
            places = [
                torch.cat([part[row, :count] for row, count in enumerate(counts)]) for part in (batch.first, batch.last)
            ]
            reading = self(batch.pieces[0], *places * 2)
            stops = np.cumsum(counts).tolist()
            parses += [reading.parse(stop - count, stop) for stop, count in zip(stops, counts, strict=True)]
        return parses


def write_graphs(model: Together, folder: Path, relations: str) -> None:
    """`reader.onnx` and the graph of relations, for windows of any size."""
    model.eval()
    pieces, words, trees = (torch.export.Dim(name, min=2, max=512) for name in ("pieces", "words", "tree_words"))
    place = torch.tensor([1, 2, 4, 6])
    fewer = torch.tensor([1, 2, 5])
    torch.onnx.export(
        ReaderGraph(model).eval(),
        (torch.tensor([0, 5, 6, 7, 8, 9, 10, PAD + 1]), place, place + 1, fewer, fewer + 1),
        folder / READER,
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_shapes=({0: pieces}, {0: words}, {0: words}, {0: trees}, {0: trees}),
        external_data=False,
        verbose=False,
    )
    write_relations(model, folder / relations)

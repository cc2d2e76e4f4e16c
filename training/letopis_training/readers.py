"""Who reads a window: the network in torch, in half precision, or the graphs in onnxruntime.

In: Joint, or the graphs' files. Out: Reader. Touches: those files, read-only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import torch
from torch import Tensor

from letopis_training.graphs import RELATION_INPUTS, SPAN_INPUTS
from letopis_training.joint import States, keys_of

if TYPE_CHECKING:
    from pathlib import Path

    from letopis_training.batches import Batch, Example
    from letopis_training.joint import Joint


class Reader(Protocol):
    """What prediction asks for."""

    def read(self, batch: Batch) -> tuple[States, Tensor]:
        """States of the words, and probabilities of spans (n, words, widths, types), zero beyond a window."""

    def relate(self, states: States, example: Example, spans: Tensor) -> Tensor:
        """Probabilities (n, n, relations) between `spans` of a window, whose states are (words, width)."""


class TorchReader:
    """The network as it is trained."""

    def __init__(self, model: Joint) -> None:
        self.model = model.eval()

    @torch.no_grad()
    def read(self, batch: Batch) -> tuple[States, Tensor]:
        """As `Reader.read`."""
        with torch.autocast("cpu", torch.bfloat16):
            states = self.model.states(batch)
            logits, valid = self.model.spans(states.first, states.last, batch.counts)
        return states, torch.sigmoid(logits) * valid[..., None]

    @torch.no_grad()
    def relate(self, states: States, example: Example, spans: Tensor) -> Tensor:
        """As `Reader.relate`."""
        one = States(*(part[None] for part in states))
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.model.pair_logits(one, 0, example, spans)
        types = spans[:, 2]
        return torch.sigmoid(logits) * self.model.relations.licensed[types[:, None], types[None]]


class GraphReader:
    """The graphs as they are shipped, one window at a time."""

    def __init__(self, spans: Path, relations: Path, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._spans = onnxruntime.InferenceSession(spans, options, providers=["CPUExecutionProvider"])
        self._relations = onnxruntime.InferenceSession(relations, options, providers=["CPUExecutionProvider"])

    def read(self, batch: Batch) -> tuple[States, Tensor]:
        """As `Reader.read`."""
        outputs = []
        for example in batch.examples:
            inputs = (part.numpy() for part in (example.pieces, example.first, example.last))
            outputs.append(self._spans.run(None, dict(zip(SPAN_INPUTS, inputs, strict=True))))
        columns = zip(*outputs, strict=True)
        probabilities, first, last = (
            torch.nn.utils.rnn.pad_sequence([torch.from_numpy(part) for part in column], batch_first=True)
            for column in columns
        )
        return States(first, last), probabilities

    def relate(self, states: States, example: Example, spans: Tensor) -> Tensor:
        """As `Reader.relate`."""
        inputs = (*states, example.sentences, spans, keys_of(example, spans))
        named = dict(zip(RELATION_INPUTS, (part.numpy() for part in inputs), strict=True))
        return torch.from_numpy(self._relations.run(None, named)[0])

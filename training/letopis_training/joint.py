"""Encoder, spans and relations together, and what training makes smaller.

In: Batch. Out: logits, losses. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from letopis.model.likeness import span_keys
from letopis_training.relations import RelationHead
from letopis_training.spans import WIDEST, SpanHead

if TYPE_CHECKING:
    from letopis_training.batches import Batch, Example
    from letopis_training.encoder import Encoder
    from letopis_training.priors import Priors

FALSE_FROM = 0.3  # probability from which a span that is none serves as the end of no relation
MOST_FALSE = 24


class States(NamedTuple):
    """Of the first and last piece of each word, (n, words, width)."""

    first: Tensor
    last: Tensor


class Losses(NamedTuple):
    """Each a sum over decisions, divided by the number of annotated spans or relations."""

    spans: Tensor
    relations: Tensor


class Joint(nn.Module):
    """One encoder, two heads."""

    def __init__(self, encoder: Encoder, priors: Priors, *, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.spans = SpanHead(encoder.width, torch.from_numpy(priors.spans), dropout)
        self.relations = RelationHead(encoder.width, torch.from_numpy(priors.relations), dropout)

    def states(self, batch: Batch) -> States:
        """States of the words of a batch."""
        states = self.encoder(batch.pieces, batch.present)
        index = [place[..., None].expand(-1, -1, states.shape[-1]) for place in (batch.first, batch.last)]
        return States(*(torch.gather(states, 1, place) for place in index))

    def pair_logits(self, states: States, row: int, example: Example, spans: Tensor) -> Tensor:
        """(n, n, relations) for `spans` (n, 3) of one window of the batch."""
        words = len(example.first)
        first, last = states.first[row, :words], states.last[row, :words]
        logits: Tensor = self.relations(first, last, example.sentences, spans, keys_of(example, spans))
        return logits

    def losses(self, batch: Batch) -> Losses:
        """Both losses of a batch."""
        states = self.states(batch)
        logits, valid = self.spans(states.first, states.last, batch.counts)
        spans = _span_loss(batch, logits, valid)
        found = torch.sigmoid(logits.detach()) * valid[..., None]
        total, count = torch.zeros(()), 0
        for row, example in enumerate(batch.examples):
            ends = torch.cat([example.spans[:, :3], _false_spans(example, found[row])])
            if len(example.spans) > 1:
                total = total + self._relation_loss(example, ends, self.pair_logits(states, row, example, ends))
                count += len(example.relations)
        return Losses(spans, total / max(count, 1))

    def _relation_loss(self, example: Example, ends: Tensor, logits: Tensor) -> Tensor:
        gold = torch.zeros_like(logits)
        gold[tuple(example.relations.T)] = 1
        types = ends[:, 2]
        asked = self.relations.licensed[types[:, None], types[None]].clone()
        asked.diagonal().fill_(False)
        return functional.binary_cross_entropy_with_logits(logits[asked], gold[asked], reduction="sum")


def keys_of(example: Example, spans: Tensor) -> Tensor:
    """Keys of likeness of spans of a window."""
    window = example.window
    first, last = (spans[:, place].numpy().astype(np.int64) for place in (0, 1))
    return torch.from_numpy(span_keys(window.encoded.keys[window.start : window.stop], first, last))


def _span_loss(batch: Batch, logits: Tensor, valid: Tensor) -> Tensor:
    """Spans that are not whole are neither right nor wrong."""
    gold, asked, count = torch.zeros_like(logits), valid.clone(), 0
    for row, example in enumerate(batch.examples):
        first, last, types, whole = example.spans.unbind(1)
        widths = last - first
        right = (whole == 1) & (widths < WIDEST)
        gold[row, first[right], widths[right], types[right]] = 1
        out = (whole == 0) & (widths < WIDEST)
        asked[row, first[out], widths[out]] = False
        count += int(right.sum())
    loss = functional.binary_cross_entropy_with_logits(logits[asked], gold[asked], reduction="sum")
    return loss / max(count, 1)


def _false_spans(example: Example, found: Tensor) -> Tensor:
    """The likeliest spans (n, 3) that the network takes for entities and that are none."""
    found = found.clone()
    first, last, types, _ = example.spans.unbind(1)
    narrow = last - first < WIDEST
    found[first[narrow], (last - first)[narrow], types[narrow]] = 0
    values, places = found.flatten().topk(min(MOST_FALSE, found.numel()))
    words, widths, kinds = np.unravel_index(places[values > FALSE_FROM].numpy(), tuple(found.shape))
    return torch.from_numpy(np.stack([words, words + widths, kinds], axis=1))

"""Tags, heads and relations of all words of a sentence at once.

A word is told by the states of its first and its last piece, for endings are told by the last. Heads and relations are
scored as by Dozat and Manning (2017); the root is the piece before the first word. How far and on which side a head
stands adds to its score.

In: Batch. Out: scores. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from letopis.model.pieces import PAD
from letopis_training.encoder import Dropout
from letopis_training.trees.treebank import OPEN

if TYPE_CHECKING:
    from letopis_training.encoder import Encoder
    from letopis_training.trees.batches import Batch

ARC, KIND, TAG = 256, 96, 256  # sizes of what heads, relations and tags are told from
FARTHEST = 7  # distances are counted in powers of two
NEVER = -1e4


class Scores(NamedTuple):
    """`tags` (n, words, tags), `heads` (n, words, 1 + words), and for each word what its relation is told from."""

    tags: Tensor
    heads: Tensor
    below: Tensor
    above: Tensor


class TreeHeads(nn.Module):
    """What tells tags, heads and relations from the states of words."""

    def __init__(self, size: int, *, tags: int, rels: int, dropout: float) -> None:
        super().__init__()
        width = 2 * size
        self.tag = nn.Sequential(nn.Linear(width, TAG), nn.GELU(), Dropout(dropout), nn.Linear(TAG, tags))
        self.arc_below, self.arc_above = _part(width, ARC, dropout), _part(width, ARC, dropout)
        self.kind_below, self.kind_above = _part(width, KIND, dropout), _part(width, KIND, dropout)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.kind = nn.Parameter(torch.zeros(KIND + 1, rels, KIND + 1))
        self.far = nn.Parameter(torch.zeros(2 * FARTHEST + 2))
        self.dropout = Dropout(dropout)

    def scores(self, states: Tensor, batch: Batch, rows: Tensor) -> Scores:
        """Of sentences that lie in the windows `rows` of `states`, whose first piece is the root.

        Those of heads beyond a sentence are NEVER.
        """
        words = self.dropout(torch.cat([states[rows[:, None], batch.first], states[rows[:, None], batch.last]], -1))
        root = torch.cat([states[rows, :1], states[rows, :1]], -1)
        nodes = torch.cat([root, words], 1)
        scores = _with_one(self.arc_below(words)) @ self.arc.to(words.dtype) @ self.arc_above(nodes).transpose(1, 2)
        count = words.shape[1]
        outside = torch.arange(count + 1) > batch.counts[:, None]
        heads = (scores.float() * ARC**-0.5 + self.far[_distances(count)]).masked_fill(outside[:, None], NEVER)
        heads = heads.masked_fill(torch.eye(count + 1, dtype=torch.bool)[None, 1:], NEVER)
        return Scores(self.tag(words).float(), heads, self.kind_below(words), self.kind_above(nodes))

    def relations(self, scores: Scores, heads: Tensor) -> Tensor:
        """Scores of relations (n, words, rels) to `heads` (n, words), which count from one."""
        above = _with_one(scores.above[torch.arange(len(heads))[:, None], heads])
        return (self.kinds(scores) @ above[..., None])[..., 0].float() * KIND**-0.5

    def all_relations(self, scores: Scores) -> Tensor:
        """Scores of relations to every head, (n, words, 1 + words, rels)."""
        above = _with_one(scores.above)
        return (self.kinds(scores) @ above[:, None].transpose(-1, -2)).transpose(-1, -2)

    def kinds(self, scores: Scores) -> Tensor:
        """What tells the relation of a word to whatever head, (n, words, rels, KIND + 1)."""
        below = _with_one(scores.below)
        mixed = below @ self.kind.to(below.dtype).flatten(1)
        return mixed.view(*below.shape[:2], -1, KIND + 1)

    def losses_of(self, scores: Scores, batch: Batch) -> dict[str, Tensor]:
        """Means over the words of which each is known."""
        relations = self.relations(scores, batch.heads.clamp(min=0))
        return {
            "tags": _loss(scores.tags, batch.tags),
            "heads": _loss(scores.heads, batch.heads),
            "rels": _loss(relations, batch.rels),
        }


class TreeNetwork(TreeHeads):
    """The encoder's first `layers` layers, which read one sentence at a time, with the heads of tags and trees."""

    def __init__(self, encoder: Encoder, *, tags: int, rels: int, layers: int, dropout: float) -> None:
        super().__init__(encoder.width, tags=tags, rels=rels, dropout=dropout)
        encoder.layers = encoder.layers[:layers]
        self.encoder = encoder

    def forward(self, batch: Batch) -> Scores:
        """Scores of sentences, each in a window of its own."""
        states = self.encoder(batch.pieces, batch.pieces != PAD)
        return self.scores(states, batch, torch.arange(len(states)))

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """Means over the words of which each is known."""
        return self.losses_of(self(batch), batch)

    def above(self) -> list[nn.Parameter]:
        """What is not the encoder."""
        return [parameter for name, parameter in self.named_parameters() if not name.startswith("encoder.")]


def _part(width: int, size: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, size), nn.GELU(), Dropout(dropout))


def _with_one(states: Tensor) -> Tensor:
    return torch.cat([states, torch.ones_like(states[..., :1])], -1)


def _distances(count: int) -> Tensor:
    """(words, 1 + words): the row of `far` for each word and head."""
    steps = torch.arange(1, count + 1)[None] - torch.arange(1, count + 1)[:, None]
    sizes = (steps.abs()[..., None] >= 2 ** torch.arange(1, FARTHEST)).sum(-1)
    rows = 1 + sizes + FARTHEST * (steps > 0)
    return functional.pad(rows, (1, 0))


def _loss(scores: Tensor, gold: Tensor) -> Tensor:
    known = (gold != OPEN).sum().clamp(min=1)
    return functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=OPEN, reduction="sum") / known

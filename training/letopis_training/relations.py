"""Scores of all relations between all ordered pairs of the entities of a window.

A pair is told by its two ends, their product, how far apart they are in words and sentences, whether one lies in the
other, how alike their names are, and the words that both attend to. The logits begin at what the two types alone say.

In: states of the words, spans of entities with types and keys. Out: logits (n, n, relations). Touches: nothing.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from letopis.model.likeness import COMPARED
from letopis_training.encoder import Dropout

INNER, TYPE_SIZE, CONTEXT, CONTEXT_HEADS = 256, 64, 128, 4
GAPS = (1, 2, 3, 4, 5, 7, 10, 15, 21, 41, 81)
SENTENCES_APART, NESTINGS = 6, 4


class RelationHead(nn.Module):
    """`prior` (types, types, relations): logits by the types of head and tail, `-inf` where never annotated."""

    licensed: Tensor
    gaps: Tensor

    def __init__(self, width: int, prior: Tensor, dropout: float) -> None:
        super().__init__()
        types, _, relations = prior.shape
        self.register_buffer("licensed", torch.isfinite(prior))
        self.register_buffer("gaps", torch.tensor(GAPS), persistent=False)
        self.prior = nn.Parameter(torch.where(self.licensed, prior, 0.0))
        self.types = nn.Embedding(types, TYPE_SIZE)
        self.entity = nn.Linear(3 * width + TYPE_SIZE, INNER)
        self.head, self.tail = nn.Linear(INNER, 2 * INNER), nn.Linear(INNER, 2 * INNER)
        self.gap = nn.Embedding(2 * len(GAPS) + 2, INNER)
        self.apart = nn.Embedding(SENTENCES_APART, INNER)
        self.nesting = nn.Embedding(NESTINGS, INNER)
        self.alike = nn.Linear(len(COMPARED), INNER, bias=False)
        self.query = nn.Linear(INNER, CONTEXT)
        self.key, self.value = nn.Linear(width, CONTEXT), nn.Linear(width, CONTEXT)
        self.context = nn.Linear(CONTEXT, INNER)
        self.relations = nn.Linear(INNER, relations)
        self.dropout = Dropout(dropout)
        for table in (self.gap, self.apart, self.nesting):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, first: Tensor, last: Tensor, sentences: Tensor, spans: Tensor, keys: Tensor) -> Tensor:
        """States (words, width) of a window, `spans` (n, 3): first and last word, type; `keys` (n, 6) of the names."""
        words = (first + last) * 0.5
        entities = self.dropout(self._entities(first, last, words, spans))
        head, head_product = self.head(entities).chunk(2, -1)
        tail, tail_product = self.tail(entities).chunk(2, -1)
        pairs = head[:, None] + tail[None] + head_product[:, None] * tail_product[None]
        pairs = pairs + self._places(sentences, spans).to(pairs.dtype) + self.alike(_likeness(keys, pairs.dtype))
        pairs = self.dropout(functional.gelu(pairs + self._context(entities, words)))
        types = spans[:, 2]
        return self.relations(pairs).float() + self.prior[types[:, None], types[None]]

    def _entities(self, first: Tensor, last: Tensor, words: Tensor, spans: Tensor) -> Tensor:
        total = functional.pad(words.float().cumsum(0), (0, 0, 1, 0))
        begin, end = spans[:, 0], spans[:, 1]
        means = (total[end + 1] - total[begin]) / (end - begin + 1)[:, None]
        parts = [first[begin], last[end], means.to(first.dtype), self.types(spans[:, 2]).to(first.dtype)]
        return functional.gelu(self.entity(self.dropout(torch.cat(parts, -1))))

    def _places(self, sentences: Tensor, spans: Tensor) -> Tensor:
        begin, end = spans[:, 0], spans[:, 1]
        after = (begin[None] - end[:, None]).clamp(min=0)
        before = (begin[:, None] - end[None]).clamp(min=0)
        gap = (after[..., None] >= self.gaps).sum(-1)
        gap = torch.where(before > 0, (before[..., None] >= self.gaps).sum(-1) + len(GAPS) + 1, gap)
        apart = (sentences[begin][:, None] - sentences[begin][None]).abs().clamp(max=SENTENCES_APART - 1)
        around = ((begin[:, None] <= begin[None]) & (end[:, None] >= end[None])).long()
        crossing = ((after == 0) & (before == 0)).long()
        nesting = crossing * (3 - 2 * around - around.T + around * around.T)
        return self.gap(gap) + self.apart(apart) + self.nesting(nesting)

    def _context(self, entities: Tensor, words: Tensor) -> Tensor:
        """What both ends attend to, after ATLOP's localised context."""
        count, size = entities.shape[0], CONTEXT // CONTEXT_HEADS
        query = self.query(entities).view(count, CONTEXT_HEADS, size).transpose(0, 1)
        key = self.key(words).view(-1, CONTEXT_HEADS, size).permute(1, 2, 0)
        seen = torch.softmax(torch.matmul(query, key).float() * size**-0.5, -1)
        both = torch.einsum("hin,hjn->ijn", seen, seen)
        both = both / (both.sum(-1, keepdim=True) + 1e-6)
        result: Tensor = self.context(torch.matmul(both.to(words.dtype), self.value(words)))
        return result


def _likeness(keys: Tensor, dtype: torch.dtype) -> Tensor:
    """(n, n, compared): one where a key of the head is that of the tail and not zero."""
    same = [(keys[:, None, a] == keys[None, :, b]) & (keys[:, None, a] != 0) for a, b in COMPARED]
    return torch.stack(same, -1).to(dtype)

"""Adaptation of the encoder to news: words are hidden and told from what stands around them.

«Президент <mask> прибыл в Казань»: of the pieces of an article 15 % are chosen, most of them hidden, some replaced or
left, and the encoder with a small head over the vectors of pieces tells them. The head is thrown away.

In: articles, Tokenizer, Encoder. Out: Masking, a Task. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from letopis.model.pieces import PAD, SPECIAL, START, STOP
from letopis.model.windows import MOST_PIECES
from letopis_training.loop import Losses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from letopis.model.pieces import Tokenizer
    from letopis_training.encoder import Encoder

CHOSEN, HIDDEN, REPLACED = 0.15, 0.8, 0.9  # shares of pieces; of the chosen, hidden; of the chosen, hidden or replaced
HELD_OUT = 100  # articles that are measured on


class Masked(nn.Module):
    """Tells hidden pieces by their likeness to the vectors of all pieces."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.change = nn.Linear(encoder.width, encoder.width)
        self.norm = nn.LayerNorm(encoder.width)
        self.bias = nn.Parameter(torch.zeros(encoder.words.num_embeddings))

    def forward(self, pieces: Tensor, chosen: Tensor, gold: Tensor) -> Tensor:
        """Mean loss over the pieces that `chosen` (n, length) marks, of which `gold` are the true ones."""
        states = self.encoder(pieces, pieces != PAD)[chosen]
        states = self.norm(functional.gelu(self.change(states)))
        logits = functional.linear(states, self.encoder.words.weight, self.bias.to(states.dtype))
        return functional.cross_entropy(logits.float(), gold)

    def heads(self) -> list[nn.Parameter]:
        """What is not the encoder."""
        return [*self.change.parameters(), *self.norm.parameters(), self.bias]


@dataclass(frozen=True, slots=True)
class Masking:
    """The task. `articles` are pieces without the special ones; the last ones are held out."""

    model: Masked
    articles: tuple[tuple[int, ...], ...]
    mask: int
    seed: int
    pieces: int

    def batches(self, epoch: int) -> Sequence[tuple[int, tuple[tuple[int, ...], ...]]]:
        """Stretches of articles of like length, in an order that seed and epoch decide, with a number each."""
        random = np.random.default_rng((self.seed, epoch))
        stretches = [
            article[start : start + MOST_PIECES]
            for article in self.articles[:-HELD_OUT]
            for start in range(0, len(article), MOST_PIECES)
        ]
        stretches.sort(key=len)
        groups, group = [], list[tuple[int, ...]]()
        for stretch in stretches:
            if group and (len(group) + 1) * (len(stretch) + 2) > self.pieces:
                groups.append(tuple(group))
                group = []
            group.append(stretch)
        groups.append(tuple(group))
        return [(epoch * len(groups) + place, groups[place]) for place in random.permutation(len(groups)).tolist()]

    def losses(self, item: tuple[int, tuple[tuple[int, ...], ...]]) -> Losses:
        """One part, the mean over the chosen pieces."""
        number, stretches = item
        pieces, chosen, gold = self._hide(stretches, number)
        return Losses({"masked": self.model(pieces, chosen, gold)}, int((pieces != PAD).sum()))

    @torch.no_grad()
    def measure(self, part: int) -> Mapping[str, object]:
        """Loss on the articles held out, the same pieces hidden each time."""
        self.model.eval()
        losses = []
        for number, article in enumerate(self.articles[-HELD_OUT::part]):
            with torch.autocast("cpu", torch.bfloat16):
                losses.append(float(self.model(*self._hide((article[:MOST_PIECES],), -1 - number))))
        return {"masked": round(sum(losses) / len(losses), 4)}

    def _hide(self, stretches: Sequence[tuple[int, ...]], number: int) -> tuple[Tensor, Tensor, Tensor]:
        random = np.random.default_rng((self.seed, 1, number % (1 << 32)))
        pieces = np.full((len(stretches), 2 + max(map(len, stretches))), PAD)
        for row, stretch in enumerate(stretches):
            pieces[row, : len(stretch) + 2] = (START, *stretch, STOP)
        ordinary = pieces >= len(SPECIAL)
        chosen = ordinary & (random.random(pieces.shape) < CHOSEN)
        chosen[0, 1] |= not chosen.any()
        gold = pieces[chosen]
        fate = random.random(pieces.shape)
        others = random.integers(len(SPECIAL), self.model.encoder.words.num_embeddings, pieces.shape)
        pieces = np.where(chosen & (fate < HIDDEN), self.mask, pieces)
        pieces = np.where(chosen & (fate >= HIDDEN) & (fate < REPLACED), others, pieces)
        return torch.from_numpy(pieces), torch.from_numpy(chosen), torch.from_numpy(gold)


def in_pieces(articles: Iterable[str], tokenizer: Tokenizer) -> tuple[tuple[int, ...], ...]:
    """Articles that have any words, in pieces."""
    encoded = (tokenizer.encode(text) for text in articles)
    return tuple(tuple(piece.id for _, pieces in words for piece in pieces) for words in encoded if words)

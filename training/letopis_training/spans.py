"""Scores of all spans of up to twenty words for all entity types, in one tensor.

A span is told by the state of its first and of its last piece, their product, the mean of its words and its width.
Two convolutions over the matrix of spans (first word × width) let spans that share an end or lie in each other see
one another: «мэр [Москвы]» raises «[мэр Москвы]».

In: states of the first and last piece of each word. Out: logits (n, words, widths, types). Touches: nothing.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from letopis_training.encoder import Dropout

WIDEST = 20
INNER, CHANNELS = 192, 64


class SpanHead(nn.Module):
    """`prior` (types) is where the logits begin: how often a span is of each type."""

    def __init__(self, width: int, prior: Tensor, dropout: float) -> None:
        super().__init__()
        self.first = nn.Linear(width, 2 * INNER)
        self.last = nn.Linear(width, 2 * INNER)
        self.mean = nn.Linear(width, INNER, bias=False)
        self.widths = nn.Parameter(torch.randn(WIDEST, INNER) * 0.02)
        self.reduce = nn.Linear(INNER, CHANNELS)
        self.near = nn.ModuleList([nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1) for _ in range(2)])
        self.types = nn.Linear(INNER + CHANNELS, len(prior))
        self.dropout = Dropout(dropout)
        with torch.no_grad():
            self.types.bias.copy_(prior)

    def forward(self, first: Tensor, last: Tensor, counts: Tensor) -> tuple[Tensor, Tensor]:
        """Logits, and which spans end inside the window; `counts` (n) are the numbers of words."""
        words = first.shape[1]
        begin, begin_product = self.first(self.dropout(first)).chunk(2, -1)
        end, end_product = self.last(self.dropout(last)).chunk(2, -1)
        means = _means(self.mean(self.dropout((first + last) * 0.5)))
        spans = begin[:, :, None] + _ahead(end) + begin_product[:, :, None] * _ahead(end_product)
        spans = self.dropout(functional.gelu(spans + means + self.widths.to(spans.dtype)))
        place = torch.arange(words, device=first.device)[:, None] + torch.arange(WIDEST, device=first.device)
        valid = place[None] < counts[:, None, None]
        return self.types(torch.cat([spans, self._seen(self.reduce(spans), valid)], -1)).float(), valid

    def _seen(self, spans: Tensor, valid: Tensor) -> Tensor:
        """What the spans around add, (n, words, widths, channels)."""
        mask = valid[:, None].to(spans.dtype)
        image = spans.permute(0, 3, 1, 2) * mask
        for layer in self.near:
            image = image + functional.gelu(layer(image)) * mask
        return image.permute(0, 2, 3, 1)


def _ahead(states: Tensor) -> Tensor:
    """(n, words, widths, size): for each word the states of it and of the words after it, zero beyond the last."""
    words = states.shape[1]
    padded = functional.pad(states, (0, 0, 0, WIDEST - 1))
    return torch.stack([padded[:, width : width + words] for width in range(WIDEST)], 2)


def _means(states: Tensor) -> Tensor:
    """(n, words, widths, size): mean of the words of each span; spans beyond the last word have no sense."""
    total = functional.pad(states.float().cumsum(1), (0, 0, 1, 0))
    sums = _ahead(total[:, 1:]) - total[:, :-1, None]
    widths = torch.arange(1, WIDEST + 1, device=states.device, dtype=torch.float32)
    return (sums / widths[:, None]).to(states.dtype)

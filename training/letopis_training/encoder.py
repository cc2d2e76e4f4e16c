"""The encoder: multilingual-e5-small, a BERT of 12 layers that normalises after each part, with exact GELU.

In: pieces (n, length), which of them are there. Out: states (n, length, 384). Touches: the weights' file, read-only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEADS = 12
EPSILON = 1e-12
FAR = -1e4  # added to the attention to what is not there


class Layer(nn.Module):
    """Attention, then two linear maps with GELU between; each added to what came in and normalised."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.attend = nn.Linear(width, 3 * width)
        self.gather = nn.Linear(width, width)
        self.attended = nn.LayerNorm(width, EPSILON)
        self.widen = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)
        self.narrowed = nn.LayerNorm(width, EPSILON)
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, absent: Tensor | None) -> Tensor:
        """`absent` (n, 1, 1, length) is added to the attention."""
        states = self.attended(states + self.dropout(self.gather(self.mixed(self.attend(states), absent))))
        inner = functional.gelu(self.widen(states))
        result: Tensor = self.narrowed(states + self.dropout(self.narrow(inner)))
        return result

    def mixed(self, parts: Tensor, absent: Tensor | None) -> Tensor:
        """What each piece attends to, (n, length, width), of queries, keys and values side by side."""
        count, length = parts.shape[:2]
        width = parts.shape[2] // 3
        query, key, value = parts.view(count, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4).unbind()
        scores = torch.matmul(query * (width // HEADS) ** -0.5, key.transpose(-1, -2))
        if absent is not None:
            scores = scores + absent
        mixed = torch.matmul(torch.softmax(scores, -1, dtype=scores.dtype), value)
        return mixed.transpose(1, 2).reshape(count, length, width)


class Dropout(nn.Module):
    """Dropout whose random bytes are drawn eight at a time: on a CPU a tenth of the time of torch's own."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.kept = round(256 * (1 - share))

    def forward(self, states: Tensor) -> Tensor:
        """The states themselves outside training."""
        if not self.training or self.kept == 256:
            return states
        words = torch.empty((states.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), 2**63 - 1)
        mask = words.view(torch.uint8)[: states.numel()].view(states.shape) < self.kept
        return states * mask.to(states.dtype).mul_(256 / self.kept)


class Encoder(nn.Module):
    """States of pieces; the vectors of pieces and positions are those of e5 with its token kind added."""

    def __init__(self, pieces: int, *, width: int, inner: int, layers: int, positions: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, width)
        self.positions = nn.Parameter(torch.zeros(positions, width))
        self.norm = nn.LayerNorm(width, EPSILON)
        self.layers = nn.ModuleList([Layer(width, inner, dropout) for _ in range(layers)])
        self.dropout = Dropout(dropout)

    @property
    def width(self) -> int:
        """Length of a state."""
        return self.words.embedding_dim

    def forward(self, pieces: Tensor, present: Tensor, *, layers: int | None = None) -> Tensor:
        """`present` is true where there is a piece; the states after the first `layers` layers, or after all."""
        return self.after(pieces, present, (len(self.layers) if layers is None else layers,))[0]

    def after(self, pieces: Tensor, present: Tensor | None, depths: Sequence[int]) -> list[Tensor]:
        """The states after each of `depths` layers, ascending; of half precision throughout under autocast.

        `present` is None where every piece is there.
        """
        states = self.dropout(self.norm(self.words(pieces) + self.positions[: pieces.shape[1]]))
        if torch.is_autocast_enabled("cpu"):
            states = states.to(torch.bfloat16)
        absent = None if present is None else (1 - present[:, None, None, :].to(states.dtype)) * FAR
        passed = [states]
        for layer in self.layers[: depths[-1]]:
            passed.append(layer(passed[-1], absent))
        return [passed[depth] for depth in depths]


def load_encoder(path: Path, *, dropout: float = 0.0) -> Encoder:
    """The encoder whose weights `prepare` wrote."""
    with np.load(path) as stored:
        weights = {name: torch.from_numpy(stored[name]) for name in stored.files}
    encoder = Encoder(
        len(weights["words.weight"]),
        width=weights["words.weight"].shape[1],
        inner=len(weights["layers.0.widen.bias"]),
        layers=1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers.")),
        positions=len(weights["positions"]),
        dropout=dropout,
    )
    encoder.load_state_dict(weights)
    return encoder

"""Windows as tensors, and their order in an epoch.

In: Encoded, Window. Out: Example, Batch. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from letopis.model.pieces import PAD, START, STOP
from letopis.model.windows import MOST_PIECES
from letopis_training.examples import Window, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis_training.examples import Encoded

NARROWEST = 0.65  # of the allowance: windows of long documents are cut anew at each epoch
NOISE = 60  # pieces by which lengths are blurred before windows of like length are put together


@dataclass(frozen=True, slots=True)
class Example:
    """One window: its pieces with the special ones, first and last piece of each word, what is annotated in it.

    `spans` (n, 4): first and last word in the window, type, whole; `rows` has their rows in `Encoded.entities`;
    `relations` (m, 3): head, tail, type, by place in `spans`.
    """

    window: Window
    pieces: Tensor
    first: Tensor
    last: Tensor
    sentences: Tensor
    spans: Tensor
    rows: tuple[int, ...]
    relations: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded: `pieces`, `present` (n, length), `first`, `last` (n, words), `counts` (n)."""

    examples: tuple[Example, ...]
    pieces: Tensor
    present: Tensor
    first: Tensor
    last: Tensor
    counts: Tensor


def make_example(window: Window) -> Example:
    """The window's tensors; relations whose ends are not both inside are left out."""
    encoded, start, stop = window.encoded, window.start, window.stop
    pieces = [START]
    first, last = [], []
    for word in encoded.pieces[start:stop]:
        first.append(len(pieces))
        pieces += word
        last.append(len(pieces) - 1)
    inside = np.flatnonzero((encoded.entities[:, 0] >= start) & (encoded.entities[:, 1] < stop))
    place = np.full(len(encoded.entities) + 1, -1)
    place[inside] = np.arange(len(inside))
    ends = place[encoded.relations[:, :2]]
    related = np.concatenate([ends, encoded.relations[:, 2:]], axis=1)[(ends >= 0).all(axis=1)]
    return Example(
        window,
        torch.tensor([*pieces, STOP]),
        torch.tensor(first),
        torch.tensor(last),
        torch.from_numpy(encoded.sentences[start:stop]),
        torch.from_numpy(encoded.entities[inside] - np.array([start, start, 0, 0])),
        tuple(inside.tolist()),
        torch.from_numpy(related),
    )


def collate(examples: Sequence[Example]) -> Batch:
    """One batch of them all."""
    length, words = max(len(e.pieces) for e in examples), max(len(e.first) for e in examples)
    pieces = torch.full((len(examples), length), PAD)
    first, last = torch.zeros(2, len(examples), words, dtype=torch.int64).unbind()
    for row, example in enumerate(examples):
        pieces[row, : len(example.pieces)] = example.pieces
        first[row, : len(example.first)] = example.first
        last[row, : len(example.last)] = example.last
    counts = torch.tensor([len(example.first) for example in examples])
    return Batch(tuple(examples), pieces, pieces != PAD, first, last, counts)


def epoch_batches(documents: Sequence[Encoded], *, seed: int, epoch: int, pieces: int) -> list[list[Window]]:
    """The windows of an epoch in batches of about `pieces` padded pieces, in an order that seed and epoch decide."""
    random = Random(f"{seed} {epoch}")  # noqa: S311
    windows = [window for encoded in documents for window in cut(encoded, most=_allowance(encoded, random))]
    batches = list(pack(windows, pieces, [_length(window) + random.random() * NOISE for window in windows]))
    random.shuffle(batches)
    return batches


def pack(windows: Sequence[Window], pieces: int, keys: Sequence[float]) -> Iterator[list[Window]]:
    """Windows in the order of their keys, as many in a batch as fit when padded to the longest."""
    batch: list[Window] = []
    longest = 0
    for place in sorted(range(len(windows)), key=keys.__getitem__):
        longest = max(longest, _length(windows[place]))
        if batch and longest * (len(batch) + 1) > pieces:
            yield batch
            batch, longest = [], _length(windows[place])
        batch.append(windows[place])
    if batch:
        yield batch


def _allowance(encoded: Encoded, random: Random) -> int:
    total = sum(map(len, encoded.pieces))
    return MOST_PIECES if total <= MOST_PIECES else round(MOST_PIECES * random.uniform(NARROWEST, 1))


def _length(window: Window) -> int:
    return 2 + sum(map(len, window.encoded.pieces[window.start : window.stop]))

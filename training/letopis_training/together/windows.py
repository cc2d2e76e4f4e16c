"""Sentences with trees in windows: several whole ones one after another, as a text has them.

«Мэр приехал.» and «Он доволен.» are one window between the two special pieces; a word's head is in its own sentence
or is the window's first piece.

In: Example of single sentences. Out: windows, batches. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from math import exp, log
from typing import TYPE_CHECKING

import torch

from letopis.model.pieces import PAD, START, STOP
from letopis.model.windows import MOST_PIECES
from letopis_training.trees.batches import Batch, Example, collate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from random import Random

    from torch import Tensor

    Sentences = tuple[Example, ...]

FEWEST_PIECES = 16
NOISE = 30  # pieces by which lengths are blurred before windows of like length are put together


def any_length(random: Random) -> int:
    """An allowance of pieces: from a headline to a full window, as often up to 90 pieces as beyond."""
    return round(exp(random.uniform(log(FEWEST_PIECES), log(MOST_PIECES))))


def fill(sentences: Iterable[Example], allowance: Callable[[], int]) -> Iterator[Sentences]:
    """Windows in order, each of as many sentences as its allowance has room for, and of one at least."""
    window: list[Example] = []
    most = allowance()
    for sentence in sentences:
        if window and _length([*window, sentence]) > most:
            yield tuple(window)
            window, most = [], allowance()
        window.append(sentence)
    if window:
        yield tuple(window)


def pack(windows: Sequence[Sentences], pieces: int, random: Random) -> list[list[Sentences]]:
    """Batches of windows of like length, at most `pieces` when padded, in an order that `random` decides."""
    batches: list[list[Sentences]] = [[]]
    longest = 0
    for window in sorted(windows, key=lambda one: _length(one) + random.random() * NOISE):
        longest = max(longest, _length(window))
        if batches[-1] and longest * (len(batches[-1]) + 1) > pieces:
            batches.append([])
            longest = _length(window)
        batches[-1].append(window)
    random.shuffle(batches)
    return batches


def collate_windows(windows: Sequence[Sentences]) -> tuple[Batch, Tensor]:
    """The sentences of all windows side by side, `pieces` those of the windows; and the window of each sentence."""
    shifted, rows, pieces = list[Example](), list[int](), list[list[int]]()
    for row, window in enumerate(windows):
        pieces.append([START])
        for sentence in window:
            shifted.append(_moved(sentence, len(pieces[-1]) - 1))
            pieces[-1] += sentence.pieces[1:-1]
            rows.append(row)
        pieces[-1].append(STOP)
    longest = max(map(len, pieces))
    padded = torch.tensor([[*row, *[PAD] * (longest - len(row))] for row in pieces])
    return replace(collate(shifted), pieces=padded), torch.tensor(rows)


def _moved(sentence: Example, places: int) -> Example:
    first, last = (tuple(place + places for place in part) for part in (sentence.first, sentence.last))
    return replace(sentence, first=first, last=last)


def _length(window: Sequence[Example]) -> int:
    return 2 + sum(len(sentence.pieces) - 2 for sentence in window)

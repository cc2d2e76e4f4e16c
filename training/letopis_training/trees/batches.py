"""Sentences in pieces, and many of them side by side.

In: Tree, Tokenizer. Out: Example, Batch. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from letopis.model.pieces import PAD, START, STOP, UNKNOWN
from letopis.model.windows import MOST_PIECES
from letopis_training.trees.treebank import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.model.pieces import Piece, Tokenizer
    from letopis_training.trees.treebank import Tree


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: its pieces between the two special ones, and the first and the last piece of each word."""

    tree: Tree
    pieces: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded: `pieces` (n, length); `first`, `last`, `tags`, `heads`, `rels` (n, words), OPEN beyond a sentence."""

    pieces: Tensor
    first: Tensor
    last: Tensor
    counts: Tensor
    tags: Tensor
    heads: Tensor
    rels: Tensor


def make_example(tree: Tree, tokenizer: Tokenizer) -> Example:
    """Words that share a piece have it both; of a word longer than a window is read what there is room for."""
    pieces = [piece for _, found in tokenizer.encode(tree.text) for piece in found]
    rows, first, last = [START], list[int](), list[int]()
    place = 0
    for start, stop in tree.words:
        while place < len(pieces) and pieces[place].stop <= start and pieces[place].start < start:
            place += 1
        own = _until(pieces, place, stop) or [UNKNOWN]
        own = own[: max(1, MOST_PIECES - len(rows) - len(tree.words) + len(first))]
        first.append(len(rows))
        rows += own
        last.append(len(rows) - 1)
    return Example(tree, (*rows, STOP), tuple(first), tuple(last))


def _until(pieces: Sequence[Piece], place: int, stop: int) -> list[int]:
    rows = []
    while place < len(pieces) and pieces[place].start < stop:
        rows.append(pieces[place].id)
        place += 1
    return rows


def collate(examples: Sequence[Example]) -> Batch:
    """One batch of them all."""
    trees = [example.tree for example in examples]
    return Batch(
        _padded([example.pieces for example in examples], PAD),
        _padded([example.first for example in examples], 0),
        _padded([example.last for example in examples], 0),
        torch.tensor([len(tree.words) for tree in trees]),
        _padded([tree.tags for tree in trees], OPEN),
        _padded([tree.heads for tree in trees], OPEN),
        _padded([tree.rels for tree in trees], OPEN),
    )


def pack(examples: Sequence[Example], pieces: int) -> Iterator[list[Example]]:
    """Sentences from the shortest to the longest, as many in a batch as fit when padded."""
    batch: list[Example] = []
    for example in sorted(examples, key=lambda one: len(one.pieces)):
        if batch and len(example.pieces) * (len(batch) + 1) > pieces:
            yield batch
            batch = []
        batch.append(example)
    if batch:
        yield batch


def _padded(rows: Sequence[Sequence[int]], filling: int) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[filling] * (longest - len(row))] for row in rows])

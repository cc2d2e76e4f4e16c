"""The trees that the common network makes of sentences alone or of several in a window.

In: Together, Example. Out: Parse. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from letopis_training.examples import MOST_PIECES
from letopis_training.together.windows import collate_windows, fill
from letopis_training.trees.measure import decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis_training.together.network import Together
    from letopis_training.trees.batches import Example
    from letopis_training.trees.treebank import Parse

PIECES = 4096


@torch.no_grad()
def parse(model: Together, examples: Sequence[Example], *, full: bool) -> list[Parse]:
    """The trees in order; `full`: sentences are read in windows as full as they come, else each alone."""
    model.eval()
    places = {id(example): place for place, example in enumerate(examples)}
    found: dict[int, Parse] = {}
    windows = sorted(fill(examples, lambda: MOST_PIECES if full else 0), key=_length)
    while windows:
        group = windows[: max(1, PIECES // _length(windows[-1]))] if full else windows[: PIECES // 40]
        windows = windows[len(group) :]
        batch, rows = collate_windows(group)
        with torch.autocast("cpu", torch.bfloat16):
            scores = model.tree_scores(batch, rows)
        sentences = [sentence for window in group for sentence in window]
        for example, one in zip(sentences, decide(model.trees, scores, sentences), strict=True):
            found[places[id(example)]] = one
    return [found[place] for place in range(len(examples))]


def _length(window: Sequence[Example]) -> int:
    return sum(len(sentence.pieces) for sentence in window)

"""The trees that the common network makes of sentences alone or of several in a window.

In: Together, Example. Out: Parse. Touches: nothing.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import torch

from letopis.model.windows import MOST_PIECES
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
    windows = list(fill(examples, lambda: MOST_PIECES if full else 0))
    order = sorted(range(len(windows)), key=lambda place: _length(windows[place]))
    found: dict[int, list[Parse]] = {}
    while order:
        group = order[: max(1, PIECES // _length(windows[order[-1]]))]
        order = order[len(group) :]
        batch, rows = collate_windows([windows[place] for place in group])
        with torch.autocast("cpu", torch.bfloat16):
            scores = model.tree_scores(batch, rows)
        parses = decide(model.trees, scores, [sentence for place in group for sentence in windows[place]])
        found |= {place: list(islice(parses, len(windows[place]))) for place in group}
    return [one for place in range(len(windows)) for one in found[place]]


def _length(window: Sequence[Example]) -> int:
    return sum(len(sentence.pieces) for sentence in window)

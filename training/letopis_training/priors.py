"""How often spans are entities of each type and pairs of types stand in each relation: where the logits begin.

In: windows of the training part. Out: Priors. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from letopis_training.examples import cut
from letopis_training.spans import WIDEST

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from letopis_training.examples import Encoded, Labels

SMOOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Priors:
    """Logits: `spans` (types), `relations` (types, types, relations), `-inf` for triples never annotated."""

    spans: npt.NDArray[np.float32]
    relations: npt.NDArray[np.float32]


def count_priors(documents: Iterable[Encoded], labels: Labels) -> Priors:
    """Shares among all spans, and among all ordered pairs of entities in one window."""
    types, relations = len(labels.entities), len(labels.relations)
    spans, all_spans = np.zeros(types), 0
    triples, pairs = np.zeros((types, types, relations)), np.zeros((types, types, 1))
    for encoded in documents:
        spans += np.bincount(encoded.entities[:, 2], minlength=types)
        all_spans += WIDEST * len(encoded.pieces)
        ends = encoded.entities[:, 2][encoded.relations[:, :2]]
        np.add.at(triples, (ends[:, 0], ends[:, 1], encoded.relations[:, 2]), 1)
        for window in cut(encoded):
            inside = (encoded.entities[:, 0] >= window.start) & (encoded.entities[:, 1] < window.stop)
            counts = np.bincount(encoded.entities[inside, 2], minlength=types)
            pairs[:, :, 0] += np.outer(counts, counts) - np.diag(counts)
    share = np.minimum((triples + SMOOTHING) / (pairs + 2 * SMOOTHING), 0.9)
    logits = np.where(triples > 0, np.log(share / (1 - share)), -np.inf)
    return Priors(np.log((spans + SMOOTHING) / all_spans).astype(np.float32), logits.astype(np.float32))

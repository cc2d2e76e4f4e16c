"""The encoder's trees in the numbers of slovnet's tags and relations.

In: model.trees.Scores. Out: Beside. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from letopis.parse.network import Beside, log_shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.model.files import Labels
    from letopis.model.trees import Scores


class Translation:
    """From the numbers of the model's labels to those of `tags` and `rels`, which have all of its names."""

    def __init__(self, labels: Labels, tags: Sequence[str], rels: Sequence[str]) -> None:
        self._tags = np.array([tags.index(tag) for tag in labels.tags])
        self._rels = np.array([rels.index(rel) for rel in labels.rels])

    def __call__(self, scores: Scores | None) -> Beside | None:
        """None for a sentence of which the encoder says nothing."""
        if scores is None:
            return None
        return Beside(self._tags[scores.tags], log_shares(scores.heads), lambda heads: self._rels[scores.rels(heads)])

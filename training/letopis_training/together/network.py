"""One encoder under all heads: trees are told from its middle, spans and relations from its last layer.

In: batches of either kind. Out: scores, losses. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from letopis.model.pieces import PAD
from letopis_training.joint import Joint
from letopis_training.trees.network import TreeHeads

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from torch import Tensor, nn

    from letopis_training.encoder import Encoder
    from letopis_training.priors import Priors
    from letopis_training.together.settings import TogetherSettings
    from letopis_training.trees.batches import Batch
    from letopis_training.trees.network import Scores
    from letopis_training.trees.treebank import Labels


class Together(Joint):
    """`depth`: the number of layers below the heads of trees."""

    def __init__(self, encoder: Encoder, priors: Priors, labels: Labels, *, depth: int, dropout: float) -> None:
        super().__init__(encoder, priors, dropout=dropout)
        self.trees = TreeHeads(encoder.width, tags=len(labels.tags), rels=len(labels.rels), dropout=dropout)
        self.depth = depth

    def tree_scores(self, batch: Batch, rows: Tensor) -> Scores:
        """Of sentences in windows; `rows` are the windows of the sentences."""
        states = self.encoder(batch.pieces, batch.pieces != PAD, layers=self.depth)
        return self.trees.scores(states, batch, rows)

    def tree_losses(self, batch: Batch, rows: Tensor) -> dict[str, Tensor]:
        """Means over the words of which each is known."""
        return self.trees.losses_of(self.tree_scores(batch, rows), batch)

    def above(self) -> list[nn.Parameter]:
        """What is not the encoder."""
        return [parameter for name, parameter in self.named_parameters() if not name.startswith("encoder.")]


def begin(model: Together, entities: Path, trees: Path, settings: TogetherSettings) -> None:
    """Gives an encoder as it was before both runs what they learned, and their heads.

    In the layers that both trained the changes are added, each in its scale (task arithmetic: Ilharco et al., 2023).
    """
    first: Mapping[str, Tensor] = torch.load(entities, weights_only=True)
    second: Mapping[str, Tensor] = torch.load(trees, weights_only=True)
    weights = model.state_dict()
    for name, before in weights.items():
        if name.startswith("trees."):
            weights[name] = second[name.removeprefix("trees.")]
        elif not name.startswith("encoder.") or name not in second:
            weights[name] = first[name]
        else:
            changes = settings.entity_scale * (first[name] - before) + settings.tree_scale * (second[name] - before)
            weights[name] = before + changes
    model.load_state_dict(weights)

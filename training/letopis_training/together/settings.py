"""Every number that decides the common run.

In: nothing. Out: TogetherSettings. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from letopis_training.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherSettings(Settings):
    """Each step has `pieces` of annotated entities and `tree_pieces` of trees, `gold_share` of them from treebanks.

    `depth`: the layer after which trees are told. The `*_scale`s: how much of the change that each of the two runs
    made to the encoder's lower layers is added to the encoder as it was before both. With `tree_weight` the gradients
    of both are of like size at the start (means of 12 batches: 19.4 of entities, 8.8 of trees at a weight of one).
    """

    warm_up: int = 60
    cool_down: float = 0.6
    encoder_step: float = 1e-4
    head_step: float = 4e-4
    threads: int = 1
    tree_pieces: int = 768
    gold_share: float = 0.5
    depth: int = 8
    tag_weight: float = 0.5
    tree_weight: float = 2.0
    entity_scale: float = 1.0
    tree_scale: float = 0.6

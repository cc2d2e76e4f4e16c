"""Every number that decides a run of trees, and the names of its files.

In: nothing. Out: TreeSettings. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from letopis_training.settings import Settings

SILVER, AGREED = "silver.jsonl.gz", "agreed.jsonl.gz"
TRAINED = "weights.pt"  # as `checkpoint` names it, without torch
TREES = "trees"  # the folder of the run in the work folder


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeSettings(Settings):
    """`silver_first` sentences of news are the first epoch; each later one has the treebank and `silver_beside`."""

    pieces: int = 768
    warm_up: int = 100
    layers: int = 8
    surer_than: float = 0.8
    silver_first: int = 10_000
    silver_beside: int = 1_500
    tag_weight: float = 0.5

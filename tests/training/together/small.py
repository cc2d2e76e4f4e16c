"""A network of two layers, trees told after the first one, and a window of two sentences."""

from pathlib import Path

import torch

from letopis_training.encoder import Encoder
from letopis_training.priors import count_priors
from letopis_training.together.network import Together
from letopis_training.trees.batches import Example, make_example
from letopis_training.trees.treebank import read_treebank
from model.tiny import tokenizer, vocabulary
from training.tiny import LABELS, encoded
from training.trees.few import LABELS as TREE_LABELS
from training.trees.few import write_treebank


def network() -> Together:
    """No weight of the heads of trees is zero, as some are before they learn."""
    torch.manual_seed(1)
    encoder = Encoder(len(vocabulary().pieces), width=24, inner=48, layers=2, positions=128, dropout=0.0)
    model = Together(encoder, count_priors([encoded(times=2)], LABELS), TREE_LABELS, depth=1, dropout=0.0)
    with torch.no_grad():
        for parameter in model.trees.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.3)
    model.eval()
    return model


def sentences(folder: Path) -> tuple[Example, ...]:
    """«Мэр Москвы приехал.» and «не чего», each by itself."""
    return tuple(make_example(tree, tokenizer()) for tree in read_treebank(write_treebank(folder / "a"), TREE_LABELS))

"""Two sentences with their trees, and a network small enough to learn them by heart."""

import gzip
import json
from pathlib import Path

import torch

from letopis_training.encoder import Encoder
from letopis_training.trees.network import TreeNetwork
from letopis_training.trees.treebank import Labels
from model.tiny import vocabulary

LABELS = Labels(
    ("NOUN|Case=Nom", "NOUN|Case=Gen", "VERB|Tense=Past", "PUNCT", "PROPN"),
    ("nsubj", "nmod", "punct", "root", "obl", "nsubj:pass"),
)
CONLLU = """\
# text = Мэр Москвы приехал.
1\tМэр\tмэр\tNOUN\t_\tCase=Nom|Foo=Bar\t3\tnsubj\t_\t_
2\tМосквы\tМосква\tPROPN\t_\tCase=Gen\t1\tnmod:of\t_\t_
3\tприехал\tприехать\tVERB\t_\tTense=Past\t0\troot\t_\tSpaceAfter=No
3.1\t_\t_\tVERB\t_\t_\t_\t_\t_\t_
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

1-2\tнечего\t_\t_\t_\t_\t_\t_\t_\t_
1\tне\tне\tPART\t_\t_\t2\tadvmod\t_\t_
2\tчего\tчто\tNOUN\t_\tCase=Gen\t0\troot\t_\tFoo=Bar|SpaceAfter=No
"""


def write_treebank(path: Path) -> Path:
    path.write_text(CONLLU, encoding="utf-8")
    return path


def write_silver(path: Path, times: int = 1) -> None:
    """A sentence of whose second head slovnet is not sure."""
    row = {
        "text": "мэр приехал.",
        "words": [(0, 3), (4, 11), (11, 12)],
        "tags": [0, 2, 3],
        "heads": [2, 0, 2],
        "rels": [0, 3, 2],
        "chances": [0.95, 0.3, 0.8],
    }
    lines = [{"tags": LABELS.tags, "rels": LABELS.rels}, *[row] * times]
    path.write_bytes(gzip.compress("\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()))


def network() -> TreeNetwork:
    torch.manual_seed(1)
    encoder = Encoder(len(vocabulary().pieces), width=24, inner=48, layers=2, positions=64, dropout=0.0)
    return TreeNetwork(encoder, tags=len(LABELS.tags), rels=len(LABELS.rels), layers=1, dropout=0.0)

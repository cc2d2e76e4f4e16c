"""News that two have parsed: what slovnet and the trained network both say is worth more than what slovnet is sure of.

Of «Мэр приехал в Казань» each head stays on which they agree, with the network's tags and relations.

In: the file of `silver`, TreeNetwork. Out: a file of the same form, the probability 1 where they agree and else 0.
Touches: those two files.
"""

from __future__ import annotations

import gzip
import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from letopis_training.trees.batches import make_example
from letopis_training.trees.measure import parse
from letopis_training.trees.silver import read_labels, read_silver

if TYPE_CHECKING:
    from pathlib import Path

    from letopis.model.pieces import Tokenizer
    from letopis_training.trees.network import TreeNetwork
    from letopis_training.trees.treebank import Parse, Tree

AT_ONCE = 500  # sentences; those of like length are read together


def write_agreed(silver: Path, path: Path, model: TreeNetwork, tokenizer: Tokenizer, *, start: int, most: int) -> float:
    """Writes `most` sentences from the `start`-th on; returns the share of heads on which both agree."""
    labels = read_labels(silver)
    trees = islice(read_silver(silver, surer_than=0.0), start, start + most)
    words = agreed = 0
    with gzip.open(path.with_suffix(".part"), "wt", encoding="utf-8") as file:
        file.write(json.dumps({"tags": labels.tags, "rels": labels.rels}) + "\n")
        while portion := list(islice(trees, AT_ONCE)):
            parses = parse(model, [make_example(tree, tokenizer) for tree in portion])
            for tree, one in zip(portion, parses, strict=True):
                line = _line(tree, one)
                words, agreed = words + len(tree.words), agreed + sum(line["chances"])
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    path.with_suffix(".part").replace(path)
    return agreed / max(1, words)


def _line(tree: Tree, parsed: Parse) -> dict[str, Any]:
    agreed = [int(head == other) for head, other in zip(tree.heads, parsed.heads, strict=True)]
    row = {"tags": parsed.tags, "heads": parsed.heads, "rels": parsed.rels, "chances": agreed}
    return {"text": tree.text, "words": tree.words} | row

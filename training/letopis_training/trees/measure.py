"""How good trees are: unlabelled and labelled attachment, and parts of speech, by length of sentence.

In: TreeNetwork, Example. Out: Score. Touches: nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import torch

from letopis.parse.decode import is_tree, spanning_tree
from letopis_training.trees.batches import collate, pack
from letopis_training.trees.treebank import Parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from letopis_training.trees.batches import Example
    from letopis_training.trees.network import Scores, TreeHeads, TreeNetwork
    from letopis_training.trees.treebank import Labels, Tree

LENGTHS = (10, 20, 30)  # words up to which sentences are counted together
PIECES = 4096


@dataclass(slots=True)
class Score:
    """Words by length of their sentence, and how many have the right head, head and relation, part of speech."""

    words: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)
    arcs: Counter[str] = field(default_factory=Counter)
    pos: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Tree, parse: Parse, labels: Labels) -> None:
        """One more sentence."""
        for length in ("all", _length(len(gold.words))):
            self.words[length] += len(gold.words)
            for place, head in enumerate(parse.heads):
                right = head == gold.heads[place]
                self.heads[length] += right
                self.arcs[length] += right and labels.same(parse.rels[place], gold.names[place])
                self.pos[length] += labels.tags[parse.tags[place]].partition("|")[0] == gold.pos[place]

    def table(self) -> dict[str, list[float]]:
        """For each length UAS, LAS and the share of right parts of speech, in percent."""
        counted = (self.heads, self.arcs, self.pos)
        return {
            length: [round(100 * right[length] / total, 1) for right in counted]
            for length, total in sorted(self.words.items(), key=lambda pair: (pair[0] != "all", pair[0]))
        }


def _length(words: int) -> str:
    return next((f"to {longest}" for longest in LENGTHS if words <= longest), f"to {LENGTHS[-1]} and more")


@torch.no_grad()
def parse(model: TreeNetwork, examples: Sequence[Example]) -> list[Parse]:
    """The trees in order; each has one root."""
    model.eval()
    places = {id(example): place for place, example in enumerate(examples)}
    found: dict[int, Parse] = {}
    for group in pack(examples, PIECES):
        for example, one in zip(group, _parse(model, group), strict=True):
            found[places[id(example)]] = one
    return [found[place] for place in range(len(examples))]


def _parse(model: TreeNetwork, group: Sequence[Example]) -> Iterator[Parse]:
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(collate(group))
    return decide(model, scores, group)


def decide(model: TreeHeads, scores: Scores, group: Sequence[Example]) -> Iterator[Parse]:
    """The trees of sentences that were scored side by side, in order."""
    heads = scores.heads.argmax(-1)
    for row, example in enumerate(group):
        count = len(example.tree.words)
        if not is_tree(heads[row, :count].numpy() - 1):
            tree = spanning_tree(scores.heads[row, :count, : count + 1].numpy())
            heads[row, :count] = torch.from_numpy(tree) + 1
    with torch.autocast("cpu", torch.bfloat16):
        rels = model.relations(scores, heads).argmax(-1)
    tags = scores.tags.argmax(-1)
    for row, example in enumerate(group):
        count = len(example.tree.words)
        yield Parse(*(part[row, :count].tolist() for part in (tags, heads, rels)))


def score(golds: Iterable[Tree], parses: Iterable[Parse], labels: Labels) -> Score:
    """Of all sentences together."""
    result = Score()
    for gold, one in zip(golds, parses, strict=True):
        result.add(gold, one, labels)
    return result


def short(scores: Mapping[str, Score]) -> dict[str, list[float]]:
    """UAS, LAS and parts of speech of each treebank."""
    return {name: one.table()["all"] for name, one in scores.items()}

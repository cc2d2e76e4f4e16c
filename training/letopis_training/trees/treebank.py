"""Sentences with tags and trees, from files in CoNLL-U, in the tags and relations that slovnet tells.

«Мэр приехал» is a `Tree` of two words whose heads are 2 and 0: heads count from one, and 0 is the root. What the labels
have no word for («obl:depict», «NumType=Card») is cut down to what they have («obl»), or left open.

In: CoNLL-U, Labels. Out: Tree, Parse. Touches: the files, read-only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

OPEN = -100  # in the place of a tag, head or relation that is not known
ESCAPED = {"``": '"', "&#39;&#39;": '"'}  # quotation marks as GSD has them


@dataclass(frozen=True, slots=True)
class Labels:
    """The tags («NOUN|Animacy=Anim|Case=Nom|…») and relations that can be told, in the order of their numbers."""

    tags: tuple[str, ...]
    rels: tuple[str, ...]
    _tag_numbers: dict[str, int] = field(init=False, repr=False, compare=False)
    _rel_numbers: dict[str, int] = field(init=False, repr=False, compare=False)
    _features: frozenset[tuple[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tag_numbers", {tag: number for number, tag in enumerate(self.tags)})
        object.__setattr__(self, "_rel_numbers", {rel: number for number, rel in enumerate(self.rels)})
        split = (tag.split("|") for tag in self.tags)
        object.__setattr__(self, "_features", frozenset((pos, part) for pos, *parts in split for part in parts))

    def tag(self, pos: str, features: Iterable[str]) -> int:
        """The tag with those of the features that occur with the part of speech; OPEN where there is none such."""
        known = (feature for feature in features if (pos, feature) in self._features)
        return self._tag_numbers.get("|".join((pos, *known)), OPEN)

    def rel(self, name: str) -> int:
        """The relation, or the one of which it is a kind; OPEN where there is neither."""
        return self._rel_numbers.get(name, self._rel_numbers.get(name.partition(":")[0], OPEN))

    def same(self, rel: int, name: str) -> bool:
        """Whether both are of one kind: kinds of a relation are not told apart where treebanks disagree on them."""
        return self.rels[rel].partition(":")[0] == name.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence. `words` are stretches of the text, in order; `heads` count from one and are 0 at the root.

    `names` are the relations and `pos` the parts of speech as annotated; all but `text` and `words` may be OPEN or
    empty where nothing is known.
    """

    text: str
    words: tuple[tuple[int, int], ...]
    tags: tuple[int, ...]
    heads: tuple[int, ...]
    rels: tuple[int, ...]
    names: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parse:
    """What a parser says of a sentence; `heads` count from one."""

    tags: Sequence[int]
    heads: Sequence[int]
    rels: Sequence[int]


def read_treebank(path: Path, labels: Labels) -> Iterator[Tree]:
    """The sentences of a file in order. Words that one written word is taken apart into stand apart in the text."""
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdecimal():
                rows.append(columns)
            elif columns == [""] and rows:
                yield _tree(rows, labels)
                rows = []
    if rows:
        yield _tree(rows, labels)


def _tree(rows: Sequence[Sequence[str]], labels: Labels) -> Tree:
    text, words = "", []
    for _, annotated, *_, misc in rows:
        form = ESCAPED.get(annotated, annotated)
        words.append((len(text), len(text) + len(form)))
        text += form if "SpaceAfter=No" in misc.split("|") else form + " "
    return Tree(
        text.rstrip(),
        tuple(words),
        tuple(labels.tag(row[3], row[5].split("|")) for row in rows),
        tuple(int(row[6]) for row in rows),
        tuple(labels.rel(row[7]) for row in rows),
        tuple(row[7] for row in rows),
        tuple(row[3] for row in rows),
    )

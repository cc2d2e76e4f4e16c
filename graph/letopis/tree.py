"""Questions about the dependency tree of a sentence.

In: records.text.Sentence. Out: token indices, in order of position. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from letopis.records.text import Sentence


class Tree:
    """A sentence with its children looked up once. Indices are those of `sentence.tokens`."""

    __slots__ = ("_children", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._children: list[list[int]] = [[] for _ in sentence.tokens]
        for index, token in enumerate(sentence.tokens):
            if token.head >= 0:
                self._children[token.head].append(index)

    def children(self, index: int, *rels: str) -> list[int]:
        """Dependents of `index`, only those in `rels` if any is given (`nsubj` also takes `nsubj:pass`)."""
        found = self._children[index]
        if not rels:
            return found
        return [i for i in found if self.tokens[i].rel in rels or self.tokens[i].rel.partition(":")[0] in rels]

    def child(self, index: int, *rels: str) -> int | None:
        """The first such dependent."""
        return next(iter(self.children(index, *rels)), None)

    def subtree(self, index: int, *, stop: Iterable[str] = ()) -> list[int]:
        """The token and all below it, without branches whose relation is in `stop`."""
        cut = set(stop)
        found = []
        todo = [index]
        while todo:
            current = todo.pop()
            found.append(current)
            todo += [i for i in self._children[current] if self.tokens[i].rel not in cut]
        return sorted(found)

    def cases(self, index: int) -> set[str]:
        """The prepositions over a noun, folded: small letters, «е» for «ё»."""
        return {self.tokens[i].text.lower().replace("ё", "е") for i in self.children(index, "case")}

    def depth(self, index: int) -> int:
        """How many heads are above the token."""
        return sum(1 for _ in self.ancestors(index))

    def is_as(self, index: int) -> bool:
        """Whether «как» stands before the phrase that the token heads: «как действующий председатель»."""
        start = min(self.subtree(index, stop=("conj", "appos", "parataxis")))
        near = {start, start - 1} - {-1}
        return any(self.tokens[i].text.casefold() == "как" for i in near)

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads from the nearest up to the root."""
        while (index := self.tokens[index].head) >= 0:
            yield index

    def root(self) -> int:
        """The token that has no head."""
        return next(i for i, token in enumerate(self.tokens) if token.head < 0)

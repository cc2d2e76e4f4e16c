"""How two annotations of one text agree: counts of what both have and what one has.

In: Documents. Out: Counts, by name of the measure. Touches: nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import pymorphy3
from razdel import sentenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Set

    from nerel_gold import Document, Entity, Relation

_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Counts:
    """How many both have, how many were found, how many there are."""

    both: int = 0
    found: int = 0
    gold: int = 0

    def add(self, gold: Set[object], found: Set[object]) -> None:
        """Counts two sets of one document."""
        self.both += len(gold & found)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1 in per cent; 0 where there is nothing to divide by."""
        precision = 100 * self.both / self.found if self.found else 0.0
        recall = 100 * self.both / self.gold if self.gold else 0.0
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0


@dataclass(slots=True)
class Scores:
    """The measures of all documents together."""

    measures: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    entity_types: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    relation_types: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))

    def add(self, gold: Document, found: Document) -> None:
        """One document."""
        self.measures["entities, nested, strict"].add(gold.entities, found.entities)
        self.measures["  spans alone"].add(_spans(gold.entities), _spans(found.entities))
        self._add_relations("relations, end to end, strict", "", gold, found)
        self.measures["set of entities"].add(named(gold.entities, gold.text), named(found.entities, gold.text))
        self.measures["set of relations"].add(related(gold.relations, gold.text), related(found.relations, gold.text))
        _add_by_type(self.entity_types, gold.entities, found.entities)
        _add_by_type(self.relation_types, gold.relations, found.relations)

    def add_between(self, gold: Document, found: Document) -> None:
        """One document whose relations were found between the entities of the annotation."""
        self._add_relations("relations of annotated entities", "annotated, ", gold, found)

    def _add_relations(self, name: str, what: str, gold: Document, found: Document) -> None:
        """Over the whole document, and those of the kinds that others publish apart."""
        self.measures[name].add(gold.relations, found.relations)
        together: Callable[[Relation], bool] = _SameSentence(gold.text)
        for kind, is_such in (("both ends in one sentence", together), ("one end inside the other", is_nested)):
            sides = [{r for r in relations if is_such(r)} for relations in (gold.relations, found.relations)]
            self.measures[f"  {what}{kind}"].add(*sides)


def _add_by_type(
    counts: dict[str, Counts], gold: Iterable[Entity] | Iterable[Relation], found: Iterable[Entity] | Iterable[Relation]
) -> None:
    sides: dict[str, tuple[set[object], set[object]]] = defaultdict(lambda: (set(), set()))
    for place, items in enumerate((gold, found)):
        for item in items:
            sides[item.type][place].add(item)
    for type_, side in sides.items():
        counts[type_].add(*side)


def _spans(entities: Iterable[Entity]) -> set[object]:
    return {entity.fragments for entity in entities}


def is_nested(relation: Relation) -> bool:
    """Whether one end lies within the other."""
    head, tail = relation.head, relation.tail
    return (head.start <= tail.start and tail.stop <= head.stop) or (
        tail.start <= head.start and head.stop <= tail.stop
    )


class _SameSentence:
    """Whether both ends of a relation start in one sentence."""

    def __init__(self, text: str) -> None:
        self._starts = [sentence.start for sentence in sentenize(text)]

    def __call__(self, relation: Relation) -> bool:
        return bisect_right(self._starts, relation.head.start) == bisect_right(self._starts, relation.tail.start)


def named(entities: Iterable[Entity], text: str) -> set[object]:
    """The set of (type, name) that a text speaks of, however often."""
    return {(entity.type, normal(entity.words(text))) for entity in entities}


def related(relations: Iterable[Relation], text: str) -> set[object]:
    """The set of (relation, name of the head, name of the tail)."""
    return {(r.type, normal(r.head.words(text)), normal(r.tail.words(text))) for r in relations}


def normal(words: str) -> str:
    """The name without case, ё, punctuation and inflection: each word by pymorphy3's likeliest lemma."""
    return " ".join(_lemma(word) for word in _WORD.findall(words.casefold()))


@cache
def _lemma(word: str) -> str:
    return str(_analyzer().parse(word)[0].normal_form).replace("ё", "е")


@cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()

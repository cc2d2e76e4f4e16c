"""Precision, recall and F1 of found spans and relations against what is annotated, strictly.

A span counts where both ends and the type are right, a relation where both ends and its own type are. What the
annotation has and the network cannot express (spans in several stretches) counts as missed.

In: Found. Out: Score. Touches: nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from letopis_training.corpus import Entity
    from letopis_training.examples import Labels
    from letopis_training.found import Edge, Found, Node

Thing = tuple["Hashable", ...]  # the type first


@dataclass(frozen=True, slots=True)
class Score:
    """Counts."""

    right: int
    found: int
    annotated: int

    @property
    def precision(self) -> float:
        """Share of what is found that is right."""
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Share of what is annotated that is found."""
        return self.right / max(self.annotated, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / max(self.found + self.annotated, 1)

    def percent(self) -> tuple[float, float, float]:
        """Precision, recall, F1 in percent."""
        return round(100 * self.precision, 2), round(100 * self.recall, 2), round(100 * self.f1, 2)


def compare(pairs: Iterable[tuple[set[Thing], set[Thing]]]) -> tuple[Score, dict[str, Score]]:
    """Found and annotated things of each document: the score over all, and by type."""
    right, found, annotated = Counter[str](), Counter[str](), Counter[str]()
    for guess, gold in pairs:
        right.update(str(thing[0]) for thing in guess & gold)
        found.update(str(thing[0]) for thing in guess)
        annotated.update(str(thing[0]) for thing in gold)
    names = sorted(found.keys() | annotated.keys())
    by_type = {name: Score(right[name], found[name], annotated[name]) for name in names}
    return Score(right.total(), found.total(), annotated.total()), by_type


def span_pairs(found: Sequence[Found], labels: Labels, threshold: float) -> Iterable[tuple[set[Thing], set[Thing]]]:
    """Typed spans of each document in code points."""
    for each in found:
        guess = {_place(each, labels, node) for node, score in each.spans.items() if score > threshold}
        yield guess, {_thing(entity) for entity in each.encoded.document.entities}


def relation_pairs(
    found: Sequence[Found], labels: Labels, threshold: float, *, ends_over: float | None = None
) -> Iterable[tuple[set[Thing], set[Thing]]]:
    """Relations of each document; their ends are typed spans, the annotated ones or the found ones over a threshold."""
    for each in found:
        entities = each.encoded.document.entities
        known = {_node(each, row): _thing(entities[place]) for row, place in enumerate(each.encoded.places)}
        edges = each.between_annotated if ends_over is None else each.between_found
        guess: set[Thing] = set()
        for edge, score in edges.items():
            if score > threshold and (ends_over is None or _are_over(each, edge, ends_over)):
                ends = [
                    known[end] if ends_over is None else _place(each, labels, end) for end in (edge.head, edge.tail)
                ]
                guess.add((labels.relations[edge.type], *ends))
        gold: set[Thing] = {
            (relation.type, _thing(entities[relation.head]), _thing(entities[relation.tail]))
            for relation in each.encoded.document.relations
        }
        yield guess, gold


def _are_over(found: Found, edge: Edge, threshold: float) -> bool:
    return found.spans[edge.head] > threshold and found.spans[edge.tail] > threshold


def _thing(entity: Entity) -> Thing:
    return entity.type, entity.stretches


def _place(found: Found, labels: Labels, node: Node) -> Thing:
    bounds = found.encoded.bounds
    return labels.entities[node.type], ((int(bounds[node.first, 0]), int(bounds[node.last, 1])),)


def _node(found: Found, row: int) -> tuple[int, ...]:
    return tuple(found.encoded.entities[row, :3].tolist())


def summary(found: Sequence[Found], labels: Labels, *, spans_over: float, relations_over: float) -> dict[str, Score]:
    """The three figures of a run."""
    return {
        "entities": compare(span_pairs(found, labels, spans_over))[0],
        "relations of annotated": compare(relation_pairs(found, labels, relations_over))[0],
        "relations of found": compare(relation_pairs(found, labels, relations_over, ends_over=spans_over))[0],
    }

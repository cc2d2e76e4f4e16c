"""Over which probability a span or a relation is taken: what suits dev best, over all and by type of span.

A threshold by type is chosen for types that dev has often enough, and all of them are kept only where they gain on
documents that they were not chosen on: those of each half are measured on the other one.

In: Found. Out: Thresholds. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from letopis_training.evaluate import GRID
from letopis_training.scores import Score, compare, relation_pairs, span_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from letopis_training.examples import Labels
    from letopis_training.found import Found

FEWEST = 60  # annotated spans of a type on dev
LEAST_GAIN = 0.001  # of F1


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`gain`: what the thresholds by type add to F1 on documents that they were not chosen on."""

    entities: float
    relations: float
    by_type: Mapping[str, float] = field(default_factory=dict)
    gain: float = 0.0

    def table(self) -> dict[str, object]:
        """Ready for JSON; without those by type where they gain nothing."""
        kept = dict(self.by_type) if self.gain >= LEAST_GAIN else {}
        return {"entities": self.entities, "relations": self.relations, "by type": kept}


def choose(found: Sequence[Found], labels: Labels) -> Thresholds:
    """The best on all documents."""
    usual, by_type = _of_spans(found, labels)
    relations = max(GRID, key=lambda over: compare(relation_pairs(found, labels, over, ends_over=usual))[0].f1)
    halves = found[::2], found[1::2]
    before = after = Score(0, 0, 0)
    for chosen, measured in (halves, halves[::-1]):
        alone, apart = _of_spans(chosen, labels)
        before = _sum(before, _score(measured, labels, alone, {}))
        after = _sum(after, _score(measured, labels, alone, apart))
    return Thresholds(usual, relations, by_type, round(after.f1 - before.f1, 5))


def _of_spans(found: Sequence[Found], labels: Labels) -> tuple[float, dict[str, float]]:
    """The threshold that suits all types together, and those that suit single types better."""
    scores = {over: compare(span_pairs(found, labels, over)) for over in GRID}
    usual = max(GRID, key=lambda over: scores[over][0].f1)
    by_type = {}
    for name, score in scores[usual][1].items():
        best = max(GRID, key=lambda over, name=name: (_f1(scores[over][1], name), -abs(over - usual)))  # type: ignore[misc]
        if score.annotated >= FEWEST and best != usual:
            by_type[name] = best
    return usual, by_type


def _score(found: Sequence[Found], labels: Labels, usual: float, by_type: Mapping[str, float]) -> Score:
    """Over all types, each with its threshold."""
    scores = {over: compare(span_pairs(found, labels, over))[1] for over in {usual, *by_type.values()}}
    total = Score(0, 0, 0)
    for name in sorted({name for one in scores.values() for name in one}):
        total = _sum(total, scores[by_type.get(name, usual)].get(name, Score(0, 0, 0)))
    return total


def _f1(by_type: Mapping[str, Score], name: str) -> float:
    return by_type[name].f1 if name in by_type else 0.0


def _sum(one: Score, other: Score) -> Score:
    return Score(one.right + other.right, one.found + other.found, one.annotated + other.annotated)

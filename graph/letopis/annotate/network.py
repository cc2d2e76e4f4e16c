"""The annotations of the rules together with what the network finds.

Each is right more often where the other agrees: of «[Тульская область]» STATE_OR_PROVINCE, which both find, the network
need not be as sure as of an EVENT «[ввели санкции]», of which the rules know nothing. What the rules alone find is left
out, but for regions, which the network knows less well than the table of places.

In: Annotated, Findings. Out: Annotated. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from letopis.records.annotation import Annotated, Annotation, Bond

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from letopis.records.text import Findings, Span


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities over which something is taken; `by_type` has the types of spans that differ from the others.

    Spans that the rules found too need `vouched`, or what `vouched_by_type` has for their type; below zero the rules
    alone are enough.
    """

    spans: float = 0.5
    relations: float = 0.3
    by_type: Mapping[str, float] = field(default_factory=dict)
    vouched: float = 1.0
    vouched_relations: float = 0.3
    vouched_by_type: Mapping[str, float] = field(default_factory=dict)

    def of(self, type_: str) -> float:
        """That of spans of a type."""
        return self.by_type.get(type_, self.spans)

    def of_vouched(self, type_: str) -> float:
        """That of spans of a type which the rules found too, never the higher one."""
        return min(self.vouched_by_type.get(type_, self.vouched), self.of(type_))


# Chosen on the odd documents of NEREL's dev by `bench/nerel_thresholds.py`, which also says what they give on the even.
THRESHOLDS = Thresholds(
    spans=0.75, relations=0.3, vouched=0.2, vouched_relations=0.05, vouched_by_type={"STATE_OR_PROVINCE": -1.0}
)

Place = tuple["Span", str]


def together(annotated: Annotated, findings: Findings, *, thresholds: Thresholds = THRESHOLDS) -> Annotated:
    """What the network finds, with the entities and scores of the rules where they found the same."""
    known = {(each.span, each.type): each for each in annotated.entities}
    found: dict[Place, Annotation] = {}
    for spotted in findings.spans:
        ruled = known.get((spotted.span, spotted.type))
        least = thresholds.of_vouched(spotted.type) if ruled else thresholds.of(spotted.type)
        if spotted.probability > least:
            found[spotted.span, spotted.type] = _annotation(spotted.span, spotted.type, spotted.probability, ruled)
    for place, ruled in known.items():
        if thresholds.of_vouched(ruled.type) < 0:
            found.setdefault(place, ruled)
    order = sorted(found, key=lambda place: (place[0].start, -place[0].stop, place[1]))
    entities = tuple(found[place] for place in order)
    places = {place: number for number, place in enumerate(order)}
    return Annotated(annotated.article, entities, tuple(_bonds(annotated, findings, places, thresholds)))


def _bonds(
    annotated: Annotated, findings: Findings, places: Mapping[Place, int], thresholds: Thresholds
) -> Iterator[Bond]:
    """Between entities that are there; ties that the rules found too need less."""
    said = {_ends(annotated, bond): bond.score for bond in annotated.relations}
    for tie in findings.ties:
        head, tail = (findings.spans[end] for end in (tie.head, tie.tail))
        ends = (head.span, head.type, tail.span, tail.type, tie.type)
        least = thresholds.vouched_relations if ends in said else thresholds.relations
        first, second = places.get((head.span, head.type)), places.get((tail.span, tail.type))
        if first is not None and second is not None and tie.probability > least:
            yield Bond(first, second, tie.type, max(tie.probability, said.get(ends, 0.0)))


def _annotation(span: Span, type_: str, probability: float, ruled: Annotation | None) -> Annotation:
    if ruled is None:
        return Annotation(span, type_, probability)
    return Annotation(span, type_, max(probability, ruled.score), ruled.entity_id, ruled.label, ruled.wikidata)


def _ends(annotated: Annotated, bond: Bond) -> tuple[Span, str, Span, str, str]:
    head, tail = annotated.entities[bond.head], annotated.entities[bond.tail]
    return head.span, head.type, tail.span, tail.type, bond.type

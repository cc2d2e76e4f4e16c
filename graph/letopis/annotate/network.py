"""The annotations of the rules together with what the network finds.

Each is right more often where the other agrees: of «[Тульская область]» STATE_OR_PROVINCE, which both find, the network
need not be as sure as of an EVENT «[ввели санкции]», of which the rules know nothing. What the rules alone find is left
out, but for regions, which the network knows less well than the table of places.

In: Annotated, Parsed, Findings. Out: Passage, Annotated. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.model.files import Thresholds
from letopis.model.read import Passage
from letopis.records.annotation import Annotated, Annotation, Bond

if TYPE_CHECKING:
    from letopis.records.findings import Findings
    from letopis.records.text import Parsed, Span

# Chosen on the odd documents of NEREL's dev by `bench/nerel_thresholds.py`, which also says what they give on the even.
TIE, VOUCHED_TIE = 0.3, 0.05
THRESHOLDS = Thresholds(
    spans=0.75,
    relations=VOUCHED_TIE,
    vouched=0.05,
    vouched_by_type={"STATE_OR_PROVINCE": -1.0},
)

Place = tuple["Span", str]


def passage(annotated: Annotated, parsed: Parsed) -> Passage:
    """What the network is asked: the text, its sentences, and the spans that the rules vouch for."""
    starts = tuple(sentence.span.start for sentence in parsed.sentences)
    return Passage(annotated.article.text, starts, frozenset((each.span, each.type) for each in annotated.entities))


def together(annotated: Annotated, findings: Findings, *, tie: float = TIE) -> Annotated:
    """What the network finds, with the entities and scores of the rules where they found the same.

    `findings` are over `THRESHOLDS`; ties that the rules did not find need the probability `tie`.
    """
    known = {(each.span, each.type): each for each in annotated.entities}
    entities = tuple(
        _annotation(spotted.span, spotted.type, spotted.probability, known.get((spotted.span, spotted.type)))
        for spotted in findings.spans
    )
    said = {_ends(annotated, bond): bond.score for bond in annotated.relations}
    bonds = []
    for found in findings.ties:
        ends = (*_place(entities[found.head]), *_place(entities[found.tail]), found.type)
        if found.probability > tie or ends in said:
            bonds.append(Bond(found.head, found.tail, found.type, max(found.probability, said.get(ends, 0.0))))
    return Annotated(annotated.article, entities, tuple(bonds))


def _annotation(span: Span, type_: str, probability: float, ruled: Annotation | None) -> Annotation:
    if ruled is None:
        return Annotation(span, type_, probability)
    return Annotation(span, type_, max(probability, ruled.score), ruled.entity_id, ruled.label, ruled.wikidata)


def _place(annotation: Annotation) -> Place:
    return annotation.span, annotation.type


def _ends(annotated: Annotated, bond: Bond) -> tuple[Span, str, Span, str, str]:
    head, tail = annotated.entities[bond.head], annotated.entities[bond.tail]
    return *_place(head), *_place(tail), bond.type

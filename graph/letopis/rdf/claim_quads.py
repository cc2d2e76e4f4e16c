"""A claim: what one sentence of an article says about a statement, by whom and in which words.

`claim:c1 a lo:Claim; lo:about ev:e1; lo:polarity lo:Positive; lo:trigger text:a1_9_17; lo:rule "verb"`.

In: records.claim, Words. Out: quads through Words. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from letopis.rdf import vocabulary as v
from letopis.rdf.evidence import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.rdf.evidence import Words
    from letopis.rdf.vocabulary import Base
    from letopis.records.claim import Claim
    from letopis.records.text import Span


def write_claim(claim: Claim, words: Words, base: Base) -> None:
    """The claim with its evidence.

    Raises EvidenceError if its words are not in the text, or trigger, argument or quantity not in its sentence.
    """
    _check(claim, words)
    node, statement = base.claim(claim.id), base.event(claim.statement_id)
    words.say(node, v.RDF_TYPE, v.CLAIM)
    words.say(node, v.ABOUT, statement)
    words.say(node, v.POLARITY, v.POLARITIES[claim.polarity])
    words.say(node, v.MODALITY, v.MODALITIES[claim.modality])
    words.say(node, v.RULE, Literal(claim.rule))
    words.say(node, v.CONFIDENCE, decimal(claim.score))
    words.say(node, v.DERIVED_FROM, words.graph)
    for number, attribution in enumerate(claim.attributions):
        predicate = v.PASSED_ON_BY if number else v.ATTRIBUTED_TO
        words.say(node, predicate, base.entity(attribution.entity_id))
    words.say(node, v.SENTENCE, words.sentence(claim.sentence))
    trigger = words.phrase(claim.trigger)
    words.say(node, v.TRIGGER, trigger)
    words.say(trigger, v.DENOTES, statement)
    for span in evidence_spans(claim):
        words.say(node, v.EVIDENCE, words.phrase(span))
    for span in claim.because:
        words.say(node, v.BECAUSE, words.phrase(span))
    for span in dict.fromkeys(a.word for a in claim.attributions if a.word is not None):
        words.say(node, v.SPEECH, words.phrase(span))


def evidence_spans(claim: Claim) -> list[Span]:
    """Every stretch of text that gave the claim something, in order of position."""
    spans = {claim.trigger, *_inner_spans(claim)}
    spans.update(attribution.span for attribution in claim.attributions)
    spans.update(attribution.word for attribution in claim.attributions if attribution.word is not None)
    spans.update(time.span for time in claim.times if time.span is not None)
    return sorted(spans)


def entity_ids(claim: Claim) -> Iterator[str]:
    """The entities that a claim speaks of, with repeats."""
    yield from (end for end in (claim.subject_id, claim.object_id) if end is not None)
    yield from (argument.entity_id for argument in claim.arguments)
    yield from (attribution.entity_id for attribution in claim.attributions)
    yield from (quantity.entity_id for quantity in claim.quantities if quantity.entity_id is not None)


def _inner_spans(claim: Claim) -> Iterator[Span]:
    yield from (argument.span for argument in claim.arguments)
    yield from (quantity.span for quantity in claim.quantities)
    yield from claim.because


def _check(claim: Claim, words: Words) -> None:
    if claim.article_id != words.article.id:
        raise words.error(f"claim {claim.id} is of article {claim.article_id}")
    for span in (claim.trigger, *_inner_spans(claim)):
        if span not in claim.sentence:
            raise words.error(
                f"claim {claim.id}: {span.start}..{span.stop} {span.of(words.article.text)!r} is not in its sentence "
                f"{claim.sentence.start}..{claim.sentence.stop}"
            )

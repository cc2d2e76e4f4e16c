"""A statement: the event, relation or identity that claims of an article are about, with its ends, roles and times.

`ev:e1 a sem:Event, lo:Call; rdf:subject ent:a; rdf:predicate lo:calls; rdf:object ent:b; lo:agent ent:a`.

In: records.claim, Words. Out: quads through Words. Touches: nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from letopis import ids
from letopis.rdf import vocabulary as v
from letopis.rdf.evidence import decimal, russian
from letopis.rdf.names import local_id
from letopis.rdf.time_quads import time_pairs
from letopis.records.claim import ClaimKind, Modality, Polarity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import NamedNode

    from letopis.rdf.evidence import Words
    from letopis.rdf.vocabulary import Base
    from letopis.records.claim import Claim, QuantityArgument
    from letopis.records.entity import Entity
    from letopis.records.mention import Quantity

_CLASSES = {ClaimKind.RELATION: v.RELATION, ClaimKind.IDENTITY: v.IDENTITY}
_FACTUAL = (Modality.ACTUAL, Modality.REPORTED)


def write_statement(claims: Sequence[Claim], entities: Mapping[str, Entity], words: Words, base: Base) -> None:
    """What `claims`, all about one statement, say of it together."""
    first = claims[0]
    node = base.event(first.statement_id)
    _write_types(node, claims, words)
    lemma = commonest([claim.predicate.label for claim in claims])
    words.say(node, v.LEMMA_OF, russian(lemma))
    words.say(node, v.RDFS_LABEL, russian(_label(first, lemma, entities)))
    _write_ends(node, first, words, base)
    for claim in claims:
        for argument in claim.arguments:
            actor_or_place = v.HAS_PLACE if argument.role in v.PLACE_ROLES else v.HAS_ACTOR
            words.say(node, v.ROLES[argument.role], base.entity(argument.entity_id))
            words.say(node, actor_or_place, base.entity(argument.entity_id))
        if claim.kind is ClaimKind.IDENTITY:
            _write_alias(claim, entities, words, base)
    _write_quantities(node, [quantity for claim in claims for quantity in claim.quantities], words, base)
    for predicate, value in time_pairs(time.value for claim in claims for time in claim.times):
        words.say(node, predicate, value)


def commonest(names: Sequence[str]) -> str:
    """The name that occurs most often; of equals the first in the order of code points."""
    return min(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))[0]


def _write_types(node: NamedNode, claims: Sequence[Claim], words: Words) -> None:
    kind = claims[0].kind
    if kind is not ClaimKind.EVENT:
        words.say(node, v.RDF_TYPE, _CLASSES[kind])
        return
    words.say(node, v.RDF_TYPE, v.SEM_EVENT)
    for name in sorted({claim.predicate.event_class for claim in claims}):
        words.say(node, v.RDF_TYPE, v.event_class(name))


def _write_ends(node: NamedNode, claim: Claim, words: Words, base: Base) -> None:
    identity = claim.kind is ClaimKind.IDENTITY
    words.say(node, v.RDF_PREDICATE, v.ALT_LABEL if identity else v.predicate_iri(claim.predicate))
    if claim.subject_id is not None:
        words.say(node, v.RDF_SUBJECT, base.entity(claim.subject_id))
    if claim.object_id is not None:
        words.say(node, v.RDF_OBJECT, base.entity(claim.object_id))
    elif claim.literal is not None:
        words.say(node, v.RDF_OBJECT, russian(claim.literal))


def _write_alias(claim: Claim, entities: Mapping[str, Entity], words: Words, base: Base) -> None:
    """The name that an identity asserts becomes a name of the entity."""
    asserted = claim.polarity is Polarity.POSITIVE and claim.modality in _FACTUAL
    if asserted and claim.subject_id is not None and claim.alias not in (None, entities[claim.subject_id].label):
        words.say(base.entity(claim.subject_id), v.ALT_LABEL, russian(str(claim.alias)))


def _label(claim: Claim, lemma: str, entities: Mapping[str, Entity]) -> str:
    subject = entities[claim.subject_id].label if claim.subject_id is not None else None
    other = entities[claim.object_id].label if claim.object_id is not None else claim.literal
    return " – ".join(part for part in (subject, lemma, other) if part)


def _write_quantities(statement: NamedNode, arguments: Sequence[QuantityArgument], words: Words, base: Base) -> None:
    """Equal numbers are one; its label is as it is said most often."""
    said: dict[NamedNode, list[str]] = {}
    for argument in arguments:
        node = base.quantity(f"q{ids.digest('quantity', local_id(statement), *_content(argument))}")
        said.setdefault(node, []).append(argument.span.of(words.article.text))
        words.say(statement, v.HAS_QUANTITY, node)
        words.say(node, v.RDF_TYPE, v.QUANTITY)
        _write_number(node, argument.quantity, words)
        if argument.entity_id is not None:
            words.say(node, v.COUNTS, base.entity(argument.entity_id))
    for node, labels in said.items():
        words.say(node, v.RDFS_LABEL, russian(commonest(labels)))


def _write_number(node: NamedNode, quantity: Quantity, words: Words) -> None:
    words.say(node, v.VALUE, decimal(quantity.value))
    words.say(node, v.BOUND, v.BOUNDS[quantity.bound])
    if quantity.upper is not None:
        words.say(node, v.UPPER, decimal(quantity.upper))
    if quantity.unit:
        words.say(node, v.UNIT, russian(quantity.unit))


def _content(argument: QuantityArgument) -> tuple[str, ...]:
    quantity = argument.quantity
    upper = "" if quantity.upper is None else decimal(quantity.upper).value
    return decimal(quantity.value).value, upper, quantity.bound, quantity.unit, argument.entity_id or ""

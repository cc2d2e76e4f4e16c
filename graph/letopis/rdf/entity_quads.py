"""Entities of an article and the mentions that stand for them.

`ent:Q1 a lo:Person, schema:Person; rdfs:label "Касым-Жомарт Токаев"@ru; skos:altLabel "Токаев"@ru` and
`text:a1_33_39 its:taIdentRef ent:Q1`.

In: records.entity, Words. Out: quads through Words. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from letopis.rdf import vocabulary as v
from letopis.rdf.evidence import decimal, russian

if TYPE_CHECKING:
    from letopis.rdf.evidence import Words
    from letopis.rdf.vocabulary import Base
    from letopis.records.entity import Entity, Link


def write_entity(entity: Entity, words: Words, base: Base) -> None:
    """Its classes, names, known ids and scope."""
    node = base.entity(entity.id)
    words.say(node, v.RDF_TYPE, v.ENTITY_CLASSES[entity.kind])
    if entity.kind in v.KNOWN_CLASSES:
        words.say(node, v.RDF_TYPE, v.KNOWN_CLASSES[entity.kind])
    words.say(node, v.RDFS_LABEL, russian(entity.label))
    for alias in entity.aliases:
        if alias != entity.label:
            words.say(node, v.ALT_LABEL, russian(alias))
    for iri in entity.same_as:
        words.say(node, v.SAME_AS, NamedNode(iri))
    if entity.article_id is not None:
        words.say(node, v.SCOPE, base.article(entity.article_id))


def write_mention(link: Link, words: Words, base: Base) -> None:
    """The stretch of text of a mention and what it stands for.

    Raises EvidenceError if the text there is not the mention's.
    """
    span, text = link.mention.span, link.mention.text
    node = words.phrase(span)
    if (found := span.of(words.article.text)) != text:
        raise words.error(f"at {span.start}..{span.stop} stands {found!r}, not the mention {text!r}")
    words.say(node, v.IDENT_REF, base.entity(link.entity_id))
    words.say(node, v.MENTION_RULE, Literal(link.rule))
    words.say(node, v.MENTION_SCORE, decimal(link.score))

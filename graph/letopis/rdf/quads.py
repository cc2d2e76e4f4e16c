"""One article as the quads of its named graph.

What is written: the article, its text, the sentences that anything is in, claims and statements, the entities that
claims speak of or that are named, all mentions of those.

In: records. Out: quads, each once, in the order of the records. Touches: nothing.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from letopis.errors import BadSource
from letopis.rdf import vocabulary as v
from letopis.rdf.claim_quads import entity_ids, write_claim
from letopis.rdf.entity_quads import write_entity, write_mention
from letopis.rdf.evidence import Words, russian
from letopis.rdf.statement_quads import write_statement
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from letopis.rdf.vocabulary import Base
    from letopis.records.claim import Claim
    from letopis.records.entity import Entity, Resolved
    from letopis.records.text import Article, Parsed

_NAMES = (
    MentionKind.PERSON,
    MentionKind.ORGANIZATION,
    MentionKind.PLACE,
    MentionKind.PRODUCT,
    MentionKind.CONCEPT,
)


def article_quads(
    article: Article, parsed: Parsed, resolved: Resolved, claims: Sequence[Claim], *, base: Base
) -> list[Quad]:
    """The named graph of one article.

    Raises EvidenceError when words are not where a record says that they are or when a claim or mention speaks of an
    entity that is not among `resolved.entities`; BadSource when the date or the address of the article is none.
    """
    words = Words(parsed, base)
    if parsed.article != article:
        raise words.error(f"was parsed from another text than that of article {article.id}")
    entities = {entity.id: entity for entity in resolved.entities}
    written = _written(resolved, claims, entities, words)
    _write_article(article, words)
    for statement in _by_statement(claims):
        write_statement(statement, entities, words, base)
    for claim in claims:
        write_claim(claim, words, base)
    for entity in resolved.entities:
        if entity.id in written:
            write_entity(entity, words, base)
    for link in resolved.links:
        if link.entity_id in written:
            write_mention(link, words, base)
    return list(dict.fromkeys(words.quads))


def text_sha256(text: str) -> str:
    """The hash by which a changed text is noticed."""
    return hashlib.sha256(text.encode()).hexdigest()


def _by_statement(claims: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.statement_id, []).append(claim)
    return list(groups.values())


def _written(
    resolved: Resolved, claims: Iterable[Claim], entities: Mapping[str, Entity], words: Words
) -> frozenset[str]:
    """Ids of the entities that the graph speaks of."""
    used = {identifier: f"claim {claim.id}" for claim in claims for identifier in entity_ids(claim)}
    for link in resolved.links:
        if link.mention.kind in _NAMES:
            used.setdefault(link.entity_id, f"mention {link.mention.text!r} at {link.mention.span.start}")
    for identifier, user in used.items():
        if identifier not in entities:
            raise words.error(f"{user} speaks of entity {identifier}, which is not there")
    return frozenset(used)


def _write_article(article: Article, words: Words) -> None:
    node = words.graph
    words.say(node, v.RDF_TYPE, v.NEWS_ARTICLE)
    words.say(node, v.IN_LANGUAGE, Literal("ru"))
    words.say(node, v.TEXT_SHA256, Literal(text_sha256(article.text)))
    if article.title:
        words.say(node, v.TITLE, russian(article.title))
    if article.published is not None:
        words.say(node, v.ISSUED, _issued(article.published, article))
    if article.url is not None:
        words.say(node, v.SOURCE, _address(article.url, article))
    if article.publisher is not None:
        words.say(node, v.PUBLISHER, Literal(article.publisher))
    if article.source:
        words.say(node, v.IDENTIFIER, Literal(article.source))


def _issued(published: str, article: Article) -> Literal:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError as error:
        raise BadSource(
            f"article {article.id} ({article.source}): published {published!r} is no ISO 8601 date; correct it"
        ) from error
    if "T" in published or " " in published:
        return Literal(moment.isoformat(), datatype=v.XSD_DATETIME)
    return Literal(moment.date().isoformat(), datatype=v.XSD_DATE)


def _address(url: str, article: Article) -> NamedNode:
    try:
        return NamedNode(quote(url, safe="%/:=&?~#+!$,;'@()*[]"))
    except ValueError as error:
        raise BadSource(f"article {article.id} ({article.source}): {url!r} is no address; correct it") from error

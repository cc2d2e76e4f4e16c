"""Articles, claims and their words, read back as records.

`claim:c1` with `text:a1_9_17` is a `ClaimView`; its `EvidenceView` holds the sentence «Путин 8 января поговорил с
Токаевым.» and where «поговорил» stands in it.

In: a pyoxigraph store. Out: frozen records; offsets are code points of the article's text. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from letopis.rdf import vocabulary as v
from letopis.rdf.names import local_id
from letopis.rdf.readback import Properties

if TYPE_CHECKING:
    from pyoxigraph import Store


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article without its text; `source` is where it was read."""

    id: str
    iri: str
    title: str
    url: str | None
    issued: str | None
    publisher: str | None
    source: str | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an article's text."""

    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class MentionView:
    """A mention, the IRI of the entity that it stands for, and what says so."""

    words: Stretch
    entity: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What one sentence says of a statement. `statement`, `article` and speakers are IRIs."""

    id: str
    iri: str
    statement: str
    article: str
    polarity: str
    modality: str
    speaker: str | None
    passed_on_by: tuple[str, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The words of a claim: its sentence, its trigger, and every stretch that gave it something, in order.

    `because` are those that made its polarity and modality what they are, `speech` those that make its speakers.
    """

    article: ArticleView
    sentence: Stretch
    trigger: Stretch
    words: tuple[Stretch, ...]
    because: tuple[Stretch, ...] = ()
    speech: tuple[Stretch, ...] = ()


def read_article(store: Store, iri: NamedNode) -> ArticleView:
    """An article from its own graph."""
    has = Properties(store, iri, iri)
    return ArticleView(
        id=local_id(iri),
        iri=iri.value,
        title=has.one(v.TITLE) or "",
        url=has.one(v.SOURCE),
        issued=has.one(v.ISSUED),
        publisher=has.one(v.PUBLISHER),
        source=has.one(v.IDENTIFIER),
        sha256=has.one(v.TEXT_SHA256) or "",
    )


def read_text(store: Store, article: NamedNode) -> str:
    """The whole text of an article, empty if the graph does not hold it."""
    found = store.quads_for_pattern(None, v.IS_STRING, None, article)
    return next((quad.object.value for quad in found), "")  # type: ignore[union-attr]


def read_mentions(store: Store, article: NamedNode) -> list[MentionView]:
    """The mentions of an article in order of position; nested ones after what they are in."""
    found = []
    for quad in store.quads_for_pattern(None, v.IDENT_REF, None, article):
        has = Properties(store, quad.subject, article)
        found.append(
            MentionView(
                words=_stretch(has),
                entity=str(quad.object.value),  # type: ignore[union-attr]
                rule=has.one(v.MENTION_RULE) or "",
                score=has.number(v.MENTION_SCORE) or 0.0,
            )
        )
    return sorted(found, key=lambda mention: (mention.words.start, -mention.words.stop, mention.entity))


def read_claims(store: Store, statement: NamedNode) -> list[ClaimView]:
    """The claims about a statement, by article and id."""
    quads = store.quads_for_pattern(None, v.ABOUT, statement, None)
    claims = [
        _claim(store, quad.subject, quad.graph_name)
        for quad in quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode)
    ]
    return sorted(claims, key=lambda claim: (claim.article, claim.id))


def read_evidence(store: Store, claim: ClaimView) -> EvidenceView:
    """The words of a claim."""
    article = NamedNode(claim.article)
    has = Properties(store, NamedNode(claim.iri), article)

    def words(predicate: NamedNode) -> list[Stretch]:
        return sorted(
            (_stretch(Properties(store, node, article)) for node in has.nodes(predicate)),
            key=lambda stretch: (stretch.start, stretch.stop),
        )

    (sentence,), (trigger,) = words(v.SENTENCE), words(v.TRIGGER)
    evidence, because, speech = (tuple(words(property_)) for property_ in (v.EVIDENCE, v.BECAUSE, v.SPEECH))
    return EvidenceView(read_article(store, article), sentence, trigger, evidence, because, speech)


def _stretch(has: Properties) -> Stretch:
    return Stretch(
        int(has.one(v.BEGIN_INDEX) or 0),
        int(has.one(v.END_INDEX) or 0),
        has.one(v.ANCHOR_OF) or has.one(v.IS_STRING) or "",
    )


def _claim(store: Store, iri: NamedNode, article: NamedNode) -> ClaimView:
    has = Properties(store, iri, article)
    return ClaimView(
        id=local_id(iri),
        iri=iri.value,
        statement=has.one(v.ABOUT) or "",
        article=article.value,
        polarity=has.name(v.POLARITY),
        modality=has.name(v.MODALITY),
        speaker=has.one(v.ATTRIBUTED_TO),
        passed_on_by=has.all(v.PASSED_ON_BY),
        rule=has.one(v.RULE) or "",
        confidence=has.number(v.CONFIDENCE) or 0.0,
    )

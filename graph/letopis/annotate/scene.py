"""One article as the rules of annotation see it: its reading, the tables, and how a span becomes an annotation.

«России» linked to Q159 becomes `Annotation(…, "COUNTRY", entity_id="Q159", label="Россия", wikidata="Q159")`.

In: Reading, tables. Out: Scene. Touches: nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from letopis.entities.known import same_as
from letopis.records.annotation import Annotation
from letopis.records.entity import Entity
from letopis.records.mention import MentionKind
from letopis.tree import Tree

if TYPE_CHECKING:
    from letopis.entities.known import Known
    from letopis.lexicon.nerel import Nerel
    from letopis.lexicon.tables import Lexicon
    from letopis.reading import Reading
    from letopis.records.known import KnownRow
    from letopis.records.mention import Mention
    from letopis.records.text import Span, Token

_WIKIDATA = re.compile(r"http://www\.wikidata\.org/entity/(Q\d+)")


class Scene:
    """Look-ups over one reading; nothing in it changes."""

    def __init__(self, reading: Reading, lexicon: Lexicon, nerel: Nerel, known: Known) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.nerel = nerel
        self.known = known
        self.trees = [Tree(sentence) for sentence in reading.parsed.sentences]
        self.places = [
            mention
            for mention in reading.mentions
            if mention.kind is MentionKind.PLACE and mention.rule == "tagged name"
        ]
        self._entities = {entity.id: entity for entity in reading.resolved.entities}
        self._links = {link.mention: link.entity_id for link in reading.resolved.links}
        self._offices = {holding.title: holding.office_id for holding in reading.resolved.holdings}

    def entity_of(self, mention: Mention) -> Entity | None:
        """What the mention stands for."""
        return self._entities.get(self._links.get(mention, ""))

    def office_of(self, mention: Mention) -> Entity | None:
        """The office that a title beside a name names."""
        entity = self._entities.get(self._offices.get(mention, "")) or self.entity_of(mention)
        return entity if entity and entity.kind == "Office" else None

    @staticmethod
    def known_entity(row: KnownRow) -> Entity:
        """A known entity that no mention of the article stands for."""
        return Entity(row.id, row.kind, row.label, same_as=same_as(row))

    def head(self, mention: Mention) -> Token:
        """The head token of a mention."""
        return self.trees[mention.sentence].tokens[mention.head]

    def tokens(self, mention: Mention) -> list[Token]:
        """The tokens that lie in a mention."""
        return [token for token in self.trees[mention.sentence].tokens if token.span in mention.span]

    def annotation(self, span: Span, ours: str, entity: Entity | None = None, *, score: float = 1.0) -> Annotation:
        """The span with the type that `ours` gives: a word of the column of that name in `nerel_entities.tsv`."""
        return self.typed(span, self.nerel.entity_of[ours], entity, score=score)

    def typed(self, span: Span, type_: str, entity: Entity | None = None, *, score: float = 1.0) -> Annotation:
        """The span with a type of NEREL."""
        if entity is None:
            return Annotation(span, type_, score)
        found = (match[1] for iri in entity.same_as if (match := _WIKIDATA.fullmatch(iri)))
        return Annotation(span, type_, score, entity.id, entity.label, next(found, None))

"""Names: people, bodies, places, products, laws, and the places inside the names of others.

«МИД [России]» is an ORGANIZATION with a COUNTRY in it, «аэропорт Пулково» a FACILITY, «Выборгский район» a DISTRICT.

In: Scene. Out: Annotation, in no order. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.annotate.scene import Scene
    from letopis.records.annotation import Annotation
    from letopis.records.mention import Mention
    from letopis.records.text import Token

COMMON = frozenset({"noun for an organisation", "noun for a place", "noun phrase"})
INHABITANT, ADJECTIVE = "name of an inhabitant", "relational adjective"
_LAWS = frozenset({"article of a law", "code of law"})
_DISTRICTS = frozenset({"район", "округ", "микрорайон", "квартал"})
_NATURAL = frozenset(
    {"море", "океан", "река", "озеро", "гора", "залив", "пролив", "бухта", "остров", "полуостров", "вулкан", "пустыня"}
)
_PRESS = frozenset({"сми"})
_GEOGRAPHIC = frozenset({EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY, EntityKind.PLACE})
_HOLDERS = frozenset({MentionKind.ORGANIZATION, MentionKind.PRODUCT})


def names(scene: Scene) -> Iterator[Annotation]:
    """All names of an article and what stands in them."""
    for mention in scene.reading.mentions:
        found = _name(scene, mention)
        if found:
            yield found
            yield from _inner(scene, mention)


def _name(scene: Scene, mention: Mention) -> Annotation | None:
    entity = scene.entity_of(mention)
    if mention.kind is MentionKind.PERSON:
        return scene.annotation(mention.span, "Person", entity)
    if mention.kind is MentionKind.PRODUCT:
        return scene.annotation(mention.span, "law" if mention.rule in _LAWS else "Product", entity)
    if fold(mention.normal) in _PRESS:
        return None
    if mention.kind is MentionKind.ORGANIZATION and mention.rule not in COMMON:
        kind = entity.kind if entity and entity.kind in _GEOGRAPHIC else EntityKind.ORGANIZATION
        return scene.annotation(mention.span, kind, entity)
    if mention.kind is MentionKind.PLACE and mention.rule != INHABITANT:
        ours = _place(scene, mention)
        return scene.annotation(mention.span, ours, entity) if ours else None
    return None


def _place(scene: Scene, mention: Mention) -> str:
    """What kind of place a mention names; nothing for a common noun."""
    tokens = scene.tokens(mention)
    lemmas = {fold(token.lemma) for token in tokens}
    if mention.rule in COMMON and not any(token.text[:1].isupper() for token in tokens[1:]):
        return ""
    if mention.rule in COMMON and _inside(scene, mention):
        return ""
    if lemmas & _DISTRICTS:
        return "district"
    if lemmas & _NATURAL:
        return EntityKind.PLACE
    entity = scene.entity_of(mention)
    kind = entity.kind if entity and entity.kind in _GEOGRAPHIC else EntityKind.PLACE
    if kind is not EntityKind.PLACE:
        return "" if mention.rule in COMMON else kind
    rows = [row for lemma in lemmas if (row := scene.lexicon.places.get(lemma))]
    is_one = len(tokens) == 1
    if any(row.kind == "Place" for row in rows):
        return "" if is_one else "facility"
    if is_one and tokens[0].text.isupper():
        return "facility"
    is_known = bool(entity and entity.same_as)
    return EntityKind.PLACE if is_known or not is_one else EntityKind.CITY


def _inside(scene: Scene, mention: Mention) -> bool:
    """Whether the capital is that of a place of its own: «центр Москвы», but «аэропорт Пулково»."""
    return any(other.span in mention.span and other is not mention for other in scene.places)


def _inner(scene: Scene, mention: Mention) -> Iterator[Annotation]:
    """Places that single words inside a longer name stand for."""
    tokens = scene.tokens(mention)
    if mention.kind not in _HOLDERS or len(tokens) < 2:
        return
    for index, token in enumerate(tokens):
        name = _named_by(scene, token)
        rows = scene.known.find(name) if name else ()
        if rows and rows[0].kind in _GEOGRAPHIC:
            yield scene.annotation(token.span, rows[0].kind, scene.known_entity(rows[0]))
            if index == 1 and tokens[0].text.isupper() and mention.kind is MentionKind.ORGANIZATION:
                yield scene.annotation(tokens[0].span, EntityKind.ORGANIZATION)


def _named_by(scene: Scene, token: Token) -> str:
    """The place that a word may stand for."""
    row = scene.lexicon.adjectives.get(fold(token.lemma))
    if row and token.pos == "ADJ":
        return row.place
    if token.pos not in {"NOUN", "PROPN"} or not token.text[:1].isupper():
        return ""
    return token.lemma if token.text.isupper() else token.lemma.title()

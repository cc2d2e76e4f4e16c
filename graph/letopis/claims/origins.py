"""Where somebody or something comes from or lives: «немецкий концерн Bayer», «житель Калифорнии», «родом из Павии».

In: Scene. Out: Event of kind relation. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.making import relation
from letopis.claims.scene import PLACES, Filler
from letopis.lexicon.tables import fold
from letopis.records.claim import Predicate
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.making import Event
    from letopis.claims.scene import Scene
    from letopis.records.mention import Mention
    from letopis.tree import Tree

ORIGINS_FROM = Predicate("originsFrom", "ORIGINS_FROM", "Relation")
RESIDES_IN = Predicate("residesIn", "проживать в", "Relation")
_MARKS = frozenset(",;:()—–«»")
_QUOTES = frozenset('«"„“')
INHABITANT = "name of an inhabitant"
_BY = {"relational adjective": "adjective of a place", INHABITANT: INHABITANT}
_OWNERS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION})
_NOUNS = {
    "житель": RESIDES_IN,
    "жительница": RESIDES_IN,
    "уроженец": ORIGINS_FROM,
    "уроженка": ORIGINS_FROM,
    "выходец": ORIGINS_FROM,
    "гражданин": ORIGINS_FROM,
    "гражданка": ORIGINS_FROM,
    "подданный": ORIGINS_FROM,
}
INHABITANTS = frozenset(_NOUNS)


def origins(scene: Scene, number: int) -> Iterator[Event]:
    """In order of position of the words that name the place."""
    tree = scene.trees[number]
    for mention in scene.mentions.get(number, ()):
        if mention.rule in _BY:
            yield from _told_by(scene, number, mention)
        elif mention.kind is MentionKind.PLACE:
            yield from _noun_of(scene, number, mention)
    for index, token in enumerate(tree.tokens):
        if token.lemma == "родом" or fold(token.text) == "родом":
            yield from _native(scene, number, index)


def named(scene: Scene, number: int, index: int) -> Filler | None:
    """The entity at a token; where only a description stands there, the name in apposition to it."""
    own = scene.filler(number, index)
    is_thing = own and own.entity.kind is EntityKind.THING
    is_animate = scene.trees[number].tokens[index].feats.get("Animacy") == "Anim"
    if own and (own.entity.article_id is None or (is_thing and not is_animate)):
        return own
    tree, text = scene.trees[number], scene.article.text
    near = [i for i in tree.children(index, "appos", "flat", "nmod") if i > index and not tree.cases(i)]
    kinds = {own.entity.kind} if own and own.entity.kind in _OWNERS else _OWNERS
    for child in near:
        name = scene.filler(number, child)
        mention = scene.mention_at(number, child)
        if mention is None or name is None or name.entity.kind not in kinds or name.entity.article_id is not None:
            continue
        gap = text[tree.tokens[index].span.stop : mention.span.start]
        if _is_owner(tree, child) and name.entity.kind is EntityKind.ORGANIZATION and gap[-1:] not in _QUOTES:
            continue
        is_fitting = tree.tokens[child].feats.get("Case") in {None, "Nom", tree.tokens[index].feats.get("Case")}
        if not gap.strip(' \xa0«"') or (is_fitting and not _MARKS & set(gap)):
            return name
    return own


def _is_owner(tree: Tree, index: int) -> bool:
    """«дилеры завода»: what a noun is of, while a name beside it stays in the nominative or has quotes."""
    token = tree.tokens[index]
    return token.rel.startswith("nmod") and token.feats.get("Case") == "Gen"


def _told_by(scene: Scene, number: int, mention: Mention) -> Iterator[Event]:
    """«французский журналист Рогулен», «россиянин Петров»; descriptions like «российские войска» say it themselves."""
    link = scene.link(mention)
    noun = mention.head if mention.rule == INHABITANT else scene.trees[number].tokens[mention.head].head
    owner = named(scene, number, noun) if noun >= 0 else None
    if link is None or owner is None or owner.entity.kind not in _OWNERS or owner.entity.id == link.entity_id:
        return
    place = Filler(scene.entities[link.entity_id], mention.span, mention.head, 0.9)
    is_many = scene.trees[number].tokens[noun].feats.get("Number") == "Plur" and not owner.entity.label[:1].islower()
    if not _is_office(scene, number, noun) and not is_many and is_named(owner):  # «украинские СМИ» are no one body
        yield relation(number, ORIGINS_FROM, owner, place, _BY[mention.rule])


def is_named(filler: Filler) -> bool:
    """Whether the entity has a name of its own; a surname alone identifies somebody only inside the article."""
    return filler.entity.article_id is None or filler.entity.label[:1].isupper()


def _is_office(scene: Scene, number: int, noun: int) -> bool:
    """«российский президент»: the office is of the country, which does not say where its holder comes from."""
    row = scene.lexicon.titles.get(scene.lemma(number, noun))
    return row is not None and row.is_held


def _noun_of(scene: Scene, number: int, mention: Mention) -> Iterator[Event]:
    """«житель Калифорнии Хардман», «уроженка Томска», «гражданин Франции»."""
    tree = scene.trees[number]
    place = scene.filler(number, mention.head)
    above = tree.tokens[mention.head].head
    if tree.tokens[mention.head].rel in {"appos", "flat"}:  # «житель города Томска»
        above = tree.tokens[above].head
    predicate = _NOUNS.get(scene.lemma(number, above)) if above >= 0 else None
    if predicate is None or place is None or place.entity.kind not in PLACES or place.entity.article_id is not None:
        return
    owner = named(scene, number, above)
    if owner and owner.entity.kind is EntityKind.PERSON and owner.entity.id != place.entity.id:
        yield relation(number, predicate, owner, place, f"noun for an inhabitant: {scene.lemma(number, above)}")


def _native(scene: Scene, number: int, index: int) -> Iterator[Event]:
    """«Рокелли родом из Павии»."""
    tree = scene.trees[number]
    around = {index, tree.tokens[index].head, *tree.children(index)}
    places = [
        f
        for i in sorted({j for k in around if k >= 0 for j in tree.children(k)})
        if "из" in tree.cases(i) and (f := scene.filler(number, i)) and f.entity.kind in PLACES
    ]
    owners = [
        f
        for k in sorted(around)
        if k >= 0
        for i in tree.children(k, "nsubj")
        if (f := named(scene, number, i)) and f.entity.kind is EntityKind.PERSON
    ]
    if places and owners:
        yield relation(number, ORIGINS_FROM, owners[0], places[0], "native of a place")

"""What holds rather than happens: offices, membership, location, other names.

«президент Казахстана Токаев», «в ОДКБ входят Армения и Беларусь», «Жанаозен, город в Мангистауской области»,
«Организация Договора о коллективной безопасности (ОДКБ)».

In: Scene. Out: Event of kind relation, Claim of kind identity. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.ages import ages
from letopis.claims.making import Event
from letopis.claims.scene import PLACES, Filler
from letopis.ids import claim_id, statement_id
from letopis.records.claim import Claim, ClaimKind, Predicate, Role
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.scene import Scene
    from letopis.records.mention import Mention

HOLDS = Predicate("holdsOffice", "должность", "Relation")
OFFICE_OF = Predicate("officeOf", "должность в", "Relation")
MEMBER_OF = Predicate("memberOf", "член", "Relation")
ORIGINS_FROM = Predicate("originsFrom", "ORIGINS_FROM", "Relation")
LOCATED_IN = Predicate("locatedIn", "находиться в", "Relation")
_SIZE = {EntityKind.PLACE: 1, EntityKind.CITY: 1, EntityKind.REGION: 2, EntityKind.COUNTRY: 3}
_MEMBERS = frozenset({"войти", "входить", "вступить", "вступать"})
_POSTS = frozenset({"должность", "пост"})


def relations(scene: Scene, number: int) -> Iterator[Event]:
    """All relations of one sentence."""
    yield from _offices(scene, number)
    yield from _removed(scene, number)
    yield from _members(scene, number)
    yield from _locations(scene, number)
    yield from ages(scene, number)


def _relation(number: int, predicate: Predicate, left: Filler, right: Filler, rule: str) -> Event:
    roles = {Role.AGENT: [left], Role.PATIENT: [right]}
    return Event(number, right.span, predicate, roles, rule, kind=ClaimKind.RELATION, quantities=())


def _offices(scene: Scene, number: int) -> Iterator[Event]:
    for holding in scene.resolved.holdings:
        if holding.title.sentence != number:
            continue
        title = holding.title
        office = Filler(scene.entities[holding.office_id], title.span, title.head, 1.0)
        yield _relation(
            number,
            HOLDS,
            Filler(scene.entities[holding.holder_id], title.span, title.head, 1.0),
            office,
            "title beside a name",
        )
        if holding.of_id:
            of = Filler(scene.entities[holding.of_id], title.span, title.head, 1.0)
            yield _relation(number, OFFICE_OF, office, of, "complement of a title")


def _removed(scene: Scene, number: int) -> Iterator[Event]:
    """«сместил Назарбаева с должности председателя Совета безопасности»."""
    tree = scene.trees[number]
    for index in range(len(tree.tokens)):
        if scene.lemma(number, index) not in _POSTS:
            continue
        verb = tree.tokens[index].head
        inner = tree.child(index, "nmod")
        holder = (
            next((f for i in tree.children(verb, "obj", "nsubj:pass") if (f := scene.filler(number, i))), None)
            if verb >= 0
            else None
        )
        office = scene.filler(number, inner) if inner is not None else None
        if holder and office and holder.entity.kind is EntityKind.PERSON and office.entity.kind is EntityKind.OFFICE:
            yield _relation(number, HOLDS, holder, office, "office that somebody is put into or out of")


def _members(scene: Scene, number: int) -> Iterator[Event]:
    """«куда, кроме Казахстана, входят Армения, Беларусь…»."""
    tree = scene.trees[number]
    for index, token in enumerate(tree.tokens):
        if token.pos != "VERB" or scene.lemma(number, index) not in _MEMBERS:
            continue
        members = [
            f
            for i in tree.children(index, "nsubj")
            for j in scene.coordinated(number, i)
            if (f := scene.filler(number, j))
        ]
        for other in range(index):
            if "кроме" in tree.cases(other):
                members += [f for j in scene.coordinated(number, other) if (f := scene.filler(number, j))]
        body = _body(scene, number, index)
        for member in members:
            if (
                body
                and member.entity.id != body.entity.id
                and member.entity.kind in {EntityKind.COUNTRY, EntityKind.ORGANIZATION, EntityKind.PERSON}
            ):
                yield replace(_relation(number, MEMBER_OF, member, body, "verb of membership"), trigger=token.span)


def _body(scene: Scene, number: int, verb: int) -> Filler | None:
    tree = scene.trees[number]
    for child in tree.children(verb, "obl"):
        filler = scene.filler(number, child)
        if filler and filler.entity.kind is EntityKind.ORGANIZATION and tree.tokens[child].feats.get("Case") == "Acc":
            return filler
    if not any(tree.tokens[i].text.casefold() in {"куда", "который", "которую", "которое"} for i in range(verb)):
        return None
    before = [m for m in scene.mentions.get(number, ()) if m.kind is MentionKind.ORGANIZATION and m.head < verb]
    return scene.filler(number, before[-1].head) if before else None


def _locations(scene: Scene, number: int) -> Iterator[Event]:
    tree, text = scene.trees[number], scene.article.text
    named = [m for m in scene.mentions.get(number, ()) if m.kind is MentionKind.PLACE]
    for mention in named:
        filler = scene.filler(number, mention.head)
        if filler is None or filler.entity.kind not in PLACES:
            continue
        if mention.rule == "noun for a place":
            yield from _described(scene, number, mention)
        elif mention.rule != "relational adjective":
            yield from _within(scene, number, mention, filler)
            after = next(
                (
                    m
                    for m in named
                    if text[mention.span.stop : m.span.start].strip() == "(" and m.span.start > mention.span.stop
                ),
                None,
            )
            outer = scene.filler(number, after.head) if after else None
            if outer and outer.entity.id != filler.entity.id and text[after.span.stop : after.span.stop + 1] == ")":  # type: ignore[union-attr]
                yield _relation(number, LOCATED_IN, filler, outer, "place in brackets")
    for mention in named:
        if mention.rule == "relational adjective":
            yield from _adjectival(scene, number, mention, tree.tokens[mention.head].head)


def _within(scene: Scene, number: int, mention: Mention, inner: Filler) -> Iterator[Event]:
    """«Светогорск Ленинградской области», «в Советске и Венёве в Тульской области»."""
    tree = scene.trees[number]
    for child in tree.children(mention.head, "nmod"):
        outer = scene.filler(number, child)
        if outer is None or not tree.cases(child) <= {"в", "во", "на"} or outer.entity.article_id is not None:
            continue
        ranks = _SIZE.get(inner.entity.kind, 0), _SIZE.get(outer.entity.kind, 0)
        if (
            ranks[0] < ranks[1]
            and inner.entity.id != outer.entity.id
            and tree.tokens[child].feats.get("Case") in {"Gen", "Loc"}
        ):
            yield _relation(number, LOCATED_IN, inner, outer, "place within a place")


def _described(scene: Scene, number: int, mention: Mention) -> Iterator[Event]:
    """«Жанаозена, нефтяного города в Мангистауской области»: an appositive noun for a place with its own place."""
    tree, text = scene.trees[number], scene.article.text
    inner = next(
        (
            f
            for i in tree.children(mention.head, "nmod", "obl")
            if (f := scene.filler(number, i))
            and tree.tokens[i].feats.get("Case") in {"Loc", "Gen"}
            and f.entity.kind in PLACES
        ),
        None,
    )
    before = [
        m
        for m in scene.mentions.get(number, ())
        if m.kind is MentionKind.PLACE
        and m.span.stop <= mention.span.start
        and text[m.span.stop : mention.span.start].strip() in {",", "—", "–"}
    ]
    place = scene.filler(number, before[-1].head) if before else None
    if inner and place and place.entity.id != inner.entity.id:
        yield _relation(number, LOCATED_IN, place, inner, "apposition with a place")


def _adjectival(scene: Scene, number: int, adjective: Mention, noun: int) -> Iterator[Event]:
    """«в канадской провинции Новая Шотландия»."""
    link = scene.link(adjective)
    place_noun = scene.mention_at(number, noun) if noun >= 0 else None
    if link is None or place_noun is None:
        return
    owner = scene.filler(number, noun)
    if (
        owner
        and owner.entity.kind in {EntityKind.PERSON, EntityKind.ORGANIZATION}
        and owner.entity.id != link.entity_id
    ):
        if not any(holding.title == place_noun for holding in scene.resolved.holdings):
            place = Filler(scene.entities[link.entity_id], adjective.span, adjective.head, 0.9)
            yield _relation(number, ORIGINS_FROM, owner, place, "adjective of a place")
        return
    if place_noun.rule != "noun for a place":
        return
    tree = scene.trees[number]
    for child in tree.children(noun, "appos", "flat", "nmod"):
        inner = scene.filler(number, child)
        if (
            inner
            and inner.entity.kind in PLACES
            and inner.entity.id != link.entity_id
            and not tree.children(child, "case")
        ):
            outer = Filler(scene.entities[link.entity_id], adjective.span, adjective.head, 0.9)
            yield _relation(number, LOCATED_IN, inner, outer, "adjective of a place")


def identities(scene: Scene, number: int) -> Iterator[Claim]:
    """Other names that the sentence itself gives in brackets."""
    for mention in scene.mentions.get(number, ()):
        link = scene.link(mention)
        if link is None or link.rule != "abbreviation in brackets after the name":
            continue
        is_short = mention.normal.isupper() and " " not in mention.normal
        label = "ABBREVIATION" if is_short else "ALTERNATIVE_NAME"
        statement = statement_id(ClaimKind.IDENTITY, label, [("subject", link.entity_id)], [mention.normal])
        yield Claim(
            id=claim_id(scene.article.id, statement, mention.span.start, mention.span.stop),
            statement_id=statement,
            article_id=scene.article.id,
            kind=ClaimKind.IDENTITY,
            predicate=Predicate("altLabel", label, "Identity"),
            sentence=scene.trees[number].sentence.span,
            trigger=mention.span,
            rule=link.rule,
            subject_id=link.entity_id,
            literal=mention.normal,
            score=0.95,
        )

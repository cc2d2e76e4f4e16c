"""What holds rather than happens: offices and membership here, places, origins, ages, ties, illnesses and laws beside.

«президент Казахстана Токаев», «в ОДКБ входят Армения и Беларусь».

In: Scene. Out: Event of kind relation. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.ages import ages
from letopis.claims.health import conditions
from letopis.claims.laws import parts_of_laws
from letopis.claims.making import relation
from letopis.claims.origins import INHABITANTS, origins
from letopis.claims.scene import PLACES, Filler
from letopis.claims.ties import ties
from letopis.claims.whereabouts import whereabouts
from letopis.records.claim import Predicate
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.making import Event
    from letopis.claims.scene import Scene
    from letopis.records.entity import Holding

HOLDS = Predicate("holdsOffice", "должность", "Relation")
OFFICE_OF = Predicate("officeOf", "должность в", "Relation")
MEMBER_OF = Predicate("memberOf", "член", "Relation")
_MEMBERS = frozenset({"войти", "входить", "вступить", "вступать"})
_WINNERS = frozenset({"чемпион", "олимпийский чемпион", "победитель"})
_POSTS = frozenset({"должность", "пост"})
_TAKING = frozenset({"занять", "занимать", "покинуть", "покидать", "уйти", "уходить", "получить", "сохранить"})


def relations(scene: Scene, number: int) -> Iterator[Event]:
    """All relations of one sentence."""
    yield from _offices(scene, number)
    yield from _removed(scene, number)
    yield from _members(scene, number)
    yield from whereabouts(scene, number)
    yield from origins(scene, number)
    yield from ages(scene, number)
    yield from ties(scene, number)
    yield from conditions(scene, number)
    yield from parts_of_laws(scene, number)


def _offices(scene: Scene, number: int) -> Iterator[Event]:
    for holding in scene.resolved.holdings:
        if holding.title.sentence != number:
            continue
        title = holding.title
        tie = scene.lexicon.ties.get(scene.lemma(number, title.head))
        row = scene.lexicon.titles.get(scene.lemma(number, title.head))
        if (row and row.kind == "kin") or (tie and tie.of == "person"):
            continue  # «сын мэра» is no office
        holder_kind = scene.entities[holding.holder_id].kind
        if (row and row.label in INHABITANTS) or (row and row.kind != "office" and holder_kind in PLACES):
            continue  # nor is «житель Омска», and no country is a «победитель»
        office = Filler(scene.entities[holding.office_id], title.span, title.head, 1.0)
        holder = Filler(scene.entities[holding.holder_id], title.span, title.head, 1.0)
        verb = _predicate_verb(scene, holding)
        rule = "title beside a name" if verb is None else "title as a predicate"
        yield replace(relation(number, HOLDS, holder, office, rule), verb=verb)
        body = scene.entities[holding.of_id] if holding.of_id else None
        if body and row and row.label in _WINNERS and body.kind in PLACES:
            continue  # «победитель чемпионата Европы» holds nothing there
        if body and (
            body.article_id is None or not body.label.islower() or " " in body.label
        ):  # «губернатор региона» names no region
            of = Filler(body, title.span, title.head, 1.0)
            yield relation(number, OFFICE_OF, office, of, "complement of a title")


def _predicate_verb(scene: Scene, holding: Holding) -> int | None:
    """The verb that says the office of its holder: «станет министром»."""
    tree = scene.trees[holding.title.sentence]
    token = tree.tokens[holding.title.head]
    is_bare = token.feats.get("Case") == "Ins" and not tree.cases(holding.title.head)
    return token.head if is_bare and token.rel in {"obl", "xcomp"} else None


def _removed(scene: Scene, number: int) -> Iterator[Event]:
    """«сместил Назарбаева с должности председателя Совета безопасности», «Петров занял пост министра»."""
    tree = scene.trees[number]
    for index in range(len(tree.tokens)):
        if scene.lemma(number, index) not in _POSTS:
            continue
        verb = tree.tokens[index].head
        inner = tree.child(index, "nmod")
        rels = ["obj", "nsubj:pass"]
        if verb >= 0 and scene.lemma(number, verb) in _TAKING:
            rels = ["nsubj"]
        near = (i for i in tree.children(verb, *rels) if i != index) if verb >= 0 else ()
        holder = next((f for i in near if (f := scene.filler(number, i))), None)
        office = scene.filler(number, inner) if inner is not None else None
        if holder and office and holder.entity.kind is EntityKind.PERSON and office.entity.kind is EntityKind.OFFICE:
            event = relation(number, HOLDS, holder, office, "office that somebody is put into or out of")
            yield replace(event, verb=verb if rels == ["nsubj"] else None)


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
                event = relation(number, MEMBER_OF, member, body, "verb of membership")
                yield replace(event, trigger=token.span, verb=index)


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

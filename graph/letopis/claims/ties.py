"""What a noun says of its bearer and of what it is of: owners, founders, makers, members, kin, colleagues.

«основатель фонда Иван Петров», «его жена Анна», «шведский производитель бумаги Essity».

In: Scene. Out: Event of kind relation. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.making import relation
from letopis.claims.origins import is_named, named
from letopis.claims.scene import PLACES, Filler
from letopis.records.claim import Predicate
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.making import Event
    from letopis.claims.scene import Scene

_LABELS = {
    "ownerOf": "владеть",
    "foundedBy": "основан",
    "producerOf": "производить",
    "memberOf": "член",
    "spouseOf": "супруг",
    "childOf": "ребёнок",
    "parentOf": "родитель",
    "siblingOf": "брат или сестра",
    "relativeOf": "родственник",
    "acquaintedWith": "знаком с",
    "participantIn": "участник",
    "organizerOf": "организатор",
    "awardedWith": "лауреат",
}
_FITTING = {
    "person": frozenset({EntityKind.PERSON}),
    "body": frozenset({EntityKind.ORGANIZATION, EntityKind.PRODUCT}),
    "event": frozenset({EntityKind.THING, EntityKind.PRODUCT, EntityKind.ORGANIZATION}),
    "thing": frozenset({EntityKind.ORGANIZATION, EntityKind.PRODUCT, EntityKind.THING, EntityKind.PLACE}),
}
_POSSESSIVE = frozenset({"его", "ее", "её", "их"})


def ties(scene: Scene, number: int) -> Iterator[Event]:
    """One for each complement of the noun, in order of position; only of bearers that have a name."""
    tree = scene.trees[number]
    holders = {h.title.head: h.holder_id for h in scene.resolved.holdings if h.title.sentence == number}
    for index, token in enumerate(tree.tokens):
        row = scene.lexicon.ties.get(scene.lemma(number, index))
        if row is None or token.feats.get("Number") == "Plur":
            continue
        holder = _holder(scene, number, index, holders.get(index))
        if holder is None or (holder.entity.kind in PLACES and row.relation != "memberOf"):
            continue
        predicate = Predicate(row.relation, _LABELS[row.relation], "Relation")
        for other in _complements(scene, number, index):
            if not is_named(holder) and not (row.relation == "producerOf" and is_named(other)):
                continue
            is_fitting = other.entity.kind in _FITTING[row.of] and (row.of != "person" or is_named(other))
            if not is_fitting or other.entity.id == holder.entity.id:
                continue
            left, right = (other, holder) if row.holder == "object" else (holder, other)
            yield replace(relation(number, predicate, left, right, f"noun of a tie: {row.lemma}"), trigger=token.span)


def _holder(scene: Scene, number: int, index: int, holder_id: str | None) -> Filler | None:
    """Who the noun speaks of: a name beside it, or the subject that it is said of."""
    tree = scene.trees[number]
    own = named(scene, number, index)
    if holder_id is not None:
        return Filler(scene.entities[holder_id], own.span if own else tree.tokens[index].span, index, 0.95)
    if own is None or own.entity.article_id is not None:
        subjects = tree.children(index, "nsubj") if tree.tokens[index].rel == "root" else []
        own = next((f for i in subjects if (f := scene.filler(number, i))), None)
    return own


def _complements(scene: Scene, number: int, index: int) -> list[Filler]:
    """The genitives of the noun with what is coordinated with them, or whom its possessive stands for."""
    tree = scene.trees[number]
    found = []
    for child in tree.children(index, "nmod", "det", "amod"):
        token = tree.tokens[child]
        if token.text.casefold() in _POSSESSIVE:
            found += [f for f in [scene.filler(number, child)] if f]
        elif token.rel.startswith("nmod") and token.feats.get("Case") == "Gen" and not tree.cases(child):
            found += [f for i in scene.coordinated(number, child) if (f := named(scene, number, i))]
    return found

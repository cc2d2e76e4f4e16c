"""Relations that a verb states: «Анна Смирнова возглавляет банк», «банк принадлежит Петрову», «Петров родился в Риме».

In: Scene, Clause. Out: Event of kind relation, as yet without stance, speaker and time. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.making import relation
from letopis.claims.origins import is_named, named
from letopis.claims.scene import PLACES
from letopis.lexicon.tables import fold
from letopis.records.claim import Predicate
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.clause import Clause
    from letopis.claims.making import Event
    from letopis.claims.scene import Filler, Scene

_LABELS = {
    "headOf": "возглавлять",
    "worksFor": "работать в",
    "memberOf": "член",
    "ownerOf": "владеть",
    "foundedBy": "основан",
    "studiedAt": "учиться в",
    "residesIn": "проживать в",
    "bornIn": "родиться в",
}
_FITTING = {
    "body": frozenset({EntityKind.ORGANIZATION}),
    "thing": frozenset({EntityKind.ORGANIZATION, EntityKind.PRODUCT, EntityKind.PLACE}),
    "place": PLACES,
}
_OWNERS = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.COUNTRY})
_PEOPLE = frozenset({EntityKind.PERSON})


def verb_ties(scene: Scene, clause: Clause) -> Iterator[Event]:
    """One for each pair of the two ends; both must have a name of their own."""
    row = scene.lexicon.verb_ties.get(fold(clause.lemma))
    if row is None:
        return
    actors = _OWNERS if row.relation == "ownerOf" else _PEOPLE
    is_turned = row.relation == "foundedBy"
    kinds = (_FITTING[row.of], actors) if is_turned else (actors, _FITTING[row.of])
    predicate = Predicate(row.relation, _LABELS[row.relation], "Relation")
    for left in _fillers(scene, clause, row.left, kinds[0]):
        for right in _fillers(scene, clause, row.right, kinds[1]):
            if left.entity.id != right.entity.id:
                yield relation(clause.sentence, predicate, left, right, f"verb of a tie: {row.lemma}")


def _fillers(scene: Scene, clause: Clause, slot: str, kinds: frozenset[EntityKind]) -> list[Filler]:
    preposition, _, case = slot.rpartition("+")
    if slot == "nsubj":
        tokens = list(clause.subjects)
    elif slot == "Acc":
        tokens = list(clause.objects)
    else:
        tokens = [o.token for o in clause.obliques if (o.preposition, o.case) == (preposition, case)]
    every = [i for token in tokens for i in scene.coordinated(clause.sentence, token)]
    found = [f for i in dict.fromkeys(every) if (f := named(scene, clause.sentence, i))]
    return [f for f in found if f.entity.kind in kinds and is_named(f)]

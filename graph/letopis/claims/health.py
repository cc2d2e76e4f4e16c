"""Illnesses and injuries that somebody has: «мужчина с онкологическим заболеванием», «страдает диабетом».

In: Scene. Out: Event of kind relation. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.making import relation
from letopis.claims.scene import ACTORS
from letopis.records.claim import Predicate
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.making import Event
    from letopis.claims.scene import Filler, Scene

CONDITION = Predicate("hasMedicalCondition", "болезнь", "Relation")
_SUFFERING = frozenset({"страдать", "болеть", "больной", "болен", "заболеть", "заразиться", "переболеть"})
_TAKING = frozenset({"госпитализировать", "доставить", "обратиться", "поступить", "попасть"})
_FINDING = frozenset({"диагностировать", "обнаружить", "выявить", "подтвердить"})


def conditions(scene: Scene, number: int) -> Iterator[Event]:
    """In order of position of the words for the illness."""
    tree = scene.trees[number]
    for index in range(len(tree.tokens)):
        if scene.lemma(number, index) not in scene.lexicon.illnesses:
            continue
        illness = scene.filler(number, index)
        if illness is None or illness.entity.kind is not EntityKind.THING:
            continue
        for patient in _patients(scene, number, index):
            yield relation(number, CONDITION, patient, illness, "illness that somebody has")


def _patients(scene: Scene, number: int, index: int) -> list[Filler]:
    tree = scene.trees[number]
    head, token = tree.tokens[index].head, tree.tokens[index]
    if head < 0:
        return []
    verb = scene.lemma(number, head)
    is_instrumental = token.feats.get("Case") == "Ins"
    if is_instrumental and tree.cases(index) & {"с", "со"}:
        own = _somebody(scene, number, head)
        if own:
            return [own]
        candidates = tree.children(head, "obj", "nsubj") if verb in _TAKING else []
    elif is_instrumental and not tree.cases(index) and verb in _SUFFERING:
        candidates = tree.children(head, "nsubj")
    elif verb in _FINDING and token.rel.startswith(("obj", "nsubj")):
        candidates = [i for i in tree.children(head, "obl", "nmod") if "у" in tree.cases(i)]
    else:
        return []
    return [f for i in candidates for j in scene.coordinated(number, i) if (f := _somebody(scene, number, j))]


def _somebody(scene: Scene, number: int, index: int) -> Filler | None:
    filler = scene.filler(number, index)
    is_animate = scene.trees[number].tokens[index].feats.get("Animacy") == "Anim"
    is_person = filler and filler.entity.kind in ACTORS - {EntityKind.ORGANIZATION, EntityKind.OFFICE}
    return filler if filler and (is_person or (is_animate and filler.entity.kind is EntityKind.THING)) else None

"""Claims that say nothing by themselves: «доля остаётся», «ст. 263 УК (нарушение правил движения)».

A verb that only ties its subject to something needs what it ties it to; what an article of law punishes is nothing that
somebody did.

In: Scene, Claim. Out: is_untold. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.laws import is_of_law
from letopis.claims.scene import PLACES
from letopis.records.claim import ClaimKind, Polarity, Role
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from letopis.claims.scene import Scene
    from letopis.records.claim import Claim
    from letopis.records.text import Span
    from letopis.tree import Tree

_TYING = frozenset(
    {"стать", "становиться", "являться", "остаться", "оставаться", "оказаться", "составить"}
    | {"составлять", "стоить", "иметь", "считаться", "казаться", "заключаться", "состоять", "носить"}
)
_LYING = frozenset({"находиться"})
_IN_STATE = frozenset({"в", "на", "под"})
_MERE = frozenset({Role.AGENT, Role.PATIENT, Role.CAUSE})


def is_untold(scene: Scene, number: int, claim: Claim) -> bool:
    """Whether the event of a claim lacks what would make it one."""
    if claim.kind is not ClaimKind.EVENT:
        return False
    if claim.predicate.label in _TYING and len(claim.arguments) < 2 and not claim.quantities:
        return all(time.value.kind != "duration" for time in claim.times)
    if claim.predicate.label in _LYING and {argument.role for argument in claim.arguments} <= _MERE:
        return _is_in_state(scene, number, claim.trigger)
    if claim.predicate.label in {"касаться", "направить"} and _is_phrase(scene, number, claim):
        return True
    if claim.predicate.label in {"быть", "начинать", "принадлежать"} and _is_remnant(scene, number, claim):
        return True
    return is_of_law(scene, number, claim.trigger)


def _is_remnant(scene: Scene, number: int, claim: Claim) -> bool:
    """Whether the words say more, or something else: «начиная с мая», «(принадлежит фирме)», «сильно раненых нет»."""
    tree = scene.trees[number]
    verb = next(i for i, token in enumerate(tree.tokens) if token.span == claim.trigger)
    around = [token.text.lower() for token in tree.tokens[max(verb - 1, 0) : verb + 2]]
    if claim.predicate.label == "начинать":
        return around[-2:] in (["начиная", "с"], ["начиная", "со"])
    if len(claim.arguments) != 1 or claim.predicate.label == "принадлежать":
        return len(claim.arguments) == 1 and around[0] == "("
    if claim.polarity is not Polarity.NEGATIVE:
        return False
    subject = claim.arguments[0]
    is_person = subject.entity_id is not None and scene.entities[subject.entity_id].kind is EntityKind.PERSON
    return is_person or _is_narrowed(tree, subject.span)


def _is_narrowed(tree: Tree, span: Span) -> bool:
    """«тяжело раненых», «нуждающихся в помощи людей»: whom the noun alone does not single out."""
    for index in (i for i, token in enumerate(tree.tokens) if token.span in span):
        near = tree.children(index, "amod", "acl")
        inner = [j for i in near for j in tree.children(i, "advmod", "obl", "iobj")]
        inner += [j for j in range(max(index - 1, 0), index) if tree.tokens[j].pos == "ADV" and _is_degree(tree, j)]
        if any(tree.tokens[j].span not in span and tree.tokens[j].pos != "PART" for j in inner):
            return True
    return False


def _is_degree(tree: Tree, index: int) -> bool:
    """«тяжело», «серьёзно», unlike «пока», «сейчас»; what opens the sentence is of it all: «официально жертв нет»."""
    return index > 0 and tree.tokens[index].text.endswith("о")


def _is_phrase(scene: Scene, number: int, claim: Claim) -> bool:
    """«Что касается порта, он закрыт» only names it; «меры, направленные на рост» says what they are for."""
    tree = scene.trees[number]
    verb = next(i for i, token in enumerate(tree.tokens) if token.span == claim.trigger)
    if claim.predicate.label == "касаться":
        words = [token.text.lower() for token in tree.tokens[max(verb - 2, 0) : verb]]
        return "что" in words[-2:] and not tree.tokens[verb].rel.startswith(("ccomp", "acl"))
    feats = tree.tokens[verb].feats
    is_adjective = feats.get("VerbForm") == "Part" and feats.get("Variant") != "Short"
    goals = [a.entity_id for a in claim.arguments if a.role is Role.DESTINATION]
    kinds = {scene.entities[i].kind for i in goals if i is not None}
    return is_adjective and tree.tokens[verb + 1].text == "на" and not kinds & PLACES


def _is_in_state(scene: Scene, number: int, trigger: Span) -> bool:
    """«отрасль находится в плохом состоянии»: what the sentence says of it is no argument."""
    tree = scene.trees[number]
    verb = next(i for i, token in enumerate(tree.tokens) if token.span == trigger)
    nouns = (i for i in tree.children(verb, "obl") if i > verb and tree.tokens[i].pos == "NOUN")
    return any(tree.cases(i) & _IN_STATE and not scene.is_time(number, i) for i in nouns)

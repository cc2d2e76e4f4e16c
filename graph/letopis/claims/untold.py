"""Claims that say nothing by themselves: «доля остаётся», «ст. 263 УК (нарушение правил движения)».

A verb that only ties its subject to something needs what it ties it to; what an article of law punishes is nothing that
somebody did.

In: Scene, Claim. Out: is_untold. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.laws import is_of_law
from letopis.claims.scene import PLACES
from letopis.records.claim import ClaimKind, Role

if TYPE_CHECKING:
    from letopis.claims.scene import Scene
    from letopis.records.claim import Claim
    from letopis.records.text import Span

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
    return is_of_law(scene, number, claim.trigger)


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

"""Whether it happened: negation, tense, mood and the words that put an event into somebody's plans or orders.

| value | example |
|---|---|
| actual | «Токаев отправил правительство в отставку» |
| reported | «силовики заявили, что освободили центр» |
| ordered | «поручил органу ввести регулирование» |
| planned | «будут отправлены военные», «решили провести разговор» |
| permitted | «разрешил стрелять» |
| possible | «может начаться», «если начнётся», «начался бы» |

In: Scene, Clause. Out: Polarity, Modality. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold
from letopis.records.claim import Modality, Polarity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene

_HEDGES = frozenset({"якобы", "возможно", "вероятно", "видимо", "предположительно", "наверное", "ли", "бы"})
_CONDITIONS = frozenset({"если", "чтобы", "будто"})
_NOBODY = frozenset({"никто", "ничто", "никакой", "ни"})


@dataclass(frozen=True, slots=True)
class Stance:
    """Polarity and modality of a clause, before it is known who says it."""

    polarity: Polarity
    modality: Modality


def stance_of(scene: Scene, clause: Clause, made: Mapping[int, Stance]) -> Stance:
    """The stance of a clause; `made` holds those of the clauses above it, by verb."""
    above = made.get(clause.parent) if clause.parent is not None else None
    polarity = Polarity.NEGATIVE if is_negated(scene, clause) else Polarity.POSITIVE
    modality = _own(scene, clause)
    row = clause.control
    if row:
        negatives = (polarity is Polarity.NEGATIVE) + (row.polarity is Polarity.NEGATIVE)
        if above and above.polarity is Polarity.NEGATIVE:
            negatives += 1
        polarity = Polarity.NEGATIVE if negatives % 2 else Polarity.POSITIVE
        if modality in {Modality.ACTUAL, Modality.PLANNED} and row.modality is not Modality.ACTUAL:
            modality = row.modality if row.modality is not Modality.REPORTED else modality
    if above and clause.via.partition(":")[0] in {"xcomp", "conj", "csubj"} and modality is Modality.ACTUAL:
        shares = clause.via != "conj" or scene.trees[clause.sentence].tokens[clause.verb].feats.get("VerbForm") == "Inf"
        modality = above.modality if shares and above.modality is not Modality.REPORTED else modality
    return Stance(polarity, modality)


def is_negated(scene: Scene, clause: Clause) -> bool:
    """«не» at the verb or its auxiliary, «нет», or a negative pronoun as subject or object; not «не только»."""
    tree = scene.trees[clause.sentence]
    if fold(tree.tokens[clause.verb].text) == "нет":
        return True
    near = [
        *tree.children(clause.verb),
        *(j for i in tree.children(clause.verb, "aux", "cop") for j in tree.children(i)),
    ]
    for index in near:
        token = tree.tokens[index]
        following = fold(tree.tokens[index + 1].text) if index + 1 < len(tree.tokens) else ""
        if fold(token.text) == "не" and following not in {"только", "менее", "более"}:
            return True
    return any(fold(tree.tokens[i].lemma) in _NOBODY for i in (*clause.subjects, *clause.objects))


def _own(scene: Scene, clause: Clause) -> Modality:
    tree = scene.trees[clause.sentence]
    tokens = tree.tokens
    near = [fold(tokens[i].text) for i in tree.children(clause.verb, "mark", "advmod", "discourse", "aux", "parataxis")]
    feats = tokens[clause.verb].feats
    if any(word in _HEDGES or word in _CONDITIONS for word in near) or feats.get("Mood") == "Cnd":
        return Modality.POSSIBLE
    if feats.get("Mood") == "Imp":
        return Modality.ORDERED
    if tokens[-1].text == "?" and clause.via == "root":
        return Modality.POSSIBLE
    will = any(fold(tokens[i].text).startswith("буд") for i in tree.children(clause.verb, "aux", "cop"))
    return Modality.PLANNED if will or feats.get("Tense") == "Fut" else Modality.ACTUAL

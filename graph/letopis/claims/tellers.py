"""Who tells in a clause of speech that follows what is told, where the tree gave the subject to another verb.

«Вора задержали, сообщило в пятницу управление МВД»: the department tells, whatever verb the tree hangs it on.

In: Scene, Clause. Out: Clause. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.quotes import DASHES
from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.records.text import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_ENDS = frozenset({",", ";", ":", "(", ")", "."}) | DASHES


def with_tellers(scene: Scene, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, those of speech with the subject that stands after their verb and no other one of theirs has."""
    clauses = [_alone(scene, clause) for clause in clauses]
    found = {c.verb: teller for c in clauses if (teller := _teller(scene, c)) is not None}
    if not found:
        return clauses
    taken = set(found.values())
    return [
        replace(
            c, subjects=(found[c.verb],), objects=tuple(i for i in c.objects if i != found[c.verb]), subject_from=""
        )
        if c.verb in found
        else replace(c, subjects=tuple(i for i in c.subjects if i not in taken))
        for c in clauses
    ]


def _alone(scene: Scene, clause: Clause) -> Clause:
    """«Дом сгорел в Туле, сообщил губернатор»: what stands before the comma is not of the telling."""
    start = start_of_telling(scene, clause)
    return clause if start is None else replace(clause, obliques=tuple(o for o in clause.obliques if o.token > start))


def start_of_telling(scene: Scene, clause: Clause) -> int | None:
    """The comma or dash right before a verb of speech that follows what it tells, its subject behind it."""
    tree = scene.trees[clause.sentence]
    own = () if clause.subject_from else clause.subjects
    if (clause.lemma, "VERB") not in scene.lexicon.speech or clause.is_passive or any(i < clause.verb for i in own):
        return None
    if tree.children(clause.verb, "ccomp") and max(tree.children(clause.verb, "ccomp")) > clause.verb:
        return None
    return _cut_before(tree.tokens, clause)


def _teller(scene: Scene, clause: Clause) -> int | None:
    tree = scene.trees[clause.sentence]
    tokens, verb = tree.tokens, tree.tokens[clause.verb]
    has_own = bool(clause.subjects) and not clause.subject_from
    is_speech = (clause.lemma, "VERB") in scene.lexicon.speech and not clause.is_passive
    if has_own or not is_speech or _cut_before(tokens, clause) is None:
        return None
    for index in range(clause.verb + 1, len(tokens)):
        token = tokens[index]
        is_time = scene.is_time(clause.sentence, index) or token.pos in {"ADV", "NUM"}
        if token.text in _ENDS or token.pos in {"VERB", "CCONJ", "SCONJ"}:
            if token.text == "," and only_time_before(scene, clause, index):
                continue
            return None
        is_direct = token.feats.get("Case") == "Nom" or (index == clause.verb + 1 and index in clause.objects)
        if token.pos in _NOMINAL and not is_time and is_direct and _agrees(token, verb):
            return index
    return None


def only_time_before(scene: Scene, clause: Clause, comma: int) -> bool:
    """«рассказал ранее, 5 января, глава области»: nothing but the time stands between the verb and the comma."""
    tokens = scene.trees[clause.sentence].tokens
    between = range(clause.verb + 1, comma)
    return bool(between) and all(
        tokens[i].pos in {"ADV", "NUM", "PUNCT"} or scene.is_time(clause.sentence, i) for i in between
    )


def _cut_before(tokens: tuple[Token, ...], clause: Clause) -> int | None:
    """The comma or dash that the clause begins after with its verb, be it with «также» or «ранее» before it."""
    if tokens[clause.verb].feats.get("VerbForm") != "Fin":
        return None
    index = clause.verb - 1
    while index > 0 and tokens[index].pos == "ADV":
        index -= 1
    return index if index > 0 and (tokens[index].text == "," or tokens[index].text in DASHES) else None


def _agrees(token: Token, verb: Token) -> bool:
    """In number, and in the past also in gender; «он» speaks too, other pronouns do not, and many rarely have a name.

    «сообщили «РИА Новости» в полиции» is told to the agency.
    """
    if token.pos == "PROPN" and verb.feats.get("Number") == "Plur":
        return False
    if token.pos == "PRON" and fold(token.text) not in {"он", "она", "они"}:
        return False
    keys = ("Number", "Gender") if verb.feats.get("Gender") else ("Number",)
    return all(token.feats.get(key) == verb.feats.get(key) for key in keys)

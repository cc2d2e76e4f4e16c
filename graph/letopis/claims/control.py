"""Whose action an infinitive, a converb or a subjectless verb tells of.

«Губернатор поручил министру подготовить отчёт»: the dative; «попытка фирмы продать цех»: the genitive of the noun;
«закончив работу, инженеры ушли»: the subject above.

In: Scene, Clause. Out: Clause, ControlRow. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis._dictionary import takes_object
from letopis.claims.attachment import agrees
from letopis.claims.objects import number_of
from letopis.claims.scene import ACTORS, PLACES
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.lexicon.rows import ControlRow
    from letopis.records.text import Token
    from letopis.tree import Tree

_APART = frozenset({"csubj", "parataxis"})
_OWN = frozenset({"от", "с", "со", "без", "ради"})  # «с целью», «без попыток»: of who acts
_WISHES = frozenset({"намерение", "желание", "готовность", "стремление", "отказ"})  # only of oneself
_CASES = {"dative": ("", "Dat"), "u_gen": ("у", "Gen")}


def ruling(scene: Scene, clause: Clause) -> ControlRow | None:
    """The row of the word that rules this infinitive or clause."""
    tree = scene.trees[clause.sentence]
    token = tree.tokens[clause.verb]
    if token.head < 0 or (clause.parent is None and clause.via == "root"):
        return None
    mark = _mark(scene, clause)
    complement = "inf" if token.feats.get("VerbForm") == "Inf" and mark != "chtoby" else mark
    rows = scene.lexicon.control.get((fold(tree.tokens[token.head].lemma), complement), ())
    return rows[0] if rows else None


def _mark(scene: Scene, clause: Clause) -> str:
    tree = scene.trees[clause.sentence]
    words = {fold(tree.tokens[i].text) for i in tree.children(clause.verb, "mark")}
    return "chtoby" if "чтобы" in words else "chto" if "что" in words else ""


def lent(scene: Scene, clause: Clause, parent: Clause) -> Clause:
    """The clause, which has no subject of its own, with the one that grammar lends it."""
    tokens = scene.trees[clause.sentence].tokens
    token = tokens[clause.verb]
    is_direct = token.head == parent.verb  # «оформив вклад, можно получить»: nobody is named who does
    if token.feats.get("VerbForm") == "Inf":
        if number_of(scene.trees[clause.sentence], clause.verb) == "Plur" and _is_single(tokens, parent):
            return clause  # «закон требует, что школы будут признавать банкротами»
        owners = () if is_direct else _owners(scene, clause)
        if owners:
            return replace(clause, subjects=owners, subject_from="control")
        given = () if is_direct else _given(scene, clause, parent)
        if given:
            return replace(clause, subjects=given, subject_from="control")
        is_open = _is_open(scene, clause, parent) if is_direct else _is_of_subject(scene, clause, parent)
        return _controlled(clause, parent) if is_open else clause
    if token.feats.get("VerbForm") == "Conv":
        return _sharing(clause, parent, "converb") if is_direct and not _is_relative(scene, clause) else clause
    if not agrees(tokens, clause, parent) or _is_of_nobody(scene, clause):
        return clause
    if clause.via == "conj" and (clause.is_passive == parent.is_passive or _turns(scene, clause)):
        return _sharing(clause, parent, "coordination")
    if fold(token.text) in {"есть", "нет"}:
        return clause  # «сказал, что в городе есть врачи»
    if clause.via.startswith("ccomp") and not clause.is_passive and not _is_of_bodies(scene, clause, parent):
        return _sharing(clause, parent, "dropped subject")
    return clause


def _is_relative(scene: Scene, clause: Clause) -> bool:
    """«ссылки, перейдя по которым клиент платит»: the converb is of the relative clause, whose subject follows."""
    tree = scene.trees[clause.sentence]
    own = (i for i in tree.subtree(clause.verb) if fold(tree.tokens[i].lemma) == "который")
    return any(_verb_above(tree, i) == clause.verb for i in own)


def _verb_above(tree: Tree, index: int) -> int | None:
    return next((i for i in tree.ancestors(index) if tree.tokens[i].pos == "VERB"), None)


def _is_of_nobody(scene: Scene, clause: Clause) -> bool:
    """«Рыбаки утонули, а лодку нашли»: another object begins the plural after «а», and others did it."""
    tree = scene.trees[clause.sentence]
    if clause.via != "conj" or clause.is_passive or number_of(tree, clause.verb) != "Plur" or not clause.objects:
        return False
    joins = [i for i in tree.children(clause.verb, "cc") if fold(tree.tokens[i].text) == "а"]
    return bool(joins) and max(joins) < min(clause.objects) and max(clause.objects) < clause.verb


def _is_single(tokens: Sequence[Token], clause: Clause) -> bool:
    return len(clause.subjects) == 1 and tokens[clause.subjects[0]].feats.get("Number") == "Sing"


def _owners(scene: Scene, clause: Clause) -> tuple[int, ...]:
    """«стремление фирмы продать»: whose it is; «призыв» is of who calls, not of who does."""
    tree = scene.trees[clause.sentence]
    head = tree.tokens[clause.verb].head
    if tree.tokens[head].pos != "NOUN" or (clause.control and clause.control.controller != "subject"):
        return ()
    for child in tree.children(head, "nmod"):
        filler = scene.filler(clause.sentence, child)
        is_genitive = tree.tokens[child].feats.get("Case") == "Gen" and not tree.cases(child)
        if is_genitive and filler and filler.entity.kind in ACTORS | PLACES:
            return tuple(scene.coordinated(clause.sentence, child))
    return ()


def _is_open(scene: Scene, clause: Clause, parent: Clause) -> bool:
    """Whether the infinitive under a verb takes its subject: not one that is a subject itself, nor one under «нет»."""
    tokens = scene.trees[clause.sentence].tokens
    is_apart = tokens[clause.verb].rel.partition(":")[0] in _APART and clause.control is None
    return not is_apart and fold(tokens[parent.verb].text) != "нет"


def _given(scene: Scene, clause: Clause, parent: Clause) -> tuple[int, ...]:
    """«суд дал фирме право продать»: to whom it is given."""
    noun = scene.trees[clause.sentence].tokens[clause.verb].head
    if noun not in parent.objects or clause.control is None or clause.control.controller != "subject":
        return ()
    return tuple(o.token for o in parent.obliques if (o.preposition, o.case) == _CASES["dative"])


def _is_of_subject(scene: Scene, clause: Clause, parent: Clause) -> bool:
    """Whether the infinitive under a noun may take its subject from the verb above.

    «получил право продать», «отказался от попыток продать», «заявил о желании продать»; not «сообщил о попытках
    продать» nor «закон даёт право продать».
    """
    if clause.control is None or clause.control.controller != "subject":
        return clause.control is not None
    tree = scene.trees[clause.sentence]
    noun = tree.tokens[clause.verb].head
    is_wish = tree.cases(noun) & {"о", "об"} and scene.lemma(clause.sentence, noun) in _WISHES
    is_ruled = noun in parent.objects or is_wish or tree.cases(noun) & _OWN
    fillers = [scene.filler(clause.sentence, i) for i in parent.subjects if i != noun]
    return bool(is_ruled) and any(f is None or f.entity.kind in ACTORS | PLACES for f in fillers)


def _controlled(clause: Clause, parent: Clause) -> Clause:
    controller = clause.control.controller if clause.control else "subject"
    if controller in _CASES:
        found = tuple(o.token for o in parent.obliques if (o.preposition, o.case) == _CASES[controller])
        return replace(clause, subjects=found, subject_from="control")
    if controller == "object":
        return replace(clause, subjects=parent.objects, subject_from="control")
    return _sharing(clause, parent, "control") if controller == "subject" else clause


def _turns(scene: Scene, clause: Clause) -> bool:
    """«дом разрушен и сгорел», «упал и был сломан»; with a plural that takes an object nobody may be meant."""
    tree = scene.trees[clause.sentence]
    token = tree.tokens[clause.verb]
    acts_alone = token.feats.get("Number") == "Sing" or not takes_object(token.lemma)
    return bool(tree.children(clause.verb, "cc")) and (clause.is_passive or acts_alone)


def _sharing(clause: Clause, parent: Clause, why: str) -> Clause:
    if parent.is_passive and why != "coordination":
        return clause
    return replace(clause, subjects=parent.subjects, subject_from=why)


def _is_of_bodies(scene: Scene, clause: Clause, parent: Clause) -> bool:
    """«Газеты сообщили, что похитили картину»: bodies that tell, and a plural of nobody."""
    tokens = scene.trees[clause.sentence].tokens
    if tokens[clause.verb].feats.get("Number") != "Plur":
        return False
    if any(tokens[i].text.isupper() and tokens[i].feats.get("Number") == "Plur" for i in parent.subjects):
        return True
    fillers = [scene.filler(clause.sentence, i) for i in parent.subjects]
    are_bodies = all(f is not None and f.entity.kind is EntityKind.ORGANIZATION for f in fillers)
    return are_bodies and all(tokens[i].pos in {"PROPN", "X"} or tokens[i - 1].text == "«" for i in parent.subjects)

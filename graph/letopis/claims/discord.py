"""Subjects that the forms of the words gainsay, whatever the tree says.

«монтажник — отец двоих детей — получил ожоги второй степени»: «степени» is no subject of «получил»; «после дня акций
задержаны десять человек»: nor are «акций»; «школы признают банкротами»: somebody does, the schools do not.

In: Scene, Clause. Out: Clause. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis._dictionary import may_agree, takes_object
from letopis.claims.objects import MEASURES, number_of
from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.tree import Tree

_OF_GENITIVE = frozenset({"нет", "слышно", "видно"})
_NAMING = frozenset({"назвать", "называть", "признать", "признавать", "считать", "объявить", "объявлять"})


def without_discord(scene: Scene, clause: Clause) -> Clause:
    """The clause without subjects that cannot be; what others call something is the object of their calling."""
    if not clause.subjects or clause.subject_from:
        return clause
    tree = scene.trees[clause.sentence]
    likely = _without_genitive(tree, clause)
    kept = tuple(i for i in likely if not _is_discordant(tree, clause.verb, i))
    if kept:
        clause = replace(clause, subjects=kept)
        return replace(clause, subjects=(), objects=kept) if _is_named(tree, clause) else clause
    is_object = tree.tokens[likely[0]].feats.get("Case") == "Acc" and len(likely) == 1 and not clause.objects
    is_object = is_object and not clause.is_passive and takes_object(tree.tokens[clause.verb].lemma)
    return replace(clause, subjects=(), objects=likely if is_object else clause.objects)


def _without_genitive(tree: Tree, clause: Clause) -> tuple[int, ...]:
    """Of several subjects those in the genitive without a number are none, unless the verb is negated."""
    is_negated = any(fold(tree.tokens[i].text) == "не" for i in (*tree.children(clause.verb), max(clause.verb - 1, 0)))
    if len(clause.subjects) < 2 or is_negated or fold(tree.tokens[clause.verb].text) == "нет":
        return clause.subjects
    kept = tuple(
        i
        for i in clause.subjects
        if tree.tokens[i].feats.get("Case") != "Gen"
        or tree.tokens[i].rel == "conj"
        or not tree.tokens[i].text.islower()
        or tree.children(i, "nummod", "conj")
    )
    return kept or clause.subjects


def _is_discordant(tree: Tree, verb: int, noun: int) -> bool:
    """Whether no form of a common noun for things agrees with the verb; a genitive may go with «не хватает»."""
    token, own = tree.tokens[noun], tree.tokens[verb].feats
    is_form = own.get("VerbForm") == "Fin" or own.get("Variant") == "Short"
    is_thing = token.pos == "NOUN" and token.feats.get("Animacy") == "Inan" and token.text.islower()
    if not is_form or not is_thing or noun == verb or fold(tree.tokens[verb].text) in _OF_GENITIVE:
        return False
    if fold(token.lemma) in MEASURES or token.rel == "conj" or tree.children(noun, "nummod", "conj"):
        return False
    is_neuter = own.get("Gender") == "Neut" or (own.get("Number") == "Sing" and "Gender" not in own)
    if is_neuter and token.feats.get("Case") in {"Gen", "Ins"}:
        return False  # «взрывом выбило окно»
    number = number_of(tree, verb)
    if number is None or (number == "Plur" and token.feats.get("Number") == "Sing"):
        return False  # «агентство и фирма разработали»
    return not may_agree(token.text, plural=number == "Plur", gender=own.get("Gender"))


def _is_named(tree: Tree, clause: Clause) -> bool:
    """«организации признают агентами»: they are called so, and nobody says by whom."""
    tokens = tree.tokens
    if clause.lemma not in _NAMING or clause.objects or clause.is_passive or number_of(tree, clause.verb) != "Plur":
        return False
    names = [i for i in tree.children(clause.verb, "xcomp", "obl") if not tree.cases(i) and i > clause.verb]
    is_called = any(tokens[i].pos == "NOUN" and tokens[i].feats.get("Case") == "Ins" for i in names)
    return is_called and all(i < clause.verb and tokens[i].feats.get("Animacy") == "Inan" for i in clause.subjects)

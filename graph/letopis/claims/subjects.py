"""Which of the nouns that the tree takes for subjects of a verb may be its subject.

«В жару у него нет света»: «в жару» is none; «пошёл добровольцем»: nor is the instrumental; of «школы испытывают
трудности» only the first.

In: Scene, tree.Tree. Out: token indices. Touches: nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from letopis._dictionary import is_short_participle, may_be_nominative, takes_object, voice
from letopis.claims.agreement import is_relative_object
from letopis.claims.objects import number_of
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.claims.scene import Scene
    from letopis.records.text import Token
    from letopis.tree import Tree

_OBLIQUE = frozenset({"Ins", "Dat", "Loc"})
_ABOUT = frozenset({"около", "до", "свыше", "более", "по", "под", "порядка"})  # «около сотни домов сгорело»
_DASHES = frozenset("—–-")


def subjects_of(scene: Scene, number: int, verb: int) -> list[int]:
    """The nouns that the tree gives the verb for subjects, those left out that cannot be one."""
    tree = scene.trees[number]
    found = [i for i in tree.children(verb, "nsubj") if not tree.is_as(i) and not _is_oblique(tree, verb, i)]
    found = [i for i in found if len(found) == 1 or fold(tree.tokens[i].text) != "что"]
    first = next(iter(found), None)
    found = [i for i in found if i == first or first is None or not _explains(tree, verb, first, i)]
    told = told_to(scene, number, verb)
    return [i for i in found if i not in told]


def force(scene: Scene, number: int, verb: int) -> list[int]:
    """«Взрывом разрушило дом»: what does it without a subject, in the instrumental."""
    tree = scene.trees[number]
    feats = tree.tokens[verb].feats
    if (feats.get("Gender"), feats.get("Tense"), feats.get("VerbForm")) != ("Neut", "Past", "Fin"):
        return []
    bare = [i for i in tree.children(verb, "obl") if not tree.children(i, "case")]
    feats_of = {i: tree.tokens[i].feats for i in bare if not scene.is_time(number, i)}
    return [i for i, own in feats_of.items() if (own.get("Case"), own.get("Animacy")) == ("Ins", "Inan")]


def owners(tree: Tree, verb: int) -> list[int]:
    """«у Apple был завод» where the tree takes the owner for a subject."""
    return [i for i in tree.children(verb, "nsubj") if "у" in tree.cases(i)]


def told_to(scene: Scene, number: int, verb: int) -> tuple[int, ...]:
    """The name without cases that the tree takes for the subject of a verb of speech, and that is told, not telling."""
    tree = scene.trees[number]
    found = tree.children(verb, "nsubj")
    if not found or (fold(tree.tokens[verb].lemma), "VERB") not in scene.lexicon.speech:
        return ()
    if len(found) == 1:
        return (found[0],) if _is_told(scene, number, verb, found[0]) else ()
    return tuple(i for i, j in pairwise(found) if _is_told_by(scene, number, verb, (i, j)))


def _is_told_by(scene: Scene, number: int, verb: int, pair: tuple[int, int]) -> bool:
    """«сообщил «РИА Новости» начальник штаба»: the one who agrees with the verb tells the agency right before him."""
    tokens = scene.trees[number].tokens
    name, teller = pair
    filler = scene.filler(number, name)
    is_body = filler is not None and filler.entity.kind is EntityKind.ORGANIZATION and tokens[name].text[0].isupper()
    is_close = not any(t.text in {",", ";", ":"} or t.pos == "CCONJ" for t in tokens[name:teller])
    is_nominative = tokens[teller].feats.get("Case") == "Nom" and _agrees(tokens[verb], tokens[teller])
    return is_body and is_close and is_nominative and not scene.trees[number].children(name, "conj")


def _is_oblique(tree: Tree, verb: int, noun: int) -> bool:
    """«что», a noun under a preposition or in a form that is no nominative; a number may have one: «до десяти домов».

    Beside a plural an accusative is left in: «машину угнали» has an object.
    """
    token = tree.tokens[noun]
    if token.pos == "SCONJ" or "у" in tree.cases(noun):
        return True
    if token.pos != "NOUN" or token.text != token.text.lower() or tree.children(noun, "nummod"):
        return False
    cases = tree.cases(noun)
    is_placed = bool(cases) and not cases & _ABOUT
    may_be_object = number_of(tree, verb) == "Plur" or token.feats.get("Animacy") == "Anim"
    cases_of = _OBLIQUE if may_be_object else _OBLIQUE | {"Acc"}
    return (is_placed or token.feats.get("Case") in cases_of) and not may_be_nominative(token.text.lower())


def _explains(tree: Tree, verb: int, first: int, later: int) -> bool:
    """«стоит станция — вторая ступень каскада»: the later noun says what the first is."""
    return verb < first and any(token.text in _DASHES for token in tree.tokens[first:later])


def _is_told(scene: Scene, number: int, verb: int, noun: int) -> bool:
    """«подтвердили газете в компании» with a name that has no cases: the body «в компании» tells, not the name."""
    tree = scene.trees[number]
    token, above = tree.tokens[noun], tree.tokens[verb]
    if above.feats.get("Number") != "Plur":
        return False
    is_name = token.pos == "PROPN" and token.feats.get("Number") == "Sing" and not tree.children(noun, "conj", "nummod")
    bodies = [i for i in tree.children(verb, "obl") if i > noun and tree.cases(i) & {"в", "во", "на"}]
    fillers = [f for i in bodies if (f := scene.filler(number, i))]
    return is_name and noun > verb and any(f.entity.kind is EntityKind.ORGANIZATION for f in fillers)


def arranged(tree: Tree, verb: int, subjects: Sequence[int]) -> tuple[int, int] | None:
    """Subject and object of two nouns around an active verb that the tree takes for subjects both.

    «школы испытывают трудности»: the first where both agree; «традиции продолжает поколение»: the one that agrees;
    «суда, которые страны снаряжают»: the nearer.
    """
    if len(subjects) != 2 or not takes_object(tree.tokens[verb].lemma):
        return None
    first, second = subjects
    if first < second < verb and is_relative_object(tree, subjects) and _agrees(tree.tokens[verb], tree.tokens[second]):
        return second, first
    if not first < verb < second:
        return None
    if any(
        t.pos in {"PUNCT", "VERB", "CCONJ"}
        for t in tree.tokens[subjects[0] + 1 : subjects[1]]
        if t.span != tree.tokens[verb].span
    ):
        return None
    fit = [i for i in subjects if _agrees(tree.tokens[verb], tree.tokens[i])]
    if not fit:
        return None
    other = subjects[1] if fit[0] == subjects[0] else subjects[0]
    return (fit[0], other) if _looks_accusative(tree.tokens[other]) else None


def _agrees(verb: Token, noun: Token) -> bool:
    own, feats = verb.feats, noun.feats
    if own.get("Number") != feats.get("Number"):
        return False
    return own.get("Number") != "Sing" or own.get("Gender") in {None, feats.get("Gender")}


def _looks_accusative(token: Token) -> bool:
    feats = token.feats
    is_same = feats.get("Animacy") == "Inan" and (feats.get("Gender"), feats.get("Number")) != ("Fem", "Sing")
    return token.pos == "NOUN" and (feats.get("Case") == "Acc" or (feats.get("Case") == "Nom" and is_same))


def is_passive_form(token: Token) -> bool:
    """«награждёнными» is passive, «действовавшими» is not, however the parser tags them."""
    if token.feats.get("Tense") == "Past" and is_short_participle(token.text.lower()):
        return True  # «сбит», read as a past tense
    is_long = token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short"
    known = voice(token.text.lower()) if is_long and not token.text.lower().endswith("ся") else ""
    return known == "pssv" if known else token.feats.get("Voice") == "Pass"

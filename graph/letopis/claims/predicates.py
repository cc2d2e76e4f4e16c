"""What a predicate means: its frame, its special roles, and the noun that a light verb leans on.

«провёл телефонные разговоры с Лукашенко» → `speaksWith`, label «провести разговор»; a verb without a frame keeps its
lemma.

In: Scene, Clause. Out: Sense. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from letopis.claims.clause import one_of
from letopis.lexicon.tables import fold
from letopis.records.claim import Predicate, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.tree import Tree


@dataclass(frozen=True, slots=True)
class Sense:
    """A predicate, its slots, and the token of the light verb's noun, which is no argument of its own."""

    predicate: Predicate
    special: Mapping[str, Role]
    noun: int | None = None


_LESS = frozenset({"меньше", "реже", "хуже", "мало", "редко"})
_HAVING = {"у+Gen": Role.AGENT, "Gen": Role.PATIENT, "nsubj": Role.PATIENT}


def sense_of(scene: Scene, clause: Clause) -> Sense:
    """The sense of a clause's predicate."""
    sense = _sense(scene, clause)
    quality = _quality(scene, clause) if "Ins" in sense.special else _degree(scene, clause)
    if quality is None:
        return sense
    return replace(sense, predicate=replace(sense.predicate, label=f"{sense.predicate.label} {quality}"))


def _degree(scene: Scene, clause: Clause) -> str | None:
    """«пьют меньше вина», «ездят реже»: without the word the predicate would say the opposite."""
    tokens, tree = scene.trees[clause.sentence].tokens, scene.trees[clause.sentence]
    own = [*tree.children(clause.verb, "advmod", "obl", "obj"), *(j for i in clause.objects for j in tree.children(i))]
    for index in own:
        word = fold(tokens[index].text)
        after = fold(tokens[index + 1].text) if index + 1 < len(tokens) else ""
        is_compared = after in {"чем", "всего"} or after[:1].isdigit() or fold(tokens[index - 1].text) == "не"
        if word in _LESS and not is_compared and abs(index - clause.verb) == 1:
            return word
    return None


def _quality(scene: Scene, clause: Clause) -> str | None:
    """The adjective of «стала рекордной», «признал недействительным», «назвал случившееся неизбежным»."""
    tree = scene.trees[clause.sentence]
    phrases = [tree.subtree(noun) for noun in clause.objects if noun != clause.verb]
    near = [i for phrase in phrases for i in (*phrase, phrase[-1] + 1)]
    for index in (*tree.children(clause.verb), *near):
        if index < len(tree.tokens) and _is_complement(tree, clause.verb, index):
            return ("не " if _is_denied(tree, index) else "") + tree.tokens[index].text.lower()
    return None


def _is_denied(tree: Tree, index: int) -> bool:
    """«стала не новой», but not «стала не только новой, но и первой»."""
    denials = (i for i in tree.children(index) if tree.tokens[i].text.lower() == "не")
    return any(i + 1 == index or tree.tokens[i + 1].text.lower() != "только" for i in denials)


def _is_complement(tree: Tree, verb: int, index: int) -> bool:
    """An adjective or participle in the instrumental that describes no noun in it; the tree may hang it on another."""
    token = tree.tokens[index]
    is_participle = token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short"
    if token.feats.get("Case") != "Ins" or not (token.pos == "ADJ" or is_participle) or tree.children(index, "case"):
        return False
    if token.head == verb:
        return token.rel == "xcomp" or is_participle
    return token.rel in {"amod", "acl"} and tree.tokens[token.head].feats.get("Case", "Ins") != "Ins"


def _sense(scene: Scene, clause: Clause) -> Sense:
    token = scene.trees[clause.sentence].tokens[clause.verb]
    near = [o.token for o in clause.obliques if (o.preposition, o.case) == ("у", "Gen")]
    owners = [i for i in near if scene.filler(clause.sentence, i)]
    if fold(token.text) == "нет":
        return Sense(lemma_predicate(scene, "иметь" if owners else "быть", "VERB"), _HAVING)
    if clause.objects == (clause.verb,):
        return _copular(scene, clause)
    if clause.lemma == "быть" and one_of(scene.trees[clause.sentence], clause.verb) is not None:
        return Sense(lemma_predicate(scene, "быть", "VERB", "быть одним из"), {})
    if clause.lemma == "быть" and owners and owners[0] < clause.verb:  # «он был у врача» is none
        return Sense(lemma_predicate(scene, "иметь", "VERB"), _HAVING)
    light = _light(scene, clause)
    if light:
        return light
    pos = scene.trees[clause.sentence].tokens[clause.verb].pos
    for tag in ("VERB", "ADJ"):
        row = scene.lexicon.predicates.get((clause.lemma, tag))
        if row:
            return Sense(lemma_predicate(scene, clause.lemma, tag), row.roles)
    return Sense(lemma_predicate(scene, clause.lemma, pos), {})


def _copular(scene: Scene, clause: Clause) -> Sense:
    """«Париж – столица» is `быть`, «он в порядке» `быть в`; «у компании три завода» `иметь`."""
    preposition = " ".join(sorted(scene.trees[clause.sentence].cases(clause.verb)))
    if preposition and clause.lemma == "быть":
        label = f"{clause.lemma} {preposition}"
        return Sense(Predicate(name=label, label=label, frame=False), {})
    return Sense(lemma_predicate(scene, clause.lemma, "VERB"), _HAVING if clause.lemma == "иметь" else {})


def lemma_predicate(scene: Scene, lemma: str, pos: str, label: str = "") -> Predicate:
    """The predicate of a verb or event noun by its lemma."""
    row = scene.lexicon.predicates.get((fold(lemma), pos))
    if row is None:
        return Predicate(name=lemma, label=label or lemma, frame=False)
    frame = scene.lexicon.frames[row.frame]
    return Predicate(name=frame.name, label=label or lemma, event_class=frame.event_class)


def _light(scene: Scene, clause: Clause) -> Sense | None:
    candidates = [("", i) for i in (*clause.objects, *(clause.subjects if clause.is_passive else ()))]
    candidates += [(o.preposition, o.token) for o in clause.obliques]
    for preposition, token in candidates:
        noun = scene.lemma(clause.sentence, token)
        attributes = [scene.lemma(clause.sentence, i) for i in scene.trees[clause.sentence].children(token, "amod")]
        keys = [(clause.lemma, preposition, f"{attribute} {noun}") for attribute in attributes]
        keys.append((clause.lemma, preposition, noun))
        row = next((found for key in keys if (found := scene.lexicon.light.get(key))), None)
        if row is None:
            continue
        label = " ".join(
            filter(None, (clause.lemma, preposition, scene.trees[clause.sentence].tokens[token].text.lower()))
        )
        if not preposition:
            label = f"{clause.lemma} {noun}"
        base = lemma_predicate(scene, row.equivalent, "VERB", label)
        if row.frame:
            frame = scene.lexicon.frames[row.frame]
            base = Predicate(frame.name, label, frame.event_class)
        special = scene.lexicon.predicates.get((fold(row.equivalent), "VERB"))
        return Sense(base, special.roles if special else {}, token)
    return None

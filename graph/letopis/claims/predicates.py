"""What a predicate means: its frame, its special roles, and the noun that a light verb leans on.

«провёл телефонные разговоры с Лукашенко» → `speaksWith`, label «провести разговор»; a verb without a frame keeps its
lemma.

In: Scene, Clause. Out: Sense. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold
from letopis.records.claim import Predicate, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene


@dataclass(frozen=True, slots=True)
class Sense:
    """A predicate, its slots, and the token of the light verb's noun, which is no argument of its own."""

    predicate: Predicate
    special: Mapping[str, Role]
    noun: int | None = None


_HAVING = {"у+Gen": Role.AGENT, "Gen": Role.PATIENT, "nsubj": Role.PATIENT}


def sense_of(scene: Scene, clause: Clause) -> Sense:
    """The sense of a clause's predicate."""
    if fold(scene.trees[clause.sentence].tokens[clause.verb].text) == "нет":
        has_owner = any((o.preposition, o.case) == ("у", "Gen") for o in clause.obliques)
        return Sense(lemma_predicate(scene, "иметь" if has_owner else "быть", "VERB"), _HAVING)
    if clause.objects == (clause.verb,):
        return Sense(lemma_predicate(scene, clause.lemma, "VERB"), _HAVING if clause.lemma == "иметь" else {})
    light = _light(scene, clause)
    if light:
        return light
    pos = scene.trees[clause.sentence].tokens[clause.verb].pos
    for tag in ("VERB", "ADJ"):
        row = scene.lexicon.predicates.get((clause.lemma, tag))
        if row:
            return Sense(lemma_predicate(scene, clause.lemma, tag), row.roles)
    return Sense(lemma_predicate(scene, clause.lemma, pos), {})


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

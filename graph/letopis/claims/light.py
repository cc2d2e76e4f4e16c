"""Light verbs: what the noun that the verb leans on gives to their event.

«нанёс удар по порту»: the port is what is struck; the blow is an argument only where nothing else is. The genitive of
the noun is whom it is done to («начал ремонт моста»), or who acts where the noun says so («опубликовано заявление
ректора»), and nothing where the verb has its object already («внёс певца в список актёров»).

In: Scene, ClauseFinder, Clause, Sense, Roles. Out: the roles, changed in place. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.roles import add_obliques
from letopis.claims.scene import PLACES
from letopis.records.claim import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from letopis.claims.clause import Clause, Oblique
    from letopis.claims.clauses import ClauseFinder
    from letopis.claims.predicates import Sense
    from letopis.claims.roles import Roles
    from letopis.claims.scene import Scene

_OWN = (
    Role.PATIENT,
    Role.TOPIC,
    Role.DESTINATION,
    Role.PARTICIPANT,
    Role.INSTRUMENT,
    Role.PURPOSE,
    Role.RECIPIENT,
    Role.CAUSE,
)
_TWICE = (Role.AGENT, Role.ORIGIN)  # «находятся под стражей», «ушёл из жизни»: no one acts, nothing is left
_INSTEAD = (Role.PARTICIPANT, Role.RECIPIENT, Role.TOPIC)
_BELONGING = frozenset({"belongsTo", "joins", "includes"})


def lean(scene: Scene, finder: ClauseFinder, clause: Clause, roles: Roles, sense: Sense) -> None:
    """Adds the complements of the noun of a light verb, and takes out the noun where something else is there."""
    noun = sense.noun
    if noun is None:
        return
    special = {**_of_noun(scene, clause, noun), **_slots(scene, clause, roles, sense, noun)}
    obliques = [o for o in finder.obliques(noun) if o.case != "Gen" or _is_kept(scene, clause, special, o)]
    add_obliques(scene, roles, clause.sentence, obliques, special)
    own = scene.filler(clause.sentence, noun)
    for role in _TWICE:
        others = [f for f in roles.get(role, []) if f.token != noun or f.entity.kind in PLACES]
        if role in roles and (others or len(roles) > 1):
            roles[role] = others
            if not others:
                roles.pop(role)
    for role in _OWN:
        is_where = role is Role.DESTINATION and own is not None and own.entity.kind in PLACES
        kept = [f for f in roles.get(role, []) if is_where or own is None or f.entity.id != own.entity.id]
        is_needed = role is Role.PATIENT is not sense.special.get("nsubj") and not any(roles.get(r) for r in _INSTEAD)
        if kept or not is_needed:
            roles[role] = kept
        if not roles.get(role):
            roles.pop(role, None)


def _is_kept(scene: Scene, clause: Clause, special: Mapping[str, Role], oblique: Oblique) -> bool:
    """Of a recipient in the genitive only what looks like the dative: «выразил протест Финляндии»."""
    if oblique.preposition:
        return True
    feats = scene.trees[clause.sentence].tokens[oblique.token].feats
    is_alike = (feats.get("Gender"), feats.get("Number")) == ("Fem", "Sing")
    return "Gen" in special and (special["Gen"] is not Role.RECIPIENT or is_alike)


def _of_noun(scene: Scene, clause: Clause, noun: int) -> dict[str, Role]:
    """«ввести запрет на вывоз»: what the noun's own prepositions say."""
    row = scene.lexicon.predicates.get((scene.lemma(clause.sentence, noun), "NOUN"))
    return {slot: role for slot, role in row.roles.items() if "+" in slot} if row else {}


def _slots(scene: Scene, clause: Clause, roles: Roles, sense: Sense, noun: int) -> Mapping[str, Role]:
    """The slots of the predicate, with what the noun's genitive is."""
    if "Gen" in sense.special:
        return sense.special
    row = scene.lexicon.predicates.get((scene.lemma(clause.sentence, noun), "NOUN"))
    names_actor = row is not None and row.roles.get("Gen") is Role.AGENT
    if names_actor:
        return {"Gen": Role.RECIPIENT if Role.AGENT in roles else Role.AGENT, **sense.special}
    is_within = any(o.token == noun and o.preposition for o in clause.obliques)
    is_befalling = sense.predicate.name not in _BELONGING and sense.special.get("nsubj") is Role.PATIENT
    if is_within and (clause.objects or clause.is_passive or is_befalling):
        return sense.special  # «внёс певца в список актёров»
    if is_befalling and (clause.subjects or clause.objects):
        return sense.special  # «один из них получил ранение ноги»
    has_patient = any(filler.token != noun for filler in roles.get(Role.PATIENT, ()))
    return sense.special if has_patient else {"Gen": Role.PATIENT, **sense.special}

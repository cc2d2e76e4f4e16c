"""Members of a group that an event speaks of: «Среди товаров, которые выпускает X, – мыло», «люди, среди них дети».

What is said of the group is said of those whom «среди» puts into it: each has an event of its own beside that of the
group. «Среди погибших – двое детей» needs none of this: its participle is the verb of a clause.

In: Scene, Event. Out: Event. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.confidence import MEMBER, trigger_token
from letopis.records.claim import ClaimKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.claims.making import Event
    from letopis.claims.scene import Filler, Scene
    from letopis.tree import Tree

_AMONG = "среди"
_ROLES = (Role.PATIENT, Role.AGENT)
_NOUNS = frozenset({"NOUN", "PROPN"})
_COUNTS = frozenset({"число", "количество"})  # «число раненых превысило 40 человек» tells of the number alone


def with_members(scene: Scene, number: int, events: Sequence[Event]) -> list[Event]:
    """The events of a sentence, and after each of a group that of its members."""
    groups = [(i, members) for i in _groups(scene.trees[number]) if (members := _members(scene, number, i))]
    found = list(events)
    for group, members in groups:
        told = _of_relative if scene.trees[number].tokens[group].pos in _NOUNS else _of_antecedent
        for event, role in told(scene, number, group, events):
            roles = {**event.roles, role: members}
            found.append(replace(event, roles=roles, rule=f"{event.rule}, {MEMBER}", quantities=None))
    return found


def _groups(tree: Tree) -> Iterator[int]:
    """The nouns and pronouns under «среди» that something is said to be among."""
    for index, token in enumerate(tree.tokens):
        if token.pos in _NOUNS | {"PRON"} and _AMONG in tree.cases(index) and tree.children(index, "nsubj"):
            yield index


def _members(scene: Scene, number: int, group: int) -> list[Filler]:
    tree = scene.trees[number]
    subjects = [i for i in tree.children(group, "nsubj") if i > group]
    fellows = [j for i in subjects for j in scene.coordinated(number, i)]
    return [f for i in fellows if (f := scene.filler(number, i))]


def _of_relative(scene: Scene, number: int, group: int, events: Sequence[Event]) -> Iterator[tuple[Event, Role]]:
    """«среди товаров, которые выпускает X»: the events of the clauses that tell which group it is."""
    tree, own = scene.trees[number], scene.filler(number, group)
    clauses = tree.children(group, "acl:relcl", "acl")
    clauses += [j for i in clauses for j in tree.children(i, "conj")]
    for event in events:
        if own and _is_of_verb(event) and trigger_token(event, tree.tokens) in clauses:
            yield from ((event, r) for r in _ROLES if any(f.entity.id == own.entity.id for f in event.roles.get(r, ())))


def _of_antecedent(scene: Scene, number: int, group: int, events: Sequence[Event]) -> Iterator[tuple[Event, Role]]:
    """«погибли семь человек, среди них дети»: the events of the plural noun right before the pronoun."""
    tree = scene.trees[number]
    nouns = [i for i in range(group) if tree.tokens[i].pos in _NOUNS and _is_many(tree, i)]
    if not nouns:
        return
    verbs = [i for i in range(nouns[-1], group) if tree.tokens[i].feats.get("VerbForm") == "Fin"]
    for event in events:
        if not verbs and _is_of_verb(event) and trigger_token(event, tree.tokens) < group:
            counts = any(scene.lemma(number, f.token) in _COUNTS for f in event.roles.get(event.subject_role, ()))
            roles = [r for r in _ROLES if any(f.token == nouns[-1] for f in event.roles.get(r, ()))]
            yield from ((event, role) for role in roles if not counts)


def _is_many(tree: Tree, index: int) -> bool:
    return tree.tokens[index].feats.get("Number") == "Plur" or bool(tree.children(index, "nummod"))


def _is_of_verb(event: Event) -> bool:
    is_told = event.kind is ClaimKind.EVENT and event.rule.startswith(("verb", "passive", "light verb"))
    return is_told and not event.stance.is_negative

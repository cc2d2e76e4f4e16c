"""Events of nouns: «захват аэропорта», «протест против повышения цен», «стычки митингующих с правоохранителями».

In: Scene. Out: Event by the noun's token. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.clauses import ClauseFinder
from letopis.claims.making import Event
from letopis.claims.predicates import lemma_predicate
from letopis.claims.roles import Roles, add_obliques
from letopis.claims.times import argument_of
from letopis.records.claim import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.claims.scene import Scene

_OTHERS = frozenset({Role.PARTICIPANT, Role.TOPIC, Role.RECIPIENT, Role.DESTINATION, Role.PLACE, Role.CAUSE})
_NOMINAL = {"Ins": Role.AGENT, "Gen": Role.PATIENT}


def noun_events(scene: Scene, number: int) -> Iterator[tuple[int, Event]]:
    """Event nouns of the lexicon that have at least one argument, with their tokens."""
    tree = scene.trees[number]
    finder = ClauseFinder(scene, number)
    for index, token in enumerate(tree.tokens):
        row = scene.lexicon.predicates.get((scene.lemma(number, index), "NOUN"))
        if token.pos != "NOUN" or row is None or scene.mention_at(number, index) is None:
            continue
        special = {**_NOMINAL, **row.roles}
        roles: Roles = {}
        add_obliques(scene, roles, number, finder.obliques(index), special)
        if Role.PATIENT not in roles and not (Role.AGENT in roles and _OTHERS & roles.keys()):
            continue
        dated = [m for m in scene.times.get(number, ()) if tree.tokens[m.head].head == index]
        times = [t for m in dated if (t := argument_of(scene, m, is_past=True))]
        yield (
            index,
            Event(
                sentence=number,
                trigger=token.span,
                predicate=lemma_predicate(scene, scene.lemma(number, index), "NOUN"),
                roles=roles,
                rule="event noun",
                times=tuple(times),
                score=0.8,
            ),
        )

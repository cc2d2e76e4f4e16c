"""When: the time expressions of a sentence handed to its clauses.

«5 января Токаев отправил правительство в отставку и сместил Назарбаева»: the date stands before the first of two
coordinated verbs and is that of both.

In: Scene, Clause. Out: TimeArgument by verb. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.order import nearest_verb
from letopis.records.claim import TimeArgument
from letopis.records.mention import TimeValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene


def times_of(scene: Scene, number: int, clauses: Sequence[Clause]) -> dict[int, list[TimeArgument]]:
    """The times of each clause by its verb: its own, then those that a coordinated or merging verb before it gives."""
    own: dict[int, list[TimeArgument]] = {clause.verb: [] for clause in clauses}
    for mention in scene.times.get(number, ()):
        verb = _verb_of(scene, number, mention.head, own)
        if verb is not None and isinstance(mention.value, TimeValue):
            own[verb].append(TimeArgument(mention.value, mention.span))
    for clause in clauses:
        if clause.parent not in own or any(t.value.kind != "duration" for t in own[clause.verb]):
            continue
        if clause.via == "conj" or (clause.control and clause.control.merges):
            verb_start = scene.trees[number].tokens[clause.parent].span.start
            own[clause.verb] += [
                t
                for t in own[clause.parent]
                if t.value.kind != "duration" and t.span and (clause.via != "conj" or t.span.start < verb_start)
            ]
    return own


def _verb_of(scene: Scene, number: int, index: int, verbs: dict[int, list[TimeArgument]]) -> int | None:
    """The clause that a time stands in; where it hangs on a noun that heads nothing, that of the noun's verb."""
    for above in (index, *scene.trees[number].ancestors(index)):
        if above in verbs:
            return nearest_verb(scene.trees[number], index, above, verbs)
    return None

"""Clauses of speech within their own borders, where the tree draws those wrong.

«Как объяснил Иванов, завод входит в список»: what stands behind the insertion is no second speaker, but the subject of
the verb there. «не признал вину и заявил, что не участвовал»: what follows «заявил, что» is what he said.

In: Scene, Clause. Out: Clause. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.insertions import insertion_of
from letopis.claims.telling import speech_row
from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.tree import Tree


def within_borders(scene: Scene, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, each speaker inside the insertion that tells of him, each content below its verb of speech."""
    speech = {clause.verb for clause in clauses if speech_row(scene, clause) is not None}
    made = {clause.verb: _below_speech(scene.trees[clause.sentence], clause, speech) for clause in clauses}
    for clause in clauses:
        found = insertion_of(scene, clause) if clause.verb in speech and len(clause.subjects) > 1 else None
        inside = tuple(i for i in clause.subjects if found is None or i < found.stop)
        if found is None or not inside or len(inside) == len(clause.subjects):
            continue
        outside = tuple(i for i in clause.subjects if i not in inside)
        after = min((verb for verb in made if verb > outside[-1]), default=None)
        if after is not None and not made[after].subjects and _agree(scene.trees[clause.sentence], outside, after):
            made[clause.verb] = replace(made[clause.verb], subjects=inside)
            made[after] = replace(made[after], subjects=outside)
    return list(made.values())


def _below_speech(tree: Tree, clause: Clause, speech: set[int]) -> Clause:
    """«…, заявил, что X»: the clause with «что» right behind a verb of speech."""
    if not clause.via.startswith("conj"):
        return clause
    mark = next((i for i in tree.children(clause.verb, "mark") if fold(tree.tokens[i].text) == "что"), 0)
    if mark < 2 or tree.tokens[mark - 1].text != "," or mark - 2 not in speech:
        return clause
    return replace(clause, parent=mark - 2, via="ccomp")


def _agree(tree: Tree, subjects: Sequence[int], verb: int) -> bool:
    feats = tree.tokens[verb].feats
    number = "Plur" if len(subjects) > 1 else tree.tokens[subjects[0]].feats.get("Number")
    return feats.get("VerbForm") == "Fin" and feats.get("Number") == number

"""Which clauses tell what somebody says or thinks: their row of speech; which are told aside by the article.

«выразил надежду, что…» is as sure as hope is, «выразил сожаление, что…» as what is told; «следует из отчёта» tells,
«следует через порт» does not.

In: Scene, Clause, Tree. Out: SpeechRow, bool. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from letopis.claims.negation import negators
from letopis.records.claim import Modality

if TYPE_CHECKING:
    from collections.abc import Mapping

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Scene
    from letopis.lexicon.rows import SpeechRow
    from letopis.tree import Tree

_NOUNS = frozenset({"NOUN", "PROPN"})
_RELATIVE = frozenset({"куда", "где", "откуда"})
_UTTERING = frozenset({"выразить", "выражать", "высказать", "высказывать"})
_FOLLOWING = "следовать"
_FACTIVE = frozenset({"знать", "узнать", "помнить", "понимать", "понять", "вспомнить", "увидеть"})
_DENIABLE = frozenset({"assert", "write", "quote", "admit", "know"})


def speech_row(scene: Scene, clause: Clause) -> SpeechRow | None:
    """The row of a word of speech, also for «сообщается», «говорится», «отмечается»."""
    speech = scene.lexicon.speech
    row = speech.get((clause.lemma, "VERB")) or speech.get((clause.lemma.removesuffix("ся"), "VERB"))
    if row is None and clause.via.startswith("parataxis"):
        row = speech.get((clause.lemma, "ADJ"))  # «клуб победит, уверен тренер»
    if row is None or (clause.lemma == _FOLLOWING and not _is_from(scene, clause)):
        return None
    if clause.lemma in _UTTERING and clause.objects:
        uttered = (speech.get((scene.lemma(clause.sentence, i), "NOUN")) for i in clause.objects)
        return next((u for u in uttered if u), replace(row, kind="assert", modality=Modality.REPORTED))
    return row


def content_row(scene: Scene, clause: Clause) -> SpeechRow | None:
    """The row that gives a clause of content its stance; «считается, что» has rows of its own."""
    is_verb = (clause.lemma, "VERB") in scene.lexicon.speech
    return speech_row(scene, clause) if is_verb else scene.lexicon.speech.get((clause.lemma, "ADJ"))


def is_factive(row: SpeechRow) -> bool:
    """«не знал, что мост закрыт»: it is closed whether he knew or not."""
    return row.pos == "VERB" and row.lemma in _FACTIVE


def _is_from(scene: Scene, clause: Clause) -> bool:
    """«следует из отчёта», «из отчёта следует», and «следует, что»."""
    tree = scene.trees[clause.sentence]
    near = tree.tokens[clause.verb + 1 : clause.verb + 2]
    is_from = any(o.preposition == "из" for o in clause.obliques) or any(t.text == "из" for t in near)
    return is_from or bool(tree.children(clause.verb, "ccomp", "csubj"))


def is_denied(scene: Scene, clause: Clause, clauses: Mapping[int, Clause]) -> bool:
    """«не подтвердил, что», «не смог назвать»: it is not told, so nobody has told it."""
    row = speech_row(scene, clause)
    if row is None or row.kind not in _DENIABLE:
        return False
    above = clauses.get(clause.parent) if clause.parent is not None and clause.control else None
    times = [bool(negators(scene, c)) for c in (clause, above) if c is not None]
    return sum(times) == 1


def is_aside(tree: Tree, verb: int) -> bool:
    """Whether the verb rules a relative clause that is in no clause of content, whatever the tree calls it."""
    if _opens_behind_a_complement(tree, verb):
        return True
    above = (tree.tokens[i].rel for i in (verb, *tree.ancestors(verb)))
    return tree.tokens[verb].rel.startswith("acl") and not any(rel.startswith("ccomp") for rel in above)


def _opens_behind_a_complement(tree: Tree, verb: int) -> bool:
    """«помощи у стран союза, куда входят»: unlike «сообщил журналистам, куда едет», it says more of a noun."""
    tokens = tree.tokens
    first = next((i for i in tree.children(verb, "advmod") if i > 1 and tokens[i].text.lower() in _RELATIVE), None)
    if first is None or tokens[first - 1].text != ",":
        return False
    noun = tokens[first - 2]
    return noun.pos in _NOUNS and noun.head >= 0 and tokens[noun.head].pos in _NOUNS

"""Phrases that name a source: «по данным полиции», «по его словам», «согласно отчёту».

A phrase speaks for all of its sentence, or from the last clause before it on; in a subordinate clause only for that.

In: Scene, Speakers, Clause. Out: SourcePhrase. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis.claims.scene import ACTORS, PLACES
from letopis.lexicon.tables import fold
from letopis.records.claim import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from letopis.claims.clause import Clause
    from letopis.claims.scene import Filler, Scene
    from letopis.claims.speakers import Speakers

_OPENERS = frozenset({"что", "чтобы", "если", "хотя", "поскольку", "когда"})
_THEIR = frozenset({"их", "его", "ее"})
_SUBORDINATE = ("acl", "advcl", "ccomp", "csubj")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source, None for «по их данным», and the code points from `start` to `stop` that it speaks for.

    `position` is where the phrase stands.
    """

    source: Attribution | None
    position: int
    start: int
    stop: int


def source_phrases(scene: Scene, number: int, speakers: Speakers, clauses: Mapping[int, Clause]) -> Iterator[Phrase]:
    """The phrases of one sentence."""
    tree = scene.trees[number]
    for index in range(len(tree.tokens)):
        filler = _source(scene, number, index, speakers)
        if filler is None and not _is_of_others(scene, number, index):
            continue
        begin = min(tree.subtree(index))
        start, stop = _scope(scene, number, begin, index, clauses)
        word = tree.tokens[_word(scene, number, index)].span
        yield Phrase(
            Attribution(filler.entity.id, filler.span, word) if filler else None,
            tree.tokens[index].span.start,
            tree.tokens[start].span.start,
            tree.tokens[stop].span.stop,
        )


def _source(scene: Scene, number: int, index: int, speakers: Speakers) -> Filler | None:
    tree = scene.trees[number]
    preposition = " ".join(fold(tree.tokens[i].text) for i in tree.children(index, "case"))
    if not preposition:
        return None
    lemma = scene.lemma(number, index)
    if preposition in scene.source_phrases:
        return speakers.owner(index) or scene.filler(number, index)
    row = scene.source_phrases.get(f"{preposition} {lemma}")
    owner = speakers.owner(index) if row else None
    is_somebody = owner and row and (row.kind != "think" or owner.entity.kind in ACTORS | PLACES)
    return owner if is_somebody else None


def _is_of_others(scene: Scene, number: int, index: int) -> bool:
    """«по их данным», whoever they are."""
    tree = scene.trees[number]
    preposition = " ".join(fold(tree.tokens[i].text) for i in tree.children(index, "case"))
    owners = {fold(tree.tokens[i].text) for i in tree.children(index, "det", "nmod")}
    row = scene.source_phrases.get(f"{preposition} {scene.lemma(number, index)}")
    return row is not None and bool(owners & _THEIR)


def _word(scene: Scene, number: int, index: int) -> int:
    """«данным» of «по данным полиции», «согласно» of «согласно отчёту»."""
    tree = scene.trees[number]
    cases = tree.children(index, "case")
    preposition = " ".join(fold(tree.tokens[i].text) for i in cases)
    return cases[0] if preposition in scene.source_phrases else index


def _scope(scene: Scene, number: int, begin: int, index: int, clauses: Mapping[int, Clause]) -> tuple[int, int]:
    """The first and the last token that a phrase beginning at `begin` speaks for."""
    tree = scene.trees[number]
    tokens = tree.tokens
    first = next((i + 1 for i in range(begin - 1, -1, -1) if tokens[i].text == ";"), 0)
    last = next((i for i in range(index, len(tokens)) if tokens[i].text in ";:"), len(tokens) - 1)
    if tokens[last].text == ":":
        last = len(tokens) - 1  # a list may have semicolons inside
    opener = _opener(scene, number, begin, clauses)
    if opener is not None:
        return opener, last
    verb = next((i for i in tree.ancestors(index) if i in clauses), None)
    if scene.lemma(number, index) == "который":
        return begin, last if verb is None else max(*tree.subtree(verb), index)
    if verb is not None and begin > first + 1 and tokens[verb].rel.startswith(_SUBORDINATE):
        inside = tree.subtree(verb)
        return inside[0], inside[-1]
    earlier = max((i for i in clauses if first <= i < begin), default=None)
    if earlier is not None:
        commas = [i for i in range(earlier, begin - 1) if tokens[i].text == ","]
        if commas and commas[0] + 1 < begin:
            first = commas[0]
    return first, last


def _opener(scene: Scene, number: int, begin: int, clauses: Mapping[int, Clause]) -> int | None:
    """The conjunction before the phrase, where no clause begins between: «говорил, что, по данным полиции, …»."""
    tokens = scene.trees[number].tokens
    for index in range(begin - 1, 0, -1):
        if index in clauses or tokens[index].text == ";":
            return None
        if fold(tokens[index].text) in _OPENERS:
            return index
    return None

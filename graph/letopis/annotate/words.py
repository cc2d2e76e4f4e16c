"""Words that are of a type by themselves: «выборы» an EVENT, «мошенничество» a CRIME, «правительство» an ORGANIZATION.

In: Scene. Out: Annotation, in no order. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.annotate.names import COMMON
from letopis.lexicon.tables import fold
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.annotate.scene import Scene
    from letopis.records.annotation import Annotation
    from letopis.records.text import Span

_NAMES = frozenset({MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PRODUCT})
_FREE = frozenset({"EVENT", "CRIME", "PENALTY", "NATIONALITY"})  # what a word inside a name does not stand for


def words(scene: Scene) -> Iterator[Annotation]:
    """Those of `nerel_words.tsv`."""
    bodies = {m.span: m for m in scene.reading.mentions if m.kind is MentionKind.ORGANIZATION}
    heads = {scene.head(mention).span: mention for mention in bodies.values() if mention.rule in COMMON}
    inside = _inside_names(scene)
    for tree in scene.trees:
        for token in tree.tokens:
            row = scene.nerel.words.get((fold(token.lemma), token.pos))
            if row is None or row.use != "alone" or (row.type in _FREE and token.span in inside):
                continue
            if row.type != "ORGANIZATION":
                yield scene.typed(token.span, row.type)
            elif token.span in heads:
                yield scene.typed(token.span, row.type, scene.entity_of(heads[token.span]))


def _inside_names(scene: Scene) -> set[Span]:
    mentions = (m for m in scene.reading.mentions if m.kind in _NAMES and m.rule not in COMMON)
    return {token.span for mention in mentions for token in scene.tokens(mention)}

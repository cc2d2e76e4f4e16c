"""Words that are of a type by themselves: «выборы» an EVENT, «мошенничество» a CRIME, «правительство» an ORGANIZATION.

In: Scene. Out: Annotation, in no order. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.annotate.names import COMMON
from letopis.lexicon.tables import fold
from letopis.records.mention import MentionKind
from letopis.records.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.annotate.scene import Scene
    from letopis.records.annotation import Annotation
    from letopis.tree import Tree

_NAMES = frozenset({MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PRODUCT})
_FREE = frozenset(
    {"EVENT", "CRIME", "PENALTY", "NATIONALITY", "PROFESSION"}
)  # not what a word inside a name stands for
_WITH_COMPLEMENT = frozenset({"AWARD", "LAW"})
_RELATIONAL = ("ский", "цкий")
_ASIDE = ("acl", "acl:relcl", "conj", "appos", "parataxis", "cc", "punct")
_LANGUAGE = "язык"


def words(scene: Scene) -> Iterator[Annotation]:
    """Those of `nerel_words.tsv`, with the adjective and the genitive that belong to them."""
    bodies = [m for m in scene.reading.mentions if m.kind is MentionKind.ORGANIZATION and m.rule in COMMON]
    heads = {scene.head(mention).span: mention for mention in bodies}
    inside = _inside_names(scene)
    longer = [(phrase.type, phrase.span) for phrase in phrases(scene)]
    for tree in scene.trees:
        for index, token in enumerate(tree.tokens):
            row = scene.nerel.words.get((fold(token.lemma), token.pos))
            if row is None or row.use != "alone" or (row.type in _FREE and token.span in inside):
                continue
            if any(type_ == row.type and token.span in span for type_, span in longer):
                continue
            if row.type == "ORGANIZATION":
                if token.span in heads:
                    yield scene.typed(_whole(scene, tree, index), row.type, scene.entity_of(heads[token.span]))
            elif row.type == "EVENT" and token.pos == "NOUN":
                yield scene.typed(Span(_start(scene, tree, index), token.span.stop), row.type)
            elif not _is_language(tree, index):
                yield scene.typed(token.span, row.type)


def _start(scene: Scene, tree: Tree, index: int) -> int:
    """Where the noun begins with its relational adjective: «президентские выборы»."""
    before = tree.tokens[index - 1] if index else None
    if before is None or before.pos != "ADJ" or before.head != index:
        return tree.tokens[index].span.start
    lemma = fold(before.lemma)
    belongs = lemma.endswith(_RELATIONAL) or lemma in scene.lexicon.adjectives
    return before.span.start if belongs else tree.tokens[index].span.start


def _whole(scene: Scene, tree: Tree, index: int) -> Span:
    """The noun for a body with what it is of: «правительство России»."""
    complement = next(
        (i for i in tree.children(index, "nmod") if i > index and tree.tokens[i].feats.get("Case") == "Gen"), None
    )
    last = index if complement is None else max(tree.subtree(complement, stop=_ASIDE))
    return Span(_start(scene, tree, index), tree.tokens[last].span.stop)


def _inside_names(scene: Scene) -> set[Span]:
    mentions = (m for m in scene.reading.mentions if m.kind in _NAMES and m.rule not in COMMON)
    return {token.span for mention in mentions for token in scene.tokens(mention)}


def phrases(scene: Scene) -> Iterator[Annotation]:
    """Rows of several words: «подал в отставку» an EVENT, «лишение свободы» a PENALTY."""
    rows: dict[str, list[tuple[list[str], str]]] = {}
    for row in scene.nerel.words.values():
        if " " in row.lemma:
            parts = fold(row.lemma).split()
            rows.setdefault(parts[0], []).append((parts, row.type))
    for tree in scene.trees:
        lemmas = [fold(token.lemma) for token in tree.tokens]
        for index, lemma in enumerate(lemmas):
            for parts, type_ in rows.get(lemma, ()):
                stop = index + len(parts)
                if lemmas[index:stop] == parts:
                    last = _last(tree, range(index, stop)) if type_ in _WITH_COMPLEMENT else stop - 1
                    for place in sorted({stop - 1, last}):
                        yield scene.typed(Span(tree.tokens[index].span.start, tree.tokens[place].span.stop), type_)


def _last(tree: Tree, run: range) -> int:
    """The last word with what stands right after and belongs: «Нобелевская премия мира»."""
    after = [child for index in run for child in tree.children(index, "nmod")]
    branches = (tree.subtree(child, stop=_ASIDE) for child in after)
    return next((branch[-1] for branch in branches if branch[0] == run.stop), run[-1])


def languages(scene: Scene) -> Iterator[Annotation]:
    """«на [татарском] языке»."""
    for tree in scene.trees:
        for index, token in enumerate(tree.tokens):
            if _is_language(tree, index):
                yield scene.typed(token.span, "LANGUAGE")


def _is_language(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    is_adjective = token.pos == "ADJ" and fold(token.lemma).endswith(_RELATIONAL)
    return is_adjective and token.head >= 0 and fold(tree.tokens[token.head].lemma) == _LANGUAGE

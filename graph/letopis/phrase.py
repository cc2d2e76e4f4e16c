"""Noun phrases: their extent and their nominative.

«высказанного президентом Казахстана предложения» → head «предложения», label «предложение». Only the head and the
words that agree with it change; a genitive complement stays as it is: «Совета Федерации» → «Совет Федерации».

In: tree.Tree, morphology.Morphology. Out: token indices, strings. Touches: nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.morphology import Morphology
    from letopis.records.text import Article, Token
    from letopis.tree import Tree

AGREEING = frozenset({"amod", "det", "flat", "flat:name", "appos", "compound", "nummod", "acl", "conj"})
INSIDE = frozenset({"amod", "det", "nmod", "flat", "flat:name", "flat:foreign", "compound", "case", "advmod", "cc", "conj", "fixed", "punct"})
NOMINAL_POS = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "DET", "NUM", "SYM", "X"})
MAX_WORDS = 8
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def extent(tree: Tree, head: int, *, max_words: int = MAX_WORDS) -> list[int]:
    """The tokens of the label of the phrase that `head` heads: one contiguous run around it, at most `max_words` words.

    Attributes and complements are in; coordinated phrases, clauses, participial clauses and appositions are out, and
    so are demonstratives and possessives.
    """
    keep = {head}
    for child in tree.children(head):
        if _belongs(tree, head, child):
            keep.update(_branch(tree, child))
    run = _run_around(head, keep)
    while run and len(run) > max_words:
        run = run[:-1] if run[-1] != head else run[1:]
    return _trim(tree, run, head)


def _belongs(tree: Tree, head: int, child: int) -> bool:
    token = tree.tokens[child]
    rel = token.rel.partition(":")[0]
    if rel == "det" or token.lemma in {"свой", "этот", "тот", "такой", "данный", "весь"}:
        return False
    if rel == "nmod":
        return not tree.children(child, "acl") or child > head
    if rel == "amod":
        return child < head or token.rel == "amod" and not tree.children(child, "obl", "obj", "iobj", "nmod")
    return rel in {"flat", "compound", "fixed"} or (token.pos in {"NUM"} and rel == "nummod" and _is_name_part(token))


def _is_name_part(token: Token) -> bool:
    return token.text[:1].isupper()


def _branch(tree: Tree, index: int) -> list[int]:
    found = [index]
    for child in tree.children(index):
        rel = tree.tokens[child].rel.partition(":")[0]
        if rel in {"amod", "nmod", "flat", "compound", "case", "fixed", "cc", "punct", "conj", "nummod", "advmod"} and not (
            rel in {"conj"} and tree.tokens[child].pos in {"VERB", "AUX"}
        ):
            found += _branch(tree, child)
    return found


def _run_around(head: int, keep: set[int]) -> list[int]:
    start = stop = head
    while start - 1 in keep:
        start -= 1
    while stop + 1 in keep:
        stop += 1
    return list(range(start, stop + 1))


def _trim(tree: Tree, run: list[int], head: int) -> list[int]:
    """Without punctuation, conjunctions and prepositions left hanging at either side."""
    while len(run) > 1 and run[-1] != head and _hangs(tree.tokens[run[-1]]):
        run = run[:-1]
    while len(run) > 1 and run[0] != head and _hangs(tree.tokens[run[0]]) and tree.tokens[run[0]].text not in "«\"“„":
        run = run[1:]
    return run


def _hangs(token: Token) -> bool:
    return token.pos in {"PUNCT", "CCONJ", "ADP", "SCONJ", "PART"} and token.text not in "»\"”"


def words(article: Article, tree: Tree, run: Sequence[int]) -> str:
    """The run as it stands in the text, with blanks and invisible characters cleaned."""
    start, stop = tree.tokens[run[0]].span.start, tree.tokens[run[-1]].span.stop
    return clean(article.text[start:stop])


def clean(text: str) -> str:
    """Single spaces, no soft hyphens or zero-width characters."""
    return " ".join(_INVISIBLE.sub("", text).split())


def nominative(article: Article, tree: Tree, run: Sequence[int], head: int, morphology: Morphology, *, number: str | None = None) -> str:
    """The run with its head, and the words in it that agree with the head, in the nominative."""
    changing = {head} | {i for i in run if _agrees(tree, i, head)}
    forms = []
    previous = None
    for index in run:
        token = tree.tokens[index]
        if previous is not None and previous.span.stop < token.span.start:
            forms.append(" ")
        form = token.text
        if index in changing:
            wanted = number or tree.tokens[head].feats.get("Number")
            form = morphology.inflect(token.text, token.pos, token.feats, number=wanted if index == head or number else None)
        forms.append(form)
        previous = token
    return clean("".join(forms))


def _agrees(tree: Tree, index: int, head: int) -> bool:
    """Whether a chain of agreeing relations leads from `index` to `head` and the cases are equal."""
    case = tree.tokens[head].feats.get("Case")
    while index != head:
        token = tree.tokens[index]
        rel = token.rel.partition(":")[0]
        if rel not in {"amod", "det", "flat", "appos", "compound"} or token.head < 0:
            return False
        if token.feats.get("Case", case) != case:
            return False
        index = token.head
    return True

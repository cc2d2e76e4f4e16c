"""Which predicate a word stands under, and what its subjects are, also where the clause leaves them out.

«Суд признал Петрова виновным и приговорил его к штрафу»: «его» stands under «приговорил», whose subject is «суд».

In: Tree. Out: token indices. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letopis.records.text import Token
    from letopis.tree import Tree

_CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl:relcl"})


def is_predicate(tree: Tree, index: int) -> bool:
    """A verb, the head of a clause, or any word that has a subject or a copula."""
    token = tree.tokens[index]
    if token.pos in {"VERB", "AUX"} or token.rel in _CLAUSAL or token.feats.get("Variant") == "Short":
        return True
    return bool(tree.children(index, "nsubj", "cop"))


def predicate_above(tree: Tree, index: int) -> int | None:
    """The nearest predicate over a word."""
    return next((i for i in tree.ancestors(index) if is_predicate(tree, i)), None)


def fellows(tree: Tree, index: int) -> list[int]:
    """The token and what is coordinated with it."""
    found = [index]
    for current in found:
        found += [i for i in tree.children(current, "conj") if not is_predicate(tree, i)]
    return found


def subjects(tree: Tree, verb: int) -> list[int]:
    """The subjects of a predicate: its own, else those it shares with the predicate above it; none if unknown."""
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        own = tree.children(verb, "nsubj")
        if own:
            return [i for subject in own for i in fellows(tree, subject)]
        token = tree.tokens[verb]
        if token.head < 0:
            return []
        if _is_participle(token):
            return [token.head]
        above = token.head if is_predicate(tree, token.head) else predicate_above(tree, verb)
        if above is None or not _shares(tree, token, verb, above):
            return []
        doers = [i for i in tree.children(above, "iobj", "obj") if tree.tokens[i].feats.get("Animacy") != "Inan"]
        if token.feats.get("VerbForm") == "Inf" and doers:
            return doers
        verb = above
    return []


def _is_participle(token: Token) -> bool:
    is_attribute = token.rel.startswith(("acl", "amod"))
    return is_attribute and token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short"


def _shares(tree: Tree, token: Token, verb: int, above: int) -> bool:
    form = token.feats.get("VerbForm")
    if form in {"Inf", "Conv"}:
        return True
    own, upper = token.feats, tree.tokens[above].feats
    agrees = all(own.get(name, upper.get(name)) == upper.get(name, own.get(name)) for name in ("Number", "Gender"))
    return token.rel == "conj" and tree.tokens[verb].head == above and agrees

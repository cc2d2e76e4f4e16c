"""What a question asks: «Рост ускоряет или замедляет выпуск?» asserts neither.

In: Tree, Clause. Out: bool. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from letopis.claims.clause import Clause
    from letopis.tree import Tree

_CLOSING = frozenset('»"”“.')
_OPENING = frozenset('«„"“')


def is_asked(tree: Tree, clause: Clause, clauses: Mapping[int, Clause]) -> bool:
    """Whether the clause is the root of a question, or tied to it by «или» or «и» without a comma.

    The question may stand at the end of a quotation: «– Уйдёт он или останется?»; not in «Он спросил: «Кто там?»».
    """
    tokens = tree.tokens
    mark = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].text not in _CLOSING), 0)
    if tokens[mark].text != "?":
        return False
    first: Clause | None = clause
    while first is not None and first.via == "conj" and is_joined(tree, first):
        first = clauses.get(first.parent) if first.parent is not None else None
    if first is None or first.via != "root":
        return False
    return mark == len(tokens) - 1 or all(token.text not in _OPENING for token in tokens[first.verb : mark])


def is_joined(tree: Tree, clause: Clause) -> bool:
    """Whether «и» or «или» without a comma ties the clause to the one before."""
    tie = tree.child(clause.verb, "cc")
    return tie is not None and tie > 0 and tree.tokens[tie - 1].pos != "PUNCT"

"""Numbers that are not those of the verb above them: of a clause without a verb, of a comparison, of a quotation.

«В Москве цены выросли на 3%, в Казани – на 5%»: the 5% is of the clause that leaves the verb out; «на 6% против 8% в
Казани»: the 8% is what it is compared with; «ни в одной школе» counts nothing.

In: tree, Span, verb. Out: is_of_other_clause, is_of_none. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.claims.quotes import DASHES
from letopis.lexicon.tables import fold

if TYPE_CHECKING:
    from letopis.records.text import Span
    from letopis.tree import Tree

_COMPARING = frozenset({"против", "чем", "нежели"})
_BREAKS = frozenset({",", ";"})


def is_of_other_clause(tree: Tree, span: Span, verb: int) -> bool:
    """Whether a number that the tree hangs on the verb is compared with, or stands in another clause or quotation."""
    tokens = tree.tokens
    first = next((i for i, token in enumerate(tokens) if token.span.stop > span.start), 0)
    low, high = sorted((first, verb))
    between = [token.text for token in tokens[low + 1 : high]]
    if between.count("«") != between.count("»"):
        return True
    if first < verb:
        return False
    before = [fold(token.text) for token in tokens[verb + 1 : first]]
    return before[-1:] == ["чем"] or bool(_COMPARING & set(before[-2:])) or _is_compared(before) or _is_elliptic(before)


def is_of_none(tree: Tree, span: Span) -> bool:
    """«ни одного», «ни в одной школе»."""
    before = [fold(token.text) for token in tree.tokens if token.span.stop <= span.start][-2:]
    first = next((fold(token.text) for token in tree.tokens if token.span.start >= span.start), "")
    return "ни" in before and first.startswith("одн")


def _is_compared(before: list[str]) -> bool:
    """«по сравнению с 82% в США»."""
    return "сравнению" in before[-4:]


def _is_elliptic(before: list[str]) -> bool:
    """Whether «, в Казани –» or «, а в Казани» stands between the verb and the number."""
    breaks = [i for i, text in enumerate(before) if text in _BREAKS]
    if not breaks:
        return False
    is_dashed = any(text in DASHES for text in before[breaks[0] :])
    return is_dashed or any(before[i + 1 : i + 2] == ["а"] and before[i + 2 : i + 3] != ["также"] for i in breaks)

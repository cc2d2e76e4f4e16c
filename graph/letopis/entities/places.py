"""Places called by a common noun with their name: «в деревне Липки», «город Тула».

In: Board, Lexicon. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from letopis.entities.board import Board
    from letopis.lexicon.tables import Lexicon
    from letopis.records.mention import Mention

_NAMED = frozenset({"Country", "Region", "City", "Place"})
_SETTLED = frozenset({"Country", "Region", "City"})


def resolve_apposed(board: Board, lexicon: Lexicon) -> None:
    """Links the noun to the place that the name right after it stands for; a name in quotes is not a place's."""
    heads = {(m.sentence, m.head): m for m in board.mentions if m.kind is MentionKind.PLACE and m in board.links}
    for mention in board.open(MentionKind.PLACE, MentionKind.NOMINAL):
        tree = board.trees[mention.sentence]
        row = lexicon.places.get(fold(tree.tokens[mention.head].lemma))
        if row is None or row.kind not in _NAMED or tree.tokens[mention.head].feats.get("Number") == "Plur":
            continue
        name = _name_after(board, mention, heads, is_settled=row.kind in _SETTLED)
        link = board.links.get(name) if name else None
        if link:
            board.link(mention, link.entity_id, "noun before the name of the place", 0.95)


def _name_after(
    board: Board, mention: Mention, heads: dict[tuple[int, int], Mention], *, is_settled: bool
) -> Mention | None:
    """The name that follows the noun with nothing between: an apposition, of a town («из города Тулы») in its case."""
    tree = board.trees[mention.sentence]
    noun = tree.tokens[mention.head]
    for child in tree.children(mention.head, "appos", "flat", "nmod"):
        token = tree.tokens[child]
        name = heads.get((mention.sentence, child))
        if name is None or name.rule == "relational adjective" or tree.children(child, "case"):
            continue
        gap = board.article.text[noun.span.stop : name.span.start]
        cases = {"Nom", noun.feats.get("Case")} if is_settled else {"Nom"}
        is_fitting = token.rel != "nmod" or token.feats.get("Case") in cases
        draft = board.entity_of(name)
        is_alike = is_settled or (draft is not None and draft.kind is EntityKind.PLACE)  # «трасса Дон» is no region
        if not gap.strip() and is_fitting and is_alike:
            return name
    return None

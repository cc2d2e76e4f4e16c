"""Who holds which office: «президент Казахстана Токаев», «Армении как председателя организации».

In: Board, after titles and names are linked. Out: holdings on the board. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.ids import named_id, scoped_id
from letopis.records.entity import EntityKind, Holding
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from letopis.entities.board import Board
    from letopis.records.mention import Mention

_OF = frozenset({EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY, EntityKind.PLACE, EntityKind.ORGANIZATION})


def find_holdings(board: Board) -> None:
    """Adds a holding for every title that stands beside a name, after «как», or as the predicate of a name."""
    for title in board.mentions:
        if title.kind is not MentionKind.TITLE:
            continue
        link = board.links.get(title)
        holder = link.entity_id if link and link.rule == "office beside a name" else _other_holder(board, title)
        if holder:
            board.holdings.append(_holding(board, title, holder))


def _other_holder(board: Board, title: Mention) -> str | None:
    tree = board.trees[title.sentence]
    particle = next((i for i in tree.children(title.head) if tree.tokens[i].text.casefold() == "как"), None)
    if particle is not None:
        stop = tree.tokens[particle].span.start
        text = board.article.text
        near = [
            m for m in board.mentions if m.span.stop <= stop and not text[m.span.stop : stop].strip() and m is not title
        ]
    elif tree.tokens[title.head].rel == "root":
        subjects = set(tree.children(title.head, "nsubj"))
        near = [m for m in board.mentions if m.sentence == title.sentence and m.head in subjects]
    else:
        near = []
    named = {MentionKind.PERSON, MentionKind.ORGANIZATION, MentionKind.PLACE}
    return next((board.links[m].entity_id for m in near if m in board.links and m.kind in named), None)


def _holding(board: Board, title: Mention, holder: str) -> Holding:
    of_id = _complement(board, title)
    draft = board.drafts.get(of_id or "")
    label = title.normal
    if draft and not draft.scoped:
        office_id = named_id("Office", label)
        office = board.draft(office_id, EntityKind.OFFICE)
    else:
        office_id = scoped_id(board.article.id, "Office", label)
        office = board.draft(office_id, EntityKind.OFFICE, scoped=True)
    office.names[label] += 1
    return Holding(holder, office_id, title, of_id)


def _complement(board: Board, title: Mention) -> str | None:
    """What the office is of: its genitive, or the place of its adjective; the longest name that begins first."""
    tree = board.trees[title.sentence]
    near = set(tree.children(title.head, "nmod", "amod"))
    inside = [m for m in board.mentions if m.sentence == title.sentence and m.head in near and m in board.links]
    inside += [
        m for m in board.mentions if m is not title and m.span in title.span and m in board.links and m not in inside
    ]
    found = next((d.id for m in inside if (d := board.entity_of(m)) and d.kind in _OF), None)
    if found is None and any(
        tree.tokens[i].text.casefold() in {"ее", "её", "его", "их"} for i in tree.children(title.head)
    ):
        antecedent = board.before(title, _OF, sentences=0)
        found = board.links[antecedent].entity_id if antecedent else None
    return found

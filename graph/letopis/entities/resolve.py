"""Entities of one article, with the mentions that stand for them.

In: Parsed, Mention, Lexicon, Known. Out: Resolved. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.entities.board import Board
from letopis.entities.bodies import resolve_bodies
from letopis.entities.descriptions import resolve_definite, resolve_groups, resolve_titles
from letopis.entities.implied import resolve_dropped, resolve_first_person
from letopis.entities.names import NameResolver, resolve_common
from letopis.entities.offices import find_holdings
from letopis.entities.personal import PersonalPronouns
from letopis.entities.persons import resolve_persons
from letopis.entities.places import resolve_apposed
from letopis.entities.pronouns import resolve_reflexives, resolve_relatives
from letopis.entities.quotations import find_quotations
from letopis.entities.salience import Salience
from letopis.entities.tellers import resolve_tellers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.entities.known import Known
    from letopis.lexicon.tables import Lexicon
    from letopis.records.entity import Resolved
    from letopis.records.mention import Mention
    from letopis.records.text import Parsed


def resolve(parsed: Parsed, mentions: Sequence[Mention], lexicon: Lexicon, known: Known) -> Resolved:
    """Rules from the surest to the least sure; what one has linked the next leaves alone."""
    board = Board(parsed, mentions)
    resolve_persons(board, known)
    NameResolver(board, known, lexicon).resolve()
    resolve_titles(board, lexicon, known)
    resolve_apposed(board, lexicon)
    resolve_definite(board, known)
    resolve_common(board, lexicon, but=lexicon.bodies)
    resolve_bodies(board, lexicon)
    resolve_common(board, lexicon)
    resolve_groups(board)
    quotations = find_quotations(board, lexicon)
    resolve_relatives(board)
    salience = Salience(board, lexicon)
    PersonalPronouns(board, lexicon, quotations, salience).resolve()
    resolve_tellers(board, lexicon, quotations)
    resolve_first_person(board, quotations)
    resolve_dropped(board, salience, quotations)
    resolve_reflexives(board)
    find_holdings(board, lexicon, known)
    return board.resolved()

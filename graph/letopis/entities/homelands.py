"""Which country an office is in that does not say so: «глава МИД Сергей Лавров», «президент страны Токаев».

A holder whom the tables of known entities give a country holds it there, whatever country was named last.

In: Board, after persons are linked; Known. Out: ids of countries. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from letopis.entities.board import Board
    from letopis.entities.known import Known
    from letopis.records.mention import Mention

_MARKS = ' \xa0»"”'


def holder_after(board: Board, inner: Mention) -> Mention | None:
    """The person right after the words of an office that `inner` is among."""
    text = board.article.text
    stops = [
        title.span.stop
        for title in board.mentions
        if title.kind is MentionKind.TITLE and title.sentence == inner.sentence and inner.span in title.span
    ] + [inner.span.stop]
    for person in board.mentions:
        start = person.span.start
        is_near = any(stop <= start and not text[stop:start].strip(_MARKS) for stop in stops)
        if is_near and person.kind is MentionKind.PERSON and person.sentence == inner.sentence:
            return person
    return None


def homeland(board: Board, known: Known, person: Mention) -> str:
    """The id of the country that the tables give a person; empty where they do not."""
    link = board.links.get(person)
    return known.country_of(link.entity_id) if link else ""

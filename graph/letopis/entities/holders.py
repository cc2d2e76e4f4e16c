"""Whose office it is: the person before or after the words of an office, or at the end of a row of offices.

«председатель Совета муфтиев России шейх Равиль Гайнутдин», «Мартынов (заместитель главы управления)», «Угбома —
руководитель проекта», «депутат собрания, сопредседатель движения Михаил Вельмакин».

In: Board, after persons are linked. Out: the links of titles by title. Touches: nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.entities.board import Board
    from letopis.records.entity import Link
    from letopis.records.mention import Mention
    from letopis.records.text import Token

_BRACKETS = re.compile(r"\([^()]*\)")
_MARKS = ' \xa0»"”'
_DASHES = frozenset({"—", "–", "-", ", —", ", –"})


def holders_beside(board: Board) -> Iterator[tuple[Mention, Link, float]]:
    """Titles without a link, the link of their holder, and how sure that is; rows of offices from both ends."""
    found: dict[Mention, Link] = {}
    sentences: dict[int, list[Mention]] = {}
    for mention in board.mentions:
        if mention.kind is MentionKind.PERSON:
            sentences.setdefault(mention.sentence, []).append(mention)
    titles = [title for title in _outermost(board, sentences) if title.sentence in sentences]
    for title in titles:
        person = _person_of(board, title, sentences[title.sentence])
        link = board.links.get(person) if person else None
        if link:
            found[title] = link
            yield title, link, 1.0
    for place in range(len(titles) - 2, -1, -1):
        title, following = titles[place], titles[place + 1]
        if title not in found and following in found and _is_fellow(board, title, following, sentences):
            found[title] = found[following]
            yield title, found[title], 0.9
    for last, title in pairwise(titles):
        if title not in found and last in found and _is_fellow(board, last, title, sentences):
            found[title] = found[last]
            yield title, found[title], 0.9


def _outermost(board: Board, persons: dict[int, list[Mention]]) -> Iterator[Mention]:
    """Without «госсекретаря» in «заместитель госсекретаря Браун», but with «мэра» in «сын мэра Петрова уехал»."""
    last = None
    for title in board.open(MentionKind.TITLE):
        if last is None or title.sentence != last.sentence or title.span not in last.span:
            yield title
            last = title
        elif any(p.span in last.span and _is_next(board, title, p) for p in persons.get(title.sentence, ())):
            yield title


def _person_of(board: Board, title: Mention, persons: Sequence[Mention]) -> Mention | None:
    """The person right after the title, else the one that it is in apposition to."""
    before = [p for p in persons if p.span.stop <= title.span.start]
    after = [p for p in persons if title.span.stop <= p.span.start]
    if after and _is_next(board, title, after[0]) and not _is_of_inner(board, title, after[0]):
        return after[0]
    if before and _follows(board, title, before[-1]):
        return before[-1]
    return after[0] if after and _is_below(board, title, after[0]) else None


def _is_next(board: Board, title: Mention, person: Mention) -> bool:
    return not _BRACKETS.sub("", board.article.text[title.span.stop : person.span.start]).strip(_MARKS)


def _is_of_inner(board: Board, title: Mention, person: Mention) -> bool:
    """«дочь маршала Петрова»: the name is in the case of the office inside, not of the one around it."""
    tokens = board.trees[title.sentence].tokens
    inner = [m for m in board.open(MentionKind.TITLE) if m is not title and m.span.stop == title.span.stop]
    inner = [m for m in inner if m.sentence == title.sentence and m.span in title.span]
    own, other = tokens[title.head].feats.get("Case"), tokens[person.head].feats.get("Case")
    return any(tokens[m.head].feats.get("Case") == other != own for m in inner)


def _is_below(board: Board, title: Mention, person: Mention) -> bool:
    """«президент 89-летний Роберт Мугабе»: the tree ties the name to the office."""
    token = board.trees[title.sentence].tokens[person.head]
    gap = board.article.text[title.span.stop : person.span.start]
    is_tied = token.head == title.head and token.rel in {"appos", "flat", "flat:name"}
    return is_tied and "," not in gap and "(" not in gap


def _follows(board: Board, title: Mention, person: Mention) -> bool:
    text, tokens = board.article.text, board.trees[title.sentence].tokens
    own, other = tokens[title.head], tokens[person.head]
    between = _BRACKETS.sub("", text[person.span.stop : title.span.start]).strip()
    is_alike = _is_alike(own, other)
    if between == ",":
        above = {person.head} | ({other.head} if other.rel in {"appos", "flat"} else set())
        return (own.rel == "appos" and own.head in above) or (is_alike and _is_set_off(board, title, own))
    if between == "(":
        return ")" in text[title.span.stop : title.span.stop + 40] and (is_alike or own.feats.get("Case") == "Nom")
    return (
        between in _DASHES
        and is_alike
        and other.rel != "nmod"
        and own.feats.get("Number") == other.feats.get("Number", "Sing")
    )


def _is_set_off(board: Board, title: Mention, own: Token) -> bool:
    """«сказал Петров, докладчик ассамблеи, …»: an office of some body between commas, whatever the tree makes of it."""
    after = board.article.text[title.span.stop : title.span.stop + 1]
    is_whole = " " in title.text and own.feats.get("Number") == "Sing"
    return is_whole and own.rel in {"conj", "parataxis"} and after == ","


def _is_fellow(board: Board, title: Mention, following: Mention, persons: dict[int, list[Mention]]) -> bool:
    """Whether two offices are of one person: one after the other, or joined by «и» or a comma in one row."""
    if title.sentence != following.sentence or title.span.stop > following.span.start:
        return False
    if any(title.span.stop <= p.span.start < following.span.start for p in persons[title.sentence]):
        return False
    tokens = board.trees[title.sentence].tokens
    own, other = tokens[title.head], tokens[following.head]
    gap = _BRACKETS.sub("", board.article.text[title.span.stop : following.span.start]).strip(_MARKS)
    is_alike = _is_alike(own, other) and own.feats.get("Number") == "Sing"
    is_row = other.rel in {"conj", "appos"} and other.head == title.head
    return is_alike and (not gap or (gap in {"и", ","} and is_row))


def _is_alike(left: Token, right: Token) -> bool:
    """Whether two words may be in one case; genitive and accusative of persons have one form."""
    cases = {left.feats.get("Case"), right.feats.get("Case")}
    return len(cases) == 1 or cases == {"Gen", "Acc"}

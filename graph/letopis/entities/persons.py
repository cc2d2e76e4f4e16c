"""Which names of persons are one person: «Касым-Жомарт Токаев», «К.-Ж. Токаев», «Токаев».

In: Board, Known. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.entities.known import same_as
from letopis.ids import named_id, scoped_id
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from letopis.entities.board import Board, Draft
    from letopis.entities.known import Known
    from letopis.records.mention import Mention

_TAIL = 3  # letters that an ending may differ in when the nominative was guessed wrong


def resolve_persons(board: Board, known: Known) -> None:
    """Links every PERSON mention: full names first, then initials, then single names to a full name before or after."""
    mentions = list(board.open(MentionKind.PERSON))
    clusters: list[list[Mention]] = []
    for mention in sorted(mentions, key=lambda m: (-_fullness(m.normal), m.span)):
        home = next((cluster for cluster in clusters if _belongs(mention, cluster)), None)
        if home is None:
            clusters.append([mention])
        else:
            home.append(mention)
    for cluster in clusters:
        _settle(board, known, cluster)


def _fullness(name: str) -> int:
    return sum(1 for word in name.split() if len(word) > 1 and not word.endswith("."))


def alike(left: str, right: str) -> bool:
    """Whether two words are one name but for the ending.

    >>> alike("Зась", "Зася"), alike("Петров", "Петренко")
    (True, False)
    """
    left, right = left.casefold().replace("ё", "е"), right.casefold().replace("ё", "е")
    if left == right:
        return True
    longest = max(len(left), len(right))
    common = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return common >= max(3, longest - _TAIL) and abs(len(left) - len(right)) <= _TAIL


def _belongs(mention: Mention, cluster: list[Mention]) -> bool:
    full, words = cluster[0].normal.split(), mention.normal.split()
    if len(words) == 1:
        return any(alike(words[0], word) for word in full[-1:]) or (len(full) == 2 and alike(words[0], full[0]))
    if not alike(words[-1], full[-1]):
        return False
    first, own = full[0], words[0]
    if "." in own or len(own) == 1:
        return own[0].casefold() == first[0].casefold()
    return len(full) > 1 and (alike(own, first) or ("." in first and own[0] == first[0]))


def _settle(board: Board, known: Known, cluster: list[Mention]) -> None:
    full = [mention for mention in cluster if _fullness(mention.normal) > 1]
    rows = [row for mention in full for row in known.find(mention.normal, kinds={EntityKind.PERSON})]
    if rows:
        draft = board.draft(rows[0].id, EntityKind.PERSON)
        draft.label, draft.same_as = rows[0].label, same_as(rows[0])
    else:
        draft = _unknown(board, full, cluster)
    longest = cluster[0].normal
    for mention in cluster:
        rule = "full name" if mention in full else "part of a name seen in full"
        board.name(mention, draft, rule, 1.0 if mention in full or mention.normal == longest else 0.9)
    if full and not draft.label:
        draft.label = _label(full)


def _unknown(board: Board, full: list[Mention], cluster: list[Mention]) -> Draft:
    if full:
        return board.draft(named_id("Person", _label(full)), EntityKind.PERSON)
    surname = cluster[0].normal
    return board.draft(scoped_id(board.article.id, "Person", surname), EntityKind.PERSON, scoped=True)


def _label(full: list[Mention]) -> str:
    """The name that stands in the nominative in the text, else the one seen most often; patronymics count as longer."""
    names = [mention.normal for mention in full]
    exact = {mention.normal for mention in full if mention.text == mention.normal}
    return min(names, key=lambda name: (name not in exact, -names.count(name), -len(name), name))

"""What pronouns stand for, where that is safe: «который» always, «он» only with one candidate.

«Токаев заявил… Он также предложил Путину…»: the subject of the sentence before is the only man in that place.

In: Board. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from letopis.entities.board import Board
    from letopis.records.entity import Link
    from letopis.records.mention import Mention

_POSSESSIVE = {"его": "он", "ее": "она", "их": "они"}
_PERSONAL = frozenset({"он", "она", "они"})
_SAYING = frozenset({"слово", "мнение", "данные", "информация", "оценка", "версия", "сведение"})
_REACH = 2  # sentences back


def resolve_pronouns(board: Board) -> None:
    """Links relative pronouns to their antecedent, then personal subjects to the subject before them."""
    by_head = {
        (m.sentence, m.head): m for m in board.mentions if m.kind not in {MentionKind.TIME, MentionKind.QUANTITY}
    }
    for mention in board.open(MentionKind.PRONOUN):
        lemma = fold(mention.normal)
        if lemma == "который":
            _relative(board, mention, by_head)
        elif lemma in _PERSONAL or lemma in _POSSESSIVE:
            _personal(board, mention, _POSSESSIVE.get(lemma, lemma))


def _relative(board: Board, mention: Mention, by_head: dict[tuple[int, int], Mention]) -> None:
    tree = board.trees[mention.sentence]
    for index in tree.ancestors(mention.head):
        token = tree.tokens[index]
        if token.rel.startswith("acl"):
            antecedent = by_head.get((mention.sentence, token.head))
            link = board.links.get(antecedent) if antecedent else None
            if link:
                board.link(mention, link.entity_id, "relative pronoun", 0.95)
            return


def _personal(board: Board, mention: Mention, lemma: str) -> None:
    tokens = board.trees[mention.sentence].tokens
    token = tokens[mention.head]
    is_source = token.head >= 0 and fold(tokens[token.head].lemma) in _SAYING
    if not token.rel.startswith("nsubj") and not is_source:
        return
    gender, number = token.feats.get("Gender"), token.feats.get("Number")
    for back in range(_REACH + 1):
        found = _subjects(board, mention, back, "Plur" if lemma == "они" else number, gender)
        if len({link.entity_id for link in found}) > 1:
            return
        if found:
            board.link(mention, found[0].entity_id, "subject before the pronoun", 0.75)
            return
    if lemma == "они":
        plural = _plural_before(board, mention)
        if plural:
            board.link(mention, plural.entity_id, "only people in the sentence before the pronoun", 0.7)


def _plural_before(board: Board, mention: Mention) -> Link | None:
    """The link of the only group, or organisation in the plural, of the sentence before."""
    found = {}
    for other in board.mentions:
        link = board.links.get(other)
        if link is None or other.sentence != mention.sentence - 1:
            continue
        is_plural = board.trees[other.sentence].tokens[other.head].feats.get("Number") == "Plur"
        if is_plural and board.drafts[link.entity_id].kind in {EntityKind.GROUP, EntityKind.ORGANIZATION}:
            found[link.entity_id] = link
    return next(iter(found.values())) if len(found) == 1 else None


def _is_subject(board: Board, mention: Mention) -> bool:
    """Whether the mention heads a subject, or is coordinated with one."""
    tokens = board.trees[mention.sentence].tokens
    token = tokens[mention.head]
    while token.rel == "conj" and token.head >= 0:
        token = tokens[token.head]
    return token.rel.startswith("nsubj")


def _subjects(board: Board, mention: Mention, back: int, number: str | None, gender: str | None) -> list[Link]:
    """Links of the subjects, `back` sentences before, that agree with the pronoun."""
    found = []
    for other in board.mentions:
        link = board.links.get(other)
        if link is None or other.sentence != mention.sentence - back or other.span.start >= mention.span.start:
            continue
        token = board.trees[other.sentence].tokens[other.head]
        kind = board.drafts[link.entity_id].kind
        is_fit = token.feats.get("Number") == number and _is_subject(board, other)
        if number == "Plur":
            is_fit = is_fit and kind is EntityKind.GROUP
        else:
            is_fit = is_fit and kind is EntityKind.PERSON and token.feats.get("Gender") in {gender, None}
        if is_fit:
            found.append(link)
    return found

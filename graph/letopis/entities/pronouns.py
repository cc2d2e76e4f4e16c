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
    from letopis.tree import Tree

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
    noun, score = _antecedent(tree, mention.head), 0.95
    if noun is None or not _may_be(tree, mention.head, noun):
        noun, score = _nearest(tree, mention.head), 0.75
    antecedent = by_head.get((mention.sentence, noun)) if noun is not None else None
    link = board.links.get(antecedent) if antecedent else None
    if link:
        board.link(mention, link.entity_id, "relative pronoun", score)


def _nearest(tree: Tree, pronoun: int) -> int | None:
    """The last noun before the clause that agrees; of «выборы президента США, которые» it is «выборы»."""
    comma = next((i for i in range(pronoun, 0, -1) if tree.tokens[i].text == ","), pronoun)
    depth = 0
    for index in range(comma - 1, -1, -1):
        token = tree.tokens[index]
        depth += (token.text == ")") - (token.text == "(")
        if depth or token.pos not in {"NOUN", "PROPN"} or "Number" not in token.feats:
            continue
        if _may_be(tree, pronoun, index):
            above = (i for i in tree.ancestors(index) if tree.tokens[i].pos == "NOUN" and _may_be(tree, pronoun, i))
            is_plural_name = token.pos == "PROPN" and token.feats["Number"] == "Plur"
            return next(above, index) if is_plural_name else index
    return None


def _antecedent(tree: Tree, pronoun: int) -> int | None:
    """The noun that the tree hangs the relative clause on."""
    clause = next((i for i in tree.ancestors(pronoun) if tree.tokens[i].rel.startswith("acl")), None)
    return None if clause is None else tree.tokens[clause].head


def _may_be(tree: Tree, pronoun: int, noun: int) -> bool:
    """Whether they agree in number, and in gender in the singular."""
    feats, of_noun = tree.tokens[pronoun].feats, tree.tokens[noun].feats
    if feats.get("Number") == "Plur" and (tree.children(noun, "conj") or tree.children(noun, "nummod")):
        return True
    keys = ("Number", "Gender") if feats.get("Number") == "Sing" else ("Number",)
    return all(feats.get(key, value) == value for key in keys if (value := of_noun.get(key)))


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

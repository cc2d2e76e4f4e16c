"""What pronouns stand for that their own sentence explains: «который» its noun, «себя» and «свой» the subject.

In: Board. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.entities.grammar import predicate_above, subjects
from letopis.lexicon.tables import fold
from letopis.records.mention import MentionKind

if TYPE_CHECKING:
    from letopis.entities.board import Board
    from letopis.records.mention import Mention
    from letopis.tree import Tree

Places = dict[tuple[int, int], "Mention"]
_QUALITIES = frozenset(
    {"цвет", "возраст", "размер", "тип", "вид", "рост", "марка", "класс", "порода", "качество", "уровень", "характер"}
    | {"производство", "происхождение", "значение", "назначение", "образец", "масштаб", "смысл", "пол", "вес"}
)
_REFLEXIVE = frozenset({"себя", "свой"})


def resolve_relatives(board: Board) -> None:
    """Links relative pronouns to their antecedent."""
    places = _places(board)
    for mention in list(board.open(MentionKind.PRONOUN)):
        if fold(mention.normal) == "который":
            _relative(board, mention, places)


def resolve_reflexives(board: Board) -> None:
    """Links reflexive pronouns to the subject of their clause; after the personal ones, which may be that subject."""
    places = _places(board)
    for mention in list(board.open(MentionKind.PRONOUN)):
        if fold(mention.normal) not in _REFLEXIVE:
            continue
        tree = board.trees[mention.sentence]
        verb = predicate_above(tree, mention.head)
        owners = subjects(tree, verb) if verb is not None else []
        is_object = fold(mention.normal) == "себя" and tree.tokens[mention.head].rel in {"obj", "nsubj"}
        owner = places.get((mention.sentence, owners[0])) if len(owners) == 1 else None
        link = board.links.get(owner) if owner else None
        if link and not is_object:
            board.link(mention, link.entity_id, "subject of the clause", 0.85)


def _places(board: Board) -> Places:
    return {(m.sentence, m.head): m for m in board.mentions if m.kind not in {MentionKind.TIME, MentionKind.QUANTITY}}


def _relative(board: Board, mention: Mention, places: Places) -> None:
    tree = board.trees[mention.sentence]
    noun, score = _of_quality(tree, _antecedent(tree, mention.head)), 0.95
    if noun is None or not _may_be(tree, mention.head, noun) or _is_passed_over(tree, mention.head, noun):
        noun, score = _nearest(tree, mention.head), 0.75
    antecedent = places.get((mention.sentence, noun)) if noun is not None else None
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


def _of_quality(tree: Tree, noun: int | None) -> int | None:
    """«машина белого цвета, которая»: of a genitive that says of what sort the noun above is, that noun."""
    if noun is None or fold(tree.tokens[noun].lemma) not in _QUALITIES or tree.tokens[noun].feats.get("Case") != "Gen":
        return noun
    above = tree.tokens[noun].head
    return above if tree.children(noun, "amod") and above >= 0 and tree.tokens[above].pos in {"NOUN", "PROPN"} else noun


def _is_passed_over(tree: Tree, pronoun: int, noun: int) -> bool:
    """Whether another noun that agrees stands right before the clause and is no part of the phrase of `noun`."""
    comma = next((i for i in range(pronoun, 0, -1) if tree.tokens[i].text == ","), 0)
    last = comma - 1
    if last <= noun or tree.tokens[last].pos not in {"NOUN", "PROPN"} or noun in tree.ancestors(last):
        return False
    return "Number" in tree.tokens[last].feats and _may_be(tree, pronoun, last)


def _may_be(tree: Tree, pronoun: int, noun: int) -> bool:
    """Whether they agree in number, and in gender in the singular."""
    feats, of_noun = tree.tokens[pronoun].feats, tree.tokens[noun].feats
    if feats.get("Number") == "Plur" and (tree.children(noun, "conj") or tree.children(noun, "nummod")):
        return True
    keys = ("Number", "Gender") if feats.get("Number") == "Sing" else ("Number",)
    return all(feats.get(key, value) == value for key in keys if (value := of_noun.get(key)))

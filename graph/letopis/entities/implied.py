"""Subjects that only the ending of a verb shows, and the first person of quotations.

«"Я прав и доверяю суду", — заявил Петров»: «я» and the subject of «доверяю» are the speaker. «Петров родился в Туле.
Учился в Москве»: the subject of «учился» is that of the sentence before. A subject without a word of its own is a
mention of the verb itself.

In: Board, Salience, Quotation, after pronouns of the third person. Out: links on the board. Touches: nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.entities.grammar import subjects
from letopis.lexicon.tables import fold
from letopis.records.entity import EntityKind
from letopis.records.mention import IMPLIED, Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.entities.board import Board
    from letopis.entities.quotations import Quotation
    from letopis.entities.salience import Salience
    from letopis.records.text import Token
    from letopis.tree import Tree

_ONE = frozenset({"я", "мой"})
_MANY = frozenset({"мы", "наш"})
_SPEAKS_AS_ONE = frozenset({EntityKind.PERSON})
_SPEAKS_AS_MANY = frozenset({EntityKind.ORGANIZATION, EntityKind.COUNTRY})
_LEAST = 0.75  # weight of a subject of the sentence before
_LEAD = 0.2


def resolve_first_person(board: Board, quotations: Sequence[Quotation]) -> None:
    """«Я» and «мой» are the person who speaks; «мы» and «наш» only a body that does: a person may mean anybody."""
    places = {(m.sentence, m.head): m for m in board.mentions if m in board.links}
    for quotation in quotations:
        speaker = places.get(quotation.speaker) if quotation.speaker else None
        draft = board.entity_of(speaker) if speaker else None
        if draft is None:
            continue
        words = _ONE if draft.kind in _SPEAKS_AS_ONE else _MANY if draft.kind in _SPEAKS_AS_MANY else frozenset()
        for mention in list(board.open(MentionKind.PRONOUN)):
            if mention.span in quotation.span and fold(mention.normal) in words:
                board.link(mention, draft.id, "speaker of the quotation", 0.85)
        number = "Sing" if words is _ONE else "Plur"
        for verb in _first_person_verbs(board, quotation, number) if words else ():
            board.link(verb, draft.id, "speaker of the quotation", 0.8)


def _first_person_verbs(board: Board, quotation: Quotation, number: str) -> Iterator[Mention]:
    first, last = board.sentence_at(quotation.span.start), board.sentence_at(quotation.span.stop - 1)
    if first is None or last is None:
        return
    for sentence in range(first, last + 1):
        tree = board.trees[sentence]
        for index, token in enumerate(tree.tokens):
            feats = token.feats
            is_first = (token.pos, feats.get("Person"), feats.get("Number")) == ("VERB", "1", number)
            if is_first and token.span in quotation.span and not subjects(tree, index):
                yield _implied(sentence, index, token, "я" if number == "Sing" else "мы")


def resolve_dropped(board: Board, salience: Salience, quotations: Sequence[Quotation]) -> None:
    """Links the verb of a sentence without a subject to the subject, a person, of the sentence before."""
    for number, tree in enumerate(board.trees):
        verb = tree.root()
        token = tree.tokens[verb]
        if number == 0 or not _lacks_subject(tree, verb) or any(token.span in q.span for q in quotations):
            continue
        mention = _implied(number, verb, token, "он" if token.feats["Gender"] == "Masc" else "она")
        found = salience.candidates(mention, number="Sing", genders=frozenset({token.feats["Gender"]}), reach=1)
        people = [c for c in found if c.draft.kind is EntityKind.PERSON and c.mention.sentence < number]
        is_clear = len(people) == 1 or (len(people) > 1 and people[0].weight - people[1].weight >= _LEAD)
        if is_clear and people[0].weight >= _LEAST and not _is_quoted(people[0].mention, quotations):
            board.link(mention, people[0].draft.id, "subject of the sentence before", 0.7)
            salience.add(mention)


def _lacks_subject(tree: Tree, verb: int) -> bool:
    """A verb or short participle, masculine or feminine, with nothing beside it that may be its subject."""
    token = tree.tokens[verb]
    is_short = (token.feats.get("VerbForm"), token.feats.get("Variant")) == ("Part", "Short")
    if token.pos != "VERB" or not (is_short or token.feats.get("Tense") == "Past"):
        return False
    if token.feats.get("Gender") not in {"Masc", "Fem"} or tree.children(verb, "nsubj", "csubj"):
        return False
    before = any(_may_be_subject(tree, i) for i in range(verb))
    after = {*tree.children(verb), verb + 1, verb + 2} & set(range(verb + 1, len(tree.tokens)))
    return not before and not any(_may_be_subject(tree, i, token) for i in after)


def _may_be_subject(tree: Tree, index: int, verb: Token | None = None) -> bool:
    """A noun in the nominative, or an object after the verb that looks the same and agrees with it."""
    token = tree.tokens[index]
    if token.pos not in {"NOUN", "PROPN", "PRON", "NUM", "X", "DET"} or tree.children(index, "case"):
        return False
    case = token.feats.get("Case", "Nom")
    if case == "Nom" or verb is None:
        return case == "Nom"
    looks_alike = case == "Acc" and token.feats.get("Animacy") != "Anim"
    return looks_alike and token.feats.get("Gender") in {verb.feats["Gender"], None}


def _is_quoted(mention: Mention, quotations: Sequence[Quotation]) -> bool:
    return any(mention.span in quotation.span for quotation in quotations)


def _implied(sentence: int, index: int, token: Token, normal: str) -> Mention:
    return Mention(token.span, token.text, MentionKind.PRONOUN, normal, sentence, index, IMPLIED)

"""Trees and tags that no reader would give, set right by case and agreement.

«с находящимся в Минске Лукашенко»: what a preposition rules is the noun, not the participle that agrees with it.
«сотни жителей Тулы»: people are not the same thing as a city, so that the city is theirs and no other name for them.
«районным управлением»: the adjective, whose form is that of two genders, has the gender of its noun.

In: tokens of a sentence. Out: the same with other heads, relations and genders, still one tree. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.records.text import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_BELOW = frozenset({"case", "conj"})  # of a participle, what belongs to its noun
_AGREEING = ("Case", "Number")
_ALIKE = (frozenset({"Masc", "Neut"}), frozenset({"Gen", "Dat", "Ins", "Loc"}))  # genders with one form, and where


def mend(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, in their order."""
    found = list(tokens)
    for index, token in enumerate(tokens):
        if token.feats.get("VerbForm") == "Part" and token.feats.get("Variant") != "Short":
            noun = _ruled(found, index)
            if noun is not None:
                _change_over(found, index, noun)
        elif _is_theirs(found, index):
            found[index] = replace(token, rel="nmod")
    return tuple(_in_gender(found, token) for token in found)


def _in_gender(tokens: Sequence[Token], token: Token) -> Token:
    """With the gender of the noun it agrees with, where its form is that of both."""
    if token.rel not in {"amod", "det"} or token.head < 0:
        return token
    noun = tokens[token.head]
    genders, cases = _ALIKE
    is_one = noun.pos in _NOUNS and all(token.feats.get(name) == noun.feats.get(name) for name in _AGREEING)
    gender = noun.feats.get("Gender")
    if not is_one or gender is None or {token.feats.get("Gender"), gender} != genders:
        return token
    if token.feats.get("Case") not in cases or token.feats.get("Number") != "Sing":
        return token
    return replace(token, feats=MappingProxyType({**token.feats, "Gender": gender}))


def _ruled(tokens: Sequence[Token], participle: int) -> int | None:
    """The noun behind a participle with a preposition that agrees with it and has no preposition of its own."""
    above = tokens[participle]
    below = [(i, token) for i, token in enumerate(tokens) if token.head == participle]
    if not any(token.rel == "case" and i < participle for i, token in below):
        return None
    for i, token in below:
        agrees = all(token.feats.get(name) == above.feats.get(name) for name in _AGREEING)
        is_alike = above.feats.get("Number") == "Plur" or token.feats.get("Gender") == above.feats.get("Gender")
        is_bare = not any(other.head == i and other.rel == "case" for other in tokens)
        if i > participle and token.pos in _NOUNS and token.rel != "conj" and agrees and is_alike and is_bare:
            return i
    return None


def _change_over(tokens: list[Token], participle: int, noun: int) -> None:
    old = tokens[participle]
    rel = "nmod" if old.head >= 0 and tokens[old.head].pos in _NOUNS else "obl"
    for i, token in enumerate(tokens):
        if token.head == participle and token.rel in _BELOW and (token.rel == "case" or token.pos in _NOUNS):
            tokens[i] = replace(token, head=noun)
    tokens[noun] = replace(tokens[noun], head=old.head, rel=rel if old.head >= 0 else old.rel, chance=old.chance)
    tokens[participle] = replace(old, head=noun, rel="acl")


def _is_theirs(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.rel != "appos" or token.head != index - 1 or token.pos != "PROPN" or token.feats.get("Case") != "Gen":
        return False
    people = tokens[token.head]
    return people.pos == "NOUN" and (people.feats.get("Animacy"), token.feats.get("Animacy")) == ("Anim", "Inan")

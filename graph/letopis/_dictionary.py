"""The dictionary of Russian words, loaded once, and what it alone knows of a word.

«перенести» takes an object, «пройти» may, «исчезнуть» does not.

In: words. Out: the dictionary, grammemes, yes or no. Touches: loads the dictionary of pymorphy3 once.
"""

from __future__ import annotations

from functools import cache

import pymorphy3


@cache
def dictionary() -> pymorphy3.MorphAnalyzer:
    """The one analyzer of the process."""
    return pymorphy3.MorphAnalyzer()


@cache
def takes_object(infinitive: str) -> bool:
    """Whether the verb may have a direct object; a word that is no infinitive has none."""
    return any("tran" in parse.tag and parse.tag.POS == "INFN" for parse in dictionary().parse(infinitive))


@cache
def is_participle(word: str) -> bool:
    """Whether the word may be a participle: «открыт», but not «должен»."""
    return any(parse.tag.POS in {"PRTF", "PRTS"} for parse in dictionary().parse(word))


@cache
def is_short_participle(word: str) -> bool:
    """Whether the word is known, and only as a short passive participle: «сбит», but not «был»."""
    tags = [parse.tag for parse in dictionary().parse(word)]
    return dictionary().word_is_known(word) and all(tag.POS == "PRTS" for tag in tags)


@cache
def may_be_nominative(word: str) -> bool:
    """Whether the word may stand in the nominative, or is not known: «жару» may not."""
    parses = dictionary().parse(word)
    return not dictionary().word_is_known(word) or any("nomn" in parse.tag for parse in parses)


@cache
def is_no_accusative(word: str) -> bool:
    """Whether the word is known, may be a nominative, and no accusative: «Турция», «врач»."""
    tags = [parse.tag for parse in dictionary().parse(word)]
    return dictionary().word_is_known(word) and any("nomn" in t for t in tags) and not any("accs" in t for t in tags)


_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


@cache
def may_agree(noun: str, *, plural: bool, gender: str | None) -> bool:
    """Whether a form of the noun is a nominative of that number and gender, or the noun is not known."""
    tags = [parse.tag for parse in dictionary().parse(noun)]
    if not dictionary().word_is_known(noun) or any(t.POS not in {"NOUN", "ADJF", "PRTF"} for t in tags):
        return True
    nominatives = [t for t in tags if "nomn" in t and ("plur" in t) == plural]
    fit = [t for t in nominatives if plural or gender is None or t.gender in {None, _GENDERS[gender]}]
    return bool(fit) or any("Fixd" in t for t in tags)


@cache
def voice(participle: str) -> str:
    """«actv», «pssv», or nothing where the word is no participle or may be both."""
    tags = [parse.tag for parse in dictionary().parse(participle) if parse.tag.POS == "PRTF"]
    found = {name for tag in tags for name in ("actv", "pssv") if name in tag}
    return found.pop() if len(found) == 1 else ""


@cache
def is_common_noun(word: str) -> bool:
    """Whether the word is known, and only as a noun for people that is no name: «помощница», but not «вера»."""
    tags = [parse.tag for parse in dictionary().parse(word)]
    names = {"Name", "Surn", "Patr", "Geox", "Orgn"}
    return dictionary().word_is_known(word) and all(
        t.POS == "NOUN" and "anim" in t and not names & t.grammemes for t in tags
    )


@cache
def finite(word: str) -> str | None:
    """The grammemes of a word that can be nothing but one finite verb: «прогреется»."""
    parses = dictionary().parse(word) if dictionary().word_is_known(word) else []
    readings = {parse.tag.POS for parse in parses}
    return str(parses[0].tag) if readings == {"VERB"} and "impr" not in parses[0].tag else None

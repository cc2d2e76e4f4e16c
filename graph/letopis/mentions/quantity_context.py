"""What stands around a number: the noun that it counts, or signs that it counts nothing.

«4 тыс. задержанных человек» counts «человек»; «№ 5», «3:1», «iPhone 14», «34 забег» count nothing.

In: atoms and tokens of a sentence, a Count. Out: `is_label`, `without_target`, `counted`. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from letopis.lexicon.time_tables import NUMERALS
from letopis.mentions.quantity_patterns import GRAMMAR, Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.mentions.atoms import Atom
    from letopis.records.text import Sentence, Token

_FAR = 5  # tokens between a number and what it counts
_REACH = 12  # tokens before «до» in which a verb of change makes it a target
_YEARS = range(1900, 2101)
_GLUED = frozenset(":/-.")
_LISTED = frozenset({"и", ",", "или", "–", "-", "—"})
_PARTS = frozenset({"треть", "четверть"})  # «две трети»
_ONE = frozenset(form for form, value in NUMERALS["cardinal"].items() if value == "1")
_OPENING, _CLOSING = frozenset('«"“„'), frozenset('»"”“')
_SOME = frozenset({"одни", "одних", "одним", "одними"})
_STREETS = frozenset(["улица", "шоссе", "проспект", "переулок", "бульвар", "набережная", "проезд", "площадь"])


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence in tokens and in atoms."""

    sentence: Sentence
    atoms: Sequence[Atom]

    def atom(self, index: int) -> Atom | None:
        """The atom at an index; None beyond the sentence."""
        return self.atoms[index] if 0 <= index < len(self.atoms) else None

    def last_token(self, count: Count) -> int:
        """The token in which a quantity ends."""
        stop = self.atoms[count.stop - 1].stop
        return bisect_left(self.sentence.tokens, stop, key=lambda token: token.span.start) - 1

    def lemma(self, index: int) -> str:
        """The lemma of the token that an atom starts in."""
        return self.sentence.tokens[self.atoms[index].token].lemma


def without_target(setting: Setting, count: Count) -> Count:
    """«вырос до 5%»: «до» says where it got to, not that it may be less."""
    first = setting.atoms[count.start]
    clause = [token.lemma for token in setting.sentence.tokens[max(0, first.token - _REACH) : first.token]]
    if first.text != "до" or not GRAMMAR.tables["change"].keys() & clause:
        return count
    return replace(count, start=count.start + 1, bound="exact")


def is_label(setting: Setting, count: Count) -> bool:
    """Whether the number is part of a name, an address, a score, a year, anything but a quantity."""
    if _is_glued(setting, count) or (count.bound in {"exact", "range"} and _is_named(setting, count.start)):
        return True
    return not count.unit and (
        _is_quoted(setting, count) or _closes_a_name(setting, count) or _counts_nothing(setting, count)
    )


def _is_quoted(setting: Setting, count: Count) -> bool:
    """«112» as the name of a channel."""
    before, after = setting.atom(count.start - 1), setting.atom(count.stop)
    return bool(before and after and before.text in _OPENING and after.text in _CLOSING)


def _is_glued(setting: Setting, count: Count) -> bool:
    """«№5», «3:1», «1/4», «2С1», «78.ru», «1)» at the beginning."""
    before, after = setting.atom(count.start - 1), setting.atom(count.stop)
    first, last = setting.atoms[count.start], setting.atoms[count.stop - 1]
    if before and before.stop == first.start and (before.text in _GLUED or before.text.isalnum()):
        return True
    if after is None:
        return False
    if after.text in {")", "."} and (before is None or before.text == ")"):
        return True
    if after.start > last.stop:
        return False
    beyond = setting.atom(count.stop + 1)
    runs_on = after.text == "." and beyond is not None and beyond.start == after.stop
    return runs_on or after.text in {":", "/"} or after.text.isalpha()


def _is_named(setting: Setting, start: int) -> bool:
    """«пунктам 1 и 7», «Windows 11», «Московском шоссе, 153»."""
    while start >= 2 and setting.atoms[start - 1].text in _LISTED and setting.atoms[start - 2].number:
        start -= 2
    if not start:
        return False
    text = setting.atoms[start - 1].text
    if text == ",":
        return any(setting.lemma(i) in _STREETS for i in range(max(0, start - 4), start - 1))
    labels = GRAMMAR.tables["label"]
    return text in labels or setting.lemma(start - 1) in labels or (text.isascii() and text.isalpha())


def _closes_a_name(setting: Setting, count: Count) -> bool:
    """«Духлесс 2»."""
    before, after = setting.atom(count.start - 1), setting.atom(count.stop)
    return bool(before and after and before.kind == "word" and after.text in {"»", '"'} and count.bound == "exact")


def _counts_nothing(setting: Setting, count: Count) -> bool:
    """«34 забег», «две трети», «один из них», «ни один», «одни дома целы», a bare year."""
    first = setting.atoms[count.start]
    tokens, noun = setting.sentence.tokens, _noun_after(setting.sentence, setting.last_token(count))
    if noun is not None and (tokens[noun].lemma in _PARTS or _is_ordinal(tokens[noun], first, count.value)):
        return True
    before = setting.atom(count.start - 1)
    if first.text in _ONE:
        alone = noun is None and counted(setting, count) is None
        is_some = noun is not None and first.text in _SOME and tokens[noun].feats.get("Number") == "Plur"
        return alone or is_some or (before is not None and before.text == "ни")
    is_year = first.text.isdigit() and first.number is not None and first.number.value in _YEARS
    return is_year and counted(setting, count) is None


def _is_ordinal(noun: Token, number: Atom, value: float) -> bool:
    """«на 21 кинофестивале», «своём 34 забеге»: a singular noun after a number that asks for a plural."""
    if noun.pos != "NOUN" or noun.feats.get("Number") != "Sing" or not number.text.isdigit():
        return False
    if noun.text == "человек" or value % 10 == 1:
        return False
    return not (_is_few(value) and noun.feats.get("Case") == "Gen")


def _is_few(value: float) -> bool:
    return value % 10 in {1, 2, 3, 4} and value % 100 not in {11, 12, 13, 14}


def _noun_after(sentence: Sentence, last: int) -> int | None:
    """The first noun after a number, past its attributes."""
    for index in range(last + 1, min(len(sentence.tokens), last + 1 + _FAR)):
        if sentence.tokens[index].pos in {"NOUN", "PROPN"}:
            return index
        if not _is_attribute(sentence.tokens[index]):
            return None
    return None


def counted(setting: Setting, count: Count) -> int | None:
    """The token that is counted: the first noun in a fitting case; else the attribute that stands for it."""
    tokens, last = setting.sentence.tokens, setting.last_token(count)
    noun = _noun_after(setting.sentence, last)
    if noun is not None and _fits(tokens[noun], count.value):
        return noun
    found: int | None = None
    for index in range(last + 1, min(len(tokens), last + 1 + _FAR)):
        if not _is_attribute(tokens[index]) or tokens[index].feats.get("Case") == "Nom":
            break
        found = index
    return found


def _fits(noun: Token, value: float) -> bool:
    """A nominative follows only one to four: «два дома»; «человек» looks like one."""
    return noun.feats.get("Case") != "Nom" or noun.text == "человек" or _is_few(value)


def _is_attribute(token: Token) -> bool:
    if token.pos == "VERB":
        return token.feats.get("VerbForm") == "Part" and "Case" in token.feats
    return token.pos in {"ADJ", "DET"}

"""Numbers in words and digits, and runs of them that are one number.

«две с половиной тысячи», «2,5 тыс.» and «2500» are worth 2500; «двадцатипятилетний» is a number with a tail.

In: words as written. Out: Number, `fold`, `read_word`, `read_digits`, `Adder`. Touches: nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from letopis.lexicon.time_tables import NUMERALS

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_AGED = re.compile(r"(\w+?)-?(летн\w+)")
_ROMAN = re.compile(r"[IVX]{1,5}|[ХI]{1,5}")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "Х": 10}
_SINGLE = frozenset({"тысяча", "тысячу", "тысячей", "миллион", "миллиард", "триллион"})
_FEW = 50.0  # «полсотни» is no unit that could be counted


@dataclass(frozen=True, slots=True)
class Number:
    """What a number is worth. `scale`: the magnitude that it was written with («2,5 тыс.»: 1000), 1 if none."""

    value: float
    ordinal: bool = False
    digits: bool = True
    scale: float = 1
    grouped: bool = False  # written with spaces between thousands, or with a fraction


def fold(written: str) -> str:
    """The form that tables are keyed by: lower case, ё as е, nothing invisible."""
    return _INVISIBLE.sub("", written).lower().replace("ё", "е")


@lru_cache(maxsize=1 << 15)
def read_word(written: str) -> tuple[str, str, Number | None, str]:
    """The folded form, the kind (`word`, `number`, `roman` or `mark`), the number and its tail.

    >>> read_word("двадцатипятилетний")[2:]
    (Number(value=25.0, ordinal=False, digits=False, scale=1, grouped=False), 'летний')
    """
    text = fold(written)
    if _ROMAN.fullmatch(written):
        return text, "roman", Number(_roman(written), ordinal=True), ""
    for kind in ("cardinal", "ordinal"):
        if text in NUMERALS[kind]:
            return text, "number", Number(float(NUMERALS[kind][text]), ordinal=kind == "ordinal", digits=False), ""
    if text in _SINGLE:
        value = float(NUMERALS["magnitude"][text])
        return text, "number", Number(value, digits=False, scale=value), ""
    if (aged := _AGED.fullmatch(text)) and (spelled := _spelled(aged[1])):
        return text, "number", Number(spelled, digits=False), aged[2]
    return text, "word" if written[0].isalnum() else "mark", None, ""


def read_digits(digits: str, tail: str) -> Number:
    """The number written so; with a tail other than «-летний» it is an ordinal: «5-го», «1990-х»."""
    value = float(re.sub(r"\s", "", digits).replace(",", "."))
    return Number(value, ordinal=bool(tail) and not tail.startswith("лет"), grouped=not digits.isdigit())


def _spelled(prefix: str) -> float | None:
    """What the first part of «двадцатипятилетний» is worth."""
    cardinals = NUMERALS["cardinal"]
    if prefix in cardinals:
        return float(cardinals[prefix])
    cuts = [cut for cut in range(4, len(prefix) - 2) if prefix[:cut] in cardinals and prefix[cut:] in cardinals]
    return float(cardinals[prefix[: cuts[0]]]) + float(cardinals[prefix[cuts[0] :]]) if cuts else None


def _roman(written: str) -> float:
    digits = [_ROMAN_DIGITS[letter] for letter in written]
    return float(sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True)))


class Adder:
    """Puts one number together from the words that follow each other.

    «три», «тысячи», «пятьсот» add up to 3500. `add_…` say whether the next word still belongs to the number.
    """

    __slots__ = ("_digits", "_group", "_grouped", "_ordinal", "_scale", "_total")

    def __init__(self, first: Number, text: str) -> None:
        self._digits, self._grouped, self._ordinal = first.digits, first.grouped, first.ordinal
        self._total, self._group, self._scale = 0.0, first.value, 1.0
        if text in _SINGLE:
            self._total, self._group, self._scale = first.value, 0.0, first.scale

    def add_half(self) -> None:
        """«две с половиной»."""
        self._group += 0.5

    def add_magnitude(self, text: str) -> bool:
        """«тысячи», «млн»; also «десятка», «сотен» after a number."""
        if magnitude := NUMERALS["magnitude"].get(text):
            if self._total and float(magnitude) >= self._scale:
                return False
            self._scale = float(magnitude)
            self._total, self._group = self._total + self._group * self._scale, 0.0
            return True
        group = float(NUMERALS["group"].get(text, _FEW))
        if group == _FEW or self._total:
            return False
        self._group, self._scale = self._group * group, group
        return True

    def add_number(self, number: Number) -> bool:
        """«двадцать» and «пять», «две тысячи» and «пятьсот»; never «пять» and «шесть», nor digits and a word."""
        if self._digits or number.digits or self._ordinal:
            return False
        if self._group:
            room = 10 if self._group % 100 else 100
            fits = self._group % 10 == 0 and self._group >= 20 and number.value < room
        else:
            fits = self._total > 0 and number.value < 1000
        if fits and number.value == int(number.value):
            self._group, self._ordinal = self._group + number.value, number.ordinal
            return True
        return False

    def number(self) -> Number:
        """The sum."""
        return Number(self._total + self._group, self._ordinal, self._digits, self._scale, self._grouped)

"""A sentence as atoms: words, marks and whole numbers, however they are written.

«две с половиной тысячи», «2,5 тыс.» and «2500» are one atom each, worth 2500; «35-летний» is a number with a tail.
Atoms do not depend on how the parser cuts words; each knows the token that it starts in.

In: the text of the article, a Sentence. Out: Number, Atom, `read_atoms`. Touches: nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from letopis.lexicon.time_tables import NUMERALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from letopis.records.text import Sentence

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ABBREVIATIONS = r"тыс|млн|млрд|трлн|гг|г|вв|в|янв|февр?|апр|авг|сент?|окт|нояб?|дек|руб|р|долл|коп|час|мин|сек|чел|кв|куб|дн|мес|шт|ст|д|ул|п\.\s?п|п|ч|тел"
_ATOM = re.compile(
    r"""(?P<iso>\d{4}-\d\d-\d\d(?!\d))
    | (?P<dotted>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?![\d.]))
    | (?P<clock>(?<![\d:])\d{1,2}:\d\d(?![\d:]))
    | (?P<number>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)? | \d+(?:[.,]\d+(?![.,]?\d))?)
      (?P<tail>-[а-яё]+(?:-[а-яё]+)*|[а-яё]+)?
    | (?P<short>(?:"""
    + _ABBREVIATIONS
    + r""")\.(?=.))
    | (?P<word>[^\W\d_][\w\u00ad\u200b’']*(?:-\w+)*)
    | (?P<mark>\S)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_WORDS = {form for kind in ("cardinal", "ordinal", "magnitude") for form in NUMERALS[kind]}
_SINGLE = {"тысяча", "тысячу", "тысячей", "миллион", "миллиард", "триллион"}  # one of them, if no number stands before
_ROMAN = re.compile(r"[IVX]{1,5}|[ХI]{1,5}")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "Х": 10}


@dataclass(frozen=True, slots=True)
class Number:
    """What a number is worth. `scale`: the magnitude that it was written with («2,5 тыс.»: 1000), 1 if none."""

    value: float
    ordinal: bool = False
    digits: bool = True
    scale: float = 1
    grouped: bool = False  # written with spaces between thousands, or with a fraction

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, a mark or a number at `start..stop` of the article's text.

    `text` is folded (lower case, ё as е). `kind`: word, number, mark, iso, dotted, clock, roman. `tail` is what is
    glued to a number by a hyphen: «летний» of «35-летний», «х» of «1990-х». `token`: index of the token it starts in.
    """

    text: str
    start: int
    stop: int
    kind: str
    token: int
    number: Number | None = None
    tail: str = ""


def read_atoms(text: str, sentence: Sentence) -> list[Atom]:
    """The atoms of a sentence, in order; only spaces are left out."""
    starts = [token.span.start for token in sentence.tokens]
    atoms = []
    for match in _ATOM.finditer(text, sentence.span.start, sentence.span.stop):
        atoms += _atoms_of(match, bisect_right(starts, match.start()) - 1)
    return _join_numbers([_not_a_noun(atom, sentence) for atom in atoms])


def _atoms_of(match: re.Match[str], token: int) -> list[Atom]:
    kind = match.lastgroup or "mark"
    written = match.group()
    start, stop = match.span()
    if match["number"] is not None:
        return _digits(match, token)
    if kind == "word" and "-" in written and _is_double(written):
        cut = start + written.index("-")
        parts = [(start, cut), (cut, cut + 1), (cut + 1, stop)]
        return [_word(match.string[left:right], left, token) for left, right in parts]
    if kind in {"word", "short"}:
        return [_word(written, start, token)]
    return [Atom(written, start, stop, kind, token)]


def _is_double(written: str) -> bool:
    """Whether a word with a hyphen is two numbers or two times: «два-три», «ноябре-декабре»."""
    left, _, right = written.partition("-")
    return (
        fold(left) in _WORDS
        and fold(right) in _WORDS
        or fold(left)[:3] in _MONTH_STEMS
        and fold(right)[:3] in _MONTH_STEMS
    )


_MONTH_STEMS = {"янв", "фев", "мар", "апр", "мая", "май", "мае", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"}


def fold(written: str) -> str:
    """The form that tables are keyed by."""
    return _INVISIBLE.sub("", written).lower().replace("ё", "е")


def _word(written: str, start: int, token: int) -> Atom:
    text = fold(written)
    stop = start + len(written)
    if _ROMAN.fullmatch(written) and (number := _roman(written)):
        return Atom(text, start, stop, "roman", token, Number(number, ordinal=True))
    for kind in ("cardinal", "ordinal"):
        if text in NUMERALS[kind]:
            number = float(NUMERALS[kind][text])
            return Atom(text, start, stop, "number", token, Number(number, ordinal=kind == "ordinal", digits=False))
    if text in _SINGLE:
        value = float(NUMERALS["magnitude"][text])
        return Atom(text, start, stop, "number", token, Number(value, digits=False, scale=value))
    return Atom(text, start, stop, "mark" if not written[0].isalnum() else "word", token)


def _roman(written: str) -> float:
    digits = [_ROMAN_DIGITS[letter] for letter in written]
    return float(sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True)))


def _digits(match: re.Match[str], token: int) -> list[Atom]:
    start, stop = match.span()
    written, tail = match["number"], match["tail"] or ""
    if tail and tail[0].isalpha():  # «2009г»: a word of its own
        stop, tail = match.end("number"), ""
    value = float(re.sub(r"\s", "", written).replace(",", "."))
    grouped = not written.isdigit()
    number = Number(value, ordinal=bool(tail) and not tail.startswith("-лет"), grouped=grouped)
    atoms = [Atom(written, start, stop, "number", token, number, fold(tail.lstrip("-")))]
    if stop < match.end():
        atoms.append(_word(match["tail"], stop, token))
    return atoms


def _not_a_noun(atom: Atom, sentence: Sentence) -> Atom:
    """«семью» and «сорок» may be nouns: the tagger knows."""
    if (
        atom.kind == "number"
        and atom.text in {"семью", "сорока", "сороку"}
        and sentence.tokens[atom.token].lemma in {"семья", "сорока"}
    ):
        return replace(atom, kind="word", number=None)
    return atom


def _join_numbers(atoms: Sequence[Atom]) -> list[Atom]:
    """Runs that are one number become one atom: «двадцать пять», «три тысячи пятьсот», «2,5 тыс.»."""
    joined: list[Atom] = []
    index = 0
    while index < len(atoms):
        length, atom = _joined_at(atoms, index)
        joined.append(atom)
        index += length
    return joined


def _joined_at(atoms: Sequence[Atom], index: int) -> tuple[int, Atom]:
    """The longest number that starts here, and of how many atoms it is."""
    first = atoms[index]
    if first.number is None or first.number.ordinal or first.kind != "number" or first.tail:
        return 1, first
    total, group, scale, ordinal, place = 0.0, first.number.value, 1.0, False, index + 1
    if first.text in _SINGLE:
        total, group, scale = group, 0.0, group
    while place < len(atoms) and not ordinal:
        atom = atoms[place]
        if _is_half(atoms, place):
            group, place = group + 0.5, place + 2
        elif (magnitude := NUMERALS["magnitude"].get(atom.text)) and (total == 0 or float(magnitude) < scale):
            scale = float(magnitude)
            total, group, place = total + group * scale, 0.0, place + 1
        elif atom.text in NUMERALS["group"] and total == 0 and not NUMERALS["group"][atom.text] == "50":
            scale = float(NUMERALS["group"][atom.text])
            total, group, place = group * scale, 0.0, place + 1
        elif _continues(group, total, first, atom):
            assert atom.number is not None
            group, ordinal, place = group + atom.number.value, atom.number.ordinal, place + 1
        else:
            break
    number = Number(
        total + group, ordinal=ordinal, digits=first.number.digits, scale=scale, grouped=first.number.grouped
    )
    last = atoms[place - 1]
    text = first.text if place == index + 1 else " ".join(atom.text for atom in atoms[index:place])
    return place - index, replace(first, text=text, stop=last.stop, number=number, tail=last.tail)


def _is_half(atoms: Sequence[Atom], place: int) -> bool:
    return atoms[place].text == "с" and place + 1 < len(atoms) and atoms[place + 1].text in NUMERALS["half"]


def _continues(group: float, total: float, first: Atom, atom: Atom) -> bool:
    """«двадцать» + «пять», «две тысячи» + «пятьсот», never «пять» + «шесть» nor digits + a word."""
    number = atom.number
    if number is None or atom.kind != "number" or number.digits or first.number is None or first.number.digits:
        return False
    if group == 0:
        return total > 0 and number.value < 1000
    room = 10 if group % 100 else 100 if group >= 100 else 0
    return bool(group % 10 == 0 and group >= 20 and number.value < room and number.value == int(number.value))

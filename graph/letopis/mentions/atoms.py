"""A sentence as atoms: words, marks and whole numbers, however they are written.

«2,5 тыс.», «35-летний», «15:30», «08.01.2022» are one atom each. Atoms do not depend on how the parser cuts words; each
knows the token that it starts in.

In: the text of the article, a Sentence. Out: Atom, `words_of`, `read_atoms`. Touches: nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from letopis.lexicon.time_tables import NUMERALS
from letopis.mentions.numerals import Adder, Number, fold, read_digits, read_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letopis.records.text import Sentence

_SHORT = (
    r"тыс|млн|млрд|трлн|гг|г|вв|в|янв|февр?|апр|авг|сент?|окт|нояб?|дек|руб|р|долл|коп|мин|сек|чел|кв|куб|дн|мес|шт"
    r"|ст|д|ул|[пб]\.\s?п|п|ч|тел"
)
_ATOM = re.compile(
    rf"""(?P<iso>\d{{4}}-\d\d-\d\d(?!\d))
    | (?P<dotted>\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d)(?!\.?\d))
    | (?P<clock>(?<![\d:])\d{{1,2}}:\d\d(?![\d:]))
    | (?P<phone>(?:\+\d|8)[\s-]?\(?\d{{3}}\)?[\s-]?\d{{3}}[\s-]?\d\d[\s-]?\d\d(?!\d)
      | \d{{2,3}}-\d\d-\d\d(?![\d-]))
    | (?P<number>\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?!\d)(?:[.,]\d+)? | \d+(?:[.,]\d+(?![.,]?\d))?)
      (?P<tail>-[а-яё]+(?:-[а-яё]+)*|[а-яё]+)?
    | (?P<short>(?:{_SHORT})\.(?=.))
    | (?P<word>[^\W\d_][\w\u00ad\u200b’']*(?:-\w+)*)
    | (?P<mark>\S)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PIECE = re.compile(r"[^\W\d_]+|\d|[^\w\s]")
_WORDS = {form for kind in ("cardinal", "ordinal", "magnitude") for form in NUMERALS[kind]}
_MONTHS = {"янв", "фев", "мар", "апр", "мая", "май", "мае", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"}


class Atom(NamedTuple):
    """A word, a mark or a number at `start..stop` of the article's text.

    `text` is folded. `kind`: word, number, mark, iso, dotted, clock, phone, roman. `tail` is what is glued to a number
    by a hyphen: «летний» of «35-летний», «х» of «1990-х». `token`: index of the token that the atom starts in.
    """

    text: str
    start: int
    stop: int
    kind: str
    token: int
    number: Number | None = None
    tail: str = ""


def words_of(text: str, sentence: Sentence) -> set[str]:
    """The words of a sentence and its single digits, folded: a cheap look at whether it is worth reading."""
    return set(_PIECE.findall(fold(sentence.span.of(text))))


def read_atoms(text: str, sentence: Sentence) -> list[Atom]:
    """The atoms of a sentence, in order; only spaces are left out."""
    starts = [token.span.start for token in sentence.tokens]
    atoms: list[Atom] = []
    for match in _ATOM.finditer(text, sentence.span.start, sentence.span.stop):
        atoms += _atoms_of(match, bisect_right(starts, match.start()) - 1)
    if not any(atom.number for atom in atoms):
        return atoms
    return _join_numbers([_unless_noun(atom, sentence) for atom in atoms])


def _atoms_of(match: re.Match[str], token: int) -> Iterator[Atom]:
    kind = match.lastgroup or "mark"
    written = match.group()
    start, stop = match.span()
    if kind in {"number", "tail"}:
        yield from _digits(match, token)
    elif kind == "word" and "-" in written and _is_double(written):
        cut = start + written.index("-")
        for left, right in ((start, cut), (cut, cut + 1), (cut + 1, stop)):
            yield _word(match.string[left:right], left, token)
    elif kind in {"word", "short"}:
        yield _word(written, start, token)
    else:
        yield Atom(written, start, stop, kind, token)


def _word(written: str, start: int, token: int) -> Atom:
    text, kind, number, tail = read_word(written)
    return Atom(text, start, start + len(written), kind, token, number, tail)


def _digits(match: re.Match[str], token: int) -> Iterator[Atom]:
    start, stop = match.span()
    tail = match["tail"] or ""
    if tail and tail[0].isalpha():  # «2009г»: a word of its own
        stop, tail = match.end("number"), ""
    tail = fold(tail.lstrip("-"))
    yield Atom(match["number"], start, stop, "number", token, read_digits(match["number"], tail), tail)
    if stop < match.end():
        yield _word(match["tail"], stop, token)


def _is_double(written: str) -> bool:
    """Whether a word with a hyphen is two numbers or two months: «два-три», «ноябре-декабре»."""
    left, _, right = fold(written).partition("-")
    return {left, right} <= _WORDS or {left[:3], right[:3]} <= _MONTHS


def _unless_noun(atom: Atom, sentence: Sentence) -> Atom:
    """«семью» and «сорока» may be nouns: the tagger knows."""
    if atom.text in {"семью", "сорока"} and sentence.tokens[atom.token].lemma in {"семья", "сорока"}:
        return atom._replace(kind="word", number=None)
    return atom


def _join_numbers(atoms: list[Atom]) -> list[Atom]:
    """Runs that are one number become one atom: «двадцать пять», «три тысячи пятьсот», «2,5 тыс.»."""
    joined: list[Atom] = []
    start = 0
    while start < len(atoms):
        stop, atom = _joined_at(atoms, start)
        joined.append(atom)
        start = stop
    return joined


def _joined_at(atoms: list[Atom], start: int) -> tuple[int, Atom]:
    """The longest number that starts here, and where it ends."""
    first = atoms[start]
    if first.number is None or first.number.ordinal or first.kind != "number" or first.tail:
        return start + 1, first
    adder = Adder(first.number, first.text)
    stop = start + 1
    while stop < len(atoms):
        atom = atoms[stop]
        if atom.text == "с" and stop + 1 < len(atoms) and atoms[stop + 1].text in NUMERALS["half"]:
            adder.add_half()
            stop += 1
        elif not (
            adder.add_number(atom.number)
            if atom.kind == "number" and atom.number and not atom.tail
            else adder.add_magnitude(atom.text)
        ):
            break
        stop += 1
    if stop == start + 1:
        return stop, first
    text = " ".join(atom.text for atom in atoms[start:stop])
    return stop, first._replace(text=text, stop=atoms[stop - 1].stop, number=adder.number())

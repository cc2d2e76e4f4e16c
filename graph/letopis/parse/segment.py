"""Lines, sentences and words, with offsets that stay those of the text.

«Президент\xa0Каза\xadхстана прибыл в\xa0Москву.» has the words «Президент», «Казахстана», «прибыл», «в», «Москву», «.»,
and «Казахстана» spans eleven code points of the text, its soft hyphen among them.

In: a text. Out: sentences as tuples of `Word`. Touches: nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from razdel import sentenize, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_WORDS = 256

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_CHUNK = re.compile(r"\S{1,1000}")  # longer ones are garbage and are cut, for razdel is slow on them
_PLAIN = re.compile('([а-яё]+|[a-z]+)[.,:;?»"]?', re.IGNORECASE)  # what razdel cuts in the same way, but slowly
# Ends that razdel does not see: «до 39 см. Синоптик отметил…», «упал на пол. Врач…», a paragraph made of spaces.
_END = re.compile(
    r"(?:\d (?:(?:кв|куб)\. ?)?(?:мм|см|м|км|кг|т|л|п\. ?п)|\bна (?:пол|ум))\.(?=\s+[«\"]?[А-ЯЁ](?:[а-яё]|\s))"
    r"|[\w»)](?=\s{2,}[«\"]?[А-ЯЁ][а-яё ])"
)
# Soft hyphens, zero-width characters, direction marks, stress marks, variation selectors: seen, never read.
_INVISIBLE = re.compile(
    "[\u00ad\u0300\u0301\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
# One character for one, so that offsets do not move.
_ODD = str.maketrans(
    dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
    | dict.fromkeys("‟〝〞＂″", '"')
    | dict.fromkeys("‹《〈", "«")
    | dict.fromkeys("›》〉", "»")
    | dict.fromkeys("‘’‚‛′`´ʹ＇", "'")
)


class Word(NamedTuple):
    """A stretch `start..stop` of the text and how the models read it."""

    start: int
    stop: int
    form: str


def segment(text: str) -> Iterator[tuple[Word, ...]]:
    """Sentences in order, none empty; a sentence never crosses a line break.

    Every character that is neither space nor invisible is in exactly one word. A sentence of more than `MAX_WORDS`
    words (a table, a list of names without a full stop) is cut, at the last punctuation mark in the second half of
    the allowance where there is one, so that the matrix of heads stays small.
    """
    for line in _LINE.finditer(text):
        clean, offsets = _clean(line.group(), line.start())
        for first, last in _sentence_bounds(clean):
            words = [
                Word(offsets[start], offsets[stop - 1] + 1, clean[start:stop])
                for start, stop in _word_bounds(clean, first, last)
            ]
            yield from _cut(words)


def _clean(line: str, start: int) -> tuple[str, range | list[int]]:
    """The line as the models read it, and for each of its characters the offset in the text."""
    clean = line.translate(_ODD)
    if not _INVISIBLE.search(clean):
        return clean, range(start, start + len(clean))
    offsets = [start + i for i, character in enumerate(clean) if not _INVISIBLE.match(character)]
    return _INVISIBLE.sub("", clean), offsets


def _sentence_bounds(clean: str) -> Iterator[tuple[int, int]]:
    for sentence in sentenize(clean):
        start = sentence.start
        for end in _END.finditer(clean, sentence.start, sentence.stop):
            yield start, end.end()
            start = end.end()
        yield start, sentence.stop


def _word_bounds(clean: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    for chunk in _CHUNK.finditer(clean, start, stop):
        offset = chunk.start()
        for left, right in _chunk_bounds(chunk.group()):
            yield offset + left, offset + right


@lru_cache(maxsize=1 << 15)
def _chunk_bounds(chunk: str) -> tuple[tuple[int, int], ...]:
    """Words of a text without spaces.

    Alone, because razdel looks across spaces and would make «18,» one word in «погибли 18, 748 пострадали».
    """
    if plain := _PLAIN.fullmatch(chunk):
        stop = plain.end(1)
        return ((0, stop),) if stop == len(chunk) else ((0, stop), (stop, len(chunk)))
    return tuple((token.start, token.stop) for token in tokenize(chunk))


def _cut(words: list[Word]) -> Iterator[tuple[Word, ...]]:
    while len(words) > MAX_WORDS:
        marks = (i + 1 for i in range(MAX_WORDS - 1, MAX_WORDS // 2, -1) if not any(map(str.isalnum, words[i].form)))
        stop = next(marks, MAX_WORDS)
        yield tuple(words[:stop])
        words = words[stop:]
    if words:
        yield tuple(words)

"""Words of a text, and the pieces of a word that the encoder has vectors for, with the offsets of the text.

«Ка\xadзань-2» has the words «Ка\xadзань», «-», «2»; a word is letters, digits or one other character, with the marks
that follow it. Pieces never cross words: an entity that ends at a word ends at a piece.

In: a text, a vocabulary. Out: words, pieces. Touches: nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

START, PAD, STOP, UNKNOWN = 0, 1, 2, 3
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
BOUNDARY = "▁"
UNKNOWN_PENALTY = 10.0
LONGEST_WORD = 200  # code points, and pieces; longer ones are garbage and become one unknown piece
MOST_SEEN = 200_000  # words whose pieces are kept in mind

_INVISIBLE = "\u00ad\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_WORD = re.compile(rf"(?:[^\W\d_][{_INVISIBLE}]*)+|(?:\d[{_INVISIBLE}]*)+|\S[{_INVISIBLE}]*")
_UNSEEN = re.compile(f"[{_INVISIBLE}]")


class Word(NamedTuple):
    """A stretch of the text; `leads`: nothing or a space stands before it."""

    start: int
    stop: int
    leads: bool


class Piece(NamedTuple):
    """A row of the embedding and the stretch of the text it stands for."""

    id: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces by row, the first four special; `scores` are log probabilities; `normaliser` maps single code points."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    normaliser: Mapping[str, str]


def find_words(text: str) -> Iterator[Word]:
    """Words in order, disjoint; every code point that is no space is in exactly one."""
    for match in _WORD.finditer(text):
        start, stop = match.span()
        yield Word(start, stop, start == 0 or text[start - 1].isspace())


@dataclass(slots=True)
class Tokenizer:
    """The likeliest cut of a word into pieces (unigram language model, Viterbi search).

    Words that were cut are kept in mind; several threads may use one tokenizer.
    """

    vocabulary: Vocabulary
    _rows: dict[str, tuple[float, int]] = field(init=False)
    _longest: int = field(init=False)
    _unknown: float = field(init=False)
    _seen: dict[tuple[str, bool], tuple[Piece, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        scored = zip(self.vocabulary.pieces, self.vocabulary.scores, strict=True)
        self._rows = {piece: (score, row) for row, (piece, score) in enumerate(scored) if row >= len(SPECIAL) and piece}
        self._longest = max(map(len, self._rows), default=1)
        self._unknown = min(self.vocabulary.scores) - UNKNOWN_PENALTY

    def encode(self, text: str) -> list[tuple[Word, tuple[Piece, ...]]]:
        """Each word with its pieces, at least one, in order; the pieces of a word cover what is visible of it."""
        return [(word, self._pieces(text, word)) for word in find_words(text)]

    def _pieces(self, text: str, word: Word) -> tuple[Piece, ...]:
        found = self.pieces(text[word.start : word.stop], leads=word.leads)
        return tuple(Piece(row, word.start + start, word.start + stop) for row, start, stop in found)

    def pieces(self, form: str, *, leads: bool) -> tuple[Piece, ...]:
        """The pieces of a word, at least one and at most `LONGEST_WORD`, with offsets in the word."""
        found = self._seen.get((form, leads))
        if found is None:
            found = self._spelled(form, leads) if len(form) <= LONGEST_WORD else ()
            if not 0 < len(found) <= LONGEST_WORD:  # one code point may stand for twenty
                found = (Piece(UNKNOWN, 0, len(form)),)
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            self._seen[form, leads] = found
        return found

    def _spelled(self, form: str, leads: bool) -> tuple[Piece, ...]:
        surface, places = self._normal(form)
        shift = len(BOUNDARY) if leads else 0
        pieces = []
        for row, start, stop in self.cut(BOUNDARY * leads + surface):
            first, last = max(start - shift, 0), stop - shift - 1
            if last < 0:  # the boundary alone
                left = right = places[0][0] if places else 0
            else:
                left, right = places[first][0], places[last][1]
            pieces.append(Piece(row, left, right))
        return tuple(pieces)

    def _normal(self, form: str) -> tuple[str, list[tuple[int, int]]]:
        """The form as the pieces spell it, and for each of its code points the stretch of `form` it comes from."""
        table, clean = self.vocabulary.normaliser, []
        places: list[tuple[int, int]] = []
        for start, stop in _clusters(form):
            composed = _UNSEEN.sub("", unicodedata.normalize("NFC", form[start:stop]))
            normal = "".join(table.get(character, character) for character in composed)
            normal = "".join(normal.split())
            clean.append(normal)
            places += [(start, stop)] * len(normal)
        return "".join(clean), places

    def cut(self, form: str) -> tuple[tuple[int, int, int], ...]:
        """Row, start and stop of each piece of a normalised form, a boundary mark before it where it has one."""
        best = [0.0] + [float("-inf")] * len(form)
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(form) + 1)
        for start in range(len(form)):
            if best[start] + self._unknown > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._unknown, (start, UNKNOWN)
            for stop in range(start + 1, min(len(form), start + self._longest) + 1):
                row = self._rows.get(form[start:stop])
                if row is not None and best[start] + row[0] > best[stop]:
                    best[stop], came[stop] = best[start] + row[0], (start, row[1])
        pieces, stop = [], len(form)
        while stop:
            start, identifier = came[stop]
            pieces.append((identifier, start, stop))
            stop = start
        return tuple(reversed(pieces))


def _clusters(form: str) -> Iterator[tuple[int, int]]:
    """Each code point with the combining and invisible ones that follow it."""
    start = 0
    for place in range(1, len(form) + 1):
        if place == len(form) or not _UNSEEN.match(form[place]):
            yield start, place
            start = place

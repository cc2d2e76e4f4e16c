"""Documents as the network sees them: pieces, words, sentences, entities as ranges of words, windows.

An entity that is not whole (in several stretches, or cut inside a word) keeps the words between its ends: it is no
training example of a span, yet may be the end of a relation.

In: Document, Tokenizer. Out: Encoded, Window. Touches: nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from letopis.model import windows
from letopis.model.likeness import word_keys
from letopis.model.windows import MOST_PIECES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

    from letopis.model.pieces import Tokenizer
    from letopis_training.corpus import Document

    Integers = npt.NDArray[np.int64]

_END = re.compile(r"(?<=[.!?…])[\"»”)]*\s+(?=[\"«„“(—–-]*\s*[A-ZА-ЯЁ0-9])|\n+")


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of types by number."""

    entities: tuple[str, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Arrays by word: offsets `bounds` (n, 2), sentence numbers, `keys` (n, 4) for comparing names; pieces by word.

    `entities` (n, 4): first word, last word, type, whether it is whole. `relations` (n, 3): head, tail, type.
    `places` has for each entity its number in the document.
    """

    document: Document
    bounds: Integers
    sentences: Integers
    pieces: tuple[tuple[int, ...], ...]
    keys: Integers
    entities: Integers
    relations: Integers
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start..stop` of a document."""

    encoded: Encoded
    start: int
    stop: int


def labels_of(documents: tuple[Document, ...]) -> Labels:
    """The types that occur, by name."""
    entities = {entity.type for document in documents for entity in document.entities}
    relations = {relation.type for document in documents for relation in document.relations}
    return Labels(tuple(sorted(entities)), tuple(sorted(relations)))


def encode(document: Document, tokenizer: Tokenizer, labels: Labels) -> Encoded:
    """The document in numbers; types that are not among the labels are left out."""
    words = tokenizer.encode(document.text)
    bounds = np.array([(word.start, word.stop) for word, _ in words], np.int64).reshape(-1, 2)
    starts = [0, *(match.end() for match in _END.finditer(document.text))]
    sentences = np.array([bisect_right(starts, start) - 1 for start in bounds[:, 0]], np.int64)
    entities, places = _entities(document, bounds, {name: number for number, name in enumerate(labels.entities)})
    return Encoded(
        document,
        bounds,
        sentences,
        tuple(tuple(piece.id for piece in pieces) for _, pieces in words),
        word_keys([document.text[start:stop] for start, stop in bounds]),
        entities,
        _relations(document, places, {name: number for number, name in enumerate(labels.relations)}),
        places,
    )


def _entities(document: Document, bounds: Integers, types: Mapping[str, int]) -> tuple[Integers, tuple[int, ...]]:
    starts, stops = bounds[:, 0].tolist(), bounds[:, 1].tolist()
    rows, places = [], []
    for place, entity in enumerate(document.entities):
        first, last = bisect_right(stops, entity.start), bisect_left(starts, entity.stop) - 1
        if first <= last and entity.type in types:
            aligned = starts[first] == entity.start and stops[last] == entity.stop
            rows.append((first, last, types[entity.type], aligned and len(entity.stretches) == 1))
            places.append(place)
    return np.array(rows, np.int64).reshape(-1, 4), tuple(places)


def _relations(document: Document, places: tuple[int, ...], types: Mapping[str, int]) -> Integers:
    rows = {place: row for row, place in enumerate(places)}
    found = [
        (rows[relation.head], rows[relation.tail], types[relation.type])
        for relation in document.relations
        if relation.head in rows and relation.tail in rows and relation.type in types
    ]
    return np.array(found, np.int64).reshape(-1, 3)


def cut(encoded: Encoded, *, most: int = MOST_PIECES, overlap: int = 0) -> Iterator[Window]:
    """Windows in order, as the package cuts a text."""
    places = np.cumsum([0, *map(len, encoded.pieces)], dtype=np.int64)
    for start, stop in windows.cut(places, encoded.sentences, most=most, overlap=overlap):
        yield Window(encoded, start, stop)

"""Which pieces of the multilingual vocabulary are kept for Russian news.

All pieces of Russian letters, of digits and punctuation, and all single characters of European scripts stay; of the
others («Face», «book») those that occur in the articles, the commonest first, until the list is full.

In: Container, texts. Out: Vocabulary, and the rows it keeps. Touches: the saved vocabulary.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from letopis.model.pieces import BOUNDARY, SPECIAL, Tokenizer, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy.typing as npt

    from letopis_training.container import Container

MOST_PIECES = 36_000
MASK = "<mask>"

_RUSSIAN = re.compile("[а-яё]+", re.IGNORECASE)
_OUTSIDE = 0x2200  # beyond European letters, punctuation and signs of currency


def full_vocabulary(container: Container) -> Vocabulary:
    """All pieces, in the order of the container."""
    return Vocabulary(container.pieces, tuple(map(float, container.scores)), container.normaliser)


def choose_rows(full: Vocabulary, texts: Iterable[str], *, most: int = MOST_PIECES) -> npt.NDArray[np.int64]:
    """Rows to keep, ascending, the special ones first; the commonest others fill up to `most`."""
    counts = count_pieces(Tokenizer(full), texts)
    kept = {
        row
        for row, piece in enumerate(full.pieces)
        if row < len(SPECIAL) or piece == MASK or _is_always_kept(piece.removeprefix(BOUNDARY))
    }
    others = sorted((-count, row) for row, count in counts.items() if row not in kept)
    return np.array(sorted(kept | {row for _, row in others[: max(0, most - len(kept))]}), np.int64)


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """How often each row occurs."""
    counts: Counter[int] = Counter()
    for text in texts:
        for _, pieces in tokenizer.encode(text):
            counts.update(piece.id for piece in pieces)
    return counts


def _is_always_kept(piece: str) -> bool:
    if not piece or _RUSSIAN.fullmatch(piece):
        return True
    if any(ord(character) >= _OUTSIDE for character in piece):
        return False
    return len(piece) == 1 or not any(map(str.isalpha, piece))


def cut_vocabulary(full: Vocabulary, rows: npt.NDArray[np.int64]) -> Vocabulary:
    """The pieces of those rows; what the normaliser maps stays as it is."""
    pieces = tuple(full.pieces[row] for row in rows)
    return Vocabulary(pieces, tuple(full.scores[row] for row in rows), full.normaliser)


def save_vocabulary(vocabulary: Vocabulary, path: Path) -> None:
    """Compressed JSON, the same bytes for the same vocabulary."""
    table = {
        "pieces": vocabulary.pieces,
        "scores": [round(score, 5) for score in vocabulary.scores],
        "normaliser": dict(sorted(vocabulary.normaliser.items())),
    }
    path.write_bytes(gzip.compress(json.dumps(table, ensure_ascii=False).encode(), mtime=0))

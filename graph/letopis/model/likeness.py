"""Keys by which names are compared: same words, same stems, same first or last stem, initials.

«Европейский союз» and «Европейского союза» have the same stems, «ЕС» has the letters of their initials.

In: words. Out: arrays of keys; two names are alike in a respect where their keys are equal and not zero.
Touches: nothing.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]

SURFACE, STEMS, INITIALS, FIRST, LAST, LETTERS = range(6)
SPAN_KEYS = 6
# Which key of one name is compared with which key of the other.
COMPARED = (
    (SURFACE, SURFACE),
    (STEMS, STEMS),
    (FIRST, FIRST),
    (LAST, LAST),
    (FIRST, LAST),
    (LAST, FIRST),
    (INITIALS, LETTERS),
    (LETTERS, INITIALS),
)

_STEM = re.compile(r"(.{3,}?)(?:[ое][гм][оу])?[аеёиоуыэюяйьмх]*")  # «европейск|ого», «путин|ым», «серг|ей», «росс|ией»
_SHORT_WORD = 2  # «о», «по», «и» give no initial
_ACRONYM = range(2, 9)
_LONGEST_INFLECTED = 200  # what is longer is no word, and slow to take apart


def word_keys(words: Sequence[str]) -> Integers:
    """(n, 4): surface, stem, initial, and the letters of what may be an acronym; zero where there is none."""
    return np.array([_keys(word) for word in words], np.int64).reshape(-1, 4)


def span_keys(keys: Integers, first: Integers, last: Integers) -> Integers:
    """(n_spans, 6) for spans of words, both ends inclusive; words of a name may be in any order."""
    total = np.concatenate([np.zeros((1, keys.shape[1]), np.int64), np.cumsum(keys, axis=0)])
    sums = total[last + 1] - total[first]
    letters = np.where(first == last, keys[first, 3], 0)
    initials = np.where(first == last, 0, sums[:, 2])
    return np.stack([sums[:, 0], sums[:, 1], initials, keys[first, 1], keys[last, 1], letters], axis=1)


@lru_cache(maxsize=1 << 17)
def _keys(word: str) -> tuple[int, int, int, int]:
    lower = word.lower().replace("ё", "е")
    if not lower[0].isalpha():
        return (_hash(lower), _hash(lower), 0, 0) if lower[0].isdigit() else (0, 0, 0, 0)
    stem = _STEM.fullmatch(lower) if len(lower) <= _LONGEST_INFLECTED else None
    initial = _hash(lower[0]) if len(lower) > _SHORT_WORD else 0
    letters = sum(map(_hash, lower)) if word.isupper() and len(word) in _ACRONYM else 0
    return _hash(lower), _hash(stem.group(1) if stem else lower), initial, letters


def _hash(form: str) -> int:
    """A number of 48 bits, the same on every machine; sums of many stay below 64."""
    code = form.encode("utf-8", "surrogatepass")
    return zlib.crc32(code) << 16 | zlib.adler32(code) & 0xFFFF

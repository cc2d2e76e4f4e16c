"""What the network says of the trees of sentences, and which window reads which sentence.

In: a text in numbers, the words of its sentences. Out: Leaves, Scores. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from letopis.model.windows import owned_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from letopis.model.windows import Spelled, Window

    Integers = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float32]


class Leaves(NamedTuple):
    """The words of the sentences of a text: the first and the last word of `Spelled` that each has a part in (n).

    The words of sentence i are `stops[i] : stops[i + 1]`.
    """

    first: Integers
    last: Integers
    stops: Integers


@dataclass(frozen=True, slots=True)
class Scores:
    """Of a sentence of n words: numbers of `tags` (n), scores of `heads` (n, 1 + n), the root first."""

    tags: Integers
    heads: Numbers
    _kinds: Numbers
    _above: Numbers

    def rels(self, heads: Integers) -> Numbers:
        """The scores of the relations to `heads` (n), where 0 is the root: (n, relations)."""
        above = self._above[heads]
        scores: Numbers = (self._kinds[:, :, :-1] @ above[..., None])[..., 0] + self._kinds[:, :, -1]
        return scores


class Grown(NamedTuple):
    """Of the sentences of a window with n words in all, as `Scores`; heads are looked for in all of them."""

    tags: Integers
    heads: Numbers
    kinds: Numbers
    above: Numbers

    def sentence(self, start: int, stop: int) -> Scores:
        """The one that has the words `start..stop`."""
        own = np.array([0, *range(start + 1, stop + 1)])
        return Scores(self.tags[start:stop], self.heads[start:stop, own], self.kinds[start:stop], self.above[own])


def leaves(spelled: Spelled, sentences: Sequence[Sequence[tuple[int, int]]]) -> Leaves:
    """`sentences` are words as offsets, none without a visible character."""
    offsets = np.array([word for words in sentences for word in words], np.int64).reshape(-1, 2)
    starts = spelled.bounds[:, 0]
    first = np.searchsorted(starts, offsets[:, 0], side="right") - 1
    last = np.searchsorted(starts, offsets[:, 1] - 1, side="right") - 1
    return Leaves(first, last, np.cumsum([0, *map(len, sentences)], dtype=np.int64))


def read_in(place: int, windows: Sequence[Window], found: Leaves, count: int) -> Iterator[int]:
    """The sentences that lie whole in window `place`, and farther from its edges than from those of any other.

    `count` is the number of words of the text.
    """
    first, last = found.first[found.stops[:-1]], found.last[found.stops[1:] - 1]
    yield from np.flatnonzero(owned_by(place, windows, first, last, count)).tolist()

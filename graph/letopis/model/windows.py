"""A text in numbers, and the windows in which the network reads it.

A window holds at most 510 pieces and closes at the end of a sentence where one is near; the next one begins some
sentences before that, so that whatever stands at an edge of one stands inside another. A sentence that is longer than
a window is read in several.

In: a text, the starts of its sentences. Out: Spelled, windows as ranges of words. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from letopis.model.likeness import word_keys
from letopis.model.pieces import find_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from letopis.model.pieces import Tokenizer

    Booleans = npt.NDArray[np.bool_]
    Integers = npt.NDArray[np.int64]

MOST_PIECES = 510
OVERLAP = 140
LEAST_SHARE = 0.6  # of a window's allowance, before which it is not closed at a sentence that is longer than a window

Window = tuple[int, int]  # first word and the one behind the last


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text of n words: offsets `bounds` (n, 2), numbers of `sentences` (n), `keys` (n, 4) for comparing names.

    The pieces of word i are `pieces[places[i] : places[i + 1]]`.
    """

    bounds: Integers
    sentences: Integers
    keys: Integers
    pieces: Integers
    places: Integers

    def touched(self, start: int, stop: int) -> Window:
        """The words that share code points with a stretch of the text."""
        first = int(np.searchsorted(self.bounds[:, 1], start, side="right"))
        return first, int(np.searchsorted(self.bounds[:, 0], stop))


def spell(text: str, starts: Sequence[int], tokenizer: Tokenizer) -> Spelled:
    """`starts` are those of the sentences, in order; words before the first belong to it."""
    words = list(find_words(text))
    forms = [text[word.start : word.stop] for word in words]
    spelled = [tokenizer.pieces(form, leads=word.leads) for form, word in zip(forms, words, strict=True)]
    bounds = np.array([word[:2] for word in words], np.int64).reshape(-1, 2)
    sentences = np.searchsorted(np.array(starts, np.int64), bounds[:, 0], side="right") - 1
    return Spelled(
        bounds,
        np.maximum(sentences, 0),
        word_keys(forms),
        np.array([piece.id for pieces in spelled for piece in pieces], np.int64),
        np.cumsum([0, *map(len, spelled)], dtype=np.int64),
    )


def cut(places: Integers, sentences: Integers, *, most: int = MOST_PIECES, overlap: int = OVERLAP) -> Iterator[Window]:
    """Windows in order, of at most `most` pieces unless one word alone has more; every word is in at least one.

    A sentence that has no more pieces than a window is whole in at least one. `places` (words + 1) counts the pieces
    before each word; `overlap` is the number of pieces that a window repeats of the one before it.
    """
    count = len(places) - 1
    opens = [0, *(np.flatnonzero(np.diff(sentences)) + 1).tolist()]
    start = 0
    while start < count:
        stop = max(start + 1, int(np.searchsorted(places, places[start] + most, side="right")) - 1)
        if stop >= count:
            yield start, count
            return
        order = bisect_right(opens, stop) - 1
        near, following = opens[order], [*opens, count][order + 1]
        fits = places[following] - places[near] <= most
        if near > start and (fits or places[near] - places[start] >= LEAST_SHARE * most):
            stop = near
        yield start, stop
        start = max(start + 1, _resume(places, opens, stop, overlap)) if overlap else stop
        if fits and stop == near:
            start = max(start, int(np.searchsorted(places, places[following] - most)))


def _resume(places: Integers, opens: list[int], stop: int, overlap: int) -> int:
    """The first sentence that begins in the last `overlap` pieces, else the word there."""
    back = int(np.searchsorted(places, places[stop] - overlap))
    place = bisect_left(opens, back)
    return opens[place] if place < len(opens) and opens[place] < stop else back


def margins(window: Window, first: Integers, last: Integers, count: int) -> Integers:
    """Words between spans and the nearer edge of a window that is no edge of the text; -1 where it does not hold one.

    `first`, `last` (n) are the words of the spans, both inclusive; `count` is the number of words of the text.
    """
    start, stop = window
    left = first - start if start else np.full_like(first, count)
    right = stop - 1 - last if stop < count else np.full_like(last, count)
    return np.where((first >= start) & (last < stop), np.minimum(left, right), -1)


def owned_by(place: int, windows: Sequence[Window], first: Integers, last: Integers, count: int) -> Booleans:
    """Which spans (n) lie farther from the edges of window `place` than from those of any other that holds them.

    Arguments as for `margins`; of windows in which a span lies equally well the first has it.
    """
    ours = margins(windows[place], first, last, count)
    kept: Booleans = ours >= 0
    for other in sharing(place, windows):
        theirs = margins(windows[other], first, last, count)
        kept &= (theirs < ours) | ((theirs == ours) & (other >= place))
    return kept


def sharing(place: int, windows: Sequence[Window]) -> range:
    """Places of the windows that share words with one, itself among them."""
    start, stop = windows[place]
    low = high = place
    while low > 0 and windows[low - 1][1] > start:
        low -= 1
    while high + 1 < len(windows) and windows[high + 1][0] < stop:
        high += 1
    return range(low, high + 1)

"""Which spans of a window are taken: those over their threshold that lie best in this of all windows.

In: probabilities of a window. Out: Nodes. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from letopis.model.windows import margins, sharing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from letopis.model.windows import Window

    Integers = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Nodes:
    """Spans of words: `ends` (n, 3) has first and last word, both inclusive, and the number of the type."""

    ends: Integers
    probabilities: Numbers


def no_nodes() -> Nodes:
    """An empty one."""
    return Nodes(np.empty((0, 3), np.int64), np.empty(0, np.float32))


def joined(parts: Sequence[Nodes]) -> Nodes:
    """All of them, by first word, then the longer first, then by type."""
    parts = [no_nodes(), *parts]
    ends = np.concatenate([part.ends for part in parts])
    order = np.lexsort((ends[:, 2], -ends[:, 1], ends[:, 0]))
    return Nodes(ends[order], np.concatenate([part.probabilities for part in parts])[order])


def over(
    probabilities: Numbers, window: Window, thresholds: Numbers, vouched: Integers, vouched_thresholds: Numbers
) -> Nodes:
    """The spans of a window whose probability (words, widths, types) is over the threshold of their type.

    `vouched` (m, 3) are spans of the text, in words, for which the other thresholds hold.
    """
    start, stop = window
    taken = probabilities > thresholds
    inside = vouched[(vouched[:, 0] >= start) & (vouched[:, 1] < stop)]
    first, width, type_ = inside[:, 0] - start, inside[:, 1] - inside[:, 0], inside[:, 2]
    narrow = width < probabilities.shape[1]
    places = first[narrow], width[narrow], type_[narrow]
    taken[places] |= probabilities[places] > vouched_thresholds[places[2]]
    words, widths, types = np.nonzero(taken)
    ends = np.stack([words + start, words + start + widths, types], axis=1)
    return Nodes(ends.astype(np.int64, copy=False), probabilities[words, widths, types])


def owned(nodes: Nodes, place: int, windows: Sequence[Window], count: int) -> Nodes:
    """Those that lie farther from the edges of window `place` than from those of any other window that holds them.

    `count` is the number of words of the text; of windows in which a span lies equally well the first has it.
    """
    first, last = nodes.ends[:, 0], nodes.ends[:, 1]
    ours = margins(windows[place], first, last, count)
    kept = ours >= 0
    for other in sharing(place, windows):
        theirs = margins(windows[other], first, last, count)
        kept &= (theirs < ours) | ((theirs == ours) & (other >= place))
    return Nodes(nodes.ends[kept], nodes.probabilities[kept])

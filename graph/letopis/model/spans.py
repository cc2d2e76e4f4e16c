"""Which spans of a window are taken: those over their threshold that lie best in this of all windows.

In: probabilities of a window. Out: Nodes. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from letopis.model.windows import owned_by

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


def over(probabilities: Numbers, window: Window, least: float) -> Nodes:
    """The spans of a window whose probability (words, widths, types) is over `least`."""
    words, widths, types = np.nonzero(probabilities > least)
    start = window[0]
    ends = np.stack([words + start, words + start + widths, types], axis=1)
    return Nodes(ends.astype(np.int64, copy=False), probabilities[words, widths, types])


def owned(nodes: Nodes, place: int, windows: Sequence[Window], count: int) -> Nodes:
    """Those that lie farther from the edges of window `place` than from those of any other window that holds them.

    `count` is the number of words of the text; of windows in which a span lies equally well the first has it.
    """
    kept = owned_by(place, windows, nodes.ends[:, 0], nodes.ends[:, 1], count)
    return Nodes(nodes.ends[kept], nodes.probabilities[kept])

"""Tags and trees of our own encoder, which sees the whole sentence.

A sentence is read through the pieces of its words. What is longer than the encoder's window is left to slovnet, whose
trees reach seven words far and need no window.

In: a text, its sentences as tuples of `Word`. Out: Tree. Touches: the model's files, read-only, once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import onnxruntime

from letopis.model.pieces import START, STOP, UNKNOWN, Tokenizer, load_vocabulary
from letopis.parse.decode import ROOT, is_tree, spanning_tree
from letopis.resources import model_dir

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from letopis.model.pieces import Piece
    from letopis.parse.segment import Word

MOST_PIECES = 510


class Tree(NamedTuple):
    """A sentence: for each word its tag, head (`ROOT` for none), relation, and the probability of the head."""

    tags: list[str]
    heads: list[int]
    rels: list[str]
    chances: list[float]
    repaired: bool


class Trees:
    """The graph, its labels and its vocabulary."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._graph = onnxruntime.InferenceSession(folder / "trees.onnx", options, providers=["CPUExecutionProvider"])
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._tags, self._rels = labels["tags"], labels["rels"]
        self._tokenizer = Tokenizer(load_vocabulary(folder / "vocabulary.json.gz"))

    @classmethod
    def load(cls) -> Trees:
        """From the files of the package."""
        return cls(model_dir())

    def __call__(self, text: str, words: Sequence[Word]) -> Tree | None:
        """None where the sentence has more pieces than the window."""
        start = words[0].start
        encoded = self._tokenizer.encode(text[start : words[-1].stop])
        pieces = [piece for _, found in encoded for piece in found]
        rows, first, last = [START], list[int](), list[int]()
        place = 0
        for word in words:
            while place < len(pieces) and pieces[place].stop <= word.start - start:
                place += 1
            own = _until(pieces, place, word.stop - start) or [UNKNOWN]
            first.append(len(rows))
            rows += own
            last.append(len(rows) - 1)
        if len(rows) > MOST_PIECES:
            return None
        given = (np.array(part, np.int64) for part in ([*rows, STOP], first, last))
        tags, scores, rels = self._graph.run(None, dict(zip(("pieces", "first", "last"), given, strict=True)))
        heads = scores.argmax(1) + ROOT
        broken = not is_tree(heads)
        heads = spanning_tree(scores) if broken else heads
        each = np.arange(len(heads))
        return Tree(
            [self._tags[tag] for tag in tags],
            heads.tolist(),
            [self._rels[rel] for rel in rels[each, heads - ROOT]],
            _chances(scores, heads),
            broken,
        )


def _chances(scores: NDArray[np.float32], heads: NDArray[np.intp]) -> list[float]:
    weights = np.exp(scores - scores.max(1, keepdims=True))
    shares: list[float] = (weights[np.arange(len(heads)), heads - ROOT] / weights.sum(1)).tolist()
    return shares


def _until(pieces: Sequence[Piece], place: int, stop: int) -> list[int]:
    rows = []
    while place < len(pieces) and pieces[place].start < stop:
        rows.append(pieces[place].id)
        place += 1
    return rows

"""What our own encoder, which sees the whole sentence, says of its tags and its tree.

A sentence is read through the pieces of its words. What is longer than the encoder's window is left to slovnet, whose
trees reach seven words far and need no window.

In: a text, its sentences as tuples of `Word`. Out: Beside. Touches: the model's files, read-only, once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

from letopis.model.pieces import START, STOP, UNKNOWN, Tokenizer, load_vocabulary
from letopis.parse.network import Beside, log_shares
from letopis.resources import model_dir

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from letopis.model.pieces import Piece
    from letopis.parse.segment import Word

GRAPH, LABELS, VOCABULARY = "trees.onnx", "labels.json", "vocabulary.json.gz"
MOST_PIECES = 510
_INPUTS = ("pieces", "first", "last")


class Trees:
    """The graph and its vocabulary; `tags` and `rels` name the numbers of what it gives."""

    def __init__(self, folder: Path, tags: Sequence[str], rels: Sequence[str]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._graph = onnxruntime.InferenceSession(folder / GRAPH, options, providers=["CPUExecutionProvider"])
        labels = json.loads((folder / LABELS).read_text(encoding="utf-8"))
        self._tags = np.array([tags.index(tag) for tag in labels["tags"]])
        self._rels = np.array([rels.index(rel) for rel in labels["rels"]])
        self._tokenizer = Tokenizer(load_vocabulary(folder / VOCABULARY))

    @classmethod
    def load(cls, tags: Sequence[str], rels: Sequence[str]) -> Trees:
        """From the files of the package."""
        return cls(model_dir(), tags, rels)

    def __call__(self, text: str, words: Sequence[Word]) -> Beside | None:
        """None where the sentence has more pieces than the window."""
        start = words[0].start
        pieces = [piece for _, found in self._tokenizer.encode(text[start : words[-1].stop]) for piece in found]
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
        tags, heads, rels = self._graph.run(None, dict(zip(_INPUTS, given, strict=True)))
        return Beside(self._tags[tags], log_shares(heads), self._rels[rels])


def _until(pieces: Sequence[Piece], place: int, stop: int) -> list[int]:
    rows = []
    while place < len(pieces) and pieces[place].start < stop:
        rows.append(pieces[place].id)
        place += 1
    return rows

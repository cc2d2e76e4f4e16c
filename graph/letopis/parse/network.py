"""Tags, trees and name tags of a batch of sentences, in one pass of plain numpy.

The sentences lie one after another in one sequence with a row of zeros between them, so that nothing is padded; the
first layer, by far the widest, is computed once for each different word of the batch. The outputs are those of
slovnet for the same models.

In: Weights, sentences as lists of words. Out: Analysis. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
from slovnet.shape import word_shape

from letopis.parse.decode import ROOT, best_tags, is_tree, spanning_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from letopis.parse.weights import Bilinear, Layer, Linear, Trunk, Weights

    Floats = NDArray[np.float32]
    Ints = NDArray[np.intp]

_FORMS_KEPT = 1 << 16


@dataclass(frozen=True, slots=True)
class Analysis:
    """A sentence: for each word the number of its tag, head (`ROOT` for none), relation and name tag."""

    tags: list[int]
    heads: list[int]
    rels: list[int]
    name_tags: list[int]
    repaired: bool


@dataclass(frozen=True, slots=True)
class _Batch:
    """The sequence: `bounds` are the rows of each sentence, `gaps` the rows of zeros around them.

    `forms[row]` is an index of `vectors` and `shapes`, the first of which stand for the gaps.
    """

    bounds: list[tuple[int, int]]
    gaps: Ints
    forms: Ints
    vectors: Floats
    shapes: Ints


class Network:
    """The three models over shared word vectors."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._unknown = len(weights.words) - 2
        self._quantizers = np.arange(len(weights.codes))
        self._ids: dict[str, tuple[int, int]] = {}

    def __call__(self, sentences: Sequence[Sequence[str]], *, repair: bool = True) -> list[Analysis]:
        """Analyses in order; no sentence may be empty. Without `repair` heads may form no tree."""
        if not sentences:
            return []
        weights = self._weights
        batch = self._pack(sentences)
        tags = _project(_run(weights.morph, batch), weights.morph_head).argmax(-1)
        syntax = _run(weights.syntax, batch)
        heads, repaired = _heads(syntax, weights.heads, batch.bounds, repair=repair)
        rels = _relations(syntax, weights.rels, batch, heads)
        emissions = _project(_run(weights.names, batch), weights.names_head)
        name_tags = best_tags(emissions, weights.transitions, batch.bounds)
        return [
            Analysis(tags[start:stop].tolist(), heads[i].tolist(), rels[start:stop].tolist(), name_tags[i], repaired[i])
            for i, (start, stop) in enumerate(batch.bounds)
        ]

    def _pack(self, sentences: Sequence[Sequence[str]]) -> _Batch:
        numbers: dict[str, int] = {"": 0}  # of the different forms; no word is empty, so this one is the gap
        forms = [0]
        for words in sentences:
            forms += [numbers.setdefault(word, len(numbers)) for word in words]
            forms.append(0)
        stops = list(accumulate((len(words) + 1 for words in sentences), initial=1))
        ids = np.array([self._id(form) for form in numbers])
        vectors = self._weights.codes[self._quantizers, self._weights.indexes[ids[:, 0]]].reshape(len(ids), -1)
        vectors[0] = 0
        bounds = [(start, start + len(words)) for start, words in zip(stops, sentences, strict=False)]
        gaps = np.array([stop - 1 for stop in stops])
        return _Batch(bounds, gaps, np.array(forms), vectors, ids[:, 1])

    def _id(self, form: str) -> tuple[int, int]:
        """The numbers of a form's word and shape."""
        known = self._ids.get(form)
        if known is None:
            if len(self._ids) >= _FORMS_KEPT:
                self._ids.clear()
            word = self._weights.words.get(form.lower(), self._unknown)
            known = self._ids[form] = word, self._weights.shapes[word_shape(form)] if form else 0
        return known


def _run(trunk: Trunk, batch: _Batch) -> Floats:
    """(rows, features) above the three layers."""
    first, *others = trunk.layers
    forms = batch.vectors @ first.weight + trunk.shapes[batch.shapes]
    forms[0] = 0
    rows = _normalize(_neighbours(forms[batch.forms], first), first, batch.gaps)
    for layer in others:
        rows = _normalize(_neighbours(rows @ layer.weight, layer), layer, batch.gaps)
    return rows


def _neighbours(parts: Floats, layer: Layer) -> Floats:
    """The convolution, from what each row gives to the next one, to itself and to the one before."""
    size = len(layer.bias)
    rows: Floats = parts[:, size : 2 * size] + layer.bias
    rows[1:] += parts[:-1, :size]
    rows[:-1] += parts[1:, 2 * size :]
    return rows


def _normalize(rows: Floats, layer: Layer, gaps: Ints) -> Floats:
    np.maximum(rows, 0, out=rows)
    rows *= layer.scale
    rows += layer.shift
    rows[gaps] = 0
    return rows


def _project(rows: Floats, linear: Linear) -> Floats:
    scores: Floats = rows @ linear.weight + linear.bias
    return scores


def _relu(rows: Floats, linear: Linear) -> Floats:
    return np.maximum(_project(rows, linear), 0)


def _heads(
    rows: Floats, model: Bilinear, bounds: Sequence[tuple[int, int]], *, repair: bool
) -> tuple[list[Ints], list[bool]]:
    """For each sentence its heads, and whether a tree had to be searched for."""
    words = _relu(rows, model.head) @ model.kernel
    tails = _relu(rows, model.tail)
    root = _relu(model.root[None], model.tail)
    heads, repaired = [], []
    for start, stop in bounds:
        scores = words[start:stop] @ np.concatenate((root, tails[start:stop])).T
        found = scores.argmax(1) + ROOT
        broken = not is_tree(found)
        heads.append(spanning_tree(scores) if broken and repair else found)
        repaired.append(broken and repair)
    return heads, repaired


def _relations(rows: Floats, model: Bilinear, batch: _Batch, heads: Sequence[Ints]) -> Ints:
    """The relation of each row to its head."""
    root = len(rows)
    above = np.full(root, root)
    for (start, stop), found in zip(batch.bounds, heads, strict=True):
        above[start:stop] = np.where(found == ROOT, root, found + start)
    governors, inverse = np.unique(above, return_inverse=True)
    kernels = _relu(np.concatenate((rows, model.root[None]))[governors], model.head) @ model.kernel
    kernels = kernels.reshape(len(governors), -1, len(model.kernel))
    scores = np.matmul(kernels[inverse], _relu(rows, model.tail)[:, :, None])
    relations: Ints = scores[:, :, 0].argmax(-1)
    return relations

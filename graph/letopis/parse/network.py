"""Tags, trees and name tags of a batch of sentences, in one pass of plain numpy.

What the encoder says of a sentence may stand beside: then tags and relations are the encoder's, and a head is the one
that both find likeliest together. Their errors are of different kinds, so that two find better heads than either.

The sentences lie one after another in one sequence with a row of zeros between them, so that nothing is padded; the
first layer, by far the widest, is computed once for each different word and remembered. The outputs are those of
slovnet for the same models.

In: Weights, sentences as lists of words. Out: Analysis. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from slovnet.shape import word_shape

from letopis.parse.decode import ROOT, best_tags, is_tree, spanning_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from letopis.parse.weights import Bilinear, Layer, Linear, Trunk, Weights

    Floats = NDArray[np.float32]
    Ints = NDArray[np.intp]

GAP = ""
LEAST = -12.0  # log probability below which slovnet's doubt of a head does not count
_FORMS_KEPT = 4096  # 38 MB; four times as many gain 5 %


@dataclass(frozen=True, slots=True)
class Analysis:
    """A sentence: for each word the number of its tag, head (`ROOT` for none), relation and name tag.

    `chances` are the probabilities that the network gives to the heads.
    """

    tags: list[int]
    heads: list[int]
    rels: list[int]
    name_tags: list[int]
    chances: list[float]
    repaired: bool


class Beside(NamedTuple):
    """What the encoder says of a sentence, in the numbers of slovnet's tags and relations.

    `tags` (words); log probabilities of `heads` (words, 1 + words), the root first; `rels` gives the relations to
    heads (words), where 0 is the root.
    """

    tags: Ints
    heads: Floats
    rels: Callable[[Ints], Ints]


@dataclass(frozen=True, slots=True)
class _Batch:
    """The sequence: the number of the form of each row, the rows of each sentence, the rows of zeros around them."""

    forms: Ints
    bounds: list[tuple[int, int]]
    gaps: Ints


class Network:
    """The three models over shared word vectors."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._forms = _Forms(weights)

    def __call__(
        self, sentences: Sequence[Sequence[str]], beside: Sequence[Beside | None] = (), *, repair: bool = True
    ) -> list[Analysis]:
        """Analyses in order; no sentence may be empty. Without `repair` heads may form no tree.

        `beside` has what the encoder says of each sentence, or is empty. The analysis of a sentence does not depend on
        the sentences next to it.
        """
        if not sentences:
            return []
        weights = self._weights
        batch = self._pack(sentences)
        morph, syntax, names = self._forms.tables
        tags = _project(_run(weights.morph, morph, batch), weights.morph_head).argmax(-1)
        rows = _run(weights.syntax, syntax, batch)
        others = beside or [None] * len(sentences)
        heads, chances, repaired = _heads(rows, weights.heads, batch.bounds, others, repair=repair)
        rels = _relations(rows, weights.rels, batch, heads)
        for (start, stop), found, other in zip(batch.bounds, heads, others, strict=True):
            if other:
                tags[start:stop] = other.tags
                rels[start:stop] = other.rels(found - ROOT)
        emissions = _project(_run(weights.names, names, batch), weights.names_head)
        name_tags = best_tags(emissions, weights.transitions, batch.bounds)
        return [
            Analysis(
                tags[start:stop].tolist(),
                heads[i].tolist(),
                rels[start:stop].tolist(),
                name_tags[i],
                chances[i].tolist(),
                repaired[i],
            )
            for i, (start, stop) in enumerate(batch.bounds)
        ]

    def _pack(self, sentences: Sequence[Sequence[str]]) -> _Batch:
        forms = [GAP]
        for words in sentences:
            forms += words
            forms.append(GAP)
        stops = list(accumulate((len(words) + 1 for words in sentences), initial=1))
        bounds = [(start, start + len(words)) for start, words in zip(stops, sentences, strict=False)]
        return _Batch(self._forms.numbers(forms), bounds, np.array(stops) - 1)


class _Forms:
    """What the first layers make of each form, kept for the forms of the latest texts.

    `tables` has for each model (forms, 3 * outputs), see `Layer`; the row of `GAP` is 0.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._unknown = len(weights.words) - 2
        self._quantizers = np.arange(len(weights.codes))
        self._trunks = (weights.morph, weights.syntax, weights.names)
        self._numbers: dict[str, int] = {}
        self.tables: tuple[Floats, ...] = ()

    def numbers(self, forms: Sequence[str]) -> Ints:
        """The row of each form in `tables`, which are valid until the next call."""
        distinct = dict.fromkeys(forms)
        fresh = [form for form in distinct if form not in self._numbers]
        if not self.tables or len(self._numbers) + len(fresh) > len(self.tables[0]):
            fresh = [GAP, *(form for form in distinct if form != GAP)]
            self._numbers = {}
            size = max(_FORMS_KEPT, len(fresh))
            self.tables = tuple(np.zeros((size, trunk.shapes.shape[1]), np.float32) for trunk in self._trunks)
        if fresh:
            self._add(fresh)
        return np.array([self._numbers[form] for form in forms])

    def _add(self, forms: Sequence[str]) -> None:
        start = len(self._numbers)
        stop = start + len(forms)
        self._numbers.update(zip(forms, range(start, stop), strict=True))
        words = [self._weights.words.get(form.lower(), self._unknown) for form in forms]
        shapes = [self._weights.shapes[word_shape(form)] if form else 0 for form in forms]
        words.append(self._unknown)  # the product of a single row is rounded in another way than that of many
        vectors = self._weights.codes[self._quantizers, self._weights.indexes[words]].reshape(len(words), -1)
        for trunk, table in zip(self._trunks, self.tables, strict=True):
            table[start:stop] = (vectors @ trunk.layers[0].weight)[:-1] + trunk.shapes[shapes]
        if not start:
            for table in self.tables:
                table[0] = 0


def _run(trunk: Trunk, table: Floats, batch: _Batch) -> Floats:
    """(rows, features) above the three layers."""
    first, *others = trunk.layers
    rows = _normalize(_neighbours(table[batch.forms], first), first, batch.gaps)
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
    rows: Floats,
    model: Bilinear,
    bounds: Sequence[tuple[int, int]],
    others: Sequence[Beside | None],
    *,
    repair: bool,
) -> tuple[list[Ints], list[NDArray[np.floating]], list[bool]]:
    """For each sentence its heads, their probabilities, and whether a tree had to be searched for."""
    words = _relu(rows, model.head) @ model.kernel
    tails = _relu(rows, model.tail)
    root = _relu(model.root[None], model.tail)
    heads, chances, repaired = [], [], []
    for (start, stop), other in zip(bounds, others, strict=True):
        scores = words[start:stop] @ np.concatenate((root, tails[start:stop])).T
        if other:
            scores = np.maximum(log_shares(scores), LEAST) + other.heads
        found = scores.argmax(1) + ROOT
        broken = not is_tree(found)
        heads.append(spanning_tree(scores) if broken and repair else found)
        chances.append(_chances(scores, heads[-1]))
        repaired.append(broken and repair)
    return heads, chances, repaired


def log_shares(scores: NDArray[np.floating]) -> NDArray[np.floating]:
    """Log probabilities along the last axis."""
    scores = scores - scores.max(-1, keepdims=True)
    shares: NDArray[np.floating] = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    return shares


def _chances(scores: NDArray[np.floating], heads: Ints) -> NDArray[np.floating]:
    """The share of each head in the softmax of the scores of its word."""
    weights = np.exp(scores - scores.max(1, keepdims=True))
    shares: NDArray[np.floating] = weights[np.arange(len(heads)), heads - ROOT] / weights.sum(1)
    return shares


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

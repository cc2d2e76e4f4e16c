"""Weights of a few numbers, of no use but for the arithmetic, and that arithmetic done slowly, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from slovnet.shape import SHAPES, word_shape

from letopis.parse.weights import Bilinear, Layer, Linear, Trunk, Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WORDS = ["путин", "токаев", "поговорил", "с", ".", "<unk>", "<pad>"]
TAGS = ("<pad>", "NOUN|Case=Nom|Number=Sing", "VERB", "PUNCT", "PROPN|Case=Nom|Number=Sing")
RELS = ("<pad>", "nsubj", "root", "punct")
NAME_TAGS = ("<pad>", "O", "B-PER", "I-PER")
WIDTH, INPUTS, SIZES, INNER = 3, 4, (5, 4, 3), 2


def weights() -> Weights:
    random = np.random.default_rng(8)

    def floats(*shape: int) -> Floats:
        return random.normal(size=shape).astype(np.float32)

    def trunk() -> Trunk:
        inputs = (INPUTS, *SIZES)
        first, second, third = (
            Layer(floats(below, 3 * size), floats(size), floats(size), floats(size))
            for below, size in zip(inputs, SIZES, strict=False)
        )
        return Trunk(floats(len(SHAPES) + 1, 3 * SIZES[0]), (first, second, third))

    def linear(size: int) -> Linear:
        return Linear(floats(SIZES[-1], size), floats(size))

    def bilinear(relations: int) -> Bilinear:
        return Bilinear(linear(INNER), linear(INNER), floats(INNER, INNER * relations), floats(SIZES[-1]))

    return Weights(
        words={word: number for number, word in enumerate(WORDS)},
        shapes={shape: number for number, shape in enumerate(["<pad>", *SHAPES])},
        indexes=random.integers(0, 6, size=(len(WORDS), 2)).astype(np.uint8),
        codes=floats(2, 6, INPUTS // 2),
        morph=trunk(),
        morph_head=linear(len(TAGS)),
        tags=TAGS,
        syntax=trunk(),
        heads=bilinear(1),
        rels=bilinear(len(RELS)),
        rel_names=RELS,
        names=trunk(),
        names_head=linear(len(NAME_TAGS)),
        transitions=floats(len(NAME_TAGS), len(NAME_TAGS)),
        name_tags=NAME_TAGS,
    )


def rows(model: Weights, trunk: Trunk, words: Sequence[str]) -> list[Floats]:
    """What the three layers make of a sentence."""
    below = [vector(model, word) for word in words]
    for depth, layer in enumerate(trunk.layers):
        size = len(layer.bias)
        above = []
        for place in range(len(words)):
            found = layer.bias.copy()
            for part, neighbour in enumerate((place - 1, place, place + 1)):
                if 0 <= neighbour < len(words):
                    columns = slice(part * size, (part + 1) * size)
                    found += below[neighbour] @ layer.weight[:, columns]
                    if not depth:
                        found += trunk.shapes[model.shapes[word_shape(words[neighbour])], columns]
            above.append(np.maximum(found, 0) * layer.scale + layer.shift)
        below = above
    return below


def vector(model: Weights, word: str) -> Floats:
    number = model.words.get(word.lower(), model.words["<unk>"])
    return np.concatenate([model.codes[place, code] for place, code in enumerate(model.indexes[number])])


def bilinear(model: Bilinear, head: Floats, tail: Floats, relation: int = 0) -> float:
    left = np.maximum(head @ model.head.weight + model.head.bias, 0) @ model.kernel
    right = np.maximum(tail @ model.tail.weight + model.tail.bias, 0)
    return float(left[relation * INNER : (relation + 1) * INNER] @ right)

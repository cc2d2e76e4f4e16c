"""The models of the natasha wheel as plain arrays: word vectors, tagger, parser, name finder.

They are found and read without importing natasha. The word vectors and the two vocabularies are the same for all
three models and are kept once.

In: files of the installed wheel. Out: Weights. Touches: reads those files.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from navec.pq import PQ
from navec.tar import Tar
from slovnet.exec.model import NER, Morph, Syntax
from slovnet.exec.pack import Pack

from letopis.errors import LetopisError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_MODEL = "model/slovnet_{}_news_v1.tar"


@dataclass(frozen=True, slots=True)
class Linear:
    """`x @ weight + bias`."""

    weight: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution over a word and its two neighbours, then ReLU, then `* scale + shift`.

    `weight` is (inputs, 3 * outputs): the parts for the left neighbour, the word, the right neighbour side by side.
    """

    weight: Floats
    bias: Floats
    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Trunk:
    """The three layers below a model's head; `shapes` (shapes, 3 * outputs) is the word shapes' part of the first."""

    shapes: Floats
    layers: tuple[Layer, Layer, Layer]


@dataclass(frozen=True, slots=True)
class Bilinear:
    """`relu(head(x)) @ kernel @ relu(tail(y))`, with `root` in the place of the head of the root."""

    head: Linear
    tail: Linear
    kernel: Floats
    root: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """All that inference needs. The last word is the padding, the last but one stands for unknown words."""

    words: Mapping[str, int]
    shapes: Mapping[str, int]
    indexes: NDArray[np.uint8]
    codes: Floats
    morph: Trunk
    morph_head: Linear
    tags: tuple[str, ...]
    syntax: Trunk
    heads: Bilinear
    rels: Bilinear
    rel_names: tuple[str, ...]
    names: Trunk
    names_head: Linear
    transitions: Floats
    name_tags: tuple[str, ...]


def load_weights() -> Weights:
    """Read the models; LetopisError when the wheel or a file of it is missing."""
    folder = _folder()
    with Tar(_existing(folder / _VECTORS)) as tar:
        vectors = PQ.from_file(tar.load("pq.bin"))
    with Pack(_existing(folder / _MODEL.format("morph"))) as pack:
        morph, tags = _model(pack, Morph), _items(pack, "tag")
        words, shapes = _ids(pack, "word"), _ids(pack, "shape")
    with Pack(_existing(folder / _MODEL.format("syntax"))) as pack:
        syntax, rel_names = _model(pack, Syntax), _items(pack, "rel")
    with Pack(_existing(folder / _MODEL.format("ner"))) as pack:
        names, name_tags = _model(pack, NER), _items(pack, "tag")
    return Weights(
        words=words,
        shapes=shapes,
        indexes=vectors.indexes,
        codes=vectors.codes,
        morph=_trunk(morph),
        morph_head=_linear(morph.head.proj),
        tags=tags,
        syntax=_trunk(syntax),
        heads=_bilinear(syntax.head),
        rels=_bilinear(syntax.rel),
        rel_names=rel_names,
        names=_trunk(names),
        names_head=_linear(names.head.proj),
        transitions=names.head.crf.transitions.array,
        name_tags=name_tags,
    )


def _folder() -> Path:
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise LetopisError("the package natasha, whose wheel carries the models, is not installed: pip install natasha")
    return Path(spec.submodule_search_locations[0]) / "data"


def _existing(path: Path) -> str:
    if not path.is_file():
        raise LetopisError(
            f"{path}: this model file is missing: reinstall natasha (pip install --force-reinstall natasha)"
        )
    return str(path)


def _model(pack: Pack, kind: Any) -> Any:
    pack.load_meta().check_protocol()
    model = pack.load_model(kind)
    return model.inject_arrays(dict(pack.load_arrays(model.weights)))


def _items(pack: Pack, vocabulary: str) -> tuple[str, ...]:
    return tuple(pack.load_vocab(vocabulary).items)


def _ids(pack: Pack, vocabulary: str) -> dict[str, int]:
    return {item: index for index, item in enumerate(_items(pack, vocabulary))}


def _linear(module: Any) -> Linear:
    return Linear(module.weight.array, module.bias.array)


def _bilinear(module: Any) -> Bilinear:
    return Bilinear(_linear(module.head.proj), _linear(module.tail.proj), module.kernel.array, module.root.array)


def _trunk(model: Any) -> Trunk:
    first, second, third = model.encoder.layers
    dim = model.emb.word.codes.shape[0] * model.emb.word.codes.shape[2]
    kernel = first.conv.weight.array
    shapes = model.emb.shape.weight.array @ _side_by_side(kernel[:, dim:])
    return Trunk(shapes, (_layer(first, kernel[:, :dim]), _layer(second), _layer(third)))


def _layer(module: Any, kernel: Floats | None = None) -> Layer:
    norm = module.norm
    scale = norm.weight.array / norm.std.array
    weight = _side_by_side(module.conv.weight.array if kernel is None else kernel)
    return Layer(weight, module.conv.bias.array, scale, norm.bias.array - norm.mean.array * scale)


def _side_by_side(kernel: Floats) -> Floats:
    """(outputs, inputs, 3) → (inputs, 3 * outputs)."""
    return np.ascontiguousarray(kernel.transpose(1, 2, 0).reshape(kernel.shape[1], -1))

"""A vocabulary and a network small enough to think through.

The network takes «мэр Москвы» for a PROFESSION with a CITY in it, «Казань» for a CITY, a word that ends in «н» for a
PERSON; a PERSON is tied to each PROFESSION, and a PROFESSION to each CITY. The head of each word of a tree is the word
before it, that of the first word of a window the root; a word that begins with «м» has the tag NOUN, and all relations
are «obj» but those to the root.
"""

import gzip
import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from letopis.model.files import LABELS, VOCABULARY
from letopis.model.graphs import READER, READER_INPUTS, READER_OUTPUTS, RELATION_INPUTS, RELATION_OUTPUTS, RELATIONS
from letopis.model.pieces import SPECIAL, Tokenizer, Vocabulary
from letopis.model.read import Passage

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
PIECES = ("▁", "▁Мо", "скв", "▁мэр", "▁Казань", *LETTERS, *LETTERS.upper(), "-", ",", ".", "1", "2", "2⁄3")
SCORES = tuple(-len(PIECES) - (5.0 if len(piece) == 1 else 1.0) for piece in PIECES)
NORMALISER = {"⅔": "2⁄3", "\u00a0": " ", "￼": ""}
Shape = Sequence[str | int]
TYPES, TIES, WIDTHS = ("CITY", "PERSON", "PROFESSION"), ("WORKPLACE", "WORKS_AS"), 20
TAGS, RELS = ("VERB", "NOUN"), ("root", "obj")
CITY, PERSON, PROFESSION = range(3)
BY_FIRST = {("▁Мо", 0, CITY): 0.9, ("▁мэр", 1, PROFESSION): 0.8, ("▁Казань", 0, CITY): 0.4}
BY_LAST = {("н", 0, PERSON): 0.7}
TIED = {(PROFESSION, CITY, 0): 0.75, (PERSON, PROFESSION, 1): 0.35}


def vocabulary() -> Vocabulary:
    return Vocabulary((*SPECIAL, *PIECES), (0.0,) * len(SPECIAL) + SCORES, NORMALISER)


def tokenizer() -> Tokenizer:
    return Tokenizer(vocabulary())


def span_table(chances: dict[tuple[str, int, int], float]) -> npt.NDArray[np.float32]:
    table = np.zeros((len(vocabulary().pieces), WIDTHS, len(TYPES)), np.float32)
    for (piece, width, type_), chance in chances.items():
        table[vocabulary().pieces.index(piece), width, type_] = chance
    return table


def passage(text: str, *starts: int) -> Passage:
    """A text whose sentences begin at `starts`, or are one; words of trees are what stands between spaces."""
    sentences: dict[int, list[tuple[int, int]]] = {}
    for match in re.finditer(r"\S+", text):
        sentences.setdefault(bisect_right(starts, match.start()), []).append(match.span())
    return Passage(text, tuple(map(tuple, sentences.values())))


def write_model(folder: Path) -> Path:
    """All files of a model; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(reader_graph(), folder / READER)
    onnx.save(relation_graph(), folder / RELATIONS)
    table = {"pieces": vocabulary().pieces, "scores": vocabulary().scores, "normaliser": NORMALISER}
    (folder / VOCABULARY).write_bytes(gzip.compress(json.dumps(table).encode()))
    labels = {"entities": TYPES, "relations": TIES, "tags": TAGS, "rels": RELS}
    (folder / LABELS).write_text(json.dumps(labels), encoding="utf-8")
    return folder


def reader_graph() -> onnx.ModelProto:
    """The tables decide, by the first and by the last piece of the first word; spans may reach beyond the window."""
    pieces, first, last, tree_first, _ = READER_INPUTS
    probabilities, first_states, last_states, tags, heads, kinds, above = READER_OUTPUTS
    nodes = [
        helper.make_node("Gather", [pieces, first], ["first_ids"]),
        helper.make_node("Gather", [pieces, last], ["last_ids"]),
        helper.make_node("Gather", ["by_first", "first_ids"], ["left"]),
        helper.make_node("Gather", ["by_last", "last_ids"], ["right"]),
        helper.make_node("Max", ["left", "right"], [probabilities]),
        helper.make_node("Gather", ["states", "first_ids"], [first_states]),
        helper.make_node("Gather", ["states", "last_ids"], [last_states]),
        helper.make_node("Gather", [pieces, tree_first], ["tree_ids"]),
        helper.make_node("Gather", ["tags_of", "tree_ids"], [tags]),
        # (n, 1 + n): one where the column is the word before
        helper.make_node("Shape", [tree_first], ["count"]),
        helper.make_node("Add", ["count", "one"], ["more"]),
        helper.make_node("Concat", ["count", "more"], ["square"], axis=0),
        helper.make_node("ConstantOfShape", ["square"], ["zeros"]),
        helper.make_node("EyeLike", ["zeros"], [heads]),
        # kind «obj» where the head is a word: the root has -1 for a state
        helper.make_node("Concat", ["count", "kind_shape"], ["kinds_shape"], axis=0),
        helper.make_node("Expand", ["kind", "kinds_shape"], [kinds]),
        helper.make_node("Concat", ["count", "one"], ["words_shape"], axis=0),
        helper.make_node("Expand", ["plus", "words_shape"], ["words_above"]),
        helper.make_node("Concat", ["minus", "words_above"], [above], axis=0),
    ]
    count = len(vocabulary().pieces)
    tables: dict[str, npt.NDArray[Any]] = {
        "by_first": span_table(BY_FIRST),
        "by_last": span_table(BY_LAST),
        "states": np.arange(2 * count, dtype=np.float32).reshape(-1, 2),
        "tags_of": np.array([piece.startswith(("▁м", "▁М", "м", "М")) for piece in vocabulary().pieces], np.int64),
        "one": np.array([1], np.int64),
        "kind_shape": np.array([len(RELS), 2], np.int64),
        "kind": np.array([[[-1.0, 0.0], [1.0, 0.0]]], np.float32),
        "plus": np.array([[1.0]], np.float32),
        "minus": np.array([[-1.0]], np.float32),
    }
    words = {first: "words", last: "words", pieces: "n"}
    inputs = {name: (TensorProto.INT64, [words.get(name, "leaves")]) for name in READER_INPUTS}
    outputs: dict[str, tuple[int, Shape | None]] = dict.fromkeys(READER_OUTPUTS, (TensorProto.FLOAT, None))
    outputs[tags] = (TensorProto.INT64, None)
    return graph(nodes, inputs, outputs, tables)


def relation_graph() -> onnx.ModelProto:
    """The types of the ends decide."""
    licensed = np.zeros((len(TYPES), len(TYPES), len(TIES)), np.float32)
    for place, chance in TIED.items():
        licensed[place] = chance
    nodes = [
        helper.make_node("Gather", ["spans", "two"], ["types"], axis=1),
        helper.make_node("Gather", ["licensed", "types"], ["of_heads"], axis=0),
        helper.make_node("Gather", ["of_heads", "types"], [RELATION_OUTPUTS[0]], axis=1),
    ]
    shapes: tuple[Shape, ...] = (["words", 2], ["words", 2], ["words"], ["spans_found", 3], ["spans_found", 6])
    inputs: dict[str, tuple[int, Shape | None]] = {
        name: (TensorProto.FLOAT if "states" in name else TensorProto.INT64, shape)
        for name, shape in zip(RELATION_INPUTS, shapes, strict=True)
    }
    tables: dict[str, npt.NDArray[Any]] = {"licensed": licensed, "two": np.array(2, np.int64)}
    return graph(nodes, inputs, {RELATION_OUTPUTS[0]: (TensorProto.FLOAT, None)}, tables)


def graph(
    nodes: list[onnx.NodeProto],
    inputs: Mapping[str, tuple[int, Shape | None]],
    outputs: Mapping[str, tuple[int, Shape | None]],
    tables: Mapping[str, npt.NDArray[Any]],
) -> onnx.ModelProto:
    taken, given = (
        [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in side.items()]
        for side in (inputs, outputs)
    )
    constants = [numpy_helper.from_array(table, name) for name, table in tables.items()]
    made = helper.make_graph(nodes, "tiny", taken, given, constants)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)

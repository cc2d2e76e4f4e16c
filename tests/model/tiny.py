"""A vocabulary and a network small enough to think through.

The network takes «мэр Москвы» for a PROFESSION with a CITY in it, «Казань» for a CITY, a word that ends in «н» for a
PERSON; a PERSON is tied to each PROFESSION, and a PROFESSION to each CITY.
"""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from letopis.model.files import LABELS, VOCABULARY
from letopis.model.graphs import RELATION_INPUTS, RELATION_OUTPUTS, RELATIONS, SPAN_INPUTS, SPAN_OUTPUTS, SPANS
from letopis.model.pieces import SPECIAL, Tokenizer, Vocabulary

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
PIECES = ("▁", "▁Мо", "скв", "▁мэр", "▁Казань", *LETTERS, *LETTERS.upper(), "-", ",", ".", "1", "2", "2⁄3")
SCORES = tuple(-len(PIECES) - (5.0 if len(piece) == 1 else 1.0) for piece in PIECES)
NORMALISER = {"⅔": "2⁄3", "\u00a0": " ", "￼": ""}
Shape = Sequence[str | int]
TYPES, TIES, WIDTHS = ("CITY", "PERSON", "PROFESSION"), ("WORKPLACE", "WORKS_AS"), 20
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


def write_model(folder: Path) -> Path:
    """All files of a model; gives the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(span_graph(), folder / SPANS)
    onnx.save(relation_graph(), folder / RELATIONS)
    table = {"pieces": vocabulary().pieces, "scores": vocabulary().scores, "normaliser": NORMALISER}
    (folder / VOCABULARY).write_bytes(gzip.compress(json.dumps(table).encode()))
    labels = {"entities": TYPES, "relations": TIES, "thresholds": {"entities": 0.5, "relations": 0.3}}
    (folder / LABELS).write_text(json.dumps(labels), encoding="utf-8")
    return folder


def span_graph() -> onnx.ModelProto:
    """The tables decide, by the first and by the last piece of the first word; spans may reach beyond the window."""
    pieces, first, last = SPAN_INPUTS
    nodes = [
        helper.make_node("Gather", [pieces, first], ["first_ids"]),
        helper.make_node("Gather", [pieces, last], ["last_ids"]),
        helper.make_node("Gather", ["by_first", "first_ids"], ["left"]),
        helper.make_node("Gather", ["by_last", "last_ids"], ["right"]),
        helper.make_node("Max", ["left", "right"], [SPAN_OUTPUTS[0]]),
        helper.make_node("Gather", ["states", "first_ids"], [SPAN_OUTPUTS[1]]),
        helper.make_node("Gather", ["states", "last_ids"], [SPAN_OUTPUTS[2]]),
    ]
    states = np.arange(2 * len(vocabulary().pieces), dtype=np.float32).reshape(-1, 2)
    tables = {"by_first": span_table(BY_FIRST), "by_last": span_table(BY_LAST), "states": states}
    inputs = {name: (TensorProto.INT64, ["n" if name == pieces else "words"]) for name in SPAN_INPUTS}
    outputs = dict.fromkeys(SPAN_OUTPUTS, (TensorProto.FLOAT, None))
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

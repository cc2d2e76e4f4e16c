"""The weights as they are shipped: two graphs, quantised, with the vocabulary and the labels beside them.

Matrices are stored in 8 bits with a scale for each block, and multiplied with activations that are quantised in
blocks as well; one scale for a whole activation, which is faster, loses ten times as much. The vectors of pieces,
which came in 4 bits and are not trained, go back into 4 bits as they were.

In: Joint, Material. Out: `spans.onnx`, `relations.onnx`, `vocabulary.json.gz`, `labels.json`, and how they score.
Touches: the folder `export` in the work folder.
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from letopis_training.evaluate import GRID, evaluate
from letopis_training.graphs import RELATIONS, SPANS, write_graphs
from letopis_training.predict import predict
from letopis_training.prepare import VOCABULARY
from letopis_training.readers import GraphReader, TorchReader

if TYPE_CHECKING:
    from pathlib import Path

    from onnx import ModelProto

    from letopis_training.evaluate import Evaluation
    from letopis_training.examples import Labels
    from letopis_training.joint import Joint
    from letopis_training.readers import Reader
    from letopis_training.train import Material

FOLDER, WHOLE, LABELS = "export", "whole", "labels.json"
BLOCK, WORD_BLOCK = 128, 32
INTEGER_ACTIVATIONS = 4  # onnxruntime's accuracy level: activations in 8 bits by block


def export(model: Joint, material: Material, work: Path, part: int) -> dict[str, object]:
    """Writes everything; returns sizes in megabytes and the scores of both precisions on every `part`-th document."""
    folder, whole = work / FOLDER, work / WHOLE
    folder.mkdir(exist_ok=True)
    whole.mkdir(exist_ok=True)
    write_graphs(model, whole)
    for name in (SPANS, RELATIONS):
        quantise(whole / name, folder / name, words_in_four_bits=not model.encoder.words.weight.requires_grad)
    shutil.copyfile(work / VOCABULARY, folder / VOCABULARY)
    documents = material.dev[::part]
    readers: dict[str, Reader] = {
        "torch": TorchReader(model),
        "whole": GraphReader(whole / SPANS, whole / RELATIONS),
        "quantised": GraphReader(folder / SPANS, folder / RELATIONS),
    }
    report: dict[str, object] = {path.name: path.stat().st_size / 1e6 for path in sorted(folder.iterdir())}
    for name, reader in readers.items():
        began = time.process_time()
        found = predict(reader, documents, threshold=GRID[0])
        spent = time.process_time() - began
        evaluation = evaluate(found, material.labels)
        report[name] = {"seconds of a core": round(spent, 1)} | evaluation.brief()
    _write_labels(folder / LABELS, material.labels, evaluation)
    return report


def _write_labels(path: Path, labels: Labels, evaluation: Evaluation) -> None:
    """The names of the types, and the thresholds that suit the quantised graphs."""
    thresholds = {"entities": evaluation.entities.thresholds[0], "relations": evaluation.between_found.thresholds[1]}
    path.write_text(json.dumps(asdict(labels) | {"thresholds": thresholds}, indent=1) + "\n", encoding="utf-8")


def quantise(source: Path, target: Path, *, words_in_four_bits: bool = True) -> None:
    """Every constant matrix in 8 bits; the table of pieces in 4."""
    import onnx

    graph = _quantised(onnx.load(source), "MatMul", bits=8, block=BLOCK, nodes=None)
    onnx.save(words_in_bits(graph) if words_in_four_bits else graph, target)


def words_in_bits(graph: ModelProto) -> ModelProto:
    """The graph with the table of pieces in 4 bits, where it has one."""
    tables = {weight.name for weight in graph.graph.initializer if weight.name.endswith("words.weight")}
    nodes = [node.name for node in graph.graph.node if node.op_type == "Gather" and node.input[0] in tables]
    return _quantised(graph, "Gather", bits=4, block=WORD_BLOCK, nodes=nodes) if nodes else graph


def _quantised(graph: ModelProto, operator: str, *, bits: int, block: int, nodes: list[str] | None) -> ModelProto:
    from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer

    config = DefaultWeightOnlyQuantConfig(
        block_size=block,
        is_symmetric=True,
        accuracy_level=INTEGER_ACTIVATIONS,
        bits=bits,
        op_types_to_quantize=(operator,),
        quant_axes=(("Gather", 1), ("MatMul", 0)),
    )
    quantiser = MatMulNBitsQuantizer(graph, algo_config=config, nodes_to_include=nodes)
    quantiser.process()
    return quantiser.model.model

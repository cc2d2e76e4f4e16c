"""The common network as it is shipped: two graphs in 8 bits, with the vocabulary, the labels and a card beside them.

In: Together, what it was measured on. Out: `reader.onnx`, `relations.onnx`, `vocabulary.json.gz`, `labels.json`,
`card.json`. Touches: the folders `export` and `whole` in the work folder.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from typing import TYPE_CHECKING

from letopis.model.windows import MOST_PIECES
from letopis_training.evaluate import GRID, evaluate
from letopis_training.export import FOLDER, LABELS, WHOLE, words_in_bits
from letopis_training.graphs import RELATIONS
from letopis_training.loop import LOG
from letopis_training.predict import predict
from letopis_training.prepare import VOCABULARY
from letopis_training.rows import in_eight_bits
from letopis_training.together.graph import READER, WindowReader, write_graphs
from letopis_training.together.windows import fill
from letopis_training.trees.measure import score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from onnx import ModelProto

    from letopis_training.together.learn import Both

CARD = "card.json"


def export(both: Both, work: Path, run: Path, sources: Iterable[Path], part: int) -> dict[str, object]:
    """Writes everything; returns the card: the run's settings, sizes, digests, figures of both precisions.

    They are those of every `part`-th document and sentence.
    """
    folder, whole = work / FOLDER, work / WHOLE
    folder.mkdir(exist_ok=True)
    whole.mkdir(exist_ok=True)
    write_graphs(both.model, whole, RELATIONS)
    for name in (READER, RELATIONS):
        quantise(whole / name, folder / name)
    shutil.copyfile(work / VOCABULARY, folder / VOCABULARY)
    figures: dict[str, object] = {}
    for precision, place in (("whole", whole), ("8 bits", folder)):
        figures[precision] = _measure(both, WindowReader(place / READER, place / RELATIONS), part)
    _write(folder / LABELS, _labels(both))
    card = {
        "run": _began(run / LOG),
        "weights": {path.name: _digest(path) for path in sorted(folder.glob("*.onnx"))},
        "megabytes": {path.name: path.stat().st_size / 1e6 for path in sorted(folder.iterdir()) if path.name != CARD},
        "data": {path.name: _digest(path) for path in sources},
        "figures": figures,
    }
    _write(folder / CARD, card)
    return card


def quantise(source: Path, target: Path) -> None:
    """Matrices in 8 bits, the vectors of pieces in the 4 bits that they came in."""
    import onnx

    onnx.save(bare(words_in_bits(in_eight_bits(onnx.load(source)))), target)


def bare(graph: ModelProto) -> ModelProto:
    """Without the traces of the files that wrote it: the same weights give the same bytes on every machine."""
    del graph.metadata_props[:]
    graph.doc_string = graph.graph.doc_string = ""
    del graph.graph.metadata_props[:]
    for part in (*graph.graph.node, *graph.graph.value_info, *graph.graph.input, *graph.graph.output):
        part.doc_string = ""
        del part.metadata_props[:]
    for table in graph.graph.initializer:
        table.doc_string = ""
        del table.metadata_props[:]
    return graph


def _measure(both: Both, reader: WindowReader, part: int) -> dict[str, object]:
    """Entities, relations and trees of full windows, and the seconds of a core for the first two."""
    material, trees = both.joining.material, both.trees
    began = time.process_time()
    found = predict(reader, material.dev[::part], threshold=GRID[0])
    figures: dict[str, object] = {"seconds of a core": round(time.process_time() - began, 1), "documents": len(found)}
    figures |= evaluate(found, material.labels).brief()
    for name, examples in trees.held_out.items():
        chosen = examples[::part]
        parses = reader.parse(list(fill(chosen, lambda: MOST_PIECES)))
        figures[name] = score([one.tree for one in chosen], parses, trees.labels).table()["all"]
    return figures


def _labels(both: Both) -> dict[str, object]:
    labels, trees = both.joining.material.labels, both.trees.labels
    return {"entities": labels.entities, "relations": labels.relations, "tags": trees.tags, "rels": trees.rels}


def _began(log: Path) -> dict[str, object]:
    """Settings of the run and the digest of NEREL, as the log last has them."""
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.is_file() else []
    begun = [line for line in lines if line.get("event") in {"started", "resumed"}]
    return {name: begun[-1][name] for name in ("settings", "corpus", "torch", "gold", "silver")} if begun else {}


def _write(path: Path, table: Mapping[str, object]) -> None:
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

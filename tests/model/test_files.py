"""The vocabulary, the labels, the thresholds; graphs that are not what they should be."""

import gzip
import json
from pathlib import Path

import onnx
import pytest

from letopis.errors import BadModel
from letopis.model.files import LABELS, VOCABULARY, Thresholds, load_labels
from letopis.model.graphs import RELATIONS, SPANS, Graphs
from letopis.model.read import Model
from model.tiny import TIES, TYPES, Shape, graph, relation_graph, write_model


def test_labels_and_their_thresholds(folder: Path) -> None:
    labels = load_labels(folder / LABELS)
    assert (labels.entities, labels.relations) == (TYPES, TIES)
    assert (labels.thresholds.spans, labels.thresholds.relations) == (0.5, 0.3)


def test_thresholds_that_are_not_given_are_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / LABELS
    path.write_text(json.dumps({"entities": [], "relations": [], "thresholds": {"by_type": {"CITY": 0.7}}}))
    thresholds = load_labels(path).thresholds
    assert (thresholds.spans, thresholds.of("CITY"), thresholds.of("PERSON")) == (Thresholds().spans, 0.7, 0.5)


def test_what_is_vouched_for_needs_never_more() -> None:
    thresholds = Thresholds(0.6, 0.3, {"CITY": 0.1}, 0.2, {"PERSON": -1.0})
    assert [thresholds.of_vouched(name) for name in ("CITY", "PERSON", "EVENT")] == [0.1, -1.0, 0.2]
    assert Thresholds(0.6).of_vouched("CITY") == 0.6


@pytest.mark.parametrize("name", [SPANS, RELATIONS, VOCABULARY, LABELS])
def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path, name: str) -> None:
    folder = write_model(tmp_path / "model")
    (folder / name).unlink()
    with pytest.raises(BadModel, match=rf"{name} is missing.*install letopis again"):
        Model.load(folder)


@pytest.mark.parametrize("content", [b"", b"broken", b"\x1f\x8b\x08", gzip.compress(b"[1]"), gzip.compress(b"{}")])
@pytest.mark.parametrize("name", [SPANS, RELATIONS, VOCABULARY, LABELS])
def test_a_broken_file_is_named_with_the_remedy(tmp_path: Path, name: str, content: bytes) -> None:
    folder = write_model(tmp_path / "model")
    (folder / name).write_bytes(content)
    with pytest.raises(BadModel, match=rf"{name} (cannot be read|has other inputs).*install letopis again"):
        Model.load(folder)


@pytest.mark.parametrize("name", [SPANS, RELATIONS])
def test_half_a_graph_is_refused(tmp_path: Path, name: str) -> None:
    folder = write_model(tmp_path / "model")
    (folder / name).write_bytes((folder / name).read_bytes()[:-40])
    with pytest.raises(BadModel, match=name):
        Graphs(folder)


def test_another_graph_is_refused(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model")
    onnx.save(relation_graph(), folder / SPANS)
    with pytest.raises(BadModel, match=r"spans\.onnx has other inputs and outputs"):
        Graphs(folder)


def test_a_graph_of_unknown_operators_is_refused(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model")
    node = onnx.helper.make_node("Unheard", ["pieces"], ["probabilities"])
    kinds: dict[str, tuple[int, Shape | None]] = {"pieces": (onnx.TensorProto.INT64, ["n"])}
    onnx.save(graph([node], kinds, {"probabilities": (onnx.TensorProto.FLOAT, None)}, {}), folder / SPANS)
    with pytest.raises(BadModel, match=r"spans\.onnx cannot be read"):
        Graphs(folder)

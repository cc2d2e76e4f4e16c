"""The vocabulary and the labels; graphs that are not what they should be."""

import gzip
from pathlib import Path

import onnx
import pytest

from letopis.errors import BadModel
from letopis.model.files import LABELS, VOCABULARY, load_labels
from letopis.model.graphs import READER, RELATIONS, Graphs
from letopis.model.read import Model
from model.tiny import RELS, TAGS, TIES, TYPES, Shape, graph, relation_graph, write_model


def test_labels(folder: Path) -> None:
    labels = load_labels(folder / LABELS)
    assert (labels.entities, labels.relations) == (TYPES, TIES)
    assert (labels.tags, labels.rels) == (TAGS, RELS)


@pytest.mark.parametrize("name", [READER, RELATIONS, VOCABULARY, LABELS])
def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path, name: str) -> None:
    folder = write_model(tmp_path / "model")
    (folder / name).unlink()
    with pytest.raises(BadModel, match=rf"{name} is missing.*install letopis again"):
        Model.load(folder)


@pytest.mark.parametrize("content", [b"", b"broken", b"\x1f\x8b\x08", gzip.compress(b"[1]"), gzip.compress(b"{}")])
@pytest.mark.parametrize("name", [READER, RELATIONS, VOCABULARY, LABELS])
def test_a_broken_file_is_named_with_the_remedy(tmp_path: Path, name: str, content: bytes) -> None:
    folder = write_model(tmp_path / "model")
    (folder / name).write_bytes(content)
    with pytest.raises(BadModel, match=rf"{name} (cannot be read|has other inputs).*install letopis again"):
        Model.load(folder)


@pytest.mark.parametrize("name", [READER, RELATIONS])
def test_half_a_graph_is_refused(tmp_path: Path, name: str) -> None:
    folder = write_model(tmp_path / "model")
    (folder / name).write_bytes((folder / name).read_bytes()[:-40])
    with pytest.raises(BadModel, match=name):
        Graphs(folder)


def test_another_graph_is_refused(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model")
    onnx.save(relation_graph(), folder / READER)
    with pytest.raises(BadModel, match=r"reader\.onnx has other inputs and outputs"):
        Graphs(folder)


def test_a_graph_of_unknown_operators_is_refused(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model")
    node = onnx.helper.make_node("Unheard", ["pieces"], ["probabilities"])
    kinds: dict[str, tuple[int, Shape | None]] = {"pieces": (onnx.TensorProto.INT64, ["n"])}
    onnx.save(graph([node], kinds, {"probabilities": (onnx.TensorProto.FLOAT, None)}, {}), folder / READER)
    with pytest.raises(BadModel, match=r"reader\.onnx cannot be read"):
        Graphs(folder)

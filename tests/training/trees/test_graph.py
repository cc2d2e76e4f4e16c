"""The graph says what the network says."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")
pytest.importorskip("onnxruntime")

from letopis_training.trees.batches import collate, make_example  # noqa: E402
from letopis_training.trees.graph import GRAPH, TreeReader, write_graph  # noqa: E402
from letopis_training.trees.measure import parse  # noqa: E402
from letopis_training.trees.treebank import read_treebank  # noqa: E402
from model.tiny import tokenizer  # noqa: E402
from training.trees.few import LABELS, network, write_treebank  # noqa: E402

pytestmark = pytest.mark.slow


def test_trees_of_the_graph_are_those_of_the_network(tmp_path: Path) -> None:
    examples = [make_example(one, tokenizer()) for one in read_treebank(write_treebank(tmp_path / "a.conllu"), LABELS)]
    model = network()
    with torch.no_grad():
        for parameter in model.above():
            parameter.add_(torch.randn_like(parameter) * 0.3)
    write_graph(model, tmp_path / GRAPH)
    read = TreeReader(tmp_path / GRAPH)
    model.eval()
    with torch.no_grad():
        scores = model(collate(examples))
        every = model.all_relations(scores)
    for row, (example, one) in enumerate(zip(examples, parse(model, examples), strict=True)):
        found = read(example)
        assert list(found.heads) == list(one.heads)
        assert list(found.tags) == list(one.tags)
        assert list(found.rels) == [int(every[row, word, head].argmax()) for word, head in enumerate(found.heads)]

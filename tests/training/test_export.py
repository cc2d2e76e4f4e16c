"""The graphs say what the network says."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")
pytest.importorskip("onnxscript")

from letopis_training.batches import collate, make_example  # noqa: E402
from letopis_training.examples import cut  # noqa: E402
from letopis_training.export import quantise  # noqa: E402
from letopis_training.graphs import RELATIONS, SPANS, write_graphs  # noqa: E402
from letopis_training.readers import GraphReader, TorchReader  # noqa: E402
from training.test_model import loud, model  # noqa: E402
from training.tiny import encoded  # noqa: E402

pytestmark = pytest.mark.slow


def test_graphs_agree_with_the_network_for_windows_of_any_size(tmp_path: Path) -> None:
    joint = model().eval()
    loud(joint)
    write_graphs(joint, tmp_path)
    for name in (SPANS, RELATIONS):
        quantise(tmp_path / name, tmp_path / f"small-{name}")
    whole = GraphReader(tmp_path / SPANS, tmp_path / RELATIONS)
    small = GraphReader(tmp_path / f"small-{SPANS}", tmp_path / f"small-{RELATIONS}")
    batch = collate([make_example(window) for times in (1, 4) for window in cut(encoded(times))])
    states, spans = TorchReader(joint).read(batch)
    for reader, tolerance in ((whole, 0.02), (small, 0.1)):
        read, found = reader.read(batch)
        assert found.shape == spans.shape
        assert torch.allclose(found, spans, atol=tolerance)
        for row, example in enumerate(batch.examples):
            ours, theirs = (type(each)(*(part[row, : len(example.first)] for part in each)) for each in (states, read))
            ends = example.spans[:, :3]
            related = TorchReader(joint).relate(ours, example, ends)
            assert torch.allclose(reader.relate(theirs, example, ends), related, atol=tolerance)

"""The common graph says what the network says, whole and in 8 bits."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")
pytest.importorskip("onnxruntime")

from letopis_training.batches import collate, make_example  # noqa: E402
from letopis_training.examples import cut  # noqa: E402
from letopis_training.graphs import RELATIONS  # noqa: E402
from letopis_training.readers import TorchReader  # noqa: E402
from letopis_training.together.export import quantise  # noqa: E402
from letopis_training.together.graph import READER, WindowReader, write_graphs  # noqa: E402
from letopis_training.together.measure import parse  # noqa: E402
from training.test_model import loud  # noqa: E402
from training.tiny import encoded  # noqa: E402
from training.together.small import network, sentences  # noqa: E402

pytestmark = pytest.mark.slow


def test_graphs_agree_with_the_network(tmp_path: Path) -> None:
    model, (one, two) = network(), sentences(tmp_path)
    loud(model)
    write_graphs(model, tmp_path, RELATIONS)
    for name in (READER, RELATIONS):
        quantise(tmp_path / name, tmp_path / f"small-{name}")
    whole = WindowReader(tmp_path / READER, tmp_path / RELATIONS)
    small = WindowReader(tmp_path / f"small-{READER}", tmp_path / f"small-{RELATIONS}")
    group = [one, two, one]
    assert whole.parse([(one, two, one)]) == parse(model, group, full=True)
    batch = collate([make_example(window) for times in (1, 2) for window in cut(encoded(times))])
    states, spans = TorchReader(model).read(batch)
    for reader, tolerance in ((whole, 0.02), (small, 0.1)):
        read, found = reader.read(batch)
        assert torch.allclose(found, spans, atol=tolerance)
        for row, example in enumerate(batch.examples):
            ours, theirs = (type(each)(*(part[row, : len(example.first)] for part in each)) for each in (states, read))
            ends = example.spans[:, :3]
            related = TorchReader(model).relate(ours, example, ends)
            assert torch.allclose(reader.relate(theirs, example, ends), related, atol=tolerance)
        for each in reader.parse([(one,), (two,)]):
            assert list(each.heads).count(0) == 1
    assert np.isfinite(
        small(batch.examples[0].pieces, *(batch.examples[0].first, batch.examples[0].last) * 2).kinds
    ).all()

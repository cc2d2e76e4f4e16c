"""Products of 8-bit numbers are close to those in single precision, row by row."""

import numpy as np
import pytest

onnx = pytest.importorskip("onnx")
ort = pytest.importorskip("onnxruntime")

from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from letopis_training.rows import in_eight_bits  # noqa: E402


@pytest.mark.parametrize("outer", [("n",), (1, "n"), (1, "n", 5), ("n", "n")])
def test_rows_of_any_size_keep_their_precision(outer: tuple[int | str, ...]) -> None:
    random = np.random.default_rng(1)
    matrix = random.normal(size=(24, 7)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["last", "matrix"], ["y"]), helper.make_node("MatMul", ["last", "matrix"], ["z"])],
        "products",
        [helper.make_tensor_value_info("last", TensorProto.FLOAT, [*outer, 24])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [*outer, 7]) for name in "yz"],
        [numpy_helper.from_array(matrix, "matrix")],
    )
    model = in_eight_bits(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10))
    assert [node.op_type for node in model.graph.node].count("QuantizeLinear") == 1
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    for count in (1, 3, 4):
        rows = random.normal(size=(*(count if isinstance(size, str) else size for size in outer), 24)).astype(
            np.float32
        )
        rows.reshape(-1, 24)[0] *= 1000
        rows.reshape(-1, 24)[-1] = 0 if count > 1 else 1
        for found in session.run(None, {"last": rows}):
            error = np.linalg.norm(found - rows @ matrix, axis=-1)
            assert np.all(error <= 0.03 * np.linalg.norm(rows @ matrix, axis=-1) + 1e-4)

"""Matrices in 8 bits: a scale for each column of a matrix, and one for each row of what it is multiplied with.

onnxruntime multiplies such numbers on one core more than twice as fast as 8-bit blocks with a scale each. One scale
for all rows would be faster by little and lose three times as much: some states are far larger than others.

In: an ONNX graph in single precision. Out: the graph with its constant matrices in 8 bits. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from onnx import GraphProto, ModelProto

    Shape = tuple[int | None, ...]

LARGEST = 127
MIDDLE = 128  # the zero of activations, which are unsigned
CONTRIBUTED = "com.microsoft"


@dataclass(slots=True)
class Rewriting:
    """The graph as it grows anew; `told` are the activations that are in 8 bits already, each with its scales."""

    shapes: dict[str, Shape]
    nodes: list[NodeProto] = field(default_factory=list)
    constants: list[TensorProto] = field(default_factory=list)
    told: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, operator: str, inputs: list[str], output: str, **options: Any) -> str:
        """One more node; its output."""
        domain = CONTRIBUTED if operator == "MatMulIntegerToFloat" else ""
        node = helper.make_node(operator, inputs, [output], name=f"{output}_node", domain=domain, **options)
        self.nodes.append(node)
        return output

    def keep(self, name: str, value: object, kind: type) -> str:
        """A constant; its name."""
        self.constants.append(numpy_helper.from_array(np.array(value, kind), name))
        return name

    def multiply(self, node: NodeProto, matrix: np.ndarray) -> None:
        """The product of activations with a matrix (inputs, outputs), under the name that it had."""
        source, output = node.input[0], node.output[0]
        shape = self.shapes[source]
        scales = np.maximum(np.abs(matrix).max(0), 1e-9) / LARGEST
        kept = self.keep(f"{output}_matrix", np.round(matrix / scales), np.int8)
        columns = self.keep(f"{output}_columns", scales, np.float32)
        small, rows = self._small(source, shape)
        product = self.add(
            "MatMulIntegerToFloat", [small, kept, "bits_one", columns, "bits_middle"], f"{output}_product"
        )
        if _is_plain(shape):
            self.add("Mul", [product, rows], output)
            return
        flat = self.add("Mul", [product, rows], f"{output}_flat")
        outer = self.add("Shape", [source], f"{output}_outer", end=-1)
        inner = self.keep(f"{output}_inner", [matrix.shape[1]], np.int64)
        self.add("Reshape", [flat, self.add("Concat", [outer, inner], f"{output}_back", axis=0)], output)

    def _small(self, source: str, shape: Shape) -> tuple[str, str]:
        """Activations in 8 bits, and the scales of their rows, with one more axis for the columns."""
        if source in self.told:
            return self.told[source]
        flat = source
        if not _is_plain(shape):
            flat = self.add(
                "Reshape", [source, self.keep(f"{source}_wide", [-1, shape[-1]], np.int64)], f"{source}_rows"
            )
        rank = len(shape) if _is_plain(shape) else 2
        axes = self.keep(f"{source}_axes", [axis for axis in range(rank) if axis != rank - 2], np.int64)
        sizes = self.add("Abs", [flat], f"{source}_sizes")
        largest = self.add("ReduceMax", [sizes, axes], f"{source}_largest", keepdims=0)
        some = self.add("Max", [largest, "bits_least"], f"{source}_some")
        scales = self.add("Mul", [some, "bits_share"], f"{source}_scales")
        count = self.add("Shape", [scales], f"{source}_count")
        middle = helper.make_tensor("middle", TensorProto.UINT8, [1], [MIDDLE])
        zeros = self.add("ConstantOfShape", [count], f"{source}_zeros", value=middle)
        small = self.add("QuantizeLinear", [flat, scales, zeros], f"{source}_small", axis=rank - 2)
        rows = self.add("Unsqueeze", [scales, "bits_last"], f"{source}_scale")
        self.told[source] = (small, rows)
        return small, rows


def in_eight_bits(model: ModelProto) -> ModelProto:
    """Every product with a constant matrix is one of 8-bit numbers; the rest of the graph is as it was."""
    graph = model.graph
    matrices = {one.name: one for one in graph.initializer if len(one.dims) == 2}
    rewriting = Rewriting(_shapes(graph))
    rewriting.keep("bits_one", 1, np.float32)
    rewriting.keep("bits_middle", MIDDLE, np.uint8)
    rewriting.keep("bits_least", [1e-6], np.float32)
    rewriting.keep("bits_share", [1 / LARGEST], np.float32)
    rewriting.keep("bits_last", [-1], np.int64)
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in matrices:
            rewriting.multiply(node, numpy_helper.to_array(matrices[node.input[1]]))
        else:
            rewriting.nodes.append(node)
    used = {name for node in rewriting.nodes for name in node.input}
    kept = [one for one in graph.initializer if one.name in used]
    nodes = list(rewriting.nodes)
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(nodes)
    graph.initializer.extend([*kept, *rewriting.constants])
    if not any(one.domain == CONTRIBUTED for one in model.opset_import):
        model.opset_import.append(helper.make_opsetid(CONTRIBUTED, 1))
    return model


def _is_plain(shape: Shape) -> bool:
    """Whether the rows lie along one axis."""
    return len(shape) == 2 or (len(shape) == 3 and shape[0] == 1)


def _shapes(graph: GraphProto) -> dict[str, Shape]:
    return {
        value.name: tuple(
            size.dim_value if size.HasField("dim_value") else None for size in value.type.tensor_type.shape.dim
        )
        for value in (*graph.value_info, *graph.input, *graph.output)
    }

"""The network itself: two graphs that onnxruntime computes, one window a call.

The first makes of pieces the probabilities of all spans, the states of the words and the scores of trees, the second of
states and spans the probabilities of all ties between them. Only this module knows the names of inputs and outputs.

In: arrays. Out: arrays. Touches: `reader.onnx` and `relations.onnx`, read-only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as refusals

from letopis.errors import BadModel
from letopis.model.files import REMEDY
from letopis.model.trees import Grown

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]
    Numbers = npt.NDArray[np.float32]

READER, RELATIONS = "reader.onnx", "relations.onnx"
READER_INPUTS = ("pieces", "first", "last", "tree_first", "tree_last")
READER_OUTPUTS = ("probabilities", "first_states", "last_states", "tags", "heads", "kinds", "above")
RELATION_INPUTS = ("first_states", "last_states", "sentences", "spans", "keys")
RELATION_OUTPUTS = ("probabilities",)
_ERRORS_ONLY = 3
_REFUSALS = (
    refusals.Fail,
    refusals.InvalidArgument,
    refusals.InvalidGraph,
    refusals.InvalidProtobuf,
    refusals.NoModel,
    refusals.NotImplemented,
    refusals.RuntimeException,
)


class States(NamedTuple):
    """Of the first and of the last piece of each word, (words, width)."""

    first: Numbers
    last: Numbers


class Network(Protocol):
    """What reading asks of a network; several threads may ask at once."""

    def read(
        self, pieces: Integers, words: tuple[Integers, Integers], leaves: tuple[Integers, Integers]
    ) -> tuple[Numbers, States, Grown]:
        """Probabilities (words, widths, types) of spans by first word and number of further words, states, trees.

        `pieces` begin and end with the special ones; `words`, and `leaves` for trees, are the places of their first
        and last pieces in them.
        """

    def relate(self, states: States, sentences: Integers, spans: Integers, keys: Integers) -> Numbers:
        """Probabilities (n, n, relations) from the first span to the second.

        `spans` (n, 3): first and last word, type; `keys` (n, 6) of the names; `sentences` (words) are numbers.
        """


class Graphs:
    """The network that is shipped. Each call computes on the thread that makes it."""

    def __init__(self, folder: Path) -> None:
        """Raises BadModel where a graph is missing, broken or another than expected."""
        self._reader = _session(folder / READER, READER_INPUTS, READER_OUTPUTS)
        self._relations = _session(folder / RELATIONS, RELATION_INPUTS, RELATION_OUTPUTS)

    def read(
        self, pieces: Integers, words: tuple[Integers, Integers], leaves: tuple[Integers, Integers]
    ) -> tuple[Numbers, States, Grown]:
        """As `Network.read`."""
        inputs = dict(zip(READER_INPUTS, (pieces, *words, *leaves), strict=True))
        probabilities, begin, end, *grown = self._reader.run(READER_OUTPUTS, inputs)
        return probabilities, States(begin, end), Grown(*grown)

    def relate(self, states: States, sentences: Integers, spans: Integers, keys: Integers) -> Numbers:
        """As `Network.relate`."""
        inputs = dict(zip(RELATION_INPUTS, (*states, sentences, spans, keys), strict=True))
        probabilities: Numbers = self._relations.run(RELATION_OUTPUTS, inputs)[0]
        return probabilities


def _session(path: Path, inputs: tuple[str, ...], outputs: tuple[str, ...]) -> onnxruntime.InferenceSession:
    if not path.is_file():
        raise BadModel(f"{path} is missing: {REMEDY}")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    # Windows are read side by side by threads of the caller, which is faster than to share one window between them.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # an arena keeps what the longest window took, and is no faster
    try:
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except _REFUSALS as error:
        raise BadModel(f"{path} cannot be read ({type(error).__name__}: {error}): {REMEDY}") from error
    found = tuple(each.name for each in session.get_inputs()), tuple(each.name for each in session.get_outputs())
    if found != (inputs, outputs):
        raise BadModel(f"{path} has other inputs and outputs than this version reads, {found}: {REMEDY}")
    return session

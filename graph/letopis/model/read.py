"""Texts in, typed spans and ties out: the network with everything it needs, loaded once.

`Model.load().read_many([Passage("Мэр Москвы …", (0,))])` gives the `Findings` of each text. What is found in a text
does not depend on the texts beside it nor on the number of threads.

In: Passage. Out: Findings. Touches: the files of the model, read-only.
"""

from __future__ import annotations

import os
from collections import defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from letopis.model.files import LABELS, VOCABULARY, load_labels, load_vocabulary
from letopis.model.pieces import START, STOP, Tokenizer
from letopis.model.relations import means, relate
from letopis.model.spans import joined, over, owned
from letopis.model.windows import cut, sharing, spell
from letopis.records.findings import Findings, Spotted, Tie
from letopis.records.text import Span
from letopis.resources import model_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import numpy.typing as npt

    from letopis.model.files import Labels, Thresholds
    from letopis.model.graphs import Network, States
    from letopis.model.relations import Edge, Node
    from letopis.model.spans import Nodes
    from letopis.model.windows import Spelled

    Integers = npt.NDArray[np.int64]


# Of what a window may hold. On NEREL's dev ties come out better than in full windows of 510 pieces (F1 45.7, not 45.1),
# spans as well, and it takes no longer.
FILLED, OVERLAP = 256, 64


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, the starts of its sentences in order, and typed spans that another reader vouches for."""

    text: str
    starts: tuple[int, ...] = ()
    vouched: frozenset[tuple[Span, str]] = frozenset()


class Model:
    """A network, a tokenizer, labels; `threads` texts are read side by side."""

    def __init__(self, network: Network, tokenizer: Tokenizer, labels: Labels, *, threads: int | None = None) -> None:
        self.labels = labels
        self._network = network
        self._tokenizer = tokenizer
        self._threads = threads or cores()
        self._numbers = {name: number for number, name in enumerate(labels.entities)}

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int | None = None) -> Model:
        """The model of the package, or that of a folder; BadModel where a file is missing or broken.

        Without `threads`, as many as the process may use cores.
        """
        from letopis.model.graphs import Graphs  # onnxruntime takes a tenth of a second to import

        folder = folder or model_dir()
        vocabulary, labels = load_vocabulary(folder / VOCABULARY), load_labels(folder / LABELS)
        return cls(Graphs(folder), Tokenizer(vocabulary), labels, threads=threads)

    def read(self, passage: Passage, *, thresholds: Thresholds | None = None) -> Findings:
        """What is found in one text."""
        return self._found(passage, thresholds or self.labels.thresholds)

    def read_many(self, passages: Iterable[Passage], *, thresholds: Thresholds | None = None) -> Iterator[Findings]:
        """What is found in each text, in their order; all of them are taken in before the first is given out."""
        chosen = thresholds or self.labels.thresholds
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(lambda passage: self._found(passage, chosen), passages)

    def _found(self, passage: Passage, thresholds: Thresholds) -> Findings:
        spelled = spell(passage.text, passage.starts, self._tokenizer)
        nodes, edges = _Reading(self._network, spelled, self._limits(passage, spelled, thresholds)).whole()
        order, spans = self._spans(spelled, nodes)
        ties = sorted(
            (order[head], order[tail], self.labels.relations[kind], probability)
            for (head, tail, kind), probability in edges
            if probability > thresholds.relations
        )
        return Findings(spans, tuple(Tie(*tie) for tie in ties))

    def _spans(self, spelled: Spelled, nodes: Nodes) -> tuple[dict[Node, int], tuple[Spotted, ...]]:
        """The spans in code points, and the place of each by its words."""
        rows: list[Node] = list(map(tuple, nodes.ends.tolist()))
        spans = tuple(
            Spotted(Span(start, stop), self.labels.entities[type_], probability)
            for start, stop, (_, _, type_), probability in zip(
                spelled.bounds[nodes.ends[:, 0], 0].tolist(),
                spelled.bounds[nodes.ends[:, 1], 1].tolist(),
                rows,
                nodes.probabilities.tolist(),
                strict=True,
            )
        )
        return {row: place for place, row in enumerate(rows)}, spans

    def _limits(self, passage: Passage, spelled: Spelled, thresholds: Thresholds) -> Limits:
        begins, ends = ({place: word for word, place in enumerate(side)} for side in spelled.bounds.T.tolist())
        vouched = [
            (begins[span.start], ends[span.stop], self._numbers[type_])
            for span, type_ in passage.vouched
            if span.start in begins and span.stop in ends and type_ in self._numbers
        ]
        return Limits(
            np.array([thresholds.of(name) for name in self.labels.entities], np.float32),
            np.array(sorted(vouched), np.int64).reshape(-1, 3),
            np.array([thresholds.of_vouched(name) for name in self.labels.entities], np.float32),
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds by number of the type (types), and for the `vouched` spans (n, 3) others."""

    usual: npt.NDArray[np.float32]
    vouched: Integers
    of_vouched: npt.NDArray[np.float32]


class _Reading:
    """One text, window by window; the states of a window are kept until all that overlap it are read."""

    def __init__(self, network: Network, spelled: Spelled, limits: Limits) -> None:
        self._network = network
        self._spelled = spelled
        self._limits = limits
        self._windows = list(cut(spelled.places, spelled.sentences, most=FILLED, overlap=OVERLAP))
        self._parts: list[Nodes] = []
        self._sums: defaultdict[Edge, float] = defaultdict(float)

    def whole(self) -> tuple[Nodes, Iterator[tuple[Edge, float]]]:
        """All spans in their order, and the mean probability of each tie between two of them."""
        waiting: deque[tuple[int, States]] = deque()
        for place, window in enumerate(self._windows):
            waiting.append((place, self._read(place)))
            following = self._windows[place + 1][0] if place + 1 < len(self._windows) else window[1]
            while waiting and self._windows[waiting[0][0]][1] <= following:
                self._relate(*waiting.popleft())
        return joined(self._parts), means(self._sums, self._windows)

    def _read(self, place: int) -> States:
        window, spelled, limits = self._windows[place], self._spelled, self._limits
        begin, end = spelled.places[window[0]], spelled.places[window[1]]
        pieces = np.concatenate([[START], spelled.pieces[begin:end], [STOP]])
        places = spelled.places[window[0] : window[1] + 1] - begin
        probabilities, states = self._network.read(pieces, places[:-1] + 1, places[1:])
        nodes = over(probabilities, window, limits.usual, limits.vouched, limits.of_vouched)
        self._parts.append(owned(nodes, place, self._windows, len(spelled.bounds)))
        return states

    def _relate(self, place: int, states: States) -> None:
        window = self._windows[place]
        ends = joined([self._parts[place] for place in sharing(place, self._windows)]).ends
        inside = (ends[:, 0] >= window[0]) & (ends[:, 1] < window[1])
        for edge, probability in relate(self._network, self._spelled, window, states, ends[inside]):
            self._sums[edge] += probability


def cores() -> int:
    """How many cores the process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

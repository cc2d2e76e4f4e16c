"""Texts in, typed spans, ties and trees out: the network with everything it needs, loaded once.

`Model.load().read(Passage("Мэр приехал.", (((0, 3), (4, 11), (11, 12)),)))` gives its spans and ties, and what tells
its trees. What is found in a text does not depend on the texts beside it nor on the number of threads.

In: Passage. Out: Read. Touches: the files of the model, read-only.
"""

from __future__ import annotations

import os
from collections import defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from letopis.model.files import LABELS, VOCABULARY, load_labels, load_vocabulary
from letopis.model.pieces import START, STOP, Tokenizer
from letopis.model.relations import means, relate
from letopis.model.spans import joined, over, owned
from letopis.model.trees import leaves, read_in
from letopis.model.windows import cut, sharing, spell
from letopis.records.text import Findings, Span, Spotted, Tie
from letopis.resources import model_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from letopis.model.files import Labels
    from letopis.model.graphs import Network, States
    from letopis.model.relations import Edge, Node
    from letopis.model.spans import Nodes
    from letopis.model.trees import Leaves, Scores
    from letopis.model.windows import Spelled

    Integers = npt.NDArray[np.int64]

LEAST_SPAN, LEAST_TIE = 0.2, 0.05  # probabilities below which nothing is noted


# Of what a window may hold. On NEREL's dev ties come out better than in full windows of 510 pieces (F1 45.7, not 45.1),
# spans as well, and it takes no longer.
FILLED, OVERLAP = 256, 64


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, and the words of its sentences as offsets; a text may be given without them."""

    text: str
    sentences: tuple[tuple[tuple[int, int], ...], ...] = ()


class Read(NamedTuple):
    """What is said of a text; `trees` of each sentence, None for one that is longer than a window."""

    findings: Findings
    trees: tuple[Scores | None, ...]


class Model:
    """A network, a tokenizer, labels; `threads` texts are read side by side."""

    def __init__(self, network: Network, tokenizer: Tokenizer, labels: Labels, *, threads: int | None = None) -> None:
        self.labels = labels
        self._network = network
        self._tokenizer = tokenizer
        self._threads = threads or cores()

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int | None = None) -> Model:
        """The model of the package, or that of a folder; BadModel where a file is missing or broken.

        Without `threads`, as many as the process may use cores.
        """
        from letopis.model.graphs import Graphs  # onnxruntime takes a tenth of a second to import

        folder = folder or model_dir()
        vocabulary, labels = load_vocabulary(folder / VOCABULARY), load_labels(folder / LABELS)
        return cls(Graphs(folder), Tokenizer(vocabulary), labels, threads=threads)

    def read_many(self, passages: Iterable[Passage]) -> Iterator[Read]:
        """What is said of each text, in their order; all of them are taken in before the first is given out."""
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(self.read, passages)

    def read(self, passage: Passage) -> Read:
        """What is said of one text."""
        starts = [words[0][0] for words in passage.sentences]
        spelled = spell(passage.text, starts, self._tokenizer)
        reading = _Reading(self._network, spelled, leaves(spelled, passage.sentences))
        nodes, edges = reading.whole()
        order, spans = self._spans(spelled, nodes)
        trees = tuple(reading.trees.get(place) for place in range(len(passage.sentences)))
        return Read(Findings(spans, self._ties(order, edges)), trees)

    def between(self, passage: Passage, entities: Sequence[tuple[Span, str]]) -> tuple[Tie, ...]:
        """The ties between entities that are given, by their places among them.

        An entity stands for the words it touches; one that touches none, or the words of an earlier one of its type,
        has no ties. A type that the network does not know is a ValueError.
        """
        unknown = sorted({type_ for _, type_ in entities}.difference(self.labels.entities))
        if unknown:
            raise ValueError(f"the network knows no {unknown[0]}; its types are {', '.join(self.labels.entities)}")
        spelled = spell(passage.text, [words[0][0] for words in passage.sentences], self._tokenizer)
        places: dict[Node, int] = {}
        for place, (span, type_) in enumerate(entities):
            first, stop = spelled.touched(span.start, span.stop)
            if first < stop:
                places.setdefault((first, stop - 1, self.labels.entities.index(type_)), place)
        given = np.array(list(places), np.int64).reshape(-1, 3)
        reading = _Reading(self._network, spelled, leaves(spelled, ()), given=given)
        return self._ties(places, reading.whole()[1])

    def _ties(self, places: Mapping[Node, int], edges: Iterable[tuple[Edge, float]]) -> tuple[Tie, ...]:
        return tuple(
            Tie(*tie)
            for tie in sorted(
                (places[head], places[tail], self.labels.relations[kind], probability)
                for (head, tail, kind), probability in edges
                if probability > LEAST_TIE
            )
        )

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


class _Reading:
    """One text, window by window; the states of a window are kept until all that overlap it are read.

    Ties are asked for between the spans that are found, or between those that are `given`.
    """

    def __init__(self, network: Network, spelled: Spelled, found: Leaves, *, given: Integers | None = None) -> None:
        self.trees: dict[int, Scores] = {}
        self._network = network
        self._spelled = spelled
        self._leaves = found
        self._given = given
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
        window, spelled, count = self._windows[place], self._spelled, len(self._spelled.bounds)
        begin, end = spelled.places[window[0]], spelled.places[window[1]]
        pieces = np.concatenate([[START], spelled.pieces[begin:end], [STOP]])
        # The first piece of each word and the one behind its last, the special piece counted.
        first, behind = spelled.places[:-1] - begin + 1, spelled.places[1:] - begin
        own = list(read_in(place, self._windows, self._leaves, count))
        words = np.concatenate([np.arange(*self._leaves.stops[[i, i + 1]]) for i in own]) if own else _NONE
        leaves = first[self._leaves.first[words]], behind[self._leaves.last[words]]
        inside = slice(*window)
        probabilities, states, grown = self._network.read(pieces, (first[inside], behind[inside]), leaves)
        start = 0
        for i in own:
            stop = start + int(self._leaves.stops[i + 1] - self._leaves.stops[i])
            self.trees[i] = grown.sentence(start, stop)
            start = stop
        self._parts.append(owned(over(probabilities, window, LEAST_SPAN), place, self._windows, count))
        return states

    def _relate(self, place: int, states: States) -> None:
        window = self._windows[place]
        ends = self._given
        if ends is None:
            ends = joined([self._parts[place] for place in sharing(place, self._windows)]).ends
        inside = (ends[:, 0] >= window[0]) & (ends[:, 1] < window[1])
        for edge, probability in relate(self._network, self._spelled, window, states, ends[inside]):
            self._sums[edge] += probability


_NONE = np.empty(0, np.int64)


def cores() -> int:
    """How many cores the process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

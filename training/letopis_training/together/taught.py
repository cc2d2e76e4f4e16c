"""Teaching the common network by several: each step also has news, whose spans the teachers tell.

What two networks of other seeds think of a text together is surer than what either thinks; the network learns their
mean probabilities (born-again networks: Furlanello et al., 2018). Trees and relations are learned as before.

In: Both, teachers, articles. Out: Taught, a task. Touches: nothing.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from letopis.model.files import load_vocabulary
from letopis.model.pieces import Tokenizer
from letopis_training.batches import collate, make_example, pack
from letopis_training.corpus import Document
from letopis_training.encoder import load_encoder
from letopis_training.examples import cut, encode
from letopis_training.loop import Losses
from letopis_training.prepare import VOCABULARY, WEIGHTS, read_articles
from letopis_training.readers import TorchReader
from letopis_training.settings import Settings
from letopis_training.together.learn import load
from letopis_training.train import make_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from letopis_training.batches import Batch
    from letopis_training.examples import Window
    from letopis_training.joint import Joint
    from letopis_training.together.learn import Both, Step

LEAST = 0.005  # probability below which a teacher's span counts as none
SPARE = 64  # windows more than needed, from which batches of like length are made


@dataclass(frozen=True, slots=True)
class Taught:
    """The task: that of `both`, and the spans of news as the teachers tell them."""

    both: Both
    teachers: tuple[Joint, ...]
    articles: Sequence[str]
    tokenizer: Tokenizer

    def batches(self, epoch: int) -> Sequence[tuple[Step, list[Window]]]:
        """A batch of news beside each of the other steps."""
        steps = self.both.batches(epoch)
        return list(zip(steps, self._news(epoch, len(steps)), strict=True))

    def losses(self, item: tuple[Step, list[Window]]) -> Losses:
        """Those of both, and `taught`: how far the spans are from what the teachers tell, per span they tell."""
        step, windows = item
        one = self.both.losses(step)
        batch = collate([make_example(window) for window in windows])
        told = self._told(batch)
        states = self.both.model.states(batch)
        logits, valid = self.both.model.spans(states.first, states.last, batch.counts)
        parts = {**one.parts, "taught": divergence(logits[valid], told[valid])}
        return Losses(parts, one.pieces + int(batch.present.sum()))

    def measure(self, part: int) -> Mapping[str, object]:
        """As of both."""
        return self.both.measure(part)

    def _told(self, batch: Batch) -> Tensor:
        """Mean probabilities of spans."""
        told = torch.stack([TorchReader(teacher).read(batch)[1] for teacher in self.teachers]).mean(0)
        return told * (told >= LEAST)

    def _news(self, epoch: int, count: int) -> list[list[Window]]:
        """So many batches of windows of articles that seed and epoch choose."""
        settings = self.both.settings
        random = Random(f"{settings.seed} {epoch} news")  # noqa: S311
        windows: list[Window] = []
        pieces = 0
        for window in self._windows(random):
            windows.append(window)
            pieces += 2 + sum(map(len, window.encoded.pieces[window.start : window.stop]))
            if pieces > count * settings.pieces and len(windows) > count + SPARE:
                break
        batches = list(pack(windows, settings.pieces, [window.stop - window.start for window in windows]))
        random.shuffle(batches)
        return batches[:count]

    def _windows(self, random: Random) -> Iterator[Window]:
        labels = self.both.joining.material.labels
        while True:
            text = random.choice(self.articles)
            yield from cut(encode(Document("", text, (), ()), self.tokenizer, labels))


def divergence(logits: Tensor, told: Tensor) -> Tensor:
    """Kullback and Leibler's, summed over spans and types, per span that is told; zero where both agree."""
    sure = told.clamp(1e-6, 1 - 1e-6)
    entropy = torch.where(told > 0, -(sure * sure.log() + (1 - sure) * (1 - sure).log()), 0.0)
    loss = functional.binary_cross_entropy_with_logits(logits.float(), told, reduction="sum")
    return (loss - entropy.sum()) / told.sum().clamp(min=1)


def prepare_taught(both: Both, start: Path, others: Sequence[Path], articles: Path, work: Path) -> Taught:
    """The network of `both` with the weights of the run `start`, which also teaches it, beside `others` of entities."""
    load(both.model, start)
    teachers: list[Joint] = [deepcopy(both.model)]
    for weights in others:
        teacher = make_model(both.joining.material, load_encoder(work / WEIGHTS), Settings(steps=0))
        teacher.load_state_dict(torch.load(weights, weights_only=True))
        teachers.append(teacher)
    texts = tuple(text for text in read_articles(articles) if text.strip())
    if not texts:
        raise ValueError(f"{articles} has no articles to learn from")
    tokenizer = Tokenizer(load_vocabulary(work / VOCABULARY))
    return Taught(both, tuple(teachers), texts, tokenizer)

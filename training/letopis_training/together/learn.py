"""The common run: each step has a batch of annotated entities and one of trees, and one step for both.

In: the work folder that `prepare` made, NEREL, treebanks, news with trees, the weights of both runs before.
Out: the log, checkpoints and weights. Touches: those; writes to the folder of the run alone.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

import torch

from letopis.model.pieces import PAD
from letopis_training import train as entities
from letopis_training.batches import epoch_batches
from letopis_training.checkpoint import WEIGHTS as TRAINED
from letopis_training.checkpoint import Run, last_weights, resume
from letopis_training.corpus import digest
from letopis_training.encoder import load_encoder
from letopis_training.loop import LOG, Log, Loop, Losses
from letopis_training.optimise import Average, make_optimiser
from letopis_training.prepare import WEIGHTS
from letopis_training.priors import count_priors
from letopis_training.together.measure import parse
from letopis_training.together.network import Together, begin
from letopis_training.together.windows import any_length, collate_windows, fill, pack
from letopis_training.trees.measure import score, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from letopis_training.examples import Window
    from letopis_training.loop import Task
    from letopis_training.together.settings import TogetherSettings
    from letopis_training.together.windows import Sentences
    from letopis_training.trees.batches import Example
    from letopis_training.trees.learn import Material as Trees

    Step = tuple[list[Window], list[Sentences]]

PIECES_OF_SENTENCE = 30  # in news, about: how far apart the news of two epochs begin


@dataclass(frozen=True, slots=True)
class Both:
    """The task: spans, relations and trees at once."""

    model: Together
    joining: entities.Joining
    trees: Trees
    settings: TogetherSettings

    def batches(self, epoch: int) -> Sequence[Step]:
        """As many batches of trees as there are of entities."""
        settings = self.settings
        windows = epoch_batches(self.joining.material.train, seed=settings.seed, epoch=epoch, pieces=settings.pieces)
        return list(zip(windows, self._trees(epoch, len(windows)), strict=True))

    def _trees(self, epoch: int, count: int) -> list[list[Sentences]]:
        """Windows of treebank sentences in any order, and of news in the order in which they were written."""
        random = Random(f"{self.settings.seed} {epoch} trees")  # noqa: S311
        total = count * self.settings.tree_pieces
        share = self.settings.gold_share if self.trees.silver else 1.0
        gold = list(self.trees.gold)
        random.shuffle(gold)
        start = epoch * round(total * (1 - share) / PIECES_OF_SENTENCE)
        chosen = _up_to(round(total * share), _around(gold, 0), random)
        if self.trees.silver:
            chosen += _up_to(round(total * (1 - share)), _around(self.trees.silver, start), random)
        return pack(chosen, self.settings.tree_pieces, random)[:count]

    def losses(self, item: Step) -> Losses:
        """Of spans and relations; of tags, heads and kinds of heads."""
        windows, sentences = item
        one = self.joining.losses(windows)
        batch, rows = collate_windows(sentences)
        parts = self.model.tree_losses(batch, rows)
        parts["tags"] = self.settings.tag_weight * parts["tags"]
        trees = {name: self.settings.tree_weight * loss for name, loss in parts.items()}
        return Losses({**one.parts, **trees}, one.pieces + int((batch.pieces != PAD).sum()))

    def measure(self, part: int) -> Mapping[str, object]:
        """Scores of entities and relations; of trees, for sentences alone and for those of full windows."""
        labels = self.trees.labels
        figures = dict(self.joining.measure(part))
        for name, examples in self.trees.held_out.items():
            chosen = examples[:: part * part]
            golds = [example.tree for example in chosen]
            for kind, full in (("alone", False), ("in windows", True)):
                figures |= short({f"{name} {kind}": score(golds, parse(self.model, chosen, full=full), labels)})
        return figures


def _around(sentences: Sequence[Example], start: int) -> Iterator[Example]:
    """Without end, from the `start`-th on."""
    while True:
        yield sentences[start % len(sentences)]
        start += 1


def _up_to(pieces: int, sentences: Iterator[Example], random: Random) -> list[Sentences]:
    """Windows of any fill with `pieces` pieces in all, or a few more."""
    windows: list[Sentences] = []
    filled = fill(sentences, lambda: any_length(random))
    while pieces > 0:
        windows += islice(filled, 1)
        pieces -= sum(len(sentence.pieces) for sentence in windows[-1])
    return windows


def make_model(material: entities.Material, trees: Trees, work: Path, settings: TogetherSettings) -> Together:
    """The encoder as prepared, with fresh heads."""
    torch.manual_seed(settings.seed)
    encoder = load_encoder(work / WEIGHTS, dropout=settings.encoder_dropout)
    encoder.words.weight.requires_grad_(settings.train_words)
    priors = count_priors(material.train, material.labels)
    return Together(encoder, priors, trees.labels, depth=settings.depth, dropout=settings.head_dropout)


def load(model: Together, folder: Path, *, last: bool = False) -> None:
    """Gives a model the averaged weights of a run, or the last ones."""
    model.load_state_dict(torch.load(folder / TRAINED, weights_only=True))
    if last:
        model.load_state_dict(last_weights(folder), strict=False)


def learn(both: Both, folder: Path, *, nerel: Path, task: Task[Any] | None = None) -> None:
    """Runs to the last step, from the checkpoint where there is one, else from the model as it is.

    `task` may add to what `both` learns.
    """
    folder.mkdir(exist_ok=True)
    model, settings = both.model, both.settings
    run = Run(model, make_optimiser(model.encoder, model.above(), settings), Average.of(model, settings))
    log = Log(folder / LOG)
    resumed = resume(run, settings, folder)
    log.write(
        event="resumed" if resumed else "started",
        step=run.step,
        settings=asdict(settings),
        torch=torch.__version__,
        corpus=digest(nerel),
        gold=len(both.trees.gold),
        silver=len(both.trees.silver),
    )
    Loop(run, task or both, settings, log, folder).go()


def prepare_run(
    nerel: Path, work: Path, trees: Trees, settings: TogetherSettings, starts: tuple[Path, Path] | None
) -> Both:
    """The task; its model begins with the weights of the two runs before, where they are given."""
    material = entities.read_material(nerel, work)
    model = make_model(material, trees, work, settings)
    if starts:
        begin(model, *starts, settings)
    return Both(model, entities.Joining(model, material, settings), trees, settings)

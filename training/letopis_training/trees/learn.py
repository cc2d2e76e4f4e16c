"""The training of trees: first what slovnet is sure of in the news, then annotated sentences beside it.

In: the work folder that `prepare` made, treebanks, the file of `silver`. Out: the log, checkpoints and weights.
Touches: those; writes to the folder of the run alone.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from random import Random
from typing import TYPE_CHECKING

import torch

from letopis.model.files import load_vocabulary
from letopis.model.pieces import PAD, Tokenizer
from letopis_training.checkpoint import Run, resume
from letopis_training.encoder import load_encoder
from letopis_training.loop import LOG, Log, Loop, Losses
from letopis_training.optimise import Average, make_optimiser
from letopis_training.prepare import VOCABULARY, WEIGHTS
from letopis_training.trees.batches import collate, make_example, pack
from letopis_training.trees.measure import parse, score, short
from letopis_training.trees.network import TreeNetwork
from letopis_training.trees.settings import SILVER, TRAINED
from letopis_training.trees.silver import read_labels, read_silver
from letopis_training.trees.treebank import read_treebank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from letopis_training.trees.batches import Example
    from letopis_training.trees.settings import TreeSettings
    from letopis_training.trees.treebank import Labels


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from, and what is measured on, by the name of its file."""

    labels: Labels
    gold: tuple[Example, ...]
    silver: tuple[Example, ...]
    held_out: Mapping[str, tuple[Example, ...]]


@dataclass(frozen=True, slots=True)
class Growing:
    """The task: tags, heads and relations."""

    model: TreeNetwork
    material: Material
    settings: TreeSettings

    def batches(self, epoch: int) -> Sequence[list[Example]]:
        """Batches of like length, in an order that seed and epoch decide."""
        random = Random(f"{self.settings.seed} {epoch}")  # noqa: S311
        chosen = list(pack(self._of(epoch), self.settings.pieces))
        random.shuffle(chosen)
        return chosen

    def _of(self, epoch: int) -> list[Example]:
        first, beside = self.settings.silver_first, self.settings.silver_beside
        silver, gold = self.material.silver, self.material.gold
        if first and not epoch:
            return list(silver[:first])
        start = first + (epoch - bool(first)) * beside
        return [*gold, *(silver[place % len(silver)] for place in range(start, start + beside) if silver)]

    def losses(self, item: list[Example]) -> Losses:
        """Of tags, heads and relations."""
        batch = collate(item)
        parts = self.model.losses(batch)
        parts["tags"] = self.settings.tag_weight * parts["tags"]
        return Losses(parts, int((batch.pieces != PAD).sum()))

    def measure(self, part: int) -> Mapping[str, object]:
        """UAS, LAS and parts of speech of every `part`-th sentence of each treebank."""
        labels, held = self.material.labels, self.material.held_out
        chosen = {name: examples[::part] for name, examples in held.items()}
        return short(
            {
                name: score([example.tree for example in examples], parse(self.model, examples), labels)
                for name, examples in chosen.items()
            }
        )


def read_material(
    work: Path, gold: Sequence[Path], held_out: Sequence[Path], news: Path | None, *, surer_than: float = 1.0
) -> Material:
    """All in the pieces of the prepared vocabulary; `news` is a file that `silver` or `agree` wrote."""
    tokenizer = Tokenizer(load_vocabulary(work / VOCABULARY))
    labels = read_labels(work / SILVER)
    return Material(
        labels,
        tuple(make_example(tree, tokenizer) for path in gold for tree in read_treebank(path, labels)),
        tuple(make_example(tree, tokenizer) for tree in (read_silver(news, surer_than=surer_than) if news else ())),
        {path.stem: tuple(make_example(tree, tokenizer) for tree in read_treebank(path, labels)) for path in held_out},
    )


def make_model(labels: Labels, work: Path, settings: TreeSettings) -> TreeNetwork:
    """The encoder as prepared, with fresh heads."""
    torch.manual_seed(settings.seed)
    encoder = load_encoder(work / WEIGHTS, dropout=settings.encoder_dropout)
    encoder.words.weight.requires_grad_(settings.train_words)
    return TreeNetwork(
        encoder,
        tags=len(labels.tags),
        rels=len(labels.rels),
        layers=settings.layers,
        dropout=settings.head_dropout,
    )


def learn(material: Material, work: Path, settings: TreeSettings, folder: Path, *, begin: Path | None = None) -> None:
    """Runs to the last step, from the checkpoint where there is one, or from the weights of the run `begin`."""
    folder.mkdir(exist_ok=True)
    model = load_model(material.labels, work, settings, begin) if begin else make_model(material.labels, work, settings)
    run = Run(model, make_optimiser(model.encoder, model.above(), settings), Average.of(model, settings))
    log = Log(folder / LOG)
    resumed = resume(run, settings, folder)
    log.write(
        event="resumed" if resumed else "started",
        step=run.step,
        settings=asdict(settings),
        torch=torch.__version__,
        gold=len(material.gold),
        silver=len(material.silver),
    )
    Loop(run, Growing(model, material, settings), settings, log, folder).go()


def load_model(labels: Labels, work: Path, settings: TreeSettings, folder: Path) -> TreeNetwork:
    """The model with the weights of a run."""
    model = make_model(labels, work, settings)
    model.load_state_dict(torch.load(folder / TRAINED, weights_only=True))
    return model

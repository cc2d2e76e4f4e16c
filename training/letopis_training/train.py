"""The training run: one command, a schedule in steps, resumable; first, where asked, the adaptation to news.

In: the work folder that `prepare` made, NEREL, articles for the adaptation. Out: the log, checkpoints and weights.
Touches: those; writes to the work folder alone.
"""

from __future__ import annotations

import platform
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import torch

from letopis.model.files import load_vocabulary
from letopis.model.pieces import Tokenizer
from letopis_training.batches import collate, epoch_batches, make_example
from letopis_training.checkpoint import WEIGHTS as TRAINED
from letopis_training.checkpoint import Run, last_weights, resume
from letopis_training.corpus import digest, read_documents
from letopis_training.encoder import load_encoder
from letopis_training.examples import encode, labels_of
from letopis_training.joint import Joint
from letopis_training.loop import LOG, Log, Loop, Losses
from letopis_training.masked import Masked, Masking, in_pieces
from letopis_training.optimise import Average, make_optimiser
from letopis_training.predict import predict
from letopis_training.prepare import VOCABULARY, WEIGHTS, read_articles
from letopis_training.priors import count_priors
from letopis_training.readers import TorchReader
from letopis_training.scores import summary
from letopis_training.settings import Settings
from letopis_training.vocabulary import MASK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from letopis_training.encoder import Encoder
    from letopis_training.examples import Encoded, Labels, Window

EVALUATED_AT = 0.4  # threshold of spans and of relations while training
ADAPTED = "masked"  # the folder of the adaptation in the work folder


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from and what is measured on."""

    labels: Labels
    train: tuple[Encoded, ...]
    dev: tuple[Encoded, ...]


@dataclass(frozen=True, slots=True)
class Joining:
    """The task: spans and relations at once."""

    model: Joint
    material: Material
    settings: Settings

    def batches(self, epoch: int) -> Sequence[list[Window]]:
        """Windows of the training part."""
        return epoch_batches(self.material.train, seed=self.settings.seed, epoch=epoch, pieces=self.settings.pieces)

    def losses(self, item: list[Window]) -> Losses:
        """Of spans and of relations."""
        batch = collate([make_example(window) for window in item])
        spans, relations = self.model.losses(batch)
        parts = {"spans": spans, "relations": self.settings.relation_weight * relations}
        return Losses(parts, int(batch.present.sum()))

    def measure(self, part: int) -> Mapping[str, object]:
        """Precision, recall and F1 on dev at fixed thresholds."""
        found = predict(TorchReader(self.model), self.material.dev[::part], threshold=EVALUATED_AT)
        scores = summary(found, self.material.labels, spans_over=EVALUATED_AT, relations_over=EVALUATED_AT)
        return {"documents": len(found)} | {name: score.percent() for name, score in scores.items()}


def read_material(nerel: Path, work: Path) -> Material:
    """Both parts of NEREL in the pieces of the prepared vocabulary; labels are those of the training part."""
    tokenizer = Tokenizer(load_vocabulary(work / VOCABULARY))
    train, dev = read_documents(nerel / "train"), read_documents(nerel / "dev")
    labels = labels_of(train)
    return Material(labels, *(tuple(encode(d, tokenizer, labels) for d in part) for part in (train, dev)))


def make_model(material: Material, encoder: Encoder, settings: Settings) -> Joint:
    """The encoder with fresh heads."""
    torch.manual_seed(settings.seed)
    encoder.words.weight.requires_grad_(settings.train_words)
    return Joint(encoder, count_priors(material.train, material.labels), dropout=settings.head_dropout)


def load_model(material: Material, work: Path, *, last: bool = False) -> Joint:
    """The model with the averaged weights of a run, or the last ones, which follow a falling step size more closely."""
    model = make_model(material, load_encoder(work / WEIGHTS), Settings(steps=0))
    model.load_state_dict(torch.load(work / TRAINED, weights_only=True))
    if last:
        model.load_state_dict(last_weights(work), strict=False)
    return model


def train(nerel: Path, work: Path, settings: Settings) -> None:
    """Runs to the last step, from the checkpoint where there is one; after the adaptation where there was one."""
    material = read_material(nerel, work)
    source = work / ADAPTED if settings.masked_steps else work
    model = make_model(material, load_encoder(source / WEIGHTS, dropout=settings.encoder_dropout), settings)
    heads = [*model.spans.parameters(), *model.relations.parameters()]
    run = Run(model, make_optimiser(model.encoder, heads, settings), Average.of(model, settings))
    log = Log(work / LOG)
    _begin(run, settings, work, log, corpus=digest(nerel))
    Loop(run, Joining(model, material, settings), settings, log, work).go()


def adapt(articles: Path, work: Path, settings: Settings) -> None:
    """Writes the encoder adapted to the articles, unless it is there; `masked_steps` of the settings is its length."""
    folder = work / ADAPTED
    if (folder / WEIGHTS).exists():
        return
    folder.mkdir(exist_ok=True)
    vocabulary = load_vocabulary(work / VOCABULARY)
    torch.manual_seed(settings.seed)
    encoder = load_encoder(work / WEIGHTS, dropout=settings.encoder_dropout)
    encoder.words.weight.requires_grad_(settings.train_words)
    model = Masked(encoder)
    shorter = replace(settings, steps=settings.masked_steps)
    run = Run(model, make_optimiser(encoder, model.heads(), shorter), Average.of(model, shorter))
    texts = in_pieces(read_articles(articles), Tokenizer(vocabulary))
    task = Masking(model, texts, vocabulary.pieces.index(MASK), settings.seed, settings.pieces)
    log = Log(folder / LOG)
    _begin(run, shorter, folder, log, articles=len(texts))
    Loop(run, task, shorter, log, folder).go()
    run.average.swap(model)
    np.savez(folder / WEIGHTS, **{name: weight.numpy() for name, weight in encoder.state_dict().items()})


def _begin(run: Run, settings: Settings, folder: Path, log: Log, **source: object) -> None:
    resumed = resume(run, settings, folder)
    log.write(
        event="resumed" if resumed else "started",
        step=run.step,
        settings=asdict(settings),
        torch=torch.__version__,
        processor=platform.processor() or platform.machine(),
        **source,
    )

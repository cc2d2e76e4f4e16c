"""The training run: one command, a schedule in steps, resumable.

In: the work folder that `prepare` made, NEREL. Out: `log.jsonl`, `checkpoint.pt`, `weights.pt`.
Touches: both folders; writes to the work folder alone.
"""

from __future__ import annotations

import json
import platform
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import torch

from letopis_training.batches import collate, epoch_batches, make_example
from letopis_training.checkpoint import WEIGHTS as TRAINED
from letopis_training.checkpoint import Run, resume, save, save_weights
from letopis_training.corpus import digest, read_documents
from letopis_training.encoder import load_encoder
from letopis_training.examples import encode, labels_of
from letopis_training.joint import Joint
from letopis_training.optimise import Average, Threads, make_optimiser, set_step_size, trained
from letopis_training.predict import predict
from letopis_training.prepare import VOCABULARY, WEIGHTS
from letopis_training.priors import count_priors
from letopis_training.readers import TorchReader
from letopis_training.scores import summary
from letopis_training.settings import Settings
from letopis_training.tokenizer import Tokenizer
from letopis_training.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from letopis_training.batches import Batch
    from letopis_training.examples import Encoded, Labels

LOG = "log.jsonl"
EVALUATED_AT = 0.4  # threshold of spans and of relations while training


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from and what is measured on."""

    labels: Labels
    train: tuple[Encoded, ...]
    dev: tuple[Encoded, ...]


@dataclass(slots=True)
class Tally:
    """Sums since the last line of the log."""

    steps: int = 0
    pieces: int = 0
    spans: float = 0.0
    relations: float = 0.0
    seconds: float = 0.0

    def add(self, pieces: int, seconds: float, spans: float, relations: float) -> None:
        """One more step."""
        self.steps += 1
        self.pieces += pieces
        self.seconds += seconds
        self.spans += spans
        self.relations += relations


class Log:
    """Lines of JSON in a file and on standard output."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._began = time.monotonic()

    def write(self, **values: object) -> None:
        """One line, with the seconds since the start of the process."""
        line = json.dumps({"seconds": round(time.monotonic() - self._began, 1)} | values, ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        print(line, flush=True)


def read_material(nerel: Path, work: Path) -> Material:
    """Both parts of NEREL in the pieces of the prepared vocabulary; labels are those of the training part."""
    tokenizer = Tokenizer(load_vocabulary(work / VOCABULARY))
    train, dev = read_documents(nerel / "train"), read_documents(nerel / "dev")
    labels = labels_of(train)
    return Material(labels, *(tuple(encode(d, tokenizer, labels) for d in part) for part in (train, dev)))


def make_model(material: Material, work: Path, settings: Settings) -> Joint:
    """The pretrained encoder with fresh heads."""
    torch.manual_seed(settings.seed)
    encoder = load_encoder(work / WEIGHTS, dropout=settings.encoder_dropout)
    encoder.words.weight.requires_grad_(settings.train_words)
    return Joint(encoder, count_priors(material.train, material.labels), dropout=settings.head_dropout)


def load_model(material: Material, work: Path) -> Joint:
    """The model with the weights of a run."""
    model = make_model(material, work, Settings(steps=0))
    model.load_state_dict(torch.load(work / TRAINED, weights_only=True))
    return model


def train(nerel: Path, work: Path, settings: Settings) -> None:
    """Runs to the last step, from the checkpoint where there is one."""
    material = read_material(nerel, work)
    model = make_model(material, work, settings)
    run = Run(model, make_optimiser(model, settings), Average.of(model, settings))
    log = Log(work / LOG)
    resumed = resume(run, settings, work)
    log.write(
        event="resumed" if resumed else "started",
        step=run.step,
        settings=asdict(settings),
        corpus=digest(nerel),
        torch=torch.__version__,
        processor=platform.processor() or platform.machine(),
    )
    _run(run, material, settings, log, work)
    save_weights(run, work)
    _evaluate(run, material, 1, log)


def _run(run: Run, material: Material, settings: Settings, log: Log, work: Path) -> None:
    threads, tally, saved = Threads(settings.threads), Tally(), time.monotonic()
    while run.step < settings.steps:
        batches = epoch_batches(material.train, seed=settings.seed, epoch=run.epoch, pieces=settings.pieces)
        for place in range(run.batch, min(len(batches), run.batch + settings.steps - run.step)):
            threads.choose(run.step)
            share = set_step_size(run.optimiser, settings, run.step)
            batch = collate([make_example(window) for window in batches[place]])
            threads.report(_step(run, batch, settings, tally))
            run.step, run.batch = run.step + 1, place + 1
            if run.step % settings.log_every == 0:
                _log_tally(log, run, tally, share=share, threads=threads)
                tally = Tally()
            if run.step % settings.evaluate_every == 0 and run.step < settings.steps:
                save_weights(run, work)
                _evaluate(run, material, settings.evaluate_part, log)
            if time.monotonic() - saved > settings.save_seconds:
                save(run, settings, work)
                saved = time.monotonic()
        if run.batch == len(batches):
            run.epoch, run.batch = run.epoch + 1, 0
    save(run, settings, work)


def _step(run: Run, batch: Batch, settings: Settings, tally: Tally) -> float:
    """One batch; returns pieces per second."""
    began = time.monotonic()
    run.model.train()
    with torch.autocast("cpu", torch.bfloat16):
        losses = run.model.losses(batch)
    (losses.spans + settings.relation_weight * losses.relations).backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_([p for _, p in trained(run.model)], settings.clip, foreach=True)
    run.optimiser.step()
    run.optimiser.zero_grad(set_to_none=True)
    run.average.update(run.model, run.step)
    pieces, seconds = int(batch.present.sum()), time.monotonic() - began
    tally.add(pieces, seconds, float(losses.spans.detach()), float(losses.relations.detach()))
    return pieces / seconds


def _log_tally(log: Log, run: Run, tally: Tally, *, share: float, threads: Threads) -> None:
    log.write(
        step=run.step,
        epoch=run.epoch,
        spans=round(tally.spans / tally.steps, 4),
        relations=round(tally.relations / tally.steps, 4),
        speed=round(tally.pieces / tally.seconds),
        threads={count: round(speed) for count, speed in sorted(threads.speeds.items())},
        size=round(share, 4),
    )


def _evaluate(run: Run, material: Material, part: int, log: Log) -> None:
    """Measures the averaged weights on every `part`-th document of dev."""
    began = time.monotonic()
    run.average.swap(run.model)
    found = predict(TorchReader(run.model), material.dev[::part], threshold=EVALUATED_AT)
    run.average.swap(run.model)
    scores = summary(found, material.labels, spans_over=EVALUATED_AT, relations_over=EVALUATED_AT)
    figures = {name: score.percent() for name, score in scores.items()}
    log.write(
        event="evaluated", step=run.step, documents=len(found), took=round(time.monotonic() - began, 1), **figures
    )

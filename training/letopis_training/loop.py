"""The loop that any training goes through: steps, averages, log, checkpoints, measurements.

In: Run, Task, Settings. Out: `log.jsonl`, `checkpoint.pt`, `weights.pt`. Touches: the folder of the run.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import torch

from letopis_training.checkpoint import Run, save, save_weights
from letopis_training.optimise import Threads, set_step_size, share_at, trained

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from torch import Tensor

    from letopis_training.settings import Settings

LOG = "log.jsonl"

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Losses:
    """What a batch costs, by name; the sum is made smaller. `pieces`: how many there were."""

    parts: Mapping[str, Tensor]
    pieces: int


class Task(Protocol[Item]):
    """What is learned."""

    def batches(self, epoch: int) -> Sequence[Item]:
        """The batches of an epoch, the same for the same epoch."""

    def losses(self, item: Item) -> Losses:
        """The losses of a batch."""

    def measure(self, part: int) -> Mapping[str, object]:
        """How good the weights are, on every `part`-th of what they are measured on."""


@dataclass(slots=True)
class Tally:
    """Sums since the last line of the log."""

    steps: int = 0
    pieces: int = 0
    seconds: float = 0.0
    losses: dict[str, float] = field(default_factory=dict)

    def add(self, losses: Losses, seconds: float) -> None:
        """One more step."""
        self.steps += 1
        self.pieces += losses.pieces
        self.seconds += seconds
        for name, loss in losses.parts.items():
            self.losses[name] = self.losses.get(name, 0.0) + float(loss.detach())


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


@dataclass(slots=True)
class Loop(Generic[Item]):
    """A run, what it learns, and where it writes."""

    run: Run
    task: Task[Item]
    settings: Settings
    log: Log
    folder: Path
    threads: Threads = field(init=False)
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self.threads = Threads(self.settings.threads)

    def go(self) -> None:
        """To the last step, whose averaged weights are measured on everything."""
        run, steps, saved = self.run, self.settings.steps, time.monotonic()
        while run.step < steps:
            batches = self.task.batches(run.epoch)
            for place in range(run.batch, min(len(batches), run.batch + steps - run.step)):
                self._step(batches[place])
                run.step, run.batch = run.step + 1, place + 1
                self._report()
                if time.monotonic() - saved > self.settings.save_seconds:
                    save(run, self.settings, self.folder)
                    saved = time.monotonic()
            if run.batch == len(batches):
                run.epoch, run.batch = run.epoch + 1, 0
        save(run, self.settings, self.folder)
        save_weights(run, self.folder)
        self._measure(1)

    def _step(self, item: Item) -> None:
        run, began = self.run, time.monotonic()
        self.threads.choose(run.step)
        set_step_size(run.optimiser, share_at(run.step, self.settings))
        run.model.train()
        with torch.autocast("cpu", torch.bfloat16):
            losses = self.task.losses(item)
        torch.stack(list(losses.parts.values())).sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([p for _, p in trained(run.model)], self.settings.clip, foreach=True)
        run.optimiser.step()
        run.optimiser.zero_grad(set_to_none=True)
        run.average.update(run.model, run.step)
        seconds = time.monotonic() - began
        self.threads.report(losses.pieces / seconds)
        self.tally.add(losses, seconds)

    def _report(self) -> None:
        run, tally = self.run, self.tally
        if run.step % self.settings.log_every == 0:
            self.log.write(
                step=run.step,
                epoch=run.epoch,
                **{name: round(loss / tally.steps, 4) for name, loss in tally.losses.items()},
                speed=round(tally.pieces / tally.seconds),
                threads={count: round(speed) for count, speed in sorted(self.threads.speeds.items())},
                size=round(share_at(run.step - 1, self.settings), 4),
            )
            self.tally = Tally()
        if run.step % self.settings.evaluate_every == 0 and run.step < self.settings.steps:
            save_weights(run, self.folder)
            self._measure(self.settings.evaluate_part)

    def _measure(self, part: int) -> None:
        began = time.monotonic()
        self.run.average.swap(self.run.model)
        figures = self.task.measure(part)
        self.run.average.swap(self.run.model)
        took = round(time.monotonic() - began, 1)
        self.log.write(event="measured", step=self.run.step, took=took, **figures)

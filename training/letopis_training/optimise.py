"""Step sizes by depth and by step, averaged weights, and the number of threads.

In: Encoder, Settings. Out: an optimiser, a schedule, averages. Touches: torch's number of threads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from torch import Tensor, nn

    from letopis_training.encoder import Encoder
    from letopis_training.settings import Settings

PROBE_EVERY = 12
REMEMBERED = 0.6


def make_optimiser(encoder: Encoder, heads: Iterable[Tensor], settings: Settings) -> torch.optim.AdamW:
    """Groups whose step is smaller the deeper a layer lies; matrices alone decay."""
    layers = list(encoder.layers)
    groups = []
    for depth, layer in enumerate(reversed(layers)):
        groups += list(_groups(layer.parameters(), settings.encoder_step * settings.depth_decay**depth, settings))
    below = [encoder.words.weight, encoder.positions, *encoder.norm.parameters()]
    groups += list(_groups(below, settings.encoder_step * settings.depth_decay ** len(layers), settings))
    groups += list(_groups(heads, settings.head_step, settings))
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def _groups(parameters: Iterable[Tensor], step: float, settings: Settings) -> Iterator[dict[str, object]]:
    trained = [parameter for parameter in parameters if parameter.requires_grad]
    for matrices, decay in ((True, settings.weight_decay), (False, 0.0)):
        chosen = [parameter for parameter in trained if (parameter.dim() > 1) == matrices]
        if chosen:
            yield {"params": chosen, "lr": step, "weight_decay": decay, "full": step}


def share_at(step: int, settings: Settings) -> float:
    """Share of the full step size: rises over the first steps, stays, and falls in a line over the last part.

    What comes before the fall does not depend on the number of steps, which may change until then.
    """
    rise = (step + 1) / settings.warm_up
    fall = (settings.steps - step) / max(1, settings.steps * settings.cool_down)
    return max(settings.least_share, min(1.0, rise, fall))


def set_step_size(optimiser: torch.optim.Optimizer, share: float) -> None:
    """The same share of its full size for every group."""
    for group in optimiser.param_groups:
        group["lr"] = group["full"] * share


@dataclass(slots=True)
class Average:
    """Running mean of the trained weights, whose memory grows with the number of steps."""

    weights: dict[str, Tensor]
    decay: float
    every: int

    @classmethod
    def of(cls, model: nn.Module, settings: Settings) -> Average:
        """Begins at the weights as they are."""
        return cls(
            {name: p.detach().clone() for name, p in trained(model)}, settings.average_decay, settings.average_every
        )

    @torch.no_grad()
    def update(self, model: nn.Module, step: int) -> None:
        """Takes the weights in, at every `every`-th step."""
        if step % self.every:
            return
        kept = min(self.decay**self.every, (1 + step) / (10 * self.every + step))
        current: list[Tensor] = [p for _, p in trained(model)]
        torch._foreach_lerp_(list(self.weights.values()), current, 1 - kept)

    @torch.no_grad()
    def swap(self, model: nn.Module) -> None:
        """Exchanges the averages with the weights; twice is as before."""
        for name, parameter in trained(model):
            held = parameter.detach().clone()
            parameter.copy_(self.weights[name])
            self.weights[name].copy_(held)


def trained(model: nn.Module) -> Iterator[tuple[str, nn.Parameter]]:
    """Parameters that learn, by name."""
    return ((name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad)


@dataclass(slots=True)
class Threads:
    """Chooses between one thread and `most` by the speed last seen, since two can collapse beside other work.

    The slower number is tried again, the more seldom the slower it is.
    """

    most: int
    speeds: dict[int, float] = field(default_factory=dict)
    now: int = 1
    probe: int = PROBE_EVERY
    probing: bool = False

    def choose(self, step: int) -> int:
        """Sets the number for a step; now and then the other one is tried."""
        untried = [count for count in (self.most, 1) if count not in self.speeds]
        best = max(self.speeds, key=self.speeds.__getitem__, default=self.most)
        worst = min(self.speeds, key=self.speeds.__getitem__, default=self.most)
        self.now = untried[0] if untried else best
        self.probing = not untried and step >= self.probe
        if self.probing:
            self.now = worst
            self.probe = step + round(PROBE_EVERY * self.speeds[best] / self.speeds[worst])
        torch.set_num_threads(self.now)
        return self.now

    def report(self, speed: float) -> None:
        """Notes the speed of the step just done."""
        known = self.now in self.speeds and not self.probing
        self.speeds[self.now] = REMEMBERED * self.speeds[self.now] + (1 - REMEMBERED) * speed if known else speed

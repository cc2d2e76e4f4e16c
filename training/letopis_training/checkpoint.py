"""A run on disk: everything needed to go on as if it had not been interrupted, and the weights alone for use.

In: a run's state. Out: `checkpoint.pt`, `weights.pt`. Touches: the work folder.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import torch

from letopis_training.settings import full_steps

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor, nn

    from letopis_training.optimise import Average
    from letopis_training.settings import Settings

CHECKPOINT, WEIGHTS = "checkpoint.pt", "weights.pt"
FREE = {
    "threads",
    "log_every",
    "save_seconds",
    "evaluate_every",
    "evaluate_part",
}  # settings that do not decide a result


class OtherRun(ValueError):
    """The checkpoint belongs to a run with other settings."""


@dataclass(slots=True)
class Run:
    """What changes while training; `step` is the next one, `batch` its place in `epoch`."""

    model: nn.Module
    optimiser: torch.optim.Optimizer
    average: Average
    step: int = 0
    epoch: int = 0
    batch: int = 0


def save(run: Run, settings: Settings, folder: Path) -> None:
    """Writes the checkpoint beside the old one, then in its place; what does not learn is not in it."""
    frozen = {name for name, parameter in run.model.named_parameters() if not parameter.requires_grad}
    weights = {name: weight for name, weight in run.model.state_dict().items() if name not in frozen}
    _write(
        folder / CHECKPOINT,
        {
            "settings": asdict(settings),
            "model": weights,
            "average": run.average.weights,
            "optimiser": run.optimiser.state_dict(),
            "random": torch.get_rng_state(),
            "position": (run.step, run.epoch, run.batch),
        },
    )


def resume(run: Run, settings: Settings, folder: Path) -> bool:
    """Goes back to the checkpoint where there is one; OtherRun where it is of other settings."""
    path = folder / CHECKPOINT
    if not path.exists():
        return False
    stored: dict[str, Any] = torch.load(path, weights_only=True)
    changed = {name for name, value in asdict(settings).items() if stored["settings"].get(name) != value} - FREE
    if stored["position"][0] <= min(full_steps(settings), full_steps(type(settings)(**stored["settings"]))):
        changed -= {"steps", "cool_down"}  # the steps so far would have been the same
    if changed:
        raise OtherRun(f"{path}: made with other {sorted(changed)}; give these settings or another work folder")
    run.model.load_state_dict(stored["model"], strict=False)
    run.average.weights = stored["average"]
    run.optimiser.load_state_dict(stored["optimiser"])
    torch.set_rng_state(stored["random"])
    run.step, run.epoch, run.batch = stored["position"]
    return True


def last_weights(folder: Path) -> dict[str, Tensor]:
    """The weights of the checkpoint, without those that do not learn."""
    weights: dict[str, Tensor] = torch.load(folder / CHECKPOINT, weights_only=True)["model"]
    return weights


def save_weights(run: Run, folder: Path) -> None:
    """The averaged weights, all of them."""
    _write(folder / WEIGHTS, run.model.state_dict() | run.average.weights)


def _write(path: Path, content: object) -> None:
    beside = path.with_suffix(".part")
    torch.save(content, beside)
    beside.replace(path)

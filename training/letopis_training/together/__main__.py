"""`python -m letopis_training.together train|teach|evaluate|export`: from two trained networks to one.

In: arguments. Out: an exit status, 2 where something is missing. Touches: standard output and error.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from letopis_training.prepare import VOCABULARY, WEIGHTS, not_there
from letopis_training.settings import add_options, chosen
from letopis_training.together.settings import TogetherSettings
from letopis_training.trees.settings import AGREED, SILVER, TRAINED

if TYPE_CHECKING:
    from letopis_training.together.learn import Both

RUN, TAUGHT = "together", "taught"


def main() -> int:
    """Runs one step; says what is missing."""
    options = _parser().parse_args()
    missing = _missing(options)
    if missing:
        print("\n".join(missing), file=sys.stderr)
        return 2
    {"train": _train, "teach": _teach, "evaluate": _evaluate, "export": _export}[options.step](options)
    return 0


def _train(options: argparse.Namespace) -> None:
    from letopis_training.together.learn import learn, prepare_run
    from letopis_training.trees.learn import read_material

    settings = chosen(options, TogetherSettings)
    trees = read_material(options.work, options.gold, options.held_out, options.work / AGREED)
    both = prepare_run(options.nerel, options.work, trees, settings, (options.entities, options.trees))
    learn(both, options.work / options.run, nerel=options.nerel)


def _teach(options: argparse.Namespace) -> None:
    from letopis_training.together.learn import learn, prepare_run
    from letopis_training.together.taught import prepare_taught
    from letopis_training.trees.learn import read_material

    settings = chosen(options, TogetherSettings)
    trees = read_material(options.work, options.gold, options.held_out, options.work / AGREED)
    both = prepare_run(options.nerel, options.work, trees, settings, None)
    task = prepare_taught(both, options.work / options.begin, options.teachers, options.articles, options.work)
    learn(both, options.work / options.run, nerel=options.nerel, task=task)


def _evaluate(options: argparse.Namespace) -> None:
    both = _trained(options)
    print(json.dumps(both.measure(options.part), ensure_ascii=False, indent=1))


def _export(options: argparse.Namespace) -> None:
    from letopis_training.together.export import export

    sources = [*options.held_out, options.work / VOCABULARY, options.work / WEIGHTS, options.work / AGREED]
    sources += [path for path in options.source if path.is_file()]
    run = options.work / options.run
    card = export(_trained(options), options.work, run, sources, options.part)
    print(json.dumps(card, ensure_ascii=False, indent=1))


def _trained(options: argparse.Namespace) -> Both:
    """The network with the weights of a run, and what it is measured on."""
    from letopis_training.together.learn import load, prepare_run
    from letopis_training.trees.learn import read_material

    trees = read_material(options.work, [], options.held_out, None)
    both = prepare_run(options.nerel, options.work, trees, TogetherSettings(steps=0, depth=options.depth), None)
    load(both.model, options.work / options.run, last=options.last)
    return both


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="letopis_training.together", description="Trains one network of entities, relations and trees."
    )
    steps = parser.add_subparsers(dest="step", required=True)
    training = steps.add_parser("train", help="train, or go on with an interrupted run")
    training.add_argument("--entities", type=Path, required=True, help="weights of the run of entities")
    training.add_argument("--trees", type=Path, required=True, help="weights of the run of trees")
    teaching = steps.add_parser("teach", help="go on with a run that has ended, taught by it and others on news")
    teaching.add_argument("--begin", default=RUN, help="the folder of the run to go on from (default: %(default)s)")
    teaching.add_argument("--teachers", type=Path, nargs="+", required=True, help="weights of runs of entities")
    teaching.add_argument("--articles", type=Path, required=True, help="JSON lines of news, compressed")
    evaluating = steps.add_parser("evaluate", help="score the weights, trees of sentences alone and in windows")
    exporting = steps.add_parser("export", help="write the ONNX graphs, whole and quantised, and score both")
    exporting.add_argument("--source", type=Path, nargs="*", default=[], help="data whose digests the card tells too")
    for step in (evaluating, exporting):
        step.add_argument("--part", type=int, default=1, help="take every n-th document and sentence")
        step.add_argument("--last", action="store_true", help="the last weights instead of the averaged ones")
        step.add_argument("--depth", type=int, default=TogetherSettings(steps=0).depth, help="as in the training")
    for step in (training, teaching, evaluating, exporting):
        step.add_argument("--nerel", type=Path, required=True, help="the folder with NEREL's train and dev")
        step.add_argument("--held-out", type=Path, nargs="+", required=True, help="CoNLL-U to measure on")
        step.add_argument("--work", type=Path, required=True, help="the folder of `letopis_training prepare`")
        step.add_argument(
            "--run", default=TAUGHT if step is teaching else RUN, help="the folder of the run in the work folder"
        )
    for step in (training, teaching):
        step.add_argument("--gold", type=Path, nargs="+", required=True, help="CoNLL-U to learn from")
        add_options(step, TogetherSettings)
    return parser


def _missing(options: argparse.Namespace) -> list[str]:
    """What is wanting, a line each."""
    modules = ("torch", "onnx", "onnxruntime", "onnxscript") if options.step == "export" else ("torch",)
    lines = [f"{name} is not installed: pip install 'letopis[train]'" for name in modules if not find_spec(name)]
    files = [*options.held_out, *getattr(options, "gold", [])]
    lines += [f"{path}: no such file; give CoNLL-U" for path in files if not path.is_file()]
    folders = (options.nerel / "train", options.nerel / "dev")
    lines += [f"{folder}: no such folder; give NEREL's with --nerel" for folder in folders if not folder.is_dir()]
    needed = {VOCABULARY: "letopis_training prepare", WEIGHTS: "letopis_training prepare"}
    needed |= {SILVER: "letopis_training.trees silver"}
    if options.step in {"train", "teach"}:
        needed |= {AGREED: "letopis_training.trees agree"}
        begun = (options.entities, options.trees) if options.step == "train" else tuple(options.teachers)
        lines += [f"{path}: no such file; give the weights of a run" for path in begun if not path.is_file()]
    if options.step == "teach" and not options.articles.is_file():
        lines.append(f"{options.articles}: no such file; give news with --articles")
    if options.step != "train":
        needed |= {f"{options.begin if options.step == 'teach' else options.run}/{TRAINED}": "train"}
    return lines + not_there(options.work, needed)


if __name__ == "__main__":
    raise SystemExit(main())

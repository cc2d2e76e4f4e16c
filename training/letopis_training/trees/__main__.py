"""`python -m letopis_training.trees silver|train|agree|evaluate|export`: from articles and treebanks to a parser.

In: arguments. Out: an exit status, 2 where something is missing. Touches: standard output and error.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from letopis_training.prepare import VOCABULARY, WEIGHTS, not_there
from letopis_training.settings import add_options, chosen
from letopis_training.trees.settings import AGREED, SILVER, TRAINED, TREES, TreeSettings


def main() -> int:
    """Runs one step; says what is missing."""
    options = _parser().parse_args()
    missing = _missing(options)
    if missing:
        print("\n".join(missing), file=sys.stderr)
        return 2
    {"silver": _silver, "train": _train, "agree": _agree, "evaluate": _evaluate, "export": _export}[options.step](
        options
    )
    return 0


def _silver(options: argparse.Namespace) -> None:
    from letopis_training.trees.silver import write_silver

    path = options.work / SILVER
    print(write_silver(options.articles, path, every=options.every, most=options.sentences), "sentences")


def _train(options: argparse.Namespace) -> None:
    from letopis_training.trees.learn import learn, read_material

    settings = chosen(options, TreeSettings)
    news = options.work / (AGREED if options.begin else SILVER)
    material = read_material(options.work, options.gold, options.held_out, news, surer_than=settings.surer_than)
    begin = options.work / options.begin if options.begin else None
    learn(material, options.work, settings, options.work / options.run, begin=begin)


def _agree(options: argparse.Namespace) -> None:
    from letopis.model.files import load_vocabulary
    from letopis.model.pieces import Tokenizer
    from letopis_training.trees.agreed import write_agreed
    from letopis_training.trees.learn import load_model
    from letopis_training.trees.silver import read_labels

    work, settings = options.work, TreeSettings(steps=0, layers=options.layers)
    model = load_model(read_labels(work / SILVER), work, settings, work / options.run)
    tokenizer = Tokenizer(load_vocabulary(work / VOCABULARY))
    stretch = {"start": options.start, "most": options.sentences}
    print(write_agreed(work / SILVER, work / AGREED, model, tokenizer, **stretch), "of the heads are agreed on")


def _evaluate(options: argparse.Namespace) -> None:
    from letopis_training.trees.learn import load_model, read_material
    from letopis_training.trees.measure import parse, score
    from letopis_training.trees.silver import parse_with_slovnet

    material = read_material(options.work, [], options.held_out, None)
    labels = material.labels
    model = load_model(labels, options.work, TreeSettings(steps=0, layers=options.layers), options.work / options.run)
    for name, examples in material.held_out.items():
        golds = [example.tree for example in examples]
        trained = score(golds, parse(model, examples), labels).table()
        slovnet = score(golds, parse_with_slovnet(golds), labels).table()
        print(json.dumps({"treebank": name, "trained": trained, "slovnet": slovnet}))


def _export(options: argparse.Namespace) -> None:
    from letopis_training.export import quantise
    from letopis_training.trees.graph import GRAPH, TreeReader, write_graph
    from letopis_training.trees.learn import load_model, read_material
    from letopis_training.trees.measure import score

    material = read_material(options.work, [], options.held_out, None)
    run = options.work / options.run
    whole = run / f"whole_{GRAPH}"
    write_graph(load_model(material.labels, options.work, TreeSettings(steps=0, layers=options.layers), run), whole)
    quantise(whole, run / GRAPH)
    print(json.dumps({path.name: path.stat().st_size / 1e6 for path in (whole, run / GRAPH)}))
    for name, examples in material.held_out.items():
        golds = [example.tree for example in examples]
        for path in (whole, run / GRAPH):
            began = time.process_time()
            parses = list(map(TreeReader(path), examples))
            speed = round(sum(len(gold.words) for gold in golds) / (time.process_time() - began))
            print(json.dumps({"treebank": name, "graph": path.name, "words per second of a core": speed}), end=" ")
            print(json.dumps(score(golds, parses, material.labels).table()["all"]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="letopis_training.trees", description="Trains the parser of trees and tags.")
    steps = parser.add_subparsers(dest="step", required=True)
    writing = steps.add_parser("silver", help="parse news with slovnet")
    writing.add_argument("--articles", type=Path, required=True, help="JSON lines, compressed, with title and text")
    writing.add_argument("--every", type=int, default=6, help="take every n-th article")
    writing.add_argument("--sentences", type=int, default=40_000, help="how many at most")
    training = steps.add_parser("train", help="train, or go on with an interrupted run")
    training.add_argument("--gold", type=Path, nargs="+", required=True, help="CoNLL-U to learn from")
    training.add_argument("--begin", metavar="RUN", help="begin with the weights of that run, with news of `agree`")
    agreeing = steps.add_parser("agree", help="parse the news with the weights, and keep what slovnet says too")
    agreeing.add_argument("--start", type=int, default=0, help="the first sentence")
    agreeing.add_argument("--sentences", type=int, default=20_000, help="how many at most")
    evaluating = steps.add_parser("evaluate", help="score the weights beside slovnet, by length of sentence")
    exporting = steps.add_parser("export", help="write the ONNX graph, whole and quantised, and score both")
    for step in (training, evaluating, exporting):
        step.add_argument("--held-out", type=Path, nargs="+", required=True, help="CoNLL-U to measure on")
    for step in (training, agreeing, evaluating, exporting):
        step.add_argument("--run", default=TREES, help="the folder of the run in the work folder")
    for step in (agreeing, evaluating, exporting):
        step.add_argument("--layers", type=int, default=TreeSettings(steps=0).layers, help="as in the training")
    for step in (writing, training, agreeing, evaluating, exporting):
        step.add_argument("--work", type=Path, required=True, help="the folder of `letopis_training prepare`")
    add_options(training, TreeSettings)
    return parser


def _missing(options: argparse.Namespace) -> list[str]:
    """What is wanting, a line each."""
    if options.step == "silver":
        return [] if options.articles.is_file() else [f"{options.articles}: no such file; give articles as .jsonl.gz"]
    files = [*getattr(options, "held_out", []), *getattr(options, "gold", [])]
    lines = [] if find_spec("torch") else ["torch is not installed: pip install 'letopis[train]'"]
    lines += [f"{path}: no such file; give CoNLL-U" for path in files if not path.is_file()]
    needed = {VOCABULARY: "letopis_training prepare", WEIGHTS: "letopis_training prepare", SILVER: "silver"}
    if getattr(options, "begin", None):
        needed |= {AGREED: "agree"}
    if options.step in {"agree", "evaluate", "export"}:
        needed |= {f"{options.run}/{TRAINED}": "train"}
    return lines + not_there(options.work, needed)


if __name__ == "__main__":
    raise SystemExit(main())

"""Facts taken by careful readers, beside ours: by article, by role, and by cause for what is missed.

usage: python bench/gold.py GOLD TEXTS [--missed]

GOLD holds `score_facts.py` and `dev/*.jsonl`, one gold fact a line; TEXTS the articles (`dev_corpus.py TEXTS` writes
them). The scorer decides what counts as found. The causes are told apart by machine: what the rows of the same
sentence have of the fact.

In: gold facts, articles. Out: tables on stdout. Touches: a temporary folder.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letopis.outputs import build_output

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

Row = dict[str, str]
Gold = dict[str, Any]
RELATIONS = {"relation", "identity"}


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module; it is a script beside the gold facts."""
    spec = importlib.util.spec_from_file_location("score_facts", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: cannot be loaded as a Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def facts_of(texts: Path, scorer: ModuleType) -> list[Row]:
    """The rows of the facts query over all articles of a folder, their sentences squashed as the scorer does."""
    with tempfile.TemporaryDirectory() as folder:
        build_output([texts], Path(folder))
        with (Path(folder) / "facts.csv").open(encoding="utf-8", newline="") as handle:
            rows = [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(handle)]
    for row in rows:
        row["sentence"] = scorer.squash(row["sentence"])
    return rows


def cause(gold: Gold, rows: Sequence[Row], scorer: ModuleType) -> str:
    """Why a fact is missed, from the rows of its sentence."""
    if gold.get("kind") in RELATIONS:
        return "relation " + next((p for p in gold["predicate"] if p.isupper()), "of another kind")
    named = [row for row in rows if scorer.matches({**gold, "subject": [], "object": []}, row)]
    if not rows:
        return "no row of the sentence"
    if not named:
        return "no row with the predicate"
    with_object = [row for row in named if scorer.matches({**gold, "subject": []}, row)]
    if with_object:
        return "subject missing" if all(not row["subject"] for row in with_object) else "another subject"
    return "object missing" if all(not row["object"] for row in named) else "another object"


class Tally:
    """Found and wanted facts and roles of some gold facts."""

    def __init__(self) -> None:
        """Nothing counted yet."""
        self.facts = [0, 0]
        self.roles: dict[str, list[int]] = {}
        self.causes: Counter[str] = Counter()
        self.missed: list[str] = []

    def add(self, gold: Gold, rows: Sequence[Row], scorer: ModuleType) -> None:
        """Counts one gold fact; the roles are those of the row that has most of them, as the scorer counts."""
        here = [row for row in rows if scorer.squash(gold["evidence"]) in row["sentence"]]
        candidates = [row for row in here if scorer.matches(gold, row)]
        wanted = [(name, gold[name]) for name in scorer.ROLES if gold.get(name)]
        held = [[name for name, want in wanted if scorer.role_ok(name, want, row)] for row in candidates]
        best = max(held, key=len, default=[])
        for name, _ in wanted:
            hit = self.roles.setdefault(name, [0, 0])
            hit[0] += name in best
            hit[1] += 1
        self.facts[0] += bool(candidates)
        self.facts[1] += 1
        if not candidates:
            why = cause(gold, here, scorer)
            self.causes[why] += 1
            self.missed.append(f"{gold['id']}: {why}: {gold['evidence']}")

    def line(self, name: str) -> str:
        """One line of the table."""
        found, wanted = self.facts
        hit, all_roles = (sum(count[i] for count in self.roles.values()) for i in (0, 1))
        return (
            f"{name:34} facts {found:3}/{wanted:3} = {found / wanted:.2f}"
            f"   roles {hit:3}/{all_roles:3} = {hit / max(all_roles, 1):.2f}"
        )


def report(gold_files: Sequence[Path], rows: Sequence[Row], scorer: ModuleType, *, missed: bool) -> Iterator[str]:
    """The lines of the tables."""
    total = Tally()
    for path in gold_files:
        tally = Tally()
        for text in path.read_text(encoding="utf-8").splitlines():
            if text.strip():
                gold = json.loads(text)
                tally.add(gold, rows, scorer)
                total.add(gold, rows, scorer)
        yield tally.line(path.stem)
    yield total.line("all")
    for name, (hit, wanted) in sorted(total.roles.items()):
        yield f"  role {name:14} {hit:3}/{wanted:3}"
    yield f"missed {total.facts[1] - total.facts[0]}, by cause"
    for why, count in sorted(total.causes.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {count:3}  {why}"
    if missed:
        yield from total.missed


def main() -> None:
    """Prints the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("gold", type=Path)
    options.add_argument("texts", type=Path)
    options.add_argument("--missed", action="store_true", help="list the facts that are missed, too")
    given = options.parse_args()
    gold_files = sorted((given.gold / "dev").glob("*.jsonl"))
    if not gold_files or not given.texts.exists():
        print(f"{given.gold}/dev/*.jsonl or {given.texts} is not here; see the first lines of this file")
        return
    scorer = load_scorer(given.gold / "score_facts.py")
    for line in report(gold_files, facts_of(given.texts, scorer), scorer, missed=given.missed):
        print(line)


if __name__ == "__main__":
    main()

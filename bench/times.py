"""Time expressions and quantities against NEREL: precision and recall of spans, strict and overlapping.

`python bench/times.py NEREL/dev` prints a table; with `--misses` also what was missed and what was found beside the
annotation. NEREL's DATE and TIME are times; NUMBER, MONEY, PERCENT and AGE are quantities. Of nested annotations the
outermost is to be found, any counts as right; what lies in an annotation of another type of these counts as neither.
Words that only point («ранее», «сейчас») are annotated now and then: they count where they are, not where they are not.

In: a folder of `.txt` and `.ann` files. Out: a table. Touches: that folder, read-only.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from letopis.mentions.quantities import find_quantities
from letopis.mentions.times import find_times
from letopis.model import DEFAULT, MODELS
from letopis.parse.parser import Parser
from letopis.records.mention import Mention, TimeValue
from letopis.records.text import Article, Span

GROUPS = {"times": ("DATE", "TIME"), "quantities": ("NUMBER", "MONEY", "PERCENT", "AGE")}


@dataclass(slots=True)
class Score:
    """Counts of one group; the texts of what was missed and of what was found beside."""

    gold: int = 0
    found: int = 0
    strict: list[int] = field(default_factory=lambda: [0, 0])  # right of the found, recalled of the gold
    overlapping: list[int] = field(default_factory=lambda: [0, 0])
    missed: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def add(self, text: str, gold: dict[str, list[Span]], types: tuple[str, ...], found: list[Span]) -> None:
        """Compares the spans of one document."""
        spans = [span for kind in types for span in gold[kind]]
        others = [span for kind in gold if kind not in types for span in gold[kind]]
        outer = [span for span in set(spans) if not any(span in other for other in spans if other != span)]
        found = [span for span in found if span in spans or not any(_meet(span, other) for other in others)]
        self.gold += len(outer)
        self.found += len(found)
        self.strict[0] += sum(span in spans for span in found)
        self.strict[1] += sum(span in found for span in outer)
        self.overlapping[0] += sum(any(_meet(span, other) for other in spans) for span in found)
        self.overlapping[1] += sum(any(_meet(span, other) for other in found) for span in outer)
        self.missed += [_shown(text, span) for span in sorted(outer) if span not in found]
        self.beside += [_shown(text, span) for span in sorted(found) if span not in spans]


def _meet(left: Span, right: Span) -> bool:
    return left.start < right.stop and right.start < left.stop


def _points(mention: Mention) -> bool:
    return isinstance(mention.value, TimeValue) and mention.value.kind == "reference"


def _shown(text: str, span: Span) -> str:
    around = f"{text[max(0, span.start - 30) : span.start]}[{span.of(text)}]{text[span.stop : span.stop + 25]}"
    return around.replace("\n", " ")


def read_gold(path: Path) -> dict[str, list[Span]]:
    """The spans of the types that are compared; discontinuous ones are left out."""
    gold: dict[str, list[Span]] = {kind: [] for types in GROUPS.values() for kind in types}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.startswith("T"):
            kind, *offsets = line.split("\t")[1].split()
            if kind in gold and len(offsets) == 2:
                gold[kind].append(Span(int(offsets[0]), int(offsets[1])))
    return gold


def main() -> int:
    """Prints the table."""
    arguments = argparse.ArgumentParser(description="Times and quantities against NEREL.")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--misses", action="store_true")
    arguments.add_argument("--model", choices=MODELS, default=DEFAULT, help="what reads (default: %(default)s)")
    options = arguments.parse_args()
    if not options.folder.is_dir():
        print(f"{options.folder}: no such folder; nothing is measured. Give the folder of NEREL's .txt and .ann files.")
        return 0
    scores = {name: Score() for name in GROUPS}
    parser = Parser.load(options.model)
    for path in sorted(options.folder.glob("*.txt")):
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
        parsed = parser(Article(path.stem, text))
        times = find_times(parsed)
        gold = read_gold(path.with_suffix(".ann"))
        for name, mentions in (("times", times), ("quantities", find_quantities(parsed, times))):
            annotated = [span for kind in GROUPS[name] for span in gold[kind]]
            spans = [mention.span for mention in mentions if not _points(mention) or mention.span in annotated]
            scores[name].add(text, gold, GROUPS[name], spans)
    print(f"{'':12}{'gold':>6}{'found':>7}{'P':>8}{'R':>8}{'P over':>8}{'R over':>8}")
    for name, score in scores.items():
        cells = (score.strict[0] / score.found, score.strict[1] / score.gold, score.overlapping[0] / score.found)
        figures = "".join(f"{cell:8.3f}" for cell in (*cells, score.overlapping[1] / score.gold))
        print(f"{name:12}{score.gold:6}{score.found:7}{figures}")
        if options.misses:
            print("\n".join([f"  - {line}" for line in score.missed] + [f"  + {line}" for line in score.beside]))
    return 0


if __name__ == "__main__":
    sys.exit(main())

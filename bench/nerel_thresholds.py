"""The thresholds of `letopis annotate --model full`, chosen on NEREL: `python bench/nerel_thresholds.py NEREL/dev`.

Five numbers: how sure the network must be of a span and of a tie, each where the rules find the same and where they
do not, and the types of spans for which the rules are enough. They are chosen for F1 on the odd documents of the
folder and measured on the even ones, on which nothing was chosen. `letopis.annotate.network` has what came out.

In: the folder of the annotation. Out: the choice and its figures. Touches: that folder, read-only.
"""

from __future__ import annotations

import argparse
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from letopis.annotate.network import Thresholds, together
from letopis.model import FULL
from letopis.records.text import Findings, Tie
from nerel import Ruled, ruled
from nerel_gold import read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from letopis.records.annotation import Annotated
    from nerel_gold import Document, Entity

SURE = tuple(step / 20 for step in range(8, 17))
SURE_OF_TIE = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
VOUCHED = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)  # of spans those from `letopis.model.read.LEAST_SPAN` on
ENOUGH = -1.0  # a threshold that the rules need not share

Thing = tuple["str | int", ...]


class Sides(NamedTuple):
    """Of one document: what is annotated, what the network finds with its probability, what the rules find."""

    gold: frozenset[Thing]
    network: dict[Thing, float]
    rules: frozenset[Thing]


def f1(sides: Sequence[Sides], over: float, vouched: float, enough: frozenset[str] = frozenset()) -> float:
    """In per cent, over all documents."""
    right = found = gold = 0
    for side in sides:
        taken = {thing for thing, p in side.network.items() if p > (vouched if thing in side.rules else over)}
        taken |= {thing for thing in side.rules if thing[0] in enough}
        right += len(taken & side.gold)
        found += len(taken)
        gold += len(side.gold)
    return 200 * right / max(found + gold, 1)


def best(sides: Sequence[Sides], grid: Sequence[float]) -> tuple[float, float]:
    """The two thresholds; of equally good ones the highest."""
    return max(product(grid, VOUCHED), key=lambda pair: (f1(sides, *pair), pair))


def best_enough(sides: Sequence[Sides], vouched: float) -> frozenset[str]:
    """Types for which what the rules alone find is right at least as often as not, in five or more cases."""
    alone: dict[str, list[bool]] = {}
    for side in sides:
        for thing in side.rules:
            if side.network.get(thing, 0.0) <= vouched:
                alone.setdefault(str(thing[0]), []).append(thing in side.gold)
    return frozenset(type_ for type_, right in alone.items() if len(right) >= 5 and sum(right) * 2 > len(right))


def span_sides(gold: Sequence[Document], known: Sequence[Ruled], findings: Sequence[Findings]) -> Iterator[Sides]:
    """Spans of each document."""
    for document, rules, found in zip(gold, known, findings, strict=True):
        yield Sides(
            frozenset(map(_thing, document.entities)),
            {(each.type, each.span.start, each.span.stop): each.probability for each in found.spans},
            frozenset(_places(rules.annotated)),
        )


def tie_sides(gold: Sequence[Document], known: Sequence[Ruled], findings: Sequence[Findings]) -> Iterator[Sides]:
    """Relations of each document, between whatever spans were found."""
    for document, rules, found in zip(gold, known, findings, strict=True):
        ends = [(each.type, each.span.start, each.span.stop) for each in found.spans]
        places = _places(rules.annotated)
        yield Sides(
            frozenset((each.type, *_thing(each.head), *_thing(each.tail)) for each in document.relations),
            {(tie.type, *ends[tie.head], *ends[tie.tail]): tie.probability for tie in found.ties},
            frozenset((bond.type, *places[bond.head], *places[bond.tail]) for bond in rules.annotated.relations),
        )


def _thing(entity: Entity) -> Thing:
    return (entity.type, *(offset for fragment in entity.fragments for offset in fragment))


def _places(annotated: Annotated) -> list[Thing]:
    return [(each.type, each.span.start, each.span.stop) for each in annotated.entities]


def _halves(sides: Iterator[Sides]) -> tuple[list[Sides], list[Sides]]:
    both = list(sides)
    return both[1::2], both[::2]


def report(gold: Sequence[Document], known: Sequence[Ruled]) -> Iterator[str]:
    """The choice and its figures, line by line."""
    findings = [each.findings or Findings() for each in known]
    odd, even = _halves(span_sides(gold, known, findings))
    over, vouched = best(odd, SURE)
    enough = best_enough(odd, vouched)
    yield f"spans over {over}, where the rules agree over {vouched}; the rules are enough: {', '.join(sorted(enough))}"
    yield from _figures(odd, even, (over, vouched, enough), SURE)
    chosen = Thresholds(over, 0.0, {}, vouched, 0.0, dict.fromkeys(enough, ENOUGH))
    odd, even = _halves(tie_sides(gold, known, [_between(each, chosen) for each in known]))
    over, vouched = best(odd, SURE_OF_TIE)
    yield f"ties over {over}, where the rules agree over {vouched}"
    yield from _figures(odd, even, (over, vouched, frozenset()), SURE_OF_TIE)


def _between(known: Ruled, chosen: Thresholds) -> Findings:
    """What the network finds of the spans that are chosen, and all ties between them."""
    findings = known.findings or Findings()
    taken = {(each.span, each.type) for each in together(known.annotated, findings, thresholds=chosen).entities}
    kept = [place for place, each in enumerate(findings.spans) if (each.span, each.type) in taken]
    places = {old: new for new, old in enumerate(kept)}
    return Findings(
        tuple(findings.spans[place] for place in kept),
        tuple(
            Tie(places[tie.head], places[tie.tail], tie.type, tie.probability)
            for tie in findings.ties
            if tie.head in places and tie.tail in places
        ),
    )


def _figures(
    odd: Sequence[Sides], even: Sequence[Sides], chosen: tuple[float, float, frozenset[str]], grid: Sequence[float]
) -> Iterator[str]:
    alone = max(grid, key=lambda over: f1(odd, over, over))
    for name, sides in (("odd, chosen on", odd), ("even", even)):
        yield f"  {name:15} F1 {f1(sides, *chosen):.1f}; without the rules, over {alone}, {f1(sides, alone, alone):.1f}"


def main() -> int:
    """Prints the choice."""
    parser = argparse.ArgumentParser(description="Thresholds of the full model, chosen on NEREL.")
    parser.add_argument("gold", type=Path, help="folder of .txt and .ann files")
    options = parser.parse_args()
    if not options.gold.is_dir():
        print(f"{options.gold}: no such folder; nothing is chosen. Give the folder of NEREL's .txt and .ann files.")
        return 0
    gold = list(read_documents(options.gold))
    print("\n".join(report(gold, list(ruled(gold, FULL)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())

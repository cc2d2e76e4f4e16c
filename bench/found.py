"""How sure a tie of the model must be for the graph, fitted on NEREL: `python bench/found.py NEREL/dev [--write]`.

Of ties between two spans of one sentence a type's confidence is one logistic curve of the model's own odds: one slope
for all, a bias for each type, drawn towards the common one where the type is rare. A type comes into the graph from
the probability on from which its ties are right often enough; one of which too few are right anywhere stays out. A
tie is right where the annotation has one of its type whose ends share words with its own. The figures are those of
the even documents after fitting on the odd ones; `--write` fits on all and puts `least` and `bias` into
`found_ties.tsv`.

In: the folder of the annotation. Out: the rows and their figures. Touches: that folder, read-only; with `--write` the
table.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from letopis.lexicon import found
from letopis.lexicon.found import NEVER
from letopis.parse.parser import Parser
from letopis.records.text import Article
from nerel_gold import read_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from letopis.records.text import Parsed
    from nerel_gold import Document

WANTED = 0.85  # of all that is taken of a type; the least sure of it has `MARGIN`
MARGIN = 0.7
FEWEST = 4  # ties of a type above its threshold that must be seen
PULL = 1.0  # of a type's bias towards the common one, in ties
LOWEST = 0.15
STEPS = 400
TABLE = Path(found.__file__).parent / "found_ties.tsv"


# Types of which the annotation leaves out much that is plainly said, or has too little of: from which probability on
# the rows were right when people read them in news, and how many of how many were.
READ = {
    "HEADQUARTERED_IN": (0.64, 34, 38),
    "PART_OF": (0.56, 29, 30),
    "PARTICIPANT_IN": (0.71, 18, 20),
    "MEMBER_OF": (0.8, 18, 18),
    "WORKPLACE": (0.84, 16, 17),
    "SUBORDINATE_OF": (0.7, 15, 16),
    "POINT_IN_TIME": (0.51, 13, 13),
    "TAKES_PLACE_IN": (0.69, 12, 14),
    "LOCATED_IN": (0.81, 10, 11),
    "CONVICTED_OF": (0.56, 10, 10),
    "WORKS_AS": (0.76, 8, 10),
    "PLACE_OF_BIRTH": (0.77, 8, 10),
    "ORIGINS_FROM": (0.81, 6, 7),
    "FOUNDED_BY": (0.6, 6, 7),
    "AGE_DIED_AT": (0.8, 4, 6),
    "AWARDED_WITH": (0.9, 4, 4),
    "SCHOOLS_ATTENDED": (0.85, 2, 2),
}
# Types that are right in the annotation and were not when people read them in news: they stay out. How many of how many
# were right.
UNSURE = {"PRODUCES": (3, 11), "MEDICAL_CONDITION": (2, 7)}


class Seen(NamedTuple):
    """A tie of the model: its odds as a logarithm, and whether it is right."""

    type: str
    probability: float
    is_right: bool

    @property
    def odds(self) -> float:
        """The logarithm of the odds."""
        p = min(max(self.probability, 0.001), 0.999)
        return math.log(p / (1 - p))


class Fit(NamedTuple):
    """One curve a type."""

    slope: float
    common: float
    biases: Mapping[str, float]

    def confidence(self, tie: Seen) -> float:
        """The share of such ties that are right."""
        return 1 / (1 + math.exp(-self.slope * tie.odds - self.biases.get(tie.type, self.common)))


def ties_of(document: Document, parsed: Parsed) -> Iterator[Seen]:
    """The ties of one document whose ends are in one sentence."""
    findings = parsed.findings
    if findings is None:
        raise SystemExit("the parser was loaded without the model")
    gold: dict[str, list[tuple[tuple[int, int], tuple[int, int]]]] = defaultdict(list)
    for relation in document.relations:
        gold[relation.type].append((relation.head[1][0], relation.tail[1][0]))
    for tie in findings.ties:
        head, tail = (findings.spans[end].span for end in (tie.head, tie.tail))
        if any(head in sentence.span and tail in sentence.span for sentence in parsed.sentences):
            is_right = any(
                one[0] < head.stop and head.start < one[1] and other[0] < tail.stop and tail.start < other[1]
                for one, other in gold[tie.type]
            )
            yield Seen(tie.type, tie.probability, is_right)


def fitted(ties: Sequence[Seen], slope: float) -> Fit:
    """The biases, by Newton's method: the common one first, then each type's own drawn towards it."""
    common = _bias(ties, slope, 0.0, 0.01)
    by_type: dict[str, list[Seen]] = defaultdict(list)
    for tie in ties:
        by_type[tie.type].append(tie)
    return Fit(slope, common, {type_: _bias(own, slope, common, PULL) for type_, own in sorted(by_type.items())})


def _bias(ties: Iterable[Seen], slope: float, centre: float, pull: float) -> float:
    bias, own = centre, list(ties)
    for _ in range(STEPS):
        shares = [1 / (1 + math.exp(-slope * tie.odds - bias)) for tie in own]
        gradient = sum(tie.is_right - share for tie, share in zip(own, shares, strict=True)) - pull * (bias - centre)
        curve = sum(share * (1 - share) for share in shares) + pull
        bias += gradient / curve
        if abs(gradient) < 1e-6:
            break
    return bias


def best(ties: Sequence[Seen]) -> Fit:
    """The fit with the slope that suits all types together."""
    return min((fitted(ties, step / 20) for step in range(10, 41)), key=lambda fit: loss(ties, fit))


def loss(ties: Sequence[Seen], fit: Fit) -> float:
    """The mean logarithmic loss."""
    sure = [fit.confidence(tie) for tie in ties]
    return -sum(math.log(c if tie.is_right else 1 - c) for tie, c in zip(ties, sure, strict=True)) / len(ties)


def least(ties: Iterable[Seen], fit: Fit) -> float:
    """The lowest probability from which on a type's ties are right often enough, seen and fitted.

    Where too few are seen, the one from which on its curve alone says so, unless those few are wrong.
    """
    own = list(ties)
    chosen, right = NEVER, 0
    for count, tie in enumerate(sorted(own, key=lambda tie: -tie.probability), 1):
        right += tie.is_right
        is_likely = fit.confidence(tie) >= MARGIN and tie.probability >= LOWEST
        if is_likely and count >= FEWEST and right / count >= WANTED:
            chosen = tie.probability
    if chosen == NEVER and own:
        alone = next(
            (step / 100 for step in range(15, 97) if fit.confidence(Seen(own[0].type, step / 100, True)) >= WANTED),
            NEVER,
        )
        above = [tie.is_right for tie in own if tie.probability >= alone]
        return alone if sum(above) >= WANTED * len(above) else NEVER
    return math.floor(chosen * 100) / 100


def report(odd: Sequence[Seen], even: Sequence[Seen], fit: Fit) -> tuple[list[str], dict[str, tuple[float, float]]]:
    """Lines, and the least probability and the bias of each type."""
    lines, chosen = [f"slope {fit.slope:g}, common bias {fit.common:.2f}, loss on the even {loss(even, fit):.3f}"], {}
    total = [0, 0, 0.0]
    for type_ in sorted({tie.type for tie in odd}):
        from_ = least([tie for tie in odd if tie.type == type_], fit)
        chosen[type_] = (from_, fit.biases[type_])
        taken = [tie for tie in even if tie.type == type_ and tie.probability >= from_]
        right = sum(tie.is_right for tie in taken)
        said = sum(map(fit.confidence, taken))
        total = [total[0] + len(taken), total[1] + right, total[2] + said]
        if from_ < NEVER:
            lines.append(f"{type_:20} from {from_:.2f}: {right} of {len(taken)} right, {said:.1f} expected")
    lines.append(f"all: {total[1]} of {total[0]} right, {total[2]:.1f} expected")
    return lines, chosen


def as_read(slope: float, from_: float, right: int, count: int) -> tuple[float, float]:
    """The same of what was read: the least sure as sure as the counts let it be, and `WANTED` as if read ten times."""
    share = (right + 10 * WANTED) / (count + 10)
    return from_, math.log(share / (1 - share)) - slope * Seen("", from_, True).odds


def write(chosen: Mapping[str, tuple[float, float]], fit: Fit) -> None:
    """`least` and `bias` into the table; what was never seen stays out of the graph."""
    header, *rows = TABLE.read_text(encoding="utf-8").splitlines()
    place = header.split("\t").index("least")
    cells = [row.split("\t") for row in rows]
    for row in cells:
        from_, bias = chosen.get(row[0], (NEVER, fit.common))
        if row[0] in READ:
            from_, bias = as_read(fit.slope, *READ[row[0]])
        if row[0] in UNSURE:
            from_ = NEVER
        row[place : place + 2] = [f"{from_:g}", f"{bias:.2f}"]
    TABLE.write_text("\n".join([header, *("\t".join(row) for row in cells)]) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    documents = list(read_documents(options.folder))
    parsed = Parser.load("full").map(Article(document.name, document.text) for document in documents)
    each = [list(ties_of(document, found)) for document, found in zip(documents, parsed, strict=True)]
    odd, even = ([tie for ties in each[start::2] for tie in ties] for start in (1, 0))
    print(*report(odd, even, best(odd))[0], sep="\n")
    if options.write:
        every = [*odd, *even]
        fit = best(every)
        write(report(every, every, fit)[1], fit)
        print(f"slope {fit.slope:g} belongs into letopis/lexicon/found.py; that of it is {found.SLOPE:g}")


if __name__ == "__main__":
    main(sys.argv[1:])

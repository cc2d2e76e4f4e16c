"""Occupations, ownerships, deals and meetings against FactRuEval-2016: `python bench/factrueval.py DEVSET`.

Scored as in the shared task's third track, easy mode: a fact of ours may meet one of the annotation of its kind where
an argument other than a position agrees; a meeting is worth the share of arguments that agree (positions count half),
and several of ours that meet one fact lose where they do not hold its arguments together. Facts marked as hard count
neither for nor against; phase and modality are left out. Precision is the mean worth of ours, recall of theirs. The
figures published for the shared task are of its test part; this is its development part.

What differs: two arguments agree where a name of one is a name of the other (within two letters, there whatever the
length, here of names longer than five), or where they stand at the same words (there systems hand in names only); a
position also agrees where our title holds its words. Facts are assigned one after another, the best pairs first,
instead of in all ways. Ours of which all arguments are the same count once.

`--misses` prints what is missed wholly or in part, `--extra` what the annotation does not have.

In: the folder of the annotation. Out: a table. Touches: that folder, read-only.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from factrueval_gold import KINDS, Document, Fact, Value, read_documents
from factrueval_ours import facts_of
from letopis.model import DEFAULT, MODELS
from letopis.reading import Reader
from letopis.records.text import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from letopis.records.text import Span

_HALF = {"Position": 0.5}
_EDITS = 2
_SHORT = 5


@dataclass(slots=True)
class Score:
    """Sums of worth and counts of one kind."""

    ours: int = 0
    theirs: int = 0
    worth_ours: float = 0.0
    worth_theirs: float = 0.0

    def line(self, name: str) -> str:
        """A row of the table."""
        precision = self.worth_ours / self.ours if self.ours else 1.0
        recall = self.worth_theirs / self.theirs if self.theirs else 1.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return f"{name:12}{self.theirs:8}{self.ours:6}{precision:11.3f}{recall:8.3f}{f1:8.3f}"

    def add(self, other: Score) -> None:
        """Adds another's sums."""
        self.ours += other.ours
        self.theirs += other.theirs
        self.worth_ours += other.worth_ours
        self.worth_theirs += other.worth_theirs


@dataclass(slots=True)
class Meeting:
    """One annotated fact and those of ours that are assigned to it."""

    theirs: Fact
    ours: list[Fact] = field(default_factory=list)
    parts: tuple[frozenset[str], ...] = ()

    def worth(self) -> float:
        """The share of arguments that agree, and of it half for their being together in one fact of ours."""
        if not self.ours or self.theirs.is_hard:
            return 0.0
        met: dict[int, set[int]] = {}
        beside = 0.0
        for number, fact in enumerate(self.ours):
            for argument in fact.arguments:
                place = self._place(argument)
                if place is None:
                    beside += _HALF.get(argument[0], 1.0)
                else:
                    met.setdefault(place, set()).add(number)
        weights = [_HALF.get(name, 1.0) for name, _ in self.theirs.arguments]
        share = sum(weights[place] for place in met) / (sum(weights) + beside)
        pairs = list(combinations(met.values(), 2))
        together = sum(bool(left & right) for left, right in pairs) / len(pairs) if pairs else 1.0
        return (share + share * together) / 2

    def _place(self, argument: tuple[str, Value]) -> int | None:
        for place, (name, value) in enumerate(self.theirs.arguments):
            if name == argument[0] and agree(value, argument[1], name, self.parts):
                return place
        return None

    def may_meet(self, fact: Fact) -> bool:
        """Whether an argument agrees that is no position."""
        found = (self._place(argument) for argument in fact.arguments if argument[0] != "Position")
        return any(place is not None for place in found)


def agree(theirs: Value, ours: Value, name: str, parts: Sequence[frozenset[str]] = ()) -> bool:
    """Whether two arguments are one thing."""
    if theirs.spans & ours.spans:
        return True
    if name == "Position":
        return any(span in own for own in ours.spans for span in theirs.spans) or _alike(theirs.names, ours.names)
    names = theirs.names
    if name == "Where":
        names = names.union(*(part for part in parts if part & names))
    return _alike(names, ours.names)


def _alike(left: Iterable[str], right: Iterable[str]) -> bool:
    mine = list(right)
    return any(
        one == other or (min(len(one), len(other)) > _SHORT and _edits(one, other) <= _EDITS)
        for one in left
        for other in mine
    )


def _edits(left: str, right: str) -> int:
    """The distance of Levenshtein; anything above the limit where the lengths tell already."""
    if abs(len(left) - len(right)) > _EDITS:
        return _EDITS + 1
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, row = row, [i]
        for j, other in enumerate(right, 1):
            row.append(min(row[-1] + 1, before[j] + 1, before[j - 1] + (letter != other)))
    return row[-1]


def compare(document: Document, ours: Sequence[Fact], kind: str) -> tuple[Score, list[Meeting], list[Fact]]:
    """The score of one document and kind, what met what, and ours that met nothing."""
    meetings = [Meeting(fact, parts=document.parts) for fact in document.facts if fact.kind == kind]
    left = [fact for fact in ours if fact.kind == kind]
    pairs = [
        (Meeting(meeting.theirs, [fact], document.parts).worth(), place, number)
        for place, meeting in enumerate(meetings)
        for number, fact in enumerate(left)
        if meeting.may_meet(fact)
    ]
    beside = set(range(len(left)))
    for _, place, number in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if number in beside and (not meetings[place].ours or _gains(meetings[place], left[number])):
            meetings[place].ours.append(left[number])
            beside.discard(number)
    counted = [meeting for meeting in meetings if not meeting.theirs.is_hard]
    score = Score(
        ours=len(beside) + sum(len(meeting.ours) for meeting in counted),
        theirs=len(counted),
        worth_ours=sum(meeting.worth() * len(meeting.ours) for meeting in counted),
        worth_theirs=sum(meeting.worth() for meeting in counted),
    )
    return score, meetings, [left[number] for number in sorted(beside)]


def _gains(meeting: Meeting, fact: Fact) -> bool:
    """Whether one more of ours at the same fact is worth more than beside it."""
    wider = Meeting(meeting.theirs, [*meeting.ours, fact], meeting.parts)
    return meeting.theirs.is_hard or wider.worth() * len(wider.ours) > meeting.worth() * len(meeting.ours)


def _show(document: Document, meetings: Iterable[Meeting], beside: Iterable[Fact], options: argparse.Namespace) -> None:
    for meeting in meetings:
        if options.misses and meeting.worth() < 1 and not meeting.theirs.is_hard:
            print(f"- {document.name} {meeting.worth():.2f} {meeting.theirs.kind}: {meeting.theirs.shown}")
            for span in sorted(_first_spans(meeting.theirs))[:1]:
                print(f"      …{_around(document.text, span)}…")
            for fact in meeting.ours:
                print(f"    = {fact.shown}")
    if options.extra:
        for fact in beside:
            print(f"+ {document.name} {fact.kind}: {fact.shown}")


def _first_spans(fact: Fact) -> list[Span]:
    found = [min(value.spans) for name, value in fact.arguments if value.spans and name == "Position"]
    return found or [max(min(value.spans) for _, value in fact.arguments if value.spans)]


def _around(text: str, span: Span) -> str:
    return text[max(0, span.start - 90) : span.stop + 90].replace("\n", " ")


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Facts against FactRuEval-2016.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what is missed wholly or in part")
    parser.add_argument("--extra", action="store_true", help="print what the annotation does not have")
    parser.add_argument("--model", choices=MODELS, default=DEFAULT, help="what reads (default: %(default)s)")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"{options.folder}: no such folder; nothing is measured. Give the folder of the annotated documents.")
        return 0
    scores = {kind: Score() for kind in KINDS}
    reader = Reader.load(options.model)
    documents = list(read_documents(options.folder))
    articles = [Article(document.name, document.text) for document in documents]
    for document, article, parsed in zip(documents, articles, reader.parser.map(articles), strict=True):
        ours = facts_of(reader.read(article, parsed))
        for kind in KINDS:
            score, meetings, beside = compare(document, ours, kind)
            scores[kind].add(score)
            _show(document, meetings, beside, options)
    together = Score()
    for score in scores.values():
        together.add(score)
    print(f"{len(documents)} documents\n{'':12}{'theirs':>8}{'ours':>6}{'precision':>11}{'recall':>8}{'F1':>8}")
    for kind, score in scores.items():
        print(score.line(kind))
    print(together.line("together"))
    return 0


if __name__ == "__main__":
    sys.exit(main())

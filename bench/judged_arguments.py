"""Suggested odds for `letopis/claims/doubt.py`, from the arguments of judged rows.

`bench/judged/arguments.tsv` names the arguments that made a row wrong. Of a right row every argument is right, of a row
with a wrong role those that are not named; other rows and numbers do not count. Articles are left out in turn to see
how many wrong and right arguments each threshold would cost on rows that were not fitted.

In: rows with verdicts, the events that the extraction weighs. Out: lines. Touches: reads `bench/judged/arguments.tsv`.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from judged_fit import regress
from letopis.claims import doubt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from judged_fit import Matrix
    from judged_rows import Row
    from letopis.claims.doubt import Weighed
    from letopis.claims.making import Event
    from letopis.records.text import Span
    from letopis.tree import Tree

Seen = dict[tuple["Span", str, "Span"], "Weighed"]  # by trigger, role and words
_TABLE = Path(__file__).parent / "judged" / "arguments.tsv"
_PENALTY = 1.0
_SURE = 0.999
_THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.8)


class Case(NamedTuple):
    """An argument of a judged row."""

    article: str
    marks: frozenset[str]
    arcs: float
    is_right: bool


@contextmanager
def watched() -> Iterator[Seen]:
    """What the extraction weighs meanwhile; nothing is left out."""
    seen: Seen = {}
    usual = doubt.sure

    def see(event: Event, tree: Tree) -> Event:
        seen.update({(event.trigger, w.role, w.span): w for w in doubt.weighed(event, tree)})
        return event

    doubt.sure = see
    try:
        yield seen
    finally:
        doubt.sure = usual


def wrong_arguments() -> dict[str, set[tuple[str, str]]]:
    """Roles and words of the arguments named as wrong, by the key of the row."""
    found: dict[str, set[tuple[str, str]]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            found.setdefault(row["key"], set()).add((row["role"], row["words"]))
    return found


def cases(article: str, row: Row, seen: Seen, wrong: set[tuple[str, str]]) -> Iterator[Case]:
    """The weighed arguments of a row."""
    claim = row.claim
    spans = [(str(a.role), a.span) for a in claim.arguments]
    spans += [(doubt.TIME, time.span) for time in claim.times if time.span]
    for role, span in spans:
        weighed = seen.get((claim.trigger, role, span))
        if weighed:
            is_right = (role, f"{span.start}-{span.stop}") not in wrong
            yield Case(article, frozenset(weighed.marks), weighed.arcs, is_right)


def suggest(found: Sequence[Case]) -> Iterator[str]:
    """The table of odds, then what thresholds cost."""
    names = list(doubt.CHANCES)
    arcs = np.clip([case.arcs for case in found], 1 - _SURE, _SURE)
    columns = [np.ones(len(found)), np.log(arcs / (1 - arcs))]
    columns += [np.array([float(name in case.marks) for case in found]) for name in names]
    table = np.column_stack(columns)
    right = np.array([float(case.is_right) for case in found])
    weights = regress(table, right, _PENALTY)
    yield f"{len(found)} arguments, {int((1 - right).sum())} wrong"
    yield f"USUAL {np.exp(weights[0]):.2g}, POWER {weights[1]:.2g}"
    for name, weight, column in zip(names, weights[2:], columns[2:], strict=True):
        yield f"{name:24}{int(column.sum()):6}{np.exp(weight):8.2g}"
    chances = _left_out(found, table, right)
    yield "articles left out in turn: below, wrong, right"
    for threshold in _THRESHOLDS:
        low = chances < threshold
        yield f"  {threshold}  {int((1 - right[low]).sum()):5}{int(right[low].sum()):6}"


def _left_out(found: Sequence[Case], table: Matrix, right: Matrix) -> Matrix:
    articles = np.array([case.article for case in found])
    chances = np.zeros(len(found))
    for article in sorted(set(articles)):
        out = articles == article
        chances[out] = 1 / (1 + np.exp(-table[out] @ regress(table[~out], right[~out], _PENALTY)))
    return chances

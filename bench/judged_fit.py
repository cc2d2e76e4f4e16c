"""Suggested odds and factors for `letopis/claims/confidence.py`, from judged rows.

A row is right with odds that are the product of those of its rule and a factor for each other part of its rule's name.
The logarithms are fitted with a penalty on their squares, so that what few rows speak for stays near 1; rules share
one mean. Articles are left out one after another to see what the confidence is worth on rows that were not fitted.

In: parts of rules with verdicts, by article. Out: lines. Touches: nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Judged = tuple[str, str, bool]  # article, rule, whether it is right
    Matrix = NDArray[np.float64]

_PENALTY = 2.0
_FEW = 5  # rows; what has fewer is not shown
_STEPS = 40


def features(rule: str) -> list[str]:
    """The parts of a rule's name; what follows «ruled by» or a colon does not count."""
    first, *rest = rule.split(", ")
    named = (part if not part.startswith("ruled by") else "ruled by" for part in rest)
    return [f"rule: {first.partition(':')[0]}", *dict.fromkeys(named)]


def fit(rows: Sequence[Judged], names: Sequence[str]) -> Matrix:
    """The logarithms of the odds: the mean, then one for each name."""
    places = {name: place for place, name in enumerate(names, 1)}
    table = np.zeros((len(rows), len(names) + 1))
    table[:, 0] = 1.0
    for number, (_, rule, _) in enumerate(rows):
        for name in features(rule):
            if name in places:
                table[number, places[name]] = 1.0
    return regress(table, np.array([float(is_right) for _, _, is_right in rows]), _PENALTY)


def regress(table: Matrix, right: Matrix, penalty_of: float) -> Matrix:
    """Logistic regression of `right` on the columns of `table`, the first of which is the constant."""
    penalty = np.diag([1e-6, *([penalty_of] * (table.shape[1] - 1))])
    weights = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - share) - penalty @ weights
        curve = (table * (share * (1 - share))[:, None]).T @ table + penalty
        weights += np.linalg.solve(curve, slope)
    return weights


def suggest(rows: Sequence[Judged]) -> Iterator[str]:
    """The table of suggestions, then the bands of confidence on articles that were left out."""
    counts = Counter(name for _, rule, _ in rows for name in features(rule))
    names = sorted(name for name, count in counts.items() if count >= _FEW)
    weights = fit(rows, names)
    yield f"{len(rows)} rows; odds of the mean rule {np.exp(weights[0]):.2g}"
    yield f"{'part':34}{'rows':>6}{'right':>7}{'factor':>8}"
    for name, weight in zip(names, weights[1:], strict=True):
        marks = [is_right for _, rule, is_right in rows if name in features(rule)]
        factor = np.exp(weight + weights[0] if name.startswith("rule: ") else weight)
        yield f"{name:34}{len(marks):6}{sum(marks) / len(marks):7.2f}{factor:8.2g}"
    yield from _left_out(rows, names)


def _left_out(rows: Sequence[Judged], names: Sequence[str]) -> Iterator[str]:
    found: list[tuple[float, bool]] = []
    for article in sorted({article for article, _, _ in rows}):
        weights = fit([row for row in rows if row[0] != article], names)
        places = {name: place for place, name in enumerate(names, 1)}
        for _, rule, is_right in (row for row in rows if row[0] == article):
            odds = weights[0] + sum(weights[places[name]] for name in features(rule) if name in places)
            found.append((float(1 / (1 + np.exp(-odds))), is_right))
    yield "articles left out in turn:"
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.0)):
        marks = [is_right for confidence, is_right in found if low < confidence <= high]
        yield f"  {low} – {high}  {len(marks):5}  " + (f"{sum(marks) / len(marks):.2f}" if marks else "–")

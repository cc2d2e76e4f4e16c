"""How good weights are: the thresholds that suit dev best, and the scores there, over all and by type.

The thresholds are chosen on the documents that are scored; with one for spans and one for relations they gain
little from it, yet a figure for publication needs documents that nothing was chosen on.

In: Found. Out: Evaluation. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from letopis_training.scores import compare, relation_pairs, span_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from letopis_training.examples import Labels
    from letopis_training.found import Found
    from letopis_training.scores import Score

GRID = tuple(step / 20 for step in range(4, 15))


@dataclass(frozen=True, slots=True)
class Figure:
    """A score with the thresholds that give it, over all and by type."""

    thresholds: tuple[float, ...]
    score: Score
    by_type: Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Spans; relations between annotated entities; relations between found ones, both ends and the relation right."""

    entities: Figure
    between_annotated: Figure
    between_found: Figure

    def figures(self) -> dict[str, Figure]:
        """All three by name."""
        return {
            "entities": self.entities,
            "relations of annotated": self.between_annotated,
            "relations of found": self.between_found,
        }

    def brief(self) -> dict[str, tuple[float, ...]]:
        """F1 in percent and the thresholds."""
        return {name: (figure.score.percent()[2], *figure.thresholds) for name, figure in self.figures().items()}

    def table(self) -> dict[str, object]:
        """Percent, ready for JSON."""
        return {
            name: {
                "thresholds": figure.thresholds,
                "all": figure.score.percent(),
                "by type": {kind: (*score.percent(), score.annotated) for kind, score in figure.by_type.items()},
            }
            for name, figure in self.figures().items()
        }


def evaluate(found: Sequence[Found], labels: Labels) -> Evaluation:
    """The best figures over the grid; what was found must reach down to its lowest threshold."""
    return Evaluation(
        _best([(over,) for over in GRID], lambda t: compare(span_pairs(found, labels, t[0]))),
        _best([(over,) for over in GRID], lambda t: compare(relation_pairs(found, labels, t[0]))),
        _best(
            [(spans, relations) for spans in GRID for relations in GRID],
            lambda t: compare(relation_pairs(found, labels, t[1], ends_over=t[0])),
        ),
    )


def _best(
    grid: list[tuple[float, ...]], measure: Callable[[tuple[float, ...]], tuple[Score, dict[str, Score]]]
) -> Figure:
    """The first of the best."""
    best = max(grid, key=lambda thresholds: measure(thresholds)[0].f1)
    return Figure(best, *measure(best))

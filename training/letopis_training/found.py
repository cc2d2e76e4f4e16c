"""What was found in a document: spans with types, and relations between them, with probabilities.

In: nothing. Out: Node, Edge, Found. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from letopis_training.examples import Encoded


class Node(NamedTuple):
    """A span of words, both ends inclusive, with the number of its type."""

    first: int
    last: int
    type: int


class Edge(NamedTuple):
    """A directed relation with the number of its type."""

    head: Node
    tail: Node
    type: int


@dataclass(slots=True)
class Found:
    """Probabilities. `between_annotated`: relations asked of the annotated entities; `between_found`: of the found."""

    encoded: Encoded
    spans: dict[Node, float] = field(default_factory=dict)
    between_annotated: dict[Edge, float] = field(default_factory=dict)
    between_found: dict[Edge, float] = field(default_factory=dict)

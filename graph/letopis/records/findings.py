"""What a network finds in a text: typed spans, and typed ties between them, each with its probability.

«мэр Москвы Собянин» has the spans PROFESSION «мэр Москвы», CITY «Москвы», PERSON «Собянин», and the tie WORKS_AS from
the third to the first.

In: records.text. Out: Spotted, Tie, Findings. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letopis.records.text import Span


@dataclass(frozen=True, slots=True)
class Spotted:
    """A span of code points and its type; `probability` is in [0, 1] and says nothing exact."""

    span: Span
    type: str
    probability: float


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation from one span to another; `head` and `tail` are indices of `Findings.spans`."""

    head: int
    tail: int
    type: str
    probability: float


@dataclass(frozen=True, slots=True)
class Findings:
    """Spans by start, then the longer first, then by type, no two alike; ties by head, tail and type, no two alike."""

    spans: tuple[Spotted, ...] = ()
    ties: tuple[Tie, ...] = ()

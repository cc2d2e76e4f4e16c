"""A text with typed spans and typed relations between them, in the terms of NEREL.

«МИД [России]» is an `Annotation` ORGANIZATION with a COUNTRY inside it, and a `Bond` HEADQUARTERED_IN between the two.

In: records.text. Out: Annotation, Bond, Annotated. Touches: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letopis.records.text import Article, Span


@dataclass(frozen=True, slots=True)
class Annotation:
    """A span and its type. `entity_id` and `label` are those of the entity it stands for, where there is one."""

    span: Span
    type: str
    score: float = 1.0  # in [0, 1], not calibrated
    entity_id: str | None = None
    label: str = ""
    wikidata: str | None = None  # «Q159»


@dataclass(frozen=True, slots=True, order=True)
class Bond:
    """A relation from one annotation to another; `head` and `tail` are indices of `Annotated.entities`."""

    head: int
    tail: int
    type: str
    score: float = 1.0  # in [0, 1], not calibrated


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's annotations by start, then the longer first, then by type; no two have both span and type in common.

    Relations are sorted; no two have the same ends and type.
    """

    article: Article
    entities: tuple[Annotation, ...] = ()
    relations: tuple[Bond, ...] = ()

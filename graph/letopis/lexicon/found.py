"""What of the model's findings comes into the graph: a table of types of spans, a table of types of ties.

«AWARD» is an `Award` from a probability of 0.6 on; «PLACE_OF_BIRTH» gives `bornIn` from 0.5 on, and of those that
are as probable as 0.8 nine in ten are right.

In: `found_kinds.tsv`, `found_ties.tsv`. Out: FoundKind, FoundTie, Found, load_found. Touches: those files, read-only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from letopis.errors import LetopisError
from letopis.lexicon.rows import _one_of
from letopis.lexicon.tables import parse_rows
from letopis.records.entity import EntityKind

if TYPE_CHECKING:
    from collections.abc import Mapping

SLOPE = 0.65
NEVER = 1.0  # a probability that nothing has: the type stays out of the graph
_SURE = 0.999

Row = TypeVar("Row", "FoundKind", "FoundTie")


def _kind(cell: str) -> EntityKind | None:
    return EntityKind(cell) if cell else None


def _kinds(cell: str) -> frozenset[EntityKind]:
    return frozenset(map(EntityKind, cell.split()))


def _share(cell: str) -> float:
    value = float(cell)
    if not 0 <= value <= 1:
        raise ValueError(f"{value} is no probability")
    return value


_KIND: dict[str, Any] = {"parse": _kind}
_KINDS: dict[str, Any] = {"parse": _kinds}
_SHARE: dict[str, Any] = {"parse": _share}
_NUMBER: dict[str, Any] = {"parse": float}


@dataclass(frozen=True, slots=True)
class FoundKind:
    """A type of spans. `kind`: what it is in the graph, none for values.

    `takes`: the kinds of entities that the rules may have made of the same words; `mends`: those of them that the
    model knows better.
    """

    type: str
    kind: EntityKind | None = field(metadata=_KIND)
    takes: frozenset[EntityKind] = field(metadata=_KINDS)
    mends: frozenset[EntityKind] = field(metadata=_KINDS)
    least: float = field(metadata=_SHARE)
    example: str


@dataclass(frozen=True, slots=True)
class FoundTie:
    """A type of ties. `object`: an entity or a value; `least` and `bias` were fitted by `bench/found.py`."""

    type: str
    relation: str
    label: str
    object: str = field(metadata=_one_of("entity", "date", "age", "money"))
    least: float = field(metadata=_SHARE)
    bias: float = field(metadata=_NUMBER)
    example: str

    @property
    def is_stated(self) -> bool:
        """Whether any tie of the type is sure enough for the graph."""
        return self.least < NEVER

    def confidence(self, probability: float) -> float:
        """The share of ties as probable as this one that are right."""
        p = min(max(probability, 1 - _SURE), _SURE)
        odds = SLOPE * math.log(p / (1 - p)) + self.bias
        return round(1 / (1 + math.exp(-odds)), 3)


@dataclass(frozen=True, slots=True)
class Found:
    """The tables by type."""

    kinds: Mapping[str, FoundKind]
    ties: Mapping[str, FoundTie]


@cache
def load_found() -> Found:
    """The tables of the package."""
    return Found(_keyed("found_kinds", FoundKind), _keyed("found_ties", FoundTie))


def _keyed(table: str, kind: type[Row]) -> Mapping[str, Row]:
    source = files("letopis.lexicon").joinpath(f"{table}.tsv")
    rows: dict[str, Row] = {}
    for row in parse_rows(source.name, source.read_text(encoding="utf-8").splitlines(), kind):
        if row.type in rows:
            raise LetopisError(f"{table}.tsv: {row.type!r} stands there twice; keep one of the two")
        rows[row.type] = row
    return MappingProxyType(rows)

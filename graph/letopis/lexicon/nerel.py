"""How the types of NEREL and those of the graph stand for each other: two tables with a row for every type of NEREL.

`CITY` is what we call a `City`, and `lo:City` in the ontology; `AGENT` goes from our `agent` to the event.
A third table holds words that are of a type by themselves: «выборы» is an EVENT.

In: `nerel_entities.tsv`, `nerel_relations.tsv`, `nerel_words.tsv`. Out: their rows, Nerel, load_nerel.
Touches: those files, read-only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from letopis.errors import LetopisError
from letopis.lexicon.rows import _one_of
from letopis.lexicon.tables import fold, parse_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

ANY = "ANY"
INVERSE = "^"  # before a name of ours: its ends change places

Row = TypeVar("Row", "NerelEntity", "NerelRelation", "NerelWord")
Item = TypeVar("Item")
Key = TypeVar("Key", bound="Hashable")


def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split())


_WORDS: dict[str, Any] = {"parse": _words}


@dataclass(frozen=True, slots=True)
class NerelEntity:
    """A type of entity. `ours`: what of the graph gives it; empty where nothing does yet. `term` is of the ontology."""

    type: str
    ours: tuple[str, ...] = field(metadata=_WORDS)
    term: str
    example: str


@dataclass(frozen=True, slots=True)
class NerelRelation:
    """A type of relation and the types its two ends may have; an end of `ANY` takes all."""

    type: str
    ours: tuple[str, ...] = field(metadata=_WORDS)
    heads: tuple[str, ...] = field(metadata=_WORDS)
    tails: tuple[str, ...] = field(metadata=_WORDS)
    term: str
    example: str

    def joins(self, head: str, tail: str) -> bool:
        """Whether it may go from the one type to the other."""
        return _takes(self.heads, head) and _takes(self.tails, tail)


def _takes(types: tuple[str, ...], type_: str) -> bool:
    return types == (ANY,) or type_ in types


@dataclass(frozen=True, slots=True)
class NerelWord:
    """A word of a type, or lemmas by spaces (`pos` is then `-`).

    `use`: by itself, only together with what it is of («глава района»), or not itself but the name in quotation marks
    after it («фильм «Весна»»).
    """

    lemma: str
    pos: str
    type: str
    use: str = field(metadata=_one_of("alone", "phrase", "quoted"))
    example: str


@dataclass(frozen=True, slots=True)
class Nerel:
    """The tables by type and by folded lemma (with part of speech), and the types by what of ours gives them."""

    entities: Mapping[str, NerelEntity]
    relations: Mapping[str, NerelRelation]
    words: Mapping[tuple[str, str], NerelWord]
    quoted: Mapping[str, NerelWord]
    entity_of: Mapping[str, str]
    relations_of: Mapping[str, tuple[str, ...]]


@cache
def load_nerel() -> Nerel:
    """The tables of the package. Raises `LetopisError` for what is said twice, and for a word of an unknown type."""
    entities = _keyed("nerel_entities", _rows("nerel_entities", NerelEntity), lambda row: row.type)
    relations = _keyed("nerel_relations", _rows("nerel_relations", NerelRelation), lambda row: row.type)
    listed = _rows("nerel_words", NerelWord)
    quoted = _keyed("nerel_words", [row for row in listed if row.use == "quoted"], lambda row: fold(row.lemma))
    plain = [row for row in listed if row.use != "quoted"]
    words = _keyed("nerel_words", plain, lambda row: (fold(row.lemma), row.pos))
    sources = [(ours, row.type) for row in entities.values() for ours in row.ours]
    _keyed("nerel_entities", sources, lambda source: source[0])
    unknown = sorted({row.type for row in listed} - set(entities))
    if unknown:
        raise LetopisError(f"nerel_words.tsv: {', '.join(unknown)} is no type of entities; correct the cell")
    bonds: dict[str, tuple[str, ...]] = {}
    for row in relations.values():
        for ours in row.ours:
            bonds[ours] = (*bonds.get(ours, ()), row.type)
    return Nerel(entities, relations, words, quoted, MappingProxyType(dict(sources)), MappingProxyType(bonds))


def _rows(table: str, kind: type[Row]) -> list[Row]:
    source = files("letopis.lexicon").joinpath(f"{table}.tsv")
    return list(parse_rows(source.name, source.read_text(encoding="utf-8").splitlines(), kind))


def _keyed(table: str, rows: Sequence[Item], key: Callable[[Item], Key]) -> Mapping[Key, Item]:
    found: dict[Key, Item] = {}
    for row in rows:
        if key(row) in found:
            raise LetopisError(f"{table}.tsv: {key(row)!r} stands there twice; keep one of the two")
        found[key(row)] = row
    return MappingProxyType(found)

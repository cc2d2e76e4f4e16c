"""NEREL as records: texts with nested entities and relations, from brat's `.txt` and `.ann`.

`T5	ORGANIZATION 145 179	…` is an entity, `T6	EVENT 3 9;14 20	…` one in two stretches,
`R1	LOCATED_IN Arg1:T5 Arg2:T6` a relation.

In: a folder of `.txt` and `.ann` files. Out: Document. Touches: that folder, read-only.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class BadCorpus(ValueError):
    """The folder is not there or holds no annotation."""


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """Stretches in code points of the text, in order; those with nothing but spaces between them are one stretch."""

    stretches: tuple[tuple[int, int], ...]
    type: str

    @property
    def start(self) -> int:
        """Where the first stretch starts."""
        return self.stretches[0][0]

    @property
    def stop(self) -> int:
        """Where the last stretch stops."""
        return self.stretches[-1][1]


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """`head` and `tail` are places in `Document.entities`."""

    head: int
    tail: int
    type: str


@dataclass(frozen=True, slots=True)
class Document:
    """`text` as the file has it; entities and relations sorted, each once."""

    id: str
    text: str
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


def read_documents(folder: Path) -> tuple[Document, ...]:
    """Documents by name; BadCorpus where there are none."""
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise BadCorpus(f"{folder}: no .txt files; give the folder of a part of NEREL")
    return tuple(parse_document(path.stem, _text(path), _text(path.with_suffix(".ann")).splitlines()) for path in paths)


def digest(folder: Path) -> str:
    """SHA-256 over names and contents of the files of a folder, in the order of names."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def parse_document(name: str, text: str, lines: Iterable[str]) -> Document:
    """Annotation lines of other kinds, damaged ones and empty spans are passed over; duplicates become one."""
    marked: dict[str, Entity] = {}
    related: list[tuple[str, str, str]] = []
    for line in lines:
        cells = line.lstrip("\ufeff").split("\t")
        if len(cells) < 2:
            continue
        if cells[0].startswith("T") and (entity := _entity(text, cells[1])):
            marked[cells[0]] = entity
        elif cells[0].startswith("R"):
            kind, head, tail = cells[1].split()[:3]
            related.append((kind, head.partition(":")[2], tail.partition(":")[2]))
    entities = tuple(sorted(set(marked.values())))
    places = {entity: place for place, entity in enumerate(entities)}
    relations = {
        Relation(places[marked[head]], places[marked[tail]], kind)
        for kind, head, tail in related
        if head in marked and tail in marked and marked[head] != marked[tail]
    }
    return Document(name, text, entities, tuple(sorted(relations)))


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _entity(text: str, cell: str) -> Entity | None:
    kind, _, offsets = cell.partition(" ")
    stretches: list[tuple[int, int]] = []
    for stretch in offsets.split(";"):
        start, stop = map(int, stretch.split())
        if stretches and not text[stretches[-1][1] : start].strip():
            stretches[-1] = (stretches[-1][0], stop)
        elif start < stop:
            stretches.append((start, stop))
    return Entity(tuple(stretches), kind) if stretches else None

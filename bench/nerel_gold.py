"""NEREL's annotation, or anybody's in the same form, as sets: typed spans and relations between them.

A span with gaps keeps all its fragments, so that no span without them can equal it.

In: `.txt` and `.ann` files. Out: Document. Touches: those files, read-only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Fragments = tuple[tuple[int, int], ...]


class Entity(NamedTuple):
    """A type and the stretches of text it covers, in code points."""

    type: str
    fragments: Fragments

    @property
    def start(self) -> int:
        """Where the first stretch starts."""
        return self.fragments[0][0]

    @property
    def stop(self) -> int:
        """Where the last stretch stops."""
        return self.fragments[-1][1]

    def words(self, text: str) -> str:
        """What is covered, stretches joined by spaces."""
        return " ".join(text[start:stop] for start, stop in self.fragments)


class Relation(NamedTuple):
    """A type and two ends."""

    type: str
    head: Entity
    tail: Entity


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its annotation; what is annotated twice counts once."""

    name: str
    text: str
    entities: frozenset[Entity]
    relations: frozenset[Relation]


def read_documents(texts: Path, annotations: Path | None = None) -> Iterator[Document]:
    """The texts of a folder in order of name, with the `.ann` files beside them or in another folder."""
    for path in sorted(texts.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        lines = ((annotations or texts) / f"{path.stem}.ann").read_text(encoding="utf-8-sig")
        yield read_document(path.stem, text, lines)


def read_document(name: str, text: str, lines: str) -> Document:
    """One document; lines that are neither entity nor relation are passed over, and so are empty spans."""
    entities: dict[str, Entity] = {}
    pairs = []
    for line in lines.split("\n"):
        key, _, rest = line.partition("\t")
        body = rest.partition("\t")[0]
        if key.startswith("T"):
            type_, _, places = body.partition(" ")
            fragments = tuple(_fragment(place) for place in places.split(";"))
            if all(start < stop for start, stop in fragments):
                entities[key] = Entity(type_, fragments)
        elif key.startswith("R"):
            type_, head, tail = body.split()
            pairs.append((type_, head.partition(":")[2], tail.partition(":")[2]))
    relations = {Relation(t, entities[a], entities[b]) for t, a, b in pairs if a in entities and b in entities}
    return Document(name, text, frozenset(entities.values()), frozenset(relations))


def _fragment(place: str) -> tuple[int, int]:
    start, stop = place.split()
    return int(start), int(stop)

"""An own reader of brat's files for tests: lines to tuples, with the text checked at every offset."""

from __future__ import annotations

from typing import NamedTuple


class Brat(NamedTuple):
    """The lines of a file by their kind."""

    entities: dict[str, tuple[str, int, int, str]]  # id to type, start, stop, words
    relations: list[tuple[str, str, str]]  # type, head id, tail id
    references: dict[str, tuple[str, str]]  # entity id to Wikidata id and label


def read_brat(text: str, lines: str) -> Brat:
    """Raises AssertionError for a line that is no annotation, dangles, or whose words are not at its offsets."""
    found = Brat({}, [], {})
    for line in lines.split("\n")[:-1]:
        key, body, *rest = line.split("\t")
        words = body.split(" ")
        if key[0] == "T":
            start, stop = int(words[1]), int(words[2])
            assert len(words) == 3
            assert rest == [text[start:stop].replace("\n", " ").replace("\t", " ")]
            assert 0 <= start < stop <= len(text)
            found.entities[key] = (words[0], start, stop, rest[0])
        elif key[0] == "R":
            head, tail = words[1].removeprefix("Arg1:"), words[2].removeprefix("Arg2:")
            assert {head, tail} <= set(found.entities)
            found.relations.append((words[0], head, tail))
        else:
            assert key[0] == "N"
            assert words[0] == "Reference"
            assert words[1] in found.entities
            found.references[words[1]] = (words[2].removeprefix("Wikidata:"), rest[0])
    return found

"""The tables of known entities: every `*.tsv` of a folder, one entity a line.

`regions_wikidata.tsv` is under another licence than the rest and so a file of its own: it gives rows, by their `id`,
the Wikidata id that then becomes their id.

In: a folder. Out: records.known.KnownRow. Touches: reads that folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.errors import BadSource
from letopis.records.entity import EntityKind
from letopis.records.known import KnownRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KINDS = {kind.value: kind for kind in EntityKind}
_JOINED = "regions_wikidata.tsv"
_BETWEEN = " | "
# A table need not have the optional ones; the cell of a missing column is empty.
_COLUMNS = ("id", "kind", "label", "wikidata", "aliases", "bound", "country", "context", "gender", "number", "geonames")
_POPULATION = "population"


def read_known(folder: Path) -> tuple[KnownRow, ...]:
    """All known entities, table by table in order of file name. A missing folder or a bad line is a BadSource."""
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise BadSource(f"{folder}: no tables of known entities (*.tsv) in this folder; give the folder that has them")
    joined = {}
    if (folder / _JOINED).exists():
        joined = {cells[0]: cells[1] for _, cells in _lines(folder / _JOINED, ("id", "wikidata"))}
    return tuple(row for path in paths if path.name != _JOINED for row in _rows(path, joined))


def _rows(path: Path, joined: dict[str, str]) -> Iterator[KnownRow]:
    for number, cells in _lines(path, (*_COLUMNS, _POPULATION)):
        known_id, kind, label, wikidata, aliases, bound, country, context, gender, number_, geonames, population = cells
        if kind not in _KINDS or not known_id or not label or not (population.isdecimal() or not population):
            raise BadSource(
                f"{path}, line {number}: id {known_id!r}, kind {kind!r}, label {label!r}, population {population!r}; "
                f"the first three are needed, the kind is one of {', '.join(_KINDS)}, a population is a whole number"
            )
        wikidata = wikidata or joined.get(known_id, "")
        yield KnownRow(
            wikidata or known_id,
            _KINDS[kind],
            label,
            tuple(aliases.split(_BETWEEN)) if aliases else (),
            tuple(bound.split(_BETWEEN)) if bound else (),
            country,
            context,
            gender,
            number_,
            wikidata,
            geonames,
            int(population) if population else 0,
        )


def _lines(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """The number of each line and its cells in the order of `columns`, empty where the table lacks one."""
    lines = path.read_text(encoding="utf-8").splitlines() or [""]
    header = lines[0].split("\t")
    width = len(header)
    places = [header.index(column) if column in header else width for column in columns]
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != width:
            raise BadSource(
                f"{path}, line {number}: {len(cells)} cells where the header has {width}: {line!r}; "
                "separate the cells with single tabs"
            )
        cells.append("")
        yield number, [cells[place] for place in places]

